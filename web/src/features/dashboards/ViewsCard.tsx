import { Link } from "wouter";
import { useSession } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { IconButton } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { Cross } from "../../ui/icons";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { toast } from "../../ui/Toasts";
import { dashboards as words } from "../../words/dashboards";
import { words as shell } from "../../words/shell";
import { useForgetView, useKeepView, useViews, type SavedView } from "./kept";
import { sayFault } from "./useDeeds";

/** Pages that were kept under a name. */
export function ViewsCard() {
  const kept = useViews();
  const me = useSession().data?.person;
  const forget = useForgetView();
  const keep = useKeepView();
  const remove = (view: SavedView) =>
    forget.mutate(view, {
      onSuccess: () =>
        toast(words.views.deleted(view.name), {
          // A view is kept under its keeper's name: whoever deletes another's cannot write it again for them.
          ...(view.person === me && { onUndo: () => keep.mutate(view, { onError: sayFault }) }),
        }),
      onError: sayFault,
    });
  const columns: readonly Column<SavedView>[] = [
    {
      name: words.views.columns.name,
      className: "min-w-48",
      cell: (each) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={each.path}
            className="rounded-sm py-0.5 font-medium hover:text-accent-strong pointer-coarse:py-2.5"
          >
            {each.name}
          </Link>
          <Badge tone="plain">{each.is_shared ? words.shared : words.own}</Badge>
        </span>
      ),
    },
    { name: words.views.columns.page, cell: ({ path }) => pageName(path) },
    { name: words.views.columns.owner, cell: ({ person }) => (person === me ? words.you : person) },
    {
      name: words.views.columns.made,
      className: "figures",
      cell: (each) => instantName(each.made_at),
    },
    {
      name: words.columns.more,
      isNumber: true,
      className: "w-12 py-1!",
      cell: (each) =>
        each.may_delete && (
          <IconButton icon={Cross} label={words.views.delete(each.name)} onClick={() => remove(each)} />
        ),
    },
  ];
  return (
    <Card title={words.views.title} hint={words.views.hint}>
      {kept.error ? (
        <ErrorState fault={kept.error} onRetry={() => void kept.refetch()} />
      ) : !kept.data ? (
        <Skeleton className="h-24" />
      ) : kept.data.length === 0 ? (
        <p className="text-sm text-soft">{words.views.empty}</p>
      ) : (
        <Table
          caption={words.views.title}
          columns={columns}
          rows={kept.data}
          rowKey={(each) => each.id}
          stacks
        />
      )}
    </Card>
  );
}

/** The page that an address leads to: `/market?from=…` → Market. */
function pageName(path: string): string {
  const first = /^\/([a-z]*)/.exec(path)?.[1] || "overview";
  return (shell.pages as Readonly<Record<string, string>>)[first] ?? first;
}
