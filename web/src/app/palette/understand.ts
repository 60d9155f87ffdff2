/** What somebody asks for in words: about what, of which products and names, and when. */
import { shortName } from "../../client/labels";
import { parameterWords } from "../../words/laboratory";
import { fillers, productWords, sourceWords, topicWords, type words } from "../../words/palette";
import { isNear, single } from "./near";
import { plain } from "./rank";
import { timeIn, type Time } from "./times";

export interface Value {
  value: string;
  label: string;
}

export type Dimension = "company" | "region" | "depot";
export type Topic = keyof typeof words.topics;

/** What the platform holds, so that words can mean it. */
export interface Held {
  products: readonly Value[];
  companies: readonly Value[];
  regions: readonly Value[];
  depots: readonly Value[];
  /** The newest month that has figures; empty while it is not known. */
  latest: string;
}

export interface Name {
  dimension: Dimension;
  value: Value;
}

export interface Understood {
  topic: Topic | null;
  time: Time | null;
  products: readonly Value[];
  source: string;
  /** What a laboratory measures; empty if none is named. */
  parameter: string;
  /** For each name in the text, all that it can mean. */
  names: readonly (readonly Name[])[];
  /** The words that none of these took. */
  rest: string;
}

export function understood(text: string, held: Held): Understood {
  const { time, rest } = timeIn(text.toLowerCase(), held.latest);
  const line = new Line(plain(rest).split(" ").filter(Boolean));
  const known = namesOf(held);
  const products = held.products.map((each) => [each, wordsOf(each)] as const);
  const spoken = new Set([...SPOKEN, ...products.flatMap(([, those]) => those.flat()).map(single)]);
  const names = line.takeNames(known, spoken);
  const find = (isLoose: boolean) => ({
    products: line.takeAll(products, isLoose),
    topics: line.takeAll(TOPICS, isLoose),
    parameters: line.takeAll(PARAMETERS, isLoose),
    sources: line.takeAll(SOURCES, isLoose),
    fillers: line.takeAll(FILLERS, isLoose),
  });
  const exact = find(false);
  line.keep(new Set(known.flatMap((each) => each.words)));
  const loose = find(true);
  const all = <Key extends keyof typeof exact>(key: Key) => [...exact[key], ...loose[key]];
  const parameter = all("parameters")[0]?.of ?? "";
  return {
    topic: foremost(all("topics")) ?? (parameter ? "quality" : null),
    time,
    products: [...new Set(all("products").map((each) => each.of))],
    source: all("sources")[0]?.of ?? "",
    parameter,
    names,
    rest: line.left(),
  };
}

/** The topic of the longest words, of equals the one that stands first in the list. */
function foremost(found: readonly Found<Topic>[]): Topic | null {
  const order = topicWords.map(([topic]) => topic);
  const [first] = [...found].sort((a, b) => b.length - a.length || order.indexOf(a.of) - order.indexOf(b.of));
  return first?.of ?? null;
}

type Vocabulary<Of> = readonly (readonly [of: Of, phrases: readonly (readonly string[])[]])[];

interface Found<Of> {
  of: Of;
  /** Words that it took. */
  length: number;
}

const phrase = (text: string) => plain(text).split(" ");
const TOPICS: Vocabulary<Topic> = topicWords.map(([topic, those]) => [topic, those.map(phrase)]);
const PARAMETERS: Vocabulary<string> = Object.entries(parameterWords).map(([code, those]) => [
  code,
  those.map(phrase),
]);
const SOURCES: Vocabulary<string> = Object.entries(sourceWords).map(([word, of]) => [of, [[word]]]);
const FILLERS: Vocabulary<string> = fillers.map((word) => [word, [[word]]]);
/** Words that say something by themselves: a name that is made of them alone is no name in a question. */
const SPOKEN = new Set(
  [...TOPICS, ...PARAMETERS, ...SOURCES, ...FILLERS].flatMap(([, those]) => those.flat()).map(single),
);
const LONGEST_NAME = 6;

/** What a product is called. */
function wordsOf({ value, label }: Value): readonly (readonly string[])[] {
  return [label, value, ...(productWords[value] ?? [])].map(phrase);
}

interface Known extends Name {
  words: readonly string[];
  /** Words without those of the legal form. */
  least: number;
}

function namesOf(held: Held): readonly Known[] {
  const known = (dimension: Dimension, values: readonly Value[]) =>
    values.map((value) => ({
      dimension,
      value,
      words: phrase(value.label),
      least: phrase(shortName(value.label)).length,
    }));
  return [
    ...known("company", held.companies),
    ...known("region", held.regions),
    ...known("depot", held.depots),
  ];
}

/** The words of a text; what was understood is taken out and leaves a gap, so that no new phrase comes about. */
class Line {
  private readonly kept = new Set<string>();

  constructor(private readonly tokens: (string | null)[]) {}

  /** These words are no slips of others. */
  keep(those: ReadonlySet<string>) {
    those.forEach((each) => this.kept.add(each));
  }

  left(): string {
    return this.tokens.filter((each) => each !== null).join(" ");
  }

  /** Everything of a vocabulary that is named, the longest first. */
  takeAll<Of>(vocabulary: Vocabulary<Of>, isLoose: boolean): Found<Of>[] {
    const all = vocabulary
      .flatMap(([of, phrases]) => phrases.map((those) => ({ of, those })))
      .sort((a, b) => b.those.length - a.those.length);
    return all.flatMap(({ of, those }) => {
      let taken = 0;
      while (this.take(those, isLoose)) taken += 1;
      return taken ? [{ of, length: those.length }] : [];
    });
  }

  /** Names by their beginning, or whole; the longest beginning that fits decides. */
  takeNames(known: readonly Known[], spoken: ReadonlySet<string>): Name[][] {
    const found: Name[][] = [];
    for (let at = 0; at < this.tokens.length; at += 1)
      for (let length = Math.min(LONGEST_NAME, this.tokens.length - at); length > 0; length -= 1) {
        const said = this.tokens.slice(at, at + length);
        if (said.every((each) => each === null || spoken.has(single(each)))) continue;
        const meant = known.filter(({ words: own }) => said.every((word, place) => word === own[place]));
        if (meant.length === 0) continue;
        const whole = meant.filter((each) => each.least <= length);
        found.push(whole.length ? whole : meant);
        this.tokens.fill(null, at, at + length);
        break;
      }
    return found;
  }

  private take(those: readonly string[], isLoose: boolean): boolean {
    const at = this.tokens.findIndex((_, start) =>
      those.every((word, place) => this.isMeant(this.tokens[start + place], word, isLoose)),
    );
    if (at < 0) return false;
    this.tokens.fill(null, at, at + those.length);
    return true;
  }

  private isMeant(token: string | null | undefined, word: string, isLoose: boolean): boolean {
    if (!token) return false;
    if (token === word || single(token) === single(word)) return true;
    return isLoose && !this.kept.has(token) && isNear(token, word);
  }
}
