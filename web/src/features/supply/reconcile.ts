/** The same litres at two stages, put side by side: where they differ, by how much, and whether a reason is known. */
import type { QueryRow } from "../../client/contract";

/** From the importers' gate to the regulator's national table; a difference is a later stage less an earlier one. */
export const STAGES = ["bidec", "depot", "omc", "national"] as const;
export type Stage = (typeof STAGES)[number];

/** The measure that holds a stage's own amount. */
export const AMOUNTS = {
  bidec: "supplied",
  depot: "loaded",
  omc: "marketed",
  national: "nationwide",
} as const satisfies Record<Stage, string>;

/** Rows with an amount for each stage → one row a stage, as volumes by source have it. */
export function byStage(rows: readonly QueryRow[]): QueryRow[] {
  return rows.flatMap(({ month = null, product = null, unit = null, ...row }) =>
    STAGES.map((source) => ({ month, product, unit, source, volume: row[AMOUNTS[source]] ?? null })),
  );
}

/** That figures of one product stand within another's until a day, as an answer's note says. */
export interface Inside {
  part: string;
  whole: string;
  before: string;
  stage: string;
  why: string;
}

export interface Gap {
  key: string;
  period: string;
  /** A product, or a group of products. */
  what: string;
  unit: string;
  /** Null where a stage names no figure. */
  amounts: Readonly<Record<Stage, number | null>>;
  from: Stage;
  to: Stage;
  /** The later stage less the earlier one. */
  difference: number;
  /** As a part of the earlier stage; null where that is nothing. */
  ratio: number | null;
  /** Changes of definition that explain it. */
  reasons: readonly Inside[];
}

export interface Reconciled {
  /** Differences, largest first. */
  gaps: Gap[];
  /** Periods and products that two stages or more speak of. */
  compared: number;
  agreeing: number;
}

const INSIDE = /^(\w+) was inside (\w+) before (\d{4}-\d{2}-\d{2}) in (\w+): (.*)$/;

/** The changes of definition that the answer's notes speak of. */
export function insides(notes: readonly string[]): Inside[] {
  return notes.flatMap((note) => {
    const [, part = "", whole = "", before = "", stage = "", why = ""] = INSIDE.exec(note) ?? [];
    return part ? [{ part, whole, before, stage, why }] : [];
  });
}

/**
 * Compares the stages for each period and product.
 *
 * @param rows volume by `time`, `by`, source and unit
 * @param pair two stages in the order of the trade; left out for whichever two differ most
 */
export function reconcile(
  rows: readonly QueryRow[],
  time: string,
  by: string,
  known: readonly Inside[],
  pair?: readonly [Stage, Stage],
): Reconciled {
  const spoken = new Set<string>();
  const cells = new Map<string, { first: QueryRow; amounts: Record<Stage, number | null> }>();
  for (const row of rows) {
    const stage = row["source"] as Stage;
    if (!STAGES.includes(stage) || typeof row["volume"] !== "number") continue;
    const key = [row[time], row[by], row["unit"]].join(" ");
    const cell = cells.get(key) ?? {
      first: row,
      amounts: { bidec: null, depot: null, omc: null, national: null },
    };
    cell.amounts[stage] = row["volume"];
    cells.set(key, cell);
    spoken.add(`${stage} ${String(row[time])}`);
  }
  const lines = [...cells].flatMap(([key, { first, amounts }]) => {
    const period = String(first[time]);
    const stages = (pair ?? STAGES).filter((stage) => spoken.has(`${stage} ${period}`));
    const line = widest(stages, amounts);
    if (!line) return [];
    const what = String(first[by]);
    const reasons = reasonsFor(known, what, period, line.from, line.to);
    return [{ key, period, what, unit: String(first["unit"]), amounts, ...line, reasons }];
  });
  const gaps = lines.filter((each) => each.difference !== 0);
  gaps.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || b.period.localeCompare(a.period));
  return { gaps, compared: lines.length, agreeing: lines.length - gaps.length };
}

/** The two stages that differ most; a stage that speaks of the period but not of the product counts as nothing. */
function widest(stages: readonly Stage[], amounts: Readonly<Record<Stage, number | null>>) {
  let found: Pick<Gap, "from" | "to" | "difference" | "ratio"> | undefined;
  stages.forEach((from, index) => {
    for (const to of stages.slice(index + 1)) {
      if (amounts[from] === null && amounts[to] === null) continue;
      const [before, after] = [amounts[from] ?? 0, amounts[to] ?? 0];
      const difference = after - before;
      if (found && Math.abs(difference) <= Math.abs(found.difference)) continue;
      found = { from, to, difference, ratio: before ? difference / before : null };
    }
  });
  return found;
}

/** A change of definition explains a difference where one of the two stages had made it by then and the other not. */
function reasonsFor(
  known: readonly Inside[],
  what: string,
  period: string,
  from: Stage,
  to: Stage,
): Inside[] {
  const day = (each: Inside) => each.before.slice(0, period.length);
  const found = known.filter(({ part, whole, stage, before }) => {
    if ((what !== part && what !== whole) || (stage !== from && stage !== to)) return false;
    const other = known.find((each) => each.part === part && each.stage === (stage === from ? to : from));
    return period < before.slice(0, period.length) && (!other || period >= day(other));
  });
  return found.filter((each, at) => found.findIndex(({ why }) => why === each.why) === at);
}
