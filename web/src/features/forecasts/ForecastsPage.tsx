import { isMaking, useForecast, useForecastFile, type ForecastAsked } from "../../client/forecasts";
import { useMay } from "../../client/may";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Combobox } from "../../ui/Combobox";
import { download } from "../../ui/download";
import { Download } from "../../ui/icons";
import { Page } from "../../ui/Page";
import { Segmented } from "../../ui/Segmented";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { forecasts as words } from "../../words/forecasts";
import { FilterBar, useScope, useValues, type ScopeInUse } from "../scope";
import { Forecast } from "./Forecast";
import { askedOf, HORIZONS, levelOf, LEVELS, namedBy, sourceOf, type Level } from "./level";
import { Making } from "./Making";

/** The months ahead of a product: nation, trade, a region or a company, with ranges and reasons. */
export function ForecastsPage() {
  const scope = useScope();
  const [wanted, setLevel] = useUrlText("level");
  const level = levelOf(wanted, scope);
  const [horizon, setHorizon] = useUrlChoice("horizon", HORIZONS);
  const by = namedBy(level);
  const name = (by === "region" ? scope.regions[0] : by === "company" ? scope.companies[0] : "") ?? "";
  const asked = askedOf(level, name, horizon, scope.asOf);
  const forecast = useForecast(asked);
  const isThere = forecast.data !== undefined && !isMaking(forecast.data);
  return (
    <Page
      title={words.title}
      hint={words.hint}
      filters={<FilterBar show={["asOf"]} source={sourceOf(level)} />}
      actions={asked && isThere && <TakeAway asked={asked} />}
    >
      <div className="-mb-2 flex max-w-full flex-wrap items-center gap-3">
        <div className="max-w-full overflow-x-auto whitespace-nowrap [scrollbar-width:none]">
          <Segmented
            label={words.level}
            name="level"
            options={LEVELS.map((value) => ({ value, label: words.levels[value] }))}
            value={level}
            onChange={setLevel}
          />
        </div>
        {by && <NameChoice by={by} level={level} name={name} scope={scope} />}
        <Segmented
          label={words.horizon}
          name="horizon"
          options={HORIZONS.map((value) => ({ value, label: words.horizons[value] }))}
          value={horizon}
          onChange={setHorizon}
        />
      </div>
      {asked ? (
        <Asked
          asked={asked}
          forecast={forecast}
          where={name || words.where[level as keyof typeof words.where]}
        />
      ) : (
        by && <EmptyState title={words.choose[by]}>{words.chooseText[by]}</EmptyState>
      )}
    </Page>
  );
}

interface AskedProps {
  asked: ForecastAsked;
  forecast: ReturnType<typeof useForecast>;
  where: string;
}

function Asked({ asked, forecast: { data, error, refetch }, where }: AskedProps) {
  if (error) return <ErrorState fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-[40rem]" />;
  if (isMaking(data)) return <Making making={data} />;
  if (data.series.length === 0) return <EmptyState title={words.none.title}>{words.none.text}</EmptyState>;
  return (
    <>
      {(asked.asOf || data.meta.simulated) && (
        <div className="-mb-2 flex flex-wrap gap-2">
          {asked.asOf && <Badge tone="plain">{words.asKnown(asked.asOf)}</Badge>}
          {data.meta.simulated && <Badge tone="caution">{words.sample}</Badge>}
        </div>
      )}
      <Forecast asked={asked} told={data} where={where} />
    </>
  );
}

interface NameChoiceProps {
  by: "region" | "company";
  level: Level;
  name: string;
  scope: ScopeInUse;
}

function NameChoice({ by, level, name, scope }: NameChoiceProps) {
  const held = useValues(by, true, { source: sourceOf(level) });
  return (
    <Combobox
      label={words.name[by]}
      none={words.choose[by]}
      options={held.data?.map((value) => ({ value, label: value }))}
      fault={held.error}
      value={name}
      onChange={(value) => {
        const chosen = value ? [value] : [];
        scope.set(by === "region" ? { regions: chosen } : { companies: chosen });
      }}
    />
  );
}

function TakeAway({ asked }: { asked: ForecastAsked }) {
  const file = useForecastFile(asked);
  const why = !useMay("export") && words.mayNotExport;
  const take = (format: "csv" | "xlsx") =>
    file.mutate(format, { onSuccess: ({ name, content }) => download(name, content) });
  return (
    <>
      <Button icon={Download} why={why || (file.isPending && words.fetching)} onClick={() => take("csv")}>
        {words.csv}
      </Button>
      <Button icon={Download} why={why || (file.isPending && words.fetching)} onClick={() => take("xlsx")}>
        {words.workbook}
      </Button>
      {file.error && <ErrorState fault={file.error} />}
    </>
  );
}
