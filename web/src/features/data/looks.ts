/** What one look at a folder or an address was about and came to, in words. */
import type { Job } from "../../client/jobs";
import { counted } from "../../ui/numbers";
import { words as data } from "../../words/data";

const words = data.automatic;

/** The folder or the address. */
export function placeOf(body: Job["body"]): string {
  const place = body["path"] ?? body["url"];
  return typeof place === "string" ? place : "";
}

export function outcomeOf({ fault, result, state }: Job): string {
  if (fault) return [fault.what, fault.fix].filter(Boolean).join("; ");
  if (state !== "done") return "";
  if (result["changed"] === false) return words.unchanged;
  const verdicts = verdictsOf(result["report"]);
  const looked = result["looked_at"];
  const fresh = result["new"];
  return [
    typeof looked === "number" && typeof fresh === "number" && words.looked(looked, fresh),
    ...Object.entries(verdicts).map(
      ([verdict, count]) => `${(data.verdicts[verdict] ?? verdict).toLowerCase()}: ${counted(count, "file")}`,
    ),
  ]
    .filter(Boolean)
    .join(", ");
}

function verdictsOf(report: unknown): Record<string, number> {
  const meta = isRecord(report) ? report["meta"] : undefined;
  const verdicts = isRecord(meta) ? meta["verdicts"] : undefined;
  return isRecord(verdicts)
    ? Object.fromEntries(
        Object.entries(verdicts).filter((each): each is [string, number] => typeof each[1] === "number"),
      )
    : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
