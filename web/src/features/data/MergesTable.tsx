import { useUndoMerge, type Merge } from "../../client/curation";
import { useMay } from "../../client/may";
import { Button } from "../../ui/Button";
import { dayName } from "../../ui/dates";
import { EmptyState, ErrorState } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { toast } from "../../ui/Toasts";
import { words as data } from "../../words/data";

const words = data.companies;
const { columns } = words;

/** Every name that is read as another company's, or once was. */
export function MergesTable({ merges }: { merges: readonly Merge[] }) {
  const undo = useUndoMerge();
  const why = !useMay("curate") && words.mayNot;
  if (merges.length === 0) return <EmptyState title={words.noMerges}>{words.noMergesText}</EmptyState>;
  const COLUMNS: readonly Column<Merge>[] = [
    { name: columns.name, cell: (each) => each.alias, className: "font-medium" },
    { name: columns.company, cell: (each) => each.company },
    { name: columns.since, cell: (each) => (each.since ? dayName(each.since) : words.always) },
    {
      name: columns.by,
      cell: ({ accepted_at: at, accepted_by: who }) => (at ? words.by(who ?? "", dayName(at)) : words.own),
    },
    {
      name: columns.end,
      cell: ({ number, alias, withdrawn_at: gone }) =>
        gone ? (
          <span className="text-faint">{words.ended(dayName(gone))}</span>
        ) : (
          number !== null && (
            <Button
              look="bare"
              why={why}
              aria-label={words.endOf(alias)}
              onClick={() => undo.mutate(number, { onSuccess: () => toast(words.undone) })}
            >
              {words.end}
            </Button>
          )
        ),
    },
  ];
  return (
    <>
      {undo.error && <ErrorState fault={undo.error} />}
      <Table
        caption={words.shows.merged}
        columns={COLUMNS}
        rows={merges}
        stacks
        rowKey={(each) => `${each.number ?? "own"}/${each.alias}/${each.since ?? ""}`}
      />
    </>
  );
}
