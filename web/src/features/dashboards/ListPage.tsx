import { useState } from "react";
import { Link } from "wouter";
import { useSession } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Button, IconButton } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { Dots, Plus } from "../../ui/icons";
import { Menu } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { SearchField } from "../../ui/SearchField";
import { Select } from "../../ui/Select";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { dashboards as words } from "../../words/dashboards";
import { useDashboards, type DashboardLine } from "./kept";
import { ImportDialog, NewDialog } from "./NewDialog";
import { RenameDialog } from "./RenameDialog";
import { StarterCards } from "./StarterCards";
import { useDeeds } from "./useDeeds";
import { ViewsCard } from "./ViewsCard";

const SORTS = ["changed", "name", "panels"] as const;
type Sort = (typeof SORTS)[number];

const ORDERS: Readonly<Record<Sort, (a: DashboardLine, b: DashboardLine) => number>> = {
  changed: (a, b) => b.changed_at.localeCompare(a.changed_at),
  name: (a, b) => a.name.localeCompare(b.name),
  panels: (a, b) => b.panel_count - a.panel_count || a.name.localeCompare(b.name),
};

/** Every dashboard that the person may open, and the views that are kept under a name. */
export function ListPage() {
  const kept = useDashboards();
  const [opened, setOpened] = useState<"new" | "import" | null>(null);
  const close = () => setOpened(null);
  return (
    <Page
      title={words.title}
      hint={words.hint}
      actions={
        <>
          <Button onClick={() => setOpened("import")}>{words.import}</Button>
          <Button look="primary" icon={Plus} onClick={() => setOpened("new")}>
            {words.make}
          </Button>
        </>
      }
    >
      {kept.error ? (
        <ErrorState fault={kept.error} onRetry={() => void kept.refetch()} />
      ) : !kept.data ? (
        <Skeleton className="h-64 rounded-card" />
      ) : kept.data.length === 0 ? (
        <Card title={words.empty} hint={words.emptyHint}>
          <StarterCards />
        </Card>
      ) : (
        <All lines={kept.data} />
      )}
      {kept.data && <ViewsCard />}
      {opened === "new" && <NewDialog onClose={close} />}
      {opened === "import" && <ImportDialog onClose={close} />}
    </Page>
  );
}

function All({ lines }: { lines: readonly DashboardLine[] }) {
  const [text, setText] = useUrlText("q");
  const [sort, setSort] = useUrlChoice<Sort>("sort", SORTS);
  const [renamed, setRenamed] = useState<DashboardLine | null>(null);
  const me = useSession().data?.person;
  const found = lines
    .filter(({ name, description }) =>
      `${name} ${description}`.toLowerCase().includes(text.toLowerCase().trim()),
    )
    .sort(ORDERS[sort]);
  const person = (name: string) => (name === me ? words.you : name);
  const columns: readonly Column<DashboardLine>[] = [
    { name: words.columns.name, className: "min-w-48", cell: (each) => <Named line={each} /> },
    { name: words.columns.panels, isNumber: true, cell: (each) => each.panel_count },
    { name: words.columns.owner, cell: (each) => person(each.owner) },
    {
      name: words.columns.changed,
      cell: (each) => (
        <>
          <span className="figures">{instantName(each.changed_at)}</span>
          <span className="block text-xs text-faint">{words.changedBy(person(each.changed_by))}</span>
        </>
      ),
    },
    {
      name: words.columns.more,
      isNumber: true,
      className: "w-12 py-1!",
      cell: (each) => <More line={each} onRename={() => setRenamed(each)} />,
    },
  ];
  return (
    <Card
      title={words.listTitle}
      actions={
        <>
          <SearchField label={words.search} value={text} onChange={setText} />
          <Select
            label={words.sort}
            value={sort}
            onChange={(next) => setSort(next as Sort)}
            options={SORTS.map((value) => ({ value, label: words.sorts[value] }))}
          />
        </>
      }
    >
      {found.length ? (
        <Table caption={words.listTitle} columns={columns} rows={found} rowKey={(each) => each.id} stacks />
      ) : (
        <EmptyState title={words.nothingLike(text)}>{words.nothingLikeHint}</EmptyState>
      )}
      {renamed && <RenameDialog line={renamed} onClose={() => setRenamed(null)} />}
    </Card>
  );
}

function Named({ line }: { line: DashboardLine }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={`/dashboards/${line.id}`}
          className="rounded-sm py-0.5 font-medium hover:text-accent-strong pointer-coarse:py-2.5"
        >
          {line.name}
        </Link>
        <Badge tone="plain">{line.is_shared ? words.shared : words.own}</Badge>
      </span>
      {line.description && <span className="line-clamp-2 text-xs text-faint">{line.description}</span>}
    </>
  );
}

function More({ line, onRename }: { line: DashboardLine; onRename: () => void }) {
  const deeds = useDeeds();
  const mine = line.may_change
    ? [
        { label: words.rename, onSelect: onRename },
        deeds.sharing(line),
        { label: words.delete, isDangerous: true, onSelect: () => deeds.remove(line) },
      ]
    : [];
  return (
    <Menu
      label={words.more(line.name)}
      button={<IconButton icon={Dots} label={words.more(line.name)} />}
      groups={[
        [
          { label: words.open, href: `/dashboards/${line.id}` },
          { label: words.duplicate, onSelect: () => deeds.duplicate(line.id) },
          { label: words.definition, onSelect: () => deeds.takeDefinition(line.id) },
          { label: words.byMail, href: `/reports?dashboard=${line.id}` },
        ],
        ...(mine.length ? [mine] : []),
      ]}
    />
  );
}
