import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { useDoors } from "../../client/accounts";
import { Fault, MOUNT } from "../../client/requests";
import { buttonLook } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Chevron } from "../../ui/icons";
import { ErrorState, Skeleton } from "../../ui/states";
import { signin as words } from "../../words/account";
import { words as shell } from "../../words/shell";
import { PasswordForm } from "./PasswordForm";
import { Threshold } from "./Threshold";

/** How whoever is not signed in comes in: by password, by the organisation's own sign-in, or by a one-time link. */
export function SignedOutPage() {
  const [params] = useSearchParams();
  const doors = useDoors();
  const isRefused = params.get("link") === "refused";
  const why = params.get("provider");
  useEffect(() => {
    document.title = shell.titled(words.title);
  }, []);
  if (doors.isPending) {
    return (
      <Threshold title={words.title}>
        <Skeleton className="h-72" />
      </Threshold>
    );
  }
  const hasAccounts = doors.data?.password || doors.data?.provider;
  const title = isRefused ? words.linkOver : hasAccounts ? words.title : words.signedOut;
  return (
    <Threshold title={title}>
      {doors.error && <ErrorState fault={doors.error} onRetry={() => void doors.refetch()} />}
      {why && <ErrorState fault={new Fault(403, whyNot(why), "", "")} />}
      {doors.data?.password && <PasswordForm />}
      {doors.data?.password && doors.data.provider && <Or />}
      {doors.data?.provider && (
        <a
          href={`${MOUNT}/sign-in/provider`}
          className={classes(buttonLook(doors.data.password ? "quiet" : "primary"), "min-h-11")}
        >
          {words.continueWith(doors.data.provider)}
        </a>
      )}
      <OneTimeLink isOnlyWay={!hasAccounts} />
    </Threshold>
  );
}

function whyNot(why: string): string {
  return Object.entries(words.whyNot).find(([name]) => name === why)?.[1] ?? words.whyNot.refused;
}

function Or() {
  return (
    <p className="flex items-center gap-3 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {words.or}
    </p>
  );
}

function OneTimeLink({ isOnlyWay }: { isOnlyWay: boolean }) {
  if (isOnlyWay) return <LinkWords />;
  return (
    <details className="group rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
      <summary className="flex min-h-6 list-none items-center justify-between gap-3 font-medium [&::-webkit-details-marker]:hidden">
        {words.link.fold}
        <Chevron className="size-4 text-soft transition-transform group-open:rotate-90" />
      </summary>
      <div className="mt-3">
        <LinkWords />
      </div>
    </details>
  );
}

function LinkWords() {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft">{words.link.what}</p>
      <div className="rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
        <code className="font-mono text-[0.9375rem] text-accent-strong">{words.link.command}</code>
        <p className="mt-1 text-sm text-soft">{words.link.again}</p>
      </div>
      <p className="text-sm text-faint">{words.link.noAccess}</p>
    </div>
  );
}
