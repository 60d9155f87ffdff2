import type { ReactNode } from "react";
import { Drop } from "../../ui/icons";
import { words } from "../../words/shell";
import { ThemeSwitch } from "../../ui/ThemeSwitch";

/** What surrounds the pages before the door: the name, one narrow column, and the theme. */
export function Threshold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-7 px-6 py-12">
      <p className="flex items-center gap-3 text-xl font-semibold tracking-tight">
        <Drop className="size-8 text-accent" />
        {words.product}
      </p>
      <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
      {children}
      <ThemeSwitch />
    </main>
  );
}
