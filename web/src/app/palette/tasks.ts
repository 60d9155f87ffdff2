/** Little tasks in words, as addresses: `diesel share 2023` → Market, gasoil, the months of 2023. */
import { valueName } from "../../client/labels";
import { fillers, parameterWords, productWords, sourceWords, topicWords, words } from "../../words/palette";
import { fit, plain } from "./rank";
import { timeIn, timeName, type Time } from "./times";

export interface Value {
  value: string;
  label: string;
}

/** What the platform holds, so that words can mean it. */
export interface Held {
  products: readonly Value[];
  companies: readonly Value[];
  regions: readonly Value[];
  depots: readonly Value[];
  /** The newest month that has figures; empty while it is not known. */
  latest: string;
}

export interface Task {
  label: string;
  path: string;
}

type Topic = keyof typeof words.topics;

/** Where each topic is answered, and what else its address says. */
const PLACES: Readonly<Record<Topic, readonly [path: string, extra?: Readonly<Record<string, string>>]>> = {
  volume: ["/market"],
  share: ["/market", { view: "shares" }],
  gain: ["/market", { view: "gain" }],
  growth: ["/market", { compare: "year_ago" }],
  concentration: ["/market", { view: "concentration" }],
  entry: ["/market", { view: "entry" }],
  prices: ["/prices"],
  buildUp: ["/prices", { part: "build" }],
  rates: ["/prices", { part: "world" }],
  quality: ["/quality"],
  supply: ["/supply"],
  storage: ["/supply#storage"],
  regions: ["/regions"],
  company: ["/companies"],
};

interface Understood {
  topic: Topic | null;
  time: Time | null;
  product: Value | null;
  source: string;
  /** What a laboratory measures; empty if none is named. */
  parameter: string;
  /** The words that none of these took. */
  rest: string;
}

const MOST = 4;

/** What the words may ask for, the likeliest first; nothing where they say too little. */
export function tasksFor(text: string, held: Held): readonly Task[] {
  const asked = understood(text, held);
  const clues = [asked.topic, asked.time, asked.product, asked.source].filter(Boolean).length;
  if (asked.rest) {
    const named = (values: readonly Value[]) => best(values, asked.rest);
    return clues === 0
      ? []
      : [
          ...named(held.companies).map((each) => taskOf("company", asked, "company", each)),
          ...named(held.regions).map((each) => taskOf("regions", asked, "region", each)),
          ...named(held.depots).map((each) => taskOf("supply", asked, "depot", each)),
        ].slice(0, MOST);
  }
  if (clues < 2 && !(asked.topic && asked.topic !== "volume")) return [];
  const topic = asked.topic ?? "volume";
  // A share may be meant as it stands or as it changed.
  const pair: readonly Topic[] = topic === "gain" ? ["gain", "share"] : ["share", "gain"];
  return (pair.includes(topic) ? pair : [topic]).map((each) => taskOf(each, asked));
}

function understood(text: string, held: Held): Understood {
  const { time, rest: untimed } = timeIn(text.toLowerCase(), held.latest);
  let rest = ` ${plain(untimed)} `;
  const take = (word: string) => {
    const has = rest.includes(` ${word} `);
    if (has) rest = rest.replace(` ${word} `, " ");
    return has;
  };
  const product = held.products.find((each) => namesOf(each).some(take)) ?? null;
  const parameter =
    Object.entries(parameterWords).find(([, those]) =>
      those.some((word) => rest.includes(` ${word} `)),
    )?.[0] ?? "";
  const topics = topicWords.filter(([, those]) => those.map(plain).filter(take).length > 0);
  const topic = topics[0]?.[0] ?? null;
  const source = Object.entries(sourceWords).find(([word]) => take(word))?.[1] ?? "";
  fillers.forEach((word) => {
    while (take(word));
  });
  return { topic, time, product, source, parameter, rest: rest.trim() };
}

/** What a product is called, the longest first, so that `fuel oil` is not half understood. */
function namesOf({ value, label }: Value): readonly string[] {
  return [plain(label), plain(value), ...(productWords[value] ?? []).map(plain)].sort(
    (a, b) => b.length - a.length,
  );
}

function best(values: readonly Value[], text: string): readonly Value[] {
  return values
    .map((each) => ({ each, score: fit(plain(each.label), text) }))
    .filter(({ score }) => score >= 3)
    .sort((a, b) => b.score - a.score)
    .slice(0, 2)
    .map(({ each }) => each);
}

function taskOf(topic: Topic, asked: Understood, dimension = "", value: Value | null = null): Task {
  const { time, product, source, parameter } = asked;
  const [place, extra = {}] = PLACES[topic];
  const [path = "", anchor = ""] = place.split("#");
  // Prices of more than a month have their own part of the page.
  const isLong = topic === "prices" && time !== null && time.from !== time.to;
  const address = new URLSearchParams({
    ...(time?.from && { from: time.from }),
    ...(time?.to && { to: time.to }),
    ...(source && { source }),
    ...(product && { product: product.value }),
    ...(value && { [dimension]: value.value }),
    ...(topic === "quality" && parameter && { parameter }),
    ...(isLong && { part: "history" }),
    ...extra,
  });
  const said = [
    value?.label ?? words.topics[topic],
    value && asked.topic && asked.topic !== topic ? words.topics[asked.topic] : "",
    parameter && valueName("parameter", parameter),
    product?.label,
    time ? timeName(time) : "",
  ];
  const search = address.toString();
  return {
    label: said.filter(Boolean).join(" · "),
    path: `${path}${search && `?${search}`}${anchor && `#${anchor}`}`,
  };
}
