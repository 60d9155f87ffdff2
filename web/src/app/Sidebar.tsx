import { Link } from "wouter";
import type { Session } from "../client/contract";
import { AccountMenu } from "../features/account/AccountMenu";
import { classes } from "../ui/classes";
import { Drop, PanelLeft } from "../ui/icons";
import { words } from "../words/shell";
import { groupsOf, type Page } from "./pages";
import { PageLink } from "./PageLink";
import { PaletteButton } from "./palette/Palette";

interface SidebarProps {
  pages: readonly Page[];
  session: Session | undefined;
  isFolded: boolean;
  onFold: (isFolded: boolean) => void;
  onSearch: () => void;
}

/** The pages by group, beside the page on a wide screen; it folds to its icons. */
export function Sidebar({ pages, session, isFolded, onFold, onSearch }: SidebarProps) {
  return (
    <aside
      className={classes(
        "sticky top-0 hidden h-dvh flex-col border-r border-line bg-pane py-4 backdrop-blur-xl lg:flex",
        isFolded ? "items-center px-3" : "px-4",
      )}
    >
      <div className={classes("flex items-center", isFolded ? "flex-col gap-3" : "justify-between pl-2")}>
        <Link
          href="/"
          title={isFolded ? words.product : undefined}
          className="flex items-center gap-2.5 rounded-md text-[1.0625rem] font-semibold tracking-tight"
        >
          <Drop className="size-6 text-accent" />
          <span className={isFolded ? "sr-only" : undefined}>{words.product}</span>
        </Link>
        <button
          type="button"
          aria-pressed={isFolded}
          title={isFolded ? words.unfold : words.fold}
          aria-label={isFolded ? words.unfold : words.fold}
          onClick={() => onFold(!isFolded)}
          className="grid size-9 place-items-center rounded-lg text-faint hover:bg-sunken hover:text-ink"
        >
          <PanelLeft className="size-5" />
        </button>
      </div>
      <div className="mt-4">
        <PaletteButton isIcon={isFolded} onOpen={onSearch} />
      </div>
      <nav
        aria-label={words.navigation}
        className="-mx-2 mt-4 flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 pb-3"
      >
        {groupsOf(pages).map(([group, members]) => (
          <div key={group} role="group" aria-label={words.groups[group]} className="flex flex-col gap-0.5">
            <p
              aria-hidden="true"
              className={
                isFolded ? "sr-only" : "px-3 pb-1 text-2xs font-semibold uppercase tracking-wider text-faint"
              }
            >
              {words.groups[group]}
            </p>
            {members.map((each) => (
              <PageLink key={each.path} page={each} look={isFolded ? "icon" : "row"} />
            ))}
          </div>
        ))}
      </nav>
      <div className="flex min-h-13 flex-col gap-2 border-t border-line pt-3">
        {session && <AccountMenu session={session} isFolded={isFolded} />}
        {!isFolded && (
          <p className="min-h-5 truncate px-2 text-xs leading-5 text-faint">
            {session && words.version(session.version)}
          </p>
        )}
      </div>
    </aside>
  );
}
