import { useId, type ReactNode } from "react";
import { classes } from "./classes";

interface CardProps {
  title: string;
  /** One line under the title: what this is, in which unit. */
  hint?: ReactNode;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  className?: string;
  /** Where a link to the card leads. */
  id?: string;
  /** The content takes all the height that the card has beside higher ones. */
  fills?: boolean | undefined;
  children: ReactNode;
}

/** One subject on its own pane. */
export function Card({ title, hint, actions, className, id, fills, children }: CardProps) {
  const head = useId();
  return (
    <section
      id={id}
      aria-labelledby={head}
      className={classes(
        "rounded-card border border-line bg-surface shadow-card",
        fills && "flex flex-col",
        className,
      )}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-5 pt-5 sm:px-6">
        <div className="min-w-0 flex-1 basis-40">
          <h2 id={head} className="text-base font-semibold tracking-tight">
            {title}
          </h2>
          {hint && <div className="mt-0.5 text-sm text-faint">{hint}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      <div className={classes("px-5 pb-5 pt-4 sm:px-6", fills && "flex flex-1 flex-col")}>{children}</div>
    </section>
  );
}

/** The head of a page. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-6">
      <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">{title}</h1>
      {children && <p className="mt-1 max-w-2xl text-soft">{children}</p>}
    </div>
  );
}
