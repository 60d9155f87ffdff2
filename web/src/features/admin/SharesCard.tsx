import { useState, type FormEvent } from "react";
import { useEndShare, useShares, useShareWith } from "../../client/accounts";
import type { Share } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Button, SubmitButton } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { CopyField } from "../../ui/CopyField";
import { DialogButton, DialogFoot } from "../../ui/Dialog";
import { dayName } from "../../ui/dates";
import { Field } from "../../ui/Field";
import { ErrorState, Skeleton } from "../../ui/states";
import { words as admin } from "../../words/admin";
import { namesIn } from "./standing";

const words = admin.shares;

/** What this organisation lets others read, and what others let it read. */
export function SharesCard() {
  const shares = useShares();
  const here = useSession().data?.organisation;
  return (
    <Card title={words.title} hint={words.hint} actions={<ShareWith />}>
      {shares.isPending && <Skeleton className="h-24" />}
      {shares.error && <ErrorState fault={shares.error} onRetry={() => void shares.refetch()} />}
      {shares.data && (
        <div className="flex flex-col gap-4">
          <CopyField label={words.ourCode} value={shares.data.share_code} />
          {shares.data.shares.length === 0 && <p className="text-sm text-soft">{words.none}</p>}
          <ul className="divide-y divide-line empty:hidden">
            {shares.data.shares.map((each) => (
              <ShareRow
                key={`${each.organisation}/${each.reader}`}
                share={each}
                isOurs={each.organisation === here}
              />
            ))}
          </ul>
        </div>
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
          {isOurs ? words.readsOurs(share.reader) : words.weRead(share.organisation)}
        </p>
        <p className="text-faint">{words.since(share.datasets, dayName(share.since))}</p>
        {end.error && <ErrorState fault={end.error} />}
      </div>
      {isOurs && (
        <Button aria-label={words.stopWith(share.reader)} onClick={() => end.mutate(share.reader)}>
          {words.stop}
        </Button>
      )}
    </li>
  );
}

function ShareWith() {
  return (
    <DialogButton label={words.share} title={words.with}>
      {(close) => <ShareForm onClose={close} />}
    </DialogButton>
  );
}

function ShareForm({ onClose }: { onClose: () => void }) {
  const share = useShareWith();
  const [reader, setReader] = useState("");
  const [datasets, setDatasets] = useState("");

  function send(event: FormEvent) {
    event.preventDefault();
    share.mutate({ reader: reader.trim(), datasets: namesIn(datasets) }, { onSuccess: onClose });
  }

  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Field
        label={words.code}
        hint={words.codeHint}
        required
        maxLength={63}
        autoCapitalize="none"
        value={reader}
        onChange={(event) => setReader(event.target.value)}
      />
      <Field
        label={words.datasets}
        hint={words.datasetsHint}
        value={datasets}
        onChange={(event) => setDatasets(event.target.value)}
      />
      {share.error && <ErrorState fault={share.error} />}
      <DialogFoot onClose={onClose}>
        <SubmitButton isPending={share.isPending} pending={words.sharing}>
          {words.share}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}
