/** The question as it is asked elsewhere: by a command, by a link, in Python. */
import type { Query } from "../../client/contract";
import type { Filter } from "./asked";

type Word = readonly [name: string, value: string];

export function asCommand(question: Query): string {
  const short: Readonly<Record<string, string>> = { measure: "-m", by: "-d", filter: "-f" };
  const flag = (name: string) => short[name] ?? `--${name.replaceAll("_", "-")}`;
  return [
    "petroverse query",
    ...wordsOf(question).map(([name, value]) => `${flag(name)} ${quoted(value)}`),
  ].join(" ");
}

/** What stands after `/api/query?`. */
export function asLink(question: Query): string {
  const readable = (text: string) => encodeURIComponent(text).replace(/%(2C|3D|3A)/g, decodeURIComponent);
  return wordsOf(question)
    .map(([name, value]) => `${name}=${readable(value)}`)
    .join("&");
}

export function asPython(question: Query, address: string): string {
  const { measures, dimensions = [], filters = [], compare, as_of, ...options } = question;
  const parts = [
    measures.length === 1 ? python(measures[0]) : python(measures),
    dimensions.length > 0 && `by=${python(dimensions)}`,
    filters.length > 0 && conditions(filters),
    as_of && `as_of=${python(as_of)}`,
    compare && `compare=${python(compare)}`,
    ...Object.entries(options).map(([name, value]) => `${name}=${python(value)}`),
  ].filter(Boolean);
  return [
    "import petroverse as pv",
    "",
    `with pv.connect(${python(address)}, token="…") as market:`,
    `    answer = market.query(${parts.join(", ")})`,
    "    print(answer.to_pandas())",
  ].join("\n");
}

function wordsOf(question: Query): Word[] {
  const { measures, dimensions = [], filters = [], only = [], span, top, sort = [] } = question;
  const words: Word[] = [["measure", measures.join(",")]];
  if (dimensions.length > 0) words.push(["by", dimensions.join(",")]);
  words.push(...filters.map((each): Word => ["filter", filterWord(each)]));
  words.push(...only.map((each): Word => ["only", filterWord(each)]));
  if (span) words.push(["span", `${span.from}..${span.until}`]);
  if (top) words.push(["top", [top.n, top.dimension ?? "", top.by ?? ""].join(":").replace(/:+$/, "")]);
  if (sort.length > 0)
    words.push(["sort", sort.map((each) => (each.descending ? "-" : "") + each.by).join(",")]);
  for (const name of ["compare", "as_of", "as_recorded", "limit"] as const)
    if (question[name]) words.push([name, String(question[name])]);
  return words;
}

function filterWord({ dimension, in: only, not, from, until }: Filter): string {
  const list = (values: readonly (string | number)[]) =>
    values.map((each) => String(each).replace(/[\\,]/g, "\\$&")).join(",");
  if (only) return `${dimension}=${list(only)}`;
  if (not) return `${dimension}!=${list(not)}`;
  if (!until) return `${dimension}>=${from}`;
  return from ? `${dimension}=${from}..${until}` : `${dimension}<=${until}`;
}

/** For a shell: in single quotes where a sign could mean something. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** A dictionary has a dimension once: where two limits share one, all of them stand as the platform takes them. */
function conditions(filters: readonly Filter[]): string {
  const names = new Set(filters.map((each) => each.dimension));
  if (names.size < filters.length) return `filters=${python(filters)}`;
  return `where={${filters.map((each) => `${python(each.dimension)}: ${limit(each)}`).join(", ")}}`;
}

function limit({ in: only, not, from, until }: Filter): string {
  if (only) return only.length === 1 ? python(only[0]) : python(only);
  if (not) return `pv.excluding(${not.map(python).join(", ")})`;
  return `pv.between(${python(from ?? null)}, ${python(until ?? null)})`;
}

/** A JSON value as Python writes it. */
function python(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}: ${python(each)}`)
    .join(", ")}}`;
}
