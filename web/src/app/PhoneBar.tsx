import { useState } from "react";
import { Dialog } from "../ui/Dialog";
import { More } from "../ui/icons";
import { words } from "../words/shell";
import { groupsOf, mainPages, type Page } from "./pages";
import { PageLink } from "./PageLink";

/** The foot of a phone: the four most used pages, and a sheet with all of them. */
export function PhoneBar({ pages }: { pages: readonly Page[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <nav
      aria-label={words.navigation}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-ground/90 pb-[env(safe-area-inset-bottom)] backdrop-blur-lg lg:hidden"
    >
      {mainPages(pages).map((each) => (
        <PageLink key={each.path} page={each} look="tab" />
      ))}
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium text-soft hover:text-ink"
      >
        <More className="size-5" />
        {words.more}
      </button>
      <Dialog isOpen={isOpen} title={words.allPages} shape="sheet" onClose={() => setOpen(false)}>
        {groupsOf(pages).map(([group, members]) => (
          <section key={group} className="mb-4 last:mb-0">
            <h3 className="px-3 pb-1 text-2xs font-semibold uppercase tracking-wider text-faint">
              {words.groups[group]}
            </h3>
            <div className="grid grid-cols-2 gap-1">
              {members.map((each) => (
                <PageLink key={each.path} page={each} look="row" onGo={() => setOpen(false)} />
              ))}
            </div>
          </section>
        ))}
      </Dialog>
    </nav>
  );
}
