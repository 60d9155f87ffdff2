import type { FileOutcome, Progress } from "../../client/contract";
import type { Fault } from "../../client/requests";
import { classes } from "../../ui/classes";
import { counted } from "../../ui/numbers";
import { VerdictBadge } from "./VerdictBadge";

/** One file or zip that was sent: what became of each file in it, or why it never arrived. */
export interface Sent {
  name: string;
  files?: readonly FileOutcome[];
  fault?: Fault;
}

interface UploadOutcomesProps {
  sent: readonly Sent[];
  /** Names of the files still to go, the one on its way first. */
  waiting: readonly string[];
  progress: Progress | undefined;
}

/** What became of each file that was sent, and how far the next one is. */
export function UploadOutcomes({ sent, waiting, progress }: UploadOutcomesProps) {
  return (
    <ul
      aria-live="polite"
      className={classes(
        (sent.length > 0 || waiting.length > 0) && "mt-5 divide-y divide-line border-t border-line",
      )}
    >
      {sent.map((each) =>
        each.fault ? (
          <li key={each.name} className="py-3">
            <Line
              name={each.name}
              verdict={each.fault.status === 0 ? "not_sent" : "refused"}
              words={[each.fault.what, each.fault.fix].filter(Boolean).join(" ")}
            />
          </li>
        ) : (
          each.files?.map((file) => (
            <li key={`${each.name}/${file.name}`} className="py-3">
              <Line name={file.name} verdict={file.verdict} words={outcomeWords(file)} />
            </li>
          ))
        ),
      )}
      {waiting.map((name, index) => (
        <li key={`${name}-${index}`} className="flex items-center justify-between gap-3 py-3 text-sm">
          <span className="truncate">{name}</span>
          <span className="figures shrink-0 text-faint">
            {index === 0 ? progressWords(progress) : "Waiting"}
          </span>
        </li>
      ))}
    </ul>
  );
}

function progressWords(progress: Progress | undefined): string {
  return progress && progress.total > 1
    ? `${progress.done} of ${counted(progress.total, "file")} read`
    : "Reading…";
}

function outcomeWords(file: FileOutcome): string {
  if (file.reason) return file.reason;
  const printed = file.tied + file.untied;
  return [
    counted(file.rows, "fact"),
    printed > 0 && `${file.tied} of ${counted(printed, "printed total")} agree to the unit`,
    counted(file.findings, "finding"),
  ]
    .filter(Boolean)
    .join(", ");
}

function Line({ name, verdict, words }: { name: string; verdict: string; words: string }) {
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0 truncate text-sm font-medium">{name}</span>
        <VerdictBadge verdict={verdict} />
      </div>
      <p className="mt-0.5 text-sm text-soft first-letter:uppercase">{words}</p>
    </>
  );
}
