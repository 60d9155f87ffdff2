import { useEffect, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { Right, Session } from "../client/contract";
import { AccountMenu } from "../features/account/AccountMenu";
import { classes } from "../ui/classes";
import { DataIcon, Drop, HomeIcon, PeopleIcon, type Icon } from "../ui/icons";
import { ThemeSwitch } from "../ui/ThemeSwitch";

interface Page {
  path: string;
  name: string;
  icon: Icon;
  /** What it takes to be shown it. */
  right?: Right;
}

const PAGES: readonly Page[] = [
  { path: "/", name: "Home", icon: HomeIcon },
  { path: "/data", name: "Data", icon: DataIcon },
  { path: "/people", name: "People", icon: PeopleIcon, right: "administer" },
];

/** What surrounds every page: the way to the others, who is signed in, and the theme. */
export function Frame({ session, children }: { session: Session | undefined; children: ReactNode }) {
  const [path] = useLocation();
  const pages = PAGES.filter((each) => !each.right || session?.rights.includes(each.right));
  const name = path === "/account" ? "Your account" : pages.find((each) => each.path === path)?.name;
  useEffect(() => {
    document.title = name ? `${name} · PetroVerse` : "PetroVerse";
  }, [name]);

  return (
    <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent focus:px-4 focus:py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:left-3 focus:top-3"
      >
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b border-line bg-ground px-4 lg:hidden">
        <Brand />
        <div className="flex items-center gap-2">
          <ThemeSwitch compact />
          {session && <AccountMenu session={session} compact />}
        </div>
      </header>
      <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line px-4 py-6 lg:flex">
        <div className="px-2">
          <Brand />
        </div>
        <nav aria-label="Pages" className="mt-8 flex flex-col gap-1">
          {pages.map((each) => (
            <PageLink key={each.path} page={each} isCurrent={each.path === path} />
          ))}
        </nav>
        <div className="mt-auto flex flex-col gap-4">
          <ThemeSwitch />
          <div className="min-h-13">{session && <AccountMenu session={session} />}</div>
          <p className="min-h-5 truncate px-2 text-xs leading-5 text-faint">
            {session && `PetroVerse ${session.version}`}
          </p>
        </div>
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl px-4 pb-28 pt-6 outline-none sm:px-6 lg:px-10 lg:pb-16 lg:pt-10"
      >
        {children}
      </main>
      <nav
        aria-label="Pages"
        className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        {pages.map((each) => (
          <PageLink key={each.path} page={each} isCurrent={each.path === path} isTab />
        ))}
      </nav>
    </div>
  );
}

function Brand() {
  return (
    <Link
      href="/"
      className="flex items-center gap-2.5 rounded-md text-[1.0625rem] font-semibold tracking-tight"
    >
      <Drop className="size-6 text-accent" />
      PetroVerse
    </Link>
  );
}

function PageLink({ page, isCurrent, isTab = false }: { page: Page; isCurrent: boolean; isTab?: boolean }) {
  return (
    <Link
      href={page.path}
      aria-current={isCurrent ? "page" : undefined}
      className={classes(
        "flex items-center font-medium transition-colors",
        isTab
          ? "min-h-14 flex-1 flex-col justify-center gap-0.5 text-xs"
          : "h-10 gap-3 rounded-lg px-3 text-sm",
        isCurrent ? "text-accent-strong" : "text-soft hover:text-ink",
        !isTab && (isCurrent ? "bg-accent-wash" : "hover:bg-sunken"),
      )}
    >
      <page.icon className="size-5" />
      {page.name}
    </Link>
  );
}
