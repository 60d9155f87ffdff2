import { useRef, useState, type FormEvent } from "react";
import { useEndShare, useShares, useShareWith } from "../../client/accounts";
import type { Share } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Dialog } from "../../ui/Dialog";
import { dayName } from "../../ui/dates";
import { Field } from "../../ui/Field";
import { ErrorState, Skeleton } from "../../ui/states";
import { namesIn } from "./standing";

/** What this organisation lets others read, and what others let it read. */
export function SharesCard() {
  const shares = useShares();
  const here = useSession().data?.organisation;
  return (
    <Card
      title="Shared"
      hint="What other organisations may read, and what they let you read"
      actions={<ShareWith />}
    >
      {shares.isPending && <Skeleton className="h-24" />}
      {shares.error && <ErrorState fault={shares.error} onRetry={() => void shares.refetch()} />}
      {shares.data?.length === 0 && <p className="text-sm text-soft">Nothing is shared.</p>}
      {shares.data && shares.data.length > 0 && (
        <ul className="-my-3 divide-y divide-line">
          {shares.data.map((each) => (
            <ShareRow
              key={`${each.organisation}/${each.reader}`}
              share={each}
              isOurs={each.organisation === here}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ShareRow({ share, isOurs }: { share: Share; isOurs: boolean }) {
  const end = useEndShare();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3 text-sm">
      <div className="min-w-0">
        <p className="break-words font-medium">
          {isOurs ? `${share.reader} reads ours` : `We read ${share.organisation}`}
        </p>
        <p className="text-faint">
          {share.datasets === "all" ? "All datasets" : share.datasets}, since {dayName(share.since)}
        </p>
        {end.error && <ErrorState fault={end.error} />}
      </div>
      {isOurs && (
        <Button aria-label={`Stop sharing with ${share.reader}`} onClick={() => end.mutate(share.reader)}>
          Stop
        </Button>
      )}
    </li>
  );
}

function ShareWith() {
  const dialog = useRef<HTMLDialogElement>(null);
  const share = useShareWith();
  const [reader, setReader] = useState("");
  const [datasets, setDatasets] = useState("");

  function send(event: FormEvent) {
    event.preventDefault();
    share.mutate(
      { reader: reader.trim(), datasets: namesIn(datasets) },
      { onSuccess: () => dialog.current?.close() },
    );
  }

  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>Share</Button>
      <Dialog ref={dialog} title="Share with another organisation" onClose={() => share.reset()}>
        <form onSubmit={send} className="mt-3 flex flex-col gap-4">
          <Field
            label="Organisation"
            hint="Its short name on this platform"
            required
            maxLength={63}
            autoCapitalize="none"
            value={reader}
            onChange={(event) => setReader(event.target.value)}
          />
          <Field
            label="Datasets"
            hint="Such as volume, price, separated by commas; empty shares all of them"
            value={datasets}
            onChange={(event) => setDatasets(event.target.value)}
          />
          {share.error && <ErrorState fault={share.error} />}
          <div className="mt-2 flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>Cancel</Button>
            <Button type="submit" look="primary">
              Share
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
