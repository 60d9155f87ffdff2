/** What people read instead of codes: names of columns, measures, products, sources, components and the like. */
import { CAPITALS, COLUMNS, COMPARED, OTHERS, SUBJECTS, VALUES } from "../words/columns";
import { PRODUCT_NAMES } from "./products";

/** The value that stands for all rows beyond the largest, as answers write it. */
export const OTHERS_CODE = "others";

/** A column's name: `volume_growth` → `Volume, change in %`. */
export function columnName(column: string): string {
  const [, measure = "", of] = /^(.+)_(before|change|growth)$/.exec(column) ?? [];
  if (of && COLUMNS[measure]) return COMPARED[of as keyof typeof COMPARED](COLUMNS[measure]);
  return COLUMNS[column.replace(REGION_LEVEL, "region")] ?? fromCode(column);
}

/** The dimension of one state of a country's division: whichever it is, its values are regions. */
const REGION_LEVEL = /^region_\w+$/;

export function subjectName(subject: string): string {
  return SUBJECTS[subject] ?? fromCode(subject);
}

/** A value of a column as it reads; names that came from files stay as they were printed. */
export function valueName(column: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  const code = String(value);
  if (code === OTHERS_CODE) return OTHERS;
  if (column === "product" || column === "grade") return PRODUCT_NAMES[code] ?? fromCode(code);
  return VALUES[column]?.[code] ?? (isCode(code) ? fromCode(code) : code);
}

/** Words of a company's legal form at the end of its name. */
const LEGAL = /(?:[\s,]+(?:company|co|limited|ltd|plc|llc|inc|gmbh|sarl|s\.a|sa)\.?)+$/i;

/** A name without its legal form, for places where room is short: `VIVO ENERGY LIMITED` → `VIVO ENERGY`. */
export function shortName(name: string): string {
  return name.replace(LEGAL, "") || name;
}

/** Codes within a sentence of the platform as people read them: `gasoil_mines was inside gasoil` → `Gasoil (mines) …`. */
export function readable(sentence: string): string {
  const words = sentence.replace(
    /\b[a-z]+(?:_[a-z0-9]+)+\b/g,
    (code) => PRODUCT_NAMES[code] ?? COLUMNS[code] ?? fromCode(code),
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isCode(text: string): boolean {
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(text);
}

function fromCode(code: string): string {
  const words = code
    .split("_")
    .map((word) => (CAPITALS.includes(word) ? word.toUpperCase() : word))
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
