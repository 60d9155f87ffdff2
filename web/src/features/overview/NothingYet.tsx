import { useMay } from "../../client/may";
import { EmptyState } from "../../ui/states";
import { overview } from "../../words/overview";

const { empty: words } = overview;

/** What to do while nothing is here. */
export function NothingYet() {
  const mayImport = useMay("import");
  return (
    <section className="rounded-card border border-dashed border-line-strong bg-surface">
      {mayImport ? (
        <EmptyState title={words.mine.title} action={{ label: words.mine.action, href: "/data" }}>
          {words.mineText} <code>{words.mineCommand}</code>. {words.mineSample}
        </EmptyState>
      ) : (
        <EmptyState title={words.others.title}>{words.othersText}</EmptyState>
      )}
    </section>
  );
}
