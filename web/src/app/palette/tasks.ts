/** Little tasks in words, as addresses: `diesel share 2023` → Market, gasoil, the months of 2023. */
import { shortName, valueName } from "../../client/labels";
import { words } from "../../words/palette";
import { fit, plain } from "./rank";
import { timeName } from "./times";
import { understood, type Dimension, type Held, type Name, type Topic, type Understood } from "./understand";

export interface Task {
  label: string;
  path: string;
}

/** Where each topic is answered, and what else its address says. */
const PLACES: Readonly<Record<Topic, string>> = {
  overview: "/",
  volume: "/market",
  share: "/market?view=shares",
  gain: "/market?view=gain",
  growth: "/market?measure=growth_year",
  concentration: "/market?view=concentration",
  entry: "/market?view=entry",
  company: "/companies",
  beside: "/companies",
  prices: "/prices",
  spread: "/prices",
  floors: "/prices#floors",
  buildUp: "/prices?part=build",
  rates: "/prices?part=world",
  quality: "/quality",
  supply: "/supply",
  flow: "/supply#flow",
  gaps: "/supply#gaps",
  transit: "/supply?stages=depot-omc#gaps",
  depots: "/supply#depots",
  storage: "/supply#storage",
  cover: "/supply#cover",
  regions: "/regions",
  regionGrowth: "/regions?show=growth",
  anomalies: "/regions#anomalies",
  explore: "/explore",
  dashboards: "/dashboards",
  reports: "/reports",
  findings: "/data?tab=quality",
  files: "/data?tab=files",
  restated: "/data?tab=changes",
  names: "/data?tab=companies",
  automatic: "/data?tab=automatic",
  wetStock: "/wet-stock",
  alarms: "/alarms",
  alarmRules: "/alarms?part=rules",
  alarmHealth: "/alarms?part=health",
  receivers: "/receivers",
  gauge: "/network/gauge",
  forecasts: "/forecasts",
};

/** What each kind of name has a page for. */
const HOMES: Readonly<Record<Dimension, Topic>> = { company: "company", region: "regions", depot: "depots" };
/** Where a topic is answered on the page of a name. */
const PARTS: Readonly<Record<Dimension, Partial<Record<Topic, string>>>> = {
  company: { share: "#share", gain: "#share", prices: "#price", names: "#names" },
  region: { share: "#share", gain: "#share", growth: "#growth", anomalies: "#anomalies" },
  depot: { cover: "#cover", storage: "#storage" },
};
const MOST = 4;

/** What the words may ask for, the likeliest first; nothing where they say too little. */
export function tasksFor(text: string, held: Held): readonly Task[] {
  return tasksOf(text, understood(text, held), held);
}

/** The words of a text that name something to search for: what is understood and what says nothing left out. */
export function searched(text: string, held: Held): string {
  const { rest, names } = understood(text, held);
  return [...names.flatMap(([first]) => first?.value.label ?? []), rest].join(" ").trim();
}

function tasksOf(text: string, asked: Understood, held: Held): readonly Task[] {
  const clues = [asked.topic, asked.time, asked.products.length, asked.source].filter(Boolean).length;
  const names = [...asked.names, ...(asked.rest ? alike(asked.rest, held) : [])];
  const meant = names.flat();
  if (meant.length) {
    // A name alone is looked up among all names; a question about it is a task.
    const isBare = clues === 0 && (asked.rest !== "" || !isMoreThan(text, asked));
    return isBare ? [] : about(names, asked).slice(0, MOST);
  }
  if (asked.rest || (clues < 2 && (!asked.topic || asked.topic === "volume"))) return [];
  const topic = asked.topic && asked.topic !== "beside" ? asked.topic : "volume";
  // A share may be meant as it stands or as it changed.
  const pair: readonly Topic[] = topic === "gain" ? ["gain", "share"] : ["share", "gain"];
  return (pair.includes(topic) ? pair : [topic]).map((each) => taskOf(each, asked));
}

function isMoreThan(text: string, { names }: Understood): boolean {
  const said = plain(text).split(" ").length;
  return said > Math.max(...names.flat().map((each) => plain(shortName(each.value.label)).split(" ").length));
}

/** Several companies stand side by side; otherwise each that can be meant has a task of its own. */
function about(names: readonly (readonly Name[])[], asked: Understood): readonly Task[] {
  const companies = names.flatMap(([first]) => (first?.dimension === "company" ? [first] : []));
  const beside = companies.length > 1 ? [taskOf("beside", asked, companies)] : [];
  return [...beside, ...names.flat().map((each) => taskOf(HOMES[each.dimension], asked, [each]))];
}

/** Names that the words are like, the best of each kind. */
function alike(text: string, held: Held): readonly Name[][] {
  const kinds = [
    ["company", held.companies],
    ["region", held.regions],
    ["depot", held.depots],
  ] as const;
  return kinds.map(([dimension, values]) =>
    values
      .map((value) => ({ value, score: fit(plain(value.label), text) }))
      .filter(({ score }) => score >= 2)
      .sort((a, b) => b.score - a.score)
      .slice(0, 2)
      .map(({ value }) => ({ dimension, value })),
  );
}

function taskOf(topic: Topic, asked: Understood, names: readonly Name[] = []): Task {
  const { time, products, source, parameter } = asked;
  const [first] = names;
  const anchor = first && asked.topic ? PARTS[first.dimension][asked.topic] : undefined;
  const [place = "", part = anchor?.slice(1) ?? ""] = (PLACES[topic] + (anchor ?? "")).split("#");
  const [path = "", extra = ""] = place.split("?");
  // Prices of more than a month have their own part of the page.
  const isLong = topic === "prices" && time !== null && time.from !== time.to;
  // Wet stock is looked at month by month.
  const isMonthly = topic === "wetStock";
  const address = new URLSearchParams({
    ...(isMonthly && time?.to && { month: time.to }),
    ...(!isMonthly && time?.from && { from: time.from }),
    ...(!isMonthly && time?.to && { to: time.to }),
    ...(source && { source }),
  });
  for (const each of products) address.append("product", each.value);
  for (const each of names) address.append(each.dimension, each.value.value);
  if (topic === "quality" && parameter) address.set("parameter", parameter);
  if (isLong) address.set("part", "history");
  for (const [name, value] of new URLSearchParams(extra)) address.set(name, value);
  const isOther = names.length > 0 && asked.topic && asked.topic !== topic;
  const said = [
    names.length ? names.map((each) => each.value.label).join(", ") : words.topics[topic],
    isOther && asked.topic ? words.topics[asked.topic] : "",
    parameter && valueName("parameter", parameter),
    products.map((each) => each.label).join(", "),
    time ? timeName(time) : "",
  ];
  const search = address.toString();
  return {
    label: said.filter(Boolean).join(" · "),
    path: `${path}${search && `?${search}`}${part && `#${part}`}`,
  };
}
