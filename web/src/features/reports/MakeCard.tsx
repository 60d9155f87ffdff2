import { useMutation } from "@tanstack/react-query";
import { Link } from "wouter";
import { useMay } from "../../client/may";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Combobox } from "../../ui/Combobox";
import { dayName } from "../../ui/dates";
import { DialogButton } from "../../ui/Dialog";
import { download } from "../../ui/download";
import { Download } from "../../ui/icons";
import { Segmented } from "../../ui/Segmented";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { words as reports } from "../../words/reports";
import {
  FORMATS,
  askReport,
  inOrder,
  useDashboard,
  useDashboards,
  type Dashboard,
  type Format,
} from "./kept";
import { ScheduleForm } from "./ScheduleForm";

const words = reports.make;
const FORMAT_OPTIONS = FORMATS.map((value) => ({ value, label: words.formats[value] }));

/** Chooses a dashboard and a format, shows what will be in the report, and makes it or schedules it. */
export function MakeCard() {
  const dashboards = useDashboards();
  const [id, setId] = useUrlText("dashboard");
  const [format, setFormat] = useUrlChoice<Format>("format", FORMATS);
  const options = dashboards.data?.map(({ id: value, name: label }) => ({ value, label }));
  if (dashboards.data?.length === 0) {
    return (
      <Card title={words.title}>
        <EmptyState title={words.none} action={{ label: words.toDashboards, href: "/dashboards" }}>
          {words.noneText}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title={words.title} hint={words.pages}>
      {dashboards.error && <ErrorState fault={dashboards.error} onRetry={() => void dashboards.refetch()} />}
      <div className="flex flex-wrap items-end gap-4">
        <div className="grid w-full gap-1.5 sm:w-80">
          <span aria-hidden="true" className="text-sm font-medium">
            {words.dashboard}
          </span>
          <Combobox
            label={words.dashboard}
            none={words.choose}
            options={options}
            fault={dashboards.error}
            isField
            value={id}
            onChange={setId}
          />
        </div>
        <div className="grid gap-1.5">
          <span aria-hidden="true" className="text-sm font-medium">
            {words.format}
          </span>
          <Segmented
            label={words.format}
            name="format"
            options={FORMAT_OPTIONS}
            value={format}
            onChange={setFormat}
          />
        </div>
      </div>
      <p className="mt-2 text-sm text-faint">{words.formatHints[format]}</p>
      {id ? (
        <Chosen key={id} id={id} format={format} />
      ) : (
        <p className="mt-6 text-sm text-soft">{words.notChosen}</p>
      )}
    </Card>
  );
}

function Chosen({ id, format }: { id: string; format: Format }) {
  const dashboard = useDashboard(id);
  if (dashboard.error) {
    return (
      <div className="mt-6 grid gap-2">
        <p className="text-sm text-soft">{words.gone}</p>
        <ErrorState fault={dashboard.error} onRetry={() => void dashboard.refetch()} />
      </div>
    );
  }
  if (!dashboard.data) return <Skeleton className="mt-6 h-48" />;
  return <Contents dashboard={dashboard.data} format={format} />;
}

function Contents({ dashboard, format }: { dashboard: Dashboard; format: Format }) {
  const panels = inOrder(dashboard);
  const asOf = dashboard.filters.as_of;
  return (
    <div className="mt-6 border-t border-line pt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">{dashboard.name}</h3>
        <Link href={`/dashboards/${dashboard.id}`} className="text-sm text-accent-strong hover:underline">
          {words.open}
        </Link>
      </div>
      {dashboard.description && <p className="mt-0.5 text-sm text-soft">{dashboard.description}</p>}
      {asOf && <p className="mt-0.5 text-sm text-soft">{words.asOf(dayName(asOf))}</p>}
      {panels.length === 0 ? (
        <EmptyState title={words.noPanels}>{words.noPanelsText}</EmptyState>
      ) : (
        <>
          <p className="mt-4 text-sm text-faint">{words.inside(panels.length)}</p>
          <ol className="mt-2 grid gap-x-8 gap-y-1 sm:grid-cols-2">
            {panels.map(({ id, title, view }, at) => (
              <li key={id} className="flex min-w-0 items-baseline gap-2 text-sm">
                <span className="figures w-5 shrink-0 text-right text-faint">{at + 1}</span>
                <span className="min-w-0 break-words">{title}</span>
                <span className="ml-auto shrink-0 text-xs text-faint">{words.kinds[view.kind]}</span>
              </li>
            ))}
          </ol>
          <Acts dashboard={dashboard} format={format} />
        </>
      )}
    </div>
  );
}

function Acts({ dashboard, format }: { dashboard: Dashboard; format: Format }) {
  const mayExport = useMay("export");
  const mayOperate = useMay("operate");
  const make = useMutation({
    mutationFn: () => askReport(dashboard.id, format),
    onSuccess: ({ name, content }) => {
      download(name, content);
      toast(words.here(name));
    },
  });
  const pending = make.isPending && words.making(dashboard.panels.length);
  const why = !mayExport && words.mayNot;
  return (
    <div className="mt-5 grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" icon={Download} why={why || pending} onClick={() => make.mutate()}>
          {words.now}
        </Button>
        <DialogButton
          label={reports.schedule.add}
          title={reports.schedule.addTitle(dashboard.name)}
          why={why || (!mayOperate && reports.schedule.mayNot)}
        >
          {(close) => <ScheduleForm dashboard={dashboard} format={format} onDone={close} />}
        </DialogButton>
      </div>
      <div role="status" className="min-h-5 text-sm text-soft">
        {pending && (
          <span className="flex items-center gap-2">
            <progress aria-label={pending} className="bar h-1.5 w-32" />
            {pending}
          </span>
        )}
      </div>
      {make.error && <ErrorState fault={make.error} onRetry={() => make.mutate()} />}
    </div>
  );
}
