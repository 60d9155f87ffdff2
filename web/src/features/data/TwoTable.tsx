import { useUndoDecision, type CompanyDecision } from "../../client/curation";
import { useMay } from "../../client/may";
import { Button } from "../../ui/Button";
import { dayName } from "../../ui/dates";
import { EmptyState, ErrorState } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { toast } from "../../ui/Toasts";
import { words as data } from "../../words/data";

const words = data.companies;
const { twoColumns: columns } = words;

/** Pairs that somebody decided to be two companies; each can be proposed again. */
export function TwoTable({ decisions }: { decisions: readonly CompanyDecision[] }) {
  const undo = useUndoDecision();
  const why = !useMay("curate") && words.mayNot;
  if (decisions.length === 0) return <EmptyState title={words.noTwo}>{words.noTwoText}</EmptyState>;
  const COLUMNS: readonly Column<CompanyDecision>[] = [
    { name: columns.one, cell: (each) => each.name, className: "font-medium" },
    { name: columns.other, cell: (each) => each.other, className: "font-medium" },
    { name: columns.by, cell: (each) => words.by(each.decided_by, dayName(each.decided_at)) },
    {
      name: columns.end,
      cell: ({ number, name, other }) => (
        <Button
          look="bare"
          why={why}
          aria-label={words.againOf(name, other)}
          onClick={() => undo.mutate(number, { onSuccess: () => toast(words.undone) })}
        >
          {words.again}
        </Button>
      ),
    },
  ];
  return (
    <>
      {undo.error && <ErrorState fault={undo.error} />}
      <Table
        caption={words.shows.two}
        columns={COLUMNS}
        rows={decisions}
        stacks
        rowKey={(each) => String(each.number)}
      />
    </>
  );
}
