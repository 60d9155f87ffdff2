/** What the platform's routes give and take, by the page's names for it. Times are ISO 8601; spans are half open. */
import type { components, operations } from "./schema";

type Schemas = components["schemas"];

export type Right = Schemas["Right"];
export type Role = Schemas["Role"];
export type Session = Schemas["Session"];
export type OwnSession = Schemas["OwnSession"];
export type Invitation = Schemas["Invitation"];
export type InvitationSeen = Schemas["InvitationSeen"];
export type Person = Schemas["Person"];
/** What somebody is in an organisation; no rule and no measures mean no limit. */
export type Standing = Pick<Person, "role" | "row_rules" | "measures">;
export type Token = Schemas["Token"];
export type Share = Schemas["Share"];
export type Deed = Schemas["Deed"];

export type Engine = Schemas["Engine"];
export type HomeContents = Schemas["Home"];
export type DatasetContents = Schemas["HeldDataset"];

/** A typed question; the semantic model refuses what has no honest answer. */
export type Query = Schemas["Question"];
export type AnswerSource = Schemas["AnswerSource"];

/** A row has the columns that were asked for, under their names. */
export type QueryRow = Readonly<Record<string, string | number | null>>;

export interface QueryAnswer extends Omit<Schemas["Answer"], "rows"> {
  rows: QueryRow[];
}

export type ImportedFile = Schemas["ListedImport"];
export type ImportDetail = Schemas["ImportDetails"];
export type Edition = Schemas["ImportEdition"];
export type PrintedTotal = Schemas["Total"];
export type Finding = Schemas["FindingLine"];
export type FindingsPage = Schemas["FindingsPage"];
export type FindingsFilter = Omit<
  NonNullable<operations["imports_findings"]["parameters"]["query"]>,
  "limit" | "cursor"
>;
export type FileOutcome = Schemas["ReportRow"];
export type ImportReport = Schemas["Report"];

/** How far an import is, while it goes on. */
export interface Progress {
  done: number;
  total: number;
}

/** One line of an import's answer: how far it is, and at its end the report or what went wrong. */
export interface ImportLine {
  progress?: Progress;
  report?: ImportReport;
  problem?: Schemas["Problem"];
}
