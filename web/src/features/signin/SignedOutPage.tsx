import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { useDoors } from "../../client/accounts";
import { Fault, MOUNT } from "../../client/requests";
import { buttonLook } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Chevron } from "../../ui/icons";
import { ErrorState, Skeleton } from "../../ui/states";
import { PasswordForm } from "./PasswordForm";
import { Threshold } from "./Threshold";

/** How whoever is not signed in comes in: by password, by the organisation's own sign-in, or by a one-time link. */
export function SignedOutPage() {
  const [params] = useSearchParams();
  const doors = useDoors();
  const isRefused = params.get("link") === "refused";
  const why = params.get("provider");
  useEffect(() => {
    document.title = "Sign in · PetroVerse";
  }, []);
  if (doors.isPending) {
    return (
      <Threshold title="Sign in">
        <Skeleton className="h-72" />
      </Threshold>
    );
  }
  const hasAccounts = doors.data?.password || doors.data?.provider;
  const title = isRefused ? "That link works no more" : hasAccounts ? "Sign in" : "You are signed out";
  return (
    <Threshold title={title}>
      {doors.error && <ErrorState fault={doors.error} onRetry={() => void doors.refetch()} />}
      {why && <ErrorState fault={new Fault(403, WHY_NOT[why] ?? WHY_NOT["refused"]!, "", "")} />}
      {doors.data?.password && <PasswordForm />}
      {doors.data?.password && doors.data.provider && <Or />}
      {doors.data?.provider && (
        <a
          href={`${MOUNT}/sign-in/provider`}
          className={classes(buttonLook(doors.data.password ? "quiet" : "primary"), "min-h-11")}
        >
          Continue with {doors.data.provider}
        </a>
      )}
      <OneTimeLink isOnlyWay={!hasAccounts} />
    </Threshold>
  );
}

const WHY_NOT: Readonly<Record<string, string>> = {
  refused: "The other sign-in was not accepted. Start again from here.",
  unknown: "You are known there but not here. Ask an admin of your organisation here for an invitation.",
  unavailable: "The other sign-in does not answer now. Try again in a while.",
};

function Or() {
  return (
    <p className="flex items-center gap-3 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </p>
  );
}

function OneTimeLink({ isOnlyWay }: { isOnlyWay: boolean }) {
  if (isOnlyWay) return <LinkWords />;
  return (
    <details className="group rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
      <summary className="flex min-h-6 list-none items-center justify-between gap-3 font-medium [&::-webkit-details-marker]:hidden">
        Sign in with a one-time link
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
      <p className="text-soft">
        A sign-in link works once, and only for a while. The computer that runs this platform prints one when
        the platform starts:
      </p>
      <div className="rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
        <code className="font-mono text-[0.9375rem] text-accent-strong">petroverse up</code>
        <p className="mt-1 text-sm text-soft">
          Already running, and the link is used up? Type it in another terminal: it gives a fresh link.
        </p>
      </div>
      <p className="text-sm text-faint">
        No access to that computer? Ask whoever looks after it to send you a link. Nothing is stored in this
        browser until you open one.
      </p>
    </div>
  );
}
