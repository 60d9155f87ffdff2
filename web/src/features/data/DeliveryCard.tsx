import { useState } from "react";
import type { ImportReport } from "../../client/contract";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Segmented } from "../../ui/Segmented";
import { ErrorState } from "../../ui/states";
import { words as data } from "../../words/data";
import { folderOf } from "./dropped";
import { OutcomeRow } from "./OutcomeRow";
import type { Delivery, Sending } from "./sending";

const words = data.delivery;
const SHOWN = 20;
/** What asks for something first, what changes nothing last. */
const ORDER = ["refused", "read", "stored", "same", "skipped"];

/** One delivery: how far it is, then what became of each file, and what can be done about it. */
export function DeliveryCard({ delivery, sending }: { delivery: Delivery; sending: Sending }) {
  const { state, report, fault } = delivery;
  return (
    <Card
      title={nameOf(delivery)}
      hint={<Standing delivery={delivery} />}
      actions={<Actions {...{ delivery, sending }} />}
    >
      {(state === "going" || state === "waiting") && <Bar delivery={delivery} />}
      {state === "failed" && fault && <ErrorState fault={fault} />}
      {report?.meta.made_real && <p className="mb-3 text-sm font-medium text-good">{words.made}</p>}
      {report && <Outcomes delivery={delivery} />}
    </Card>
  );
}

function Actions({ delivery, sending }: { delivery: Delivery; sending: Sending }) {
  const { state, isCheck, report } = delivery;
  if (state === "going" || state === "waiting")
    return <Button onClick={() => sending.cancel(delivery)}>{words.cancel}</Button>;
  const fresh = freshIn(report);
  return (
    <>
      {state === "done" && isCheck && fresh > 0 && (
        <Button look="primary" onClick={() => sending.again(delivery, false)}>
          {words.bringIn(fresh)}
        </Button>
      )}
      {(state === "failed" || state === "cancelled") && (
        <Button look="primary" onClick={() => sending.again(delivery, isCheck)}>
          {words.again}
        </Button>
      )}
      <Button look="bare" onClick={() => sending.clear(delivery)}>
        {words.dismiss}
      </Button>
    </>
  );
}

/** How many files of a report would come in, or came in. */
function freshIn(report: ImportReport | undefined): number {
  return (report?.meta.verdicts["read"] ?? 0) + (report?.meta.verdicts["stored"] ?? 0);
}

function Standing({ delivery: { state, isCheck, report } }: { delivery: Delivery }) {
  const checked = freshIn(report) > 0 ? words.checked : words.nothingNew;
  const done = isCheck ? checked : words.broughtIn;
  const going = isCheck ? words.checking : words.bringing;
  const said = { waiting: words.waiting, going, done, failed: words.failed, cancelled: words.cancelled };
  return <span aria-live="polite">{said[state]}</span>;
}

function Bar({ delivery: { done, total, last, state } }: { delivery: Delivery }) {
  const isRead = state === "going" && done > 0;
  return (
    <div>
      <div
        role="progressbar"
        aria-label={words.progress(done, total)}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-(--motion)"
          style={{ width: `${total > 0 ? (100 * done) / total : 0}%` }}
        />
      </div>
      <p className="figures mt-2 truncate text-sm text-faint">
        {state === "waiting" ? words.waiting : isRead ? words.progress(done, total) : words.sending}
        {isRead && last && ` · ${words.last(last)}`}
      </p>
    </div>
  );
}

function Outcomes({ delivery: { report, isCheck } }: { delivery: Delivery }) {
  const [verdict, setVerdict] = useState("all");
  const [isWhole, setIsWhole] = useState(false);
  const rows = [...(report?.rows ?? [])].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const matching = rows.filter((each) => verdict === "all" || each.verdict === verdict);
  const shown = isWhole ? matching : matching.slice(0, SHOWN);
  const counts = Object.entries(report?.meta.verdicts ?? {});
  return (
    <>
      {counts.length > 1 && (
        <div className="relative mb-3 overflow-x-auto whitespace-nowrap">
          <Segmented
            label={words.verdict}
            name="outcome"
            value={verdict}
            onChange={setVerdict}
            options={[
              { value: "all", label: `${words.all} (${rows.length})` },
              ...counts.map(([value, count]) => ({
                value,
                label: `${data.verdicts[value] ?? value} (${count})`,
              })),
            ]}
          />
        </div>
      )}
      <ul aria-label={words.list} className="divide-y divide-line border-t border-line">
        {shown.map((each) => (
          <OutcomeRow
            key={each.name}
            outcome={each}
            findings={(report?.findings ?? []).filter(({ file }) => file === each.name)}
            isCheck={isCheck}
            isAlone={rows.length === 1}
          />
        ))}
      </ul>
      {shown.length < matching.length && (
        <Button className="mt-4" onClick={() => setIsWhole(true)}>
          {words.showAll(matching.length)}
        </Button>
      )}
    </>
  );
}

function nameOf({ files }: Delivery): string {
  const folder = folderOf(files);
  if (files.length === 1) return files[0]?.path ?? "";
  return folder ? words.from(folder, files.length) : words.many(files.length);
}
