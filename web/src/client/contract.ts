/** What the platform's routes give and take, as the page reads it. Times are ISO 8601; spans are half open. */

import type { Right, Role } from "./accounts";

export interface Session {
  person: string;
  /** What others read; the person where there is no account. */
  name: string;
  /** Empty where there is no account. */
  email: string;
  organisation: string;
  organisation_name: string;
  /** Empty where the person holds no role but owns the platform. */
  role: Role | "";
  rights: Right[];
  /** Whether rules hide rows or measures from this person. */
  is_limited: boolean;
  /** Where else the person may act. */
  memberships: { organisation: string; name: string; role: Role }[];
  version: string;
}

export interface Engine {
  /** The program behind the part, such as `PostgreSQL`. */
  engine: string;
  version?: string;
  /** Where the program comes from: the wheel, the system, or an address. */
  provider?: string;
  queue_length?: number;
  /** `ok` or `unhealthy`; then what is wrong, and what to do. */
  status: string;
  detail: string;
  fix: string;
}

export interface Health {
  /** `ok` where every engine is. */
  status: string;
  engines: Record<string, Engine>;
}

export interface DatasetContents {
  dataset: string;
  title: string;
  rows: number;
  editions: number;
  series: string[];
  first: string;
  last: string;
  known_at: string;
}

export interface HomeContents {
  organisation: string;
  /** Of which country the facts speak; empty where that is not known. */
  country: string;
  is_simulated: boolean;
  has_sample: boolean;
  /** Null where rules hide rows from whoever asks. */
  imports: number | null;
  refused: number | null;
  findings: number | null;
  /** Printed totals of all tables that agree with our sums to the unit. */
  tied: number | null;
  /** Printed totals that do not. */
  untied: number | null;
  datasets: DatasetContents[];
}

export interface QueryRow {
  month?: string;
  product?: string;
  volume?: number | null;
  unit?: string;
  [dimension: string]: string | number | null | undefined;
}

export interface AnswerSource {
  file: string;
  sha256: string;
  known_at: string;
  cells: number;
}

export interface QueryAnswer {
  schema: "petroverse.query/1";
  rows: QueryRow[];
  meta: {
    sql: string;
    row_count: number;
    sources: AnswerSource[];
    known_at: string | null;
    simulated: boolean;
  };
  warnings: string[];
}

/** A typed question; the semantic model refuses what has no honest answer. */
export interface Query {
  measures: string[];
  dimensions: string[];
  filters?: { dimension: string; in: string[] }[];
}

/** `same`: these very bytes were taken in before; `skipped`: no publication by its ending. */
export type Verdict = "read" | "stored" | "refused" | "same" | "skipped";

export interface ImportedFile {
  import_id: number;
  file_name: string;
  verdict: Verdict;
  /** Why it was stored or refused; empty when read. */
  reason: string;
  publisher: string;
  family: string;
  fact_rows: number;
  editions: number;
  finding_count: number;
  size_bytes: number;
  recorded_at: string;
}

/** A total that the publisher printed, beside our own sum over the same rows. */
export interface PrintedTotal {
  product: string;
  region: string;
  cell: string;
  summed: number;
  printed: number | null;
}

/** One published table as one file printed it. */
export interface Edition {
  edition_id: number;
  dataset: string;
  series: string;
  sheet: string;
  span_start: string;
  span_end: string;
  known_at: string;
  row_count: number;
  totals: PrintedTotal[];
}

export interface ImportDetail extends Omit<ImportedFile, "editions"> {
  editions: Edition[];
  /** Cells that hold something and were deliberately left out, with the reason. */
  ignored: { sheet: string; cells: string; reason: string }[];
}

export type Severity = "blocks" | "look";

export interface Finding {
  import_id: number;
  number: number;
  file: string;
  rule: string;
  severity: Severity;
  sheet: string;
  cell: string;
  seen: string;
  expected: string;
  /** Why it matters and what to do. */
  note: string;
  litres: number;
}

export interface FindingsFilter {
  rule: string;
  severity: string;
  import_id: string;
  /** Contained in the file's name, the sheet, the cell or the words. */
  file: string;
}

export interface FindingsPage {
  findings: Finding[];
  /** How many match the filter in all. */
  total: number;
  /** How many match by rule, the most frequent first. */
  rules: Record<string, number>;
  next_cursor: string | null;
}

/** What became of one uploaded file. */
export interface FileOutcome {
  name: string;
  verdict: Verdict;
  reason: string;
  rows: number;
  findings: number;
  /** Printed totals that agree with our sums to the unit, and those that do not. */
  tied: number;
  untied: number;
  import_id: number;
}

export interface ImportReport {
  rows: FileOutcome[];
  /** `made_real`: these are the first real facts, so they replace the sample as what is shown. */
  meta: { verdicts: Record<string, number>; made_real: boolean };
}

/** How far an import is, while it goes on. */
export interface Progress {
  done: number;
  total: number;
}

/** One line of an import's answer: how far it is, and at its end the report or what went wrong. */
export interface ImportLine {
  progress?: Progress;
  report?: ImportReport;
  problem?: { status: number };
}
