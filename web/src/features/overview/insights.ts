/** What stands out, put together from answers of the semantic model: no figure is made here. */
import type { QueryRow } from "../../client/contract";
import { valueName } from "../../client/labels";
import type { CountUnit } from "../../ui/numbers";
import { monthBy } from "../../ui/dates";
import { overview } from "../../words/overview";
import type { Renames, Scope } from "../scope";
import { entries } from "../scope/presence";

export interface Insight {
  key: string;
  text: string;
  path: string;
  part: Partial<Scope>;
  /** Whether it went up or down, or is neither. */
  way: "up" | "down" | "level";
}

export interface Answers {
  gained: readonly QueryRow[];
  lost: readonly QueryRow[];
  products: readonly QueryRow[];
  regions: readonly QueryRow[];
  presence: readonly QueryRow[];
}

interface Told {
  unit: CountUnit;
  period: { from: string; until: string };
  /** Names that may be another marketer's. */
  renames: Renames;
}

const { insights: words } = overview;

/** The largest changes on the year before, as sentences, each with the page and the filters that show it. */
export function insightsOf(answers: Answers, told: Told): Insight[] {
  const time = { from: told.period.from, to: told.period.until };
  return [
    ...share(answers.gained[0], "gained", answers.presence, told),
    ...share(answers.lost[0], "lost", answers.presence, told),
    ...product(answers.products.filter((row) => known(row["tonnes_change"]) > 0)[0], "added", time),
    ...product(answers.products.filter((row) => known(row["tonnes_change"]) < 0).at(-1), "fell", time),
    ...region(answers.regions, told, time),
    ...presence(answers.presence, told),
  ];
}

function share(
  row: QueryRow | undefined,
  way: "gained" | "lost",
  presence: readonly QueryRow[],
  { unit, period, renames }: Told,
): Insight[] {
  const change = known(row?.["share_change"]);
  if (!row || (way === "gained" ? change <= 0 : change >= 0)) return [];
  const company = String(row["company"]);
  const like = renames.sure.get(company) ?? renames.possible.get(company);
  // Only a name that sold within the times that are compared can have taken or given any of it.
  const other = presence.some(
    (each) => each["company"] === like && String(each["last_month"] ?? "") >= monthBy(period.from, -12),
  );
  const text = words[way](company, overview.ofFuels[unit], change, known(row["share"]));
  return [
    {
      key: way,
      text: like && other ? text + words.mayBe(like) : text,
      path: "/companies",
      part: { from: period.from, to: period.until, source: "omc", companies: [company], unit },
      way: way === "gained" ? "up" : "down",
    },
  ];
}

function product(row: QueryRow | undefined, way: "added" | "fell", time: Partial<Scope>): Insight[] {
  if (!row) return [];
  const growth = typeof row["tonnes_growth"] === "number" ? row["tonnes_growth"] : null;
  const code = String(row["product"]);
  return [
    {
      key: way,
      text: words[way](valueName("product", code), known(row["tonnes_change"]), growth),
      path: "/market?measure=tonnes",
      part: { ...time, source: "national", products: [code], unit: "" },
      way: way === "added" ? "up" : "down",
    },
  ];
}

function region(rows: readonly QueryRow[], { unit }: Told, time: Partial<Scope>): Insight[] {
  const grown = rows.filter((row) => typeof row["volume_growth"] === "number");
  const [most, least] = [grown[0], grown.length > 1 ? grown.at(-1) : undefined];
  const told = (row: QueryRow | undefined, way: "grew" | "shrank"): Insight[] =>
    row
      ? [
          {
            key: way,
            text: words[way](String(row["region"]), known(row["volume_growth"]), known(row["volume"]), unit),
            path: "/regions",
            part: { ...time, regions: [String(row["region"])], unit },
            way: known(row["volume_growth"]) > 0 ? "up" : "down",
          },
        ]
      : [];
  return [...told(most, "grew"), ...told(least, "shrank")];
}

function presence(rows: readonly QueryRow[], { period, renames }: Told): Insight[] {
  const { entered, left } = entries(rows, period);
  const told = (some: readonly QueryRow[], way: "entered" | "left"): Insight[] => {
    // A company under another name neither came nor went.
    const names = some.map((row) => String(row["company"])).filter((name) => !renames.sure.has(name));
    const alone = names.filter((name) => !renames.possible.has(name));
    const first = alone[0] ?? names[0];
    if (!first) return [];
    return [
      {
        key: way,
        text: words[way](names.length, first, names.length - alone.length),
        path: "/market?view=entry",
        part: { source: "omc", from: period.from, to: period.until },
        way: way === "entered" ? "up" : "down",
      },
    ];
  };
  return [...told(entered, "entered"), ...told(left, "left")];
}

function known(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
