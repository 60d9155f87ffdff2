/** What the platform's routes give and take, as the page reads it. Times are ISO 8601; spans are half open. */

export interface Session {
  person: string;
  version: string;
}

export interface Engine {
  name: string;
  /** `ok`, `degraded` or `down`. */
  status: string;
  detail: string;
  /** What to do when it is not ok. */
  fix: string;
}

export interface Health {
  status: string;
  engines: Engine[];
}

export interface DatasetContents {
  dataset: string;
  series: string;
  rows: number;
  editions: number;
  start: string;
  end: string;
  known_at: string;
}

export interface HomeContents {
  organisation: string;
  country: string;
  simulated: boolean;
  has_sample: boolean;
  datasets: DatasetContents[];
}

export interface QueryRow {
  month?: string;
  product?: string;
  volume?: number | null;
  unit?: string;
  [dimension: string]: string | number | null | undefined;
}

export interface QueryAnswer {
  schema: "petroverse.query/1";
  rows: QueryRow[];
  meta: { row_count: number; sources: string[]; known_at: string | null; simulated: boolean; sql: string };
  warnings: string[];
}

/** A typed question; the semantic model refuses what has no honest answer. */
export interface Query {
  measures: string[];
  dimensions: string[];
  filters?: Record<string, string[]>;
}

export type Verdict = "read" | "stored" | "refused" | "unchanged";

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

export type Severity = "blocks" | "look";

export interface Finding {
  import_id: number;
  number: number;
  file_name: string;
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
  text: string;
}

export interface FindingsPage {
  findings: Finding[];
  /** How many match the filter in all. */
  total: number;
  /** How many match by rule, the most frequent first. */
  by_rule: Record<string, number>;
}
