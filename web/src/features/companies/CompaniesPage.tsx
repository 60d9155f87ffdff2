import { useAnswer } from "../../client/queries";
import { Segmented } from "../../ui/Segmented";
import { ErrorState, Skeleton } from "../../ui/states";
import { companies as words } from "../../words/companies";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar, presetMonths, useMonths, useScope } from "../scope";
import { CompanyList } from "./CompanyList";
import { homeOf } from "./home";
import { OneCompany } from "./OneCompany";
import { rolesQuestion, STAGES, type Frame } from "./questions";
import { SideBySide } from "./SideBySide";

const EVER = { from: "", to: "" };
const MOST = 5;

/** All companies, one of them, or up to five side by side: as many as the address names. */
export function CompaniesPage() {
  const scope = useScope();
  const chosen = scope.companies.slice(0, MOST);
  const roles = useAnswer(rolesQuestion(chosen));
  const home = homeOf(roles.data?.rows ?? []);
  const source = scope.source || (chosen.length ? home.source : "omc");
  const unit = scope.unit || (chosen.length ? home.unit : "L");
  const months = useMonths(source);
  const usual = months ? presetMonths("months12", months.latest) : EVER;
  const page: Frame = { scope, source, unit, usual };
  const isKnown = months && (chosen.length === 0 || roles.data);

  return (
    <PanelPage
      title={words.title}
      hint={words.hint}
      filters={<FilterBar show={["company", "time", "product", "asOf"]} source={source} usual={usual} />}
    >
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Segmented
          label={words.stage}
          name="stage"
          options={STAGES.map((value) => ({ value, label: words.stages[value] ?? value }))}
          value={source === "bidec" ? "bidec" : "omc"}
          onChange={(value) => scope.set({ source: value })}
        />
        <Segmented
          label={words.unit}
          name="unit"
          options={[
            { value: "L", label: words.units.L },
            { value: "kg", label: words.units.kg },
          ]}
          value={unit}
          onChange={(value) => scope.set({ unit: value })}
        />
      </div>
      {roles.error ? (
        <ErrorState fault={roles.error} onRetry={() => void roles.refetch()} />
      ) : !isKnown ? (
        <Skeleton className="h-[40rem]" />
      ) : chosen.length === 0 ? (
        <CompanyList page={page} latest={months.latest} />
      ) : chosen.length === 1 ? (
        <OneCompany company={chosen[0]!} page={page} latest={months.latest} roles={roles.data?.rows ?? []} />
      ) : (
        <SideBySide companies={chosen} page={page} left={scope.companies.length - chosen.length} />
      )}
    </PanelPage>
  );
}
