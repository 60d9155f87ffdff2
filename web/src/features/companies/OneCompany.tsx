import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { call } from "../../client/requests";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { dayName, monthBy, monthName } from "../../ui/dates";
import { companies as words } from "../../words/companies";
import { Panel } from "../panels/Panel";
import { CompanyFigures } from "./CompanyFigures";
import { numberOf, rivals } from "./derive";
import { NamesCard } from "./NamesCard";
import { DecideLink, NearNames, useNearNames } from "./NearNames";
import { PricePanel } from "./PricePanel";
import {
  historyQuestion,
  mixQuestion,
  priceKindsQuestion,
  productsQuestion,
  standingQuestion,
  type Frame,
} from "./questions";
import { RiskCard } from "./RiskCard";
import { SilenceCard } from "./SilenceCard";

interface OneCompanyProps {
  company: string;
  page: Frame;
  latest: string;
  /** Its volume by stage and unit. */
  roles: readonly Row[];
}

/** Everything that is known of one company. */
export function OneCompany({ company, page, latest, roles }: OneCompanyProps) {
  const names = useQuery({
    queryKey: ["company-names", company],
    queryFn: () => call("get", "/api/companies/names", { query: { company } }),
  });
  const formerly = names.data?.formerly ?? [];
  const both = [company, ...formerly.map((each) => each.company)];
  const asOne = (rows: readonly Row[]) => rows.map((row) => ({ ...row, company }));
  const history = historyQuestion(page, both);
  const all = useNearNames();
  const near = (all.get(company) ?? []).filter((each) => !both.includes(each.name));

  return (
    <>
      <Head company={company} page={page} roles={roles} />
      {formerly.map((each) => (
        <Note key={each.company}>
          {words.formerly(each.company, monthName(monthBy(each.since.slice(0, 7), -1)))}{" "}
          {all.has(each.company) && <DecideLink company={each.company} />}
        </Note>
      ))}
      {names.data?.later.map((each) => (
        <Note key={each.company}>
          {words.later(each.company, dayName(each.since))}{" "}
          <button
            type="button"
            className="min-h-6 font-medium text-accent-strong underline underline-offset-4 pointer-coarse:min-h-11"
            onClick={() => page.scope.set({ companies: [each.company] })}
          >
            {words.openOther(each.company)}
          </button>
        </Note>
      ))}
      {near.length > 0 && (
        <Note>
          <NearNames company={company} near={near} scope={page.scope} />
        </Note>
      )}
      <CompanyFigures company={company} companies={both} page={page} latest={latest} />
      <div className="grid gap-6 lg:grid-cols-12">
        <Panel
          className="lg:col-span-7"
          id="volume"
          title={words.volume.title}
          hint={words.volume.hint}
          question={productsQuestion(page, both)}
          view={{ kind: "area", x: "month", y: "volume", series: "product" }}
        />
        <Panel
          className="lg:col-span-5"
          id="mix"
          title={words.mix.title}
          hint={words.mix.hint}
          question={mixQuestion(page, [company])}
          view={{ kind: "ranking", x: "product", y: "volume" }}
          derive={isSold}
          onPick={(row) => page.scope.toggle("product", String(row["product"]))}
        />
        <Panel
          className="lg:col-span-6"
          id="share"
          title={words.share.title}
          hint={words.share.hint(page.source)}
          question={history}
          view={{ kind: "line", x: "quarter", y: "share", series: "company" }}
          derive={asOne}
        />
        <Panel
          className="lg:col-span-6"
          id="rank"
          title={words.rank.title}
          hint={words.rank.hint}
          question={history}
          view={{ kind: "line", x: "quarter", y: "rank", series: "company" }}
          derive={asOne}
        />
        <PricePanel className="lg:col-span-8" companies={[company]} scope={page.scope} />
        <SilenceCard
          className="self-start lg:col-span-4"
          question={productsQuestion(page, both)}
          latest={latest}
        />
        <RiskCard className="lg:col-span-12" company={company} source={page.source} asOf={page.scope.asOf} />
        <NamesCard className="lg:col-span-12" names={names.data?.names} fault={names.error} />
      </div>
    </>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className="rounded-xl border border-line bg-sunken px-4 py-3 text-sm text-soft">{children}</p>;
}

function isSold(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row) => numberOf(row, "volume"));
}

const RIVALS = 4;

function Head({ company, page, roles }: Pick<OneCompanyProps, "company" | "page" | "roles">) {
  const { scope } = page;
  const kinds = useAnswer(priceKindsQuestion([company])).data?.rows ?? [];
  const standing = useAnswer(standingQuestion(page), true).data?.rows ?? [];
  const near = rivals(standing, company, RIVALS);
  const stages = new Set(roles.filter((row) => numberOf(row, "volume")).map((row) => String(row["source"])));
  const priced = new Set(kinds.filter((row) => numberOf(row, "prices")).map((row) => String(row["kind"])));
  const shown = [...stages, ...priced].filter((each) => words.roles[each]);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h2 className="text-xl font-semibold tracking-tight break-words">{company}</h2>
        <ul aria-label={words.rolesLabel} className="mt-1.5 flex flex-wrap items-center gap-1.5">
          {shown.map((each) => (
            <li key={each}>
              <Badge tone="plain">{words.roles[each]}</Badge>
            </li>
          ))}
          <li className="text-xs text-faint">{words.rolesNote}</li>
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => scope.set({ companies: [] })}>{words.back}</Button>
        {near.length > 0 && (
          <Button onClick={() => scope.set({ companies: [company, ...near] })}>
            {words.rivals(near.length)}
          </Button>
        )}
      </div>
    </div>
  );
}
