/** What stands where content will be, is not, or could not be had: each says what to do next. */
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Fault } from "../client/requests";
import { words } from "../words/ui";
import { Button, buttonLook } from "./Button";
import { classes } from "./classes";
import { Warning } from "./icons";

/** A calm placeholder of the size of what comes, so that nothing moves. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={classes("animate-pulse rounded-md bg-skeleton", className)} />;
}

interface EmptyStateProps {
  title: string;
  children: ReactNode;
  action?: { label: string; href: string };
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      <p className="text-base font-semibold">{title}</p>
      <div className="mt-1 max-w-md text-sm text-soft">{children}</div>
      {action && (
        <Link href={action.href} className={classes(buttonLook("primary"), "mt-5")}>
          {action.label}
        </Link>
      )}
    </div>
  );
}

export function ErrorState({ fault, onRetry }: { fault: unknown; onRetry?: () => void }) {
  const told = fault instanceof Fault ? fault : new Fault(0, String(fault));
  return (
    <div role="alert" className="flex gap-3 rounded-xl border border-bad/40 bg-bad-wash p-4 text-sm">
      <Warning className="size-5 shrink-0 text-bad" />
      <div className="min-w-0">
        <p className="font-medium first-letter:uppercase">
          {told.what}
          {told.where && <span className="text-soft"> ({told.where})</span>}
        </p>
        {told.fix && <p className="mt-0.5 text-soft first-letter:uppercase">{told.fix}</p>}
        {onRetry && (
          <Button className="mt-3" onClick={onRetry}>
            {words.tryAgain}
          </Button>
        )}
      </div>
    </div>
  );
}
