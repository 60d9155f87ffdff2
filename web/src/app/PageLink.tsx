import { Link, useLocation } from "wouter";
import { useScope } from "../features/scope/useScope";
import { classes } from "../ui/classes";
import { pageAt, type Page } from "./pages";

const LOOKS = {
  row: "min-h-9 gap-3 rounded-lg px-3 text-sm pointer-coarse:min-h-11",
  icon: "size-10 justify-center rounded-lg pointer-coarse:size-11",
  tab: "min-h-14 flex-1 flex-col justify-center gap-0.5 text-xs",
} as const;

interface PageLinkProps {
  page: Page;
  look: keyof typeof LOOKS;
  onGo?: () => void;
}

/** The way to a page; its code is fetched as soon as somebody means to go there. */
export function PageLink({ page, look, onGo }: PageLinkProps) {
  const [path] = useLocation();
  const { link } = useScope();
  const here = pageAt(path);
  const isCurrent = page === here;
  // From one page of the market to another the same part of it stays in view.
  const keeps = page.group === "market" && here?.group === "market";
  return (
    <Link
      href={keeps ? link(page.path) : page.path}
      aria-current={isCurrent ? "page" : undefined}
      title={look === "icon" ? page.name : undefined}
      onClick={onGo}
      onPointerEnter={page.warm}
      onFocus={page.warm}
      className={classes(
        "flex items-center font-medium transition-colors",
        LOOKS[look],
        isCurrent ? "text-accent-strong" : "text-soft hover:text-ink",
        look !== "tab" && (isCurrent ? "bg-accent-wash" : "hover:bg-sunken"),
      )}
    >
      <page.icon className="size-5 shrink-0" />
      <span className={look === "icon" ? "sr-only" : "truncate"}>{page.name}</span>
    </Link>
  );
}
