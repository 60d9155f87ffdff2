import type { ReactNode } from "react";

interface PageProps {
  title: string;
  /** What is seen here, in a line. */
  hint?: ReactNode;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  /** What the page is limited to; it stays in sight. */
  filters?: ReactNode;
  children: ReactNode;
}

/** A page: its head, its filters, and what stands on it in a column. */
export function Page({ title, hint, actions, filters, children }: PageProps) {
  return (
    <>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem] sm:leading-9">{title}</h1>
          {hint && <p className="mt-1 max-w-3xl text-soft">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {filters && (
        <div className="sticky top-14 z-20 -mx-4 mb-5 border-b border-line bg-glass px-4 py-3 backdrop-blur-xl sm:-mx-6 sm:px-6 lg:top-0 lg:-mx-8 lg:px-8">
          {filters}
        </div>
      )}
      <div className="flex flex-col gap-6">{children}</div>
    </>
  );
}
