import { Link } from "wouter";
import { useSignOut, useSwitchOrganisation } from "../../client/accounts";
import type { Session } from "../../client/contract";
import { classes } from "../../ui/classes";
import { Check } from "../../ui/icons";
import { Popover } from "../../ui/Popover";
import { ErrorState } from "../../ui/states";
import { ThemeSwitch } from "../../ui/ThemeSwitch";
import { roleNames, words } from "../../words/account";
import { words as ui } from "../../words/ui";

const ITEM =
  "flex min-h-9 w-full items-center gap-2 rounded-lg px-3 text-left text-sm font-medium text-ink hover:bg-sunken pointer-coarse:min-h-11";

/** Who is signed in and where; another organisation, the own account, and the way out. */
export function AccountMenu({
  session,
  compact = false,
  isFolded = false,
}: {
  session: Session;
  /** In the head of a phone. */
  compact?: boolean;
  /** At the foot of a folded sidebar. */
  isFolded?: boolean;
}) {
  const place = session.organisation_name;
  const isSmall = compact || isFolded;
  const button = (
    <button
      type="button"
      className={
        isSmall
          ? "grid size-11 place-items-center rounded-full"
          : "flex w-full items-center gap-3 rounded-xl p-2 text-left hover:bg-sunken"
      }
    >
      <Initials name={session.name} />
      <span className="sr-only">{words.menu.name(isSmall ? session.name : "")}</span>
      {!isSmall && (
        <span className="min-w-0 text-sm leading-5">
          <span className="block truncate font-medium">{session.name}</span>
          <span className="block truncate text-faint">{place}</span>
        </span>
      )}
    </button>
  );
  return (
    <Popover button={button} label={words.account} align={compact ? "end" : "start"} className="w-72 p-2">
      {(close) => (
        <>
          <div className="border-b border-line px-3 pb-3 pt-1 text-sm">
            <p className="font-semibold">{session.name}</p>
            {session.email && <p className="break-words text-soft">{session.email}</p>}
            <p className="mt-1 text-faint">
              {session.role ? words.menu.standing(roleNames[session.role], place) : words.menu.owner}
            </p>
            {session.is_limited && <p className="mt-1 text-faint">{words.menu.limited}</p>}
          </div>
          {session.memberships.length > 1 && <Organisations session={session} onChosen={close} />}
          <div className="flex items-center justify-between gap-3 border-b border-line px-3 py-3 text-sm">
            {ui.theme}
            <ThemeSwitch />
          </div>
          <div className="pt-2">
            {session.email && (
              <Link href="/account" className={ITEM} onClick={close}>
                {words.account}
              </Link>
            )}
            <SignOut />
          </div>
        </>
      )}
    </Popover>
  );
}

function Initials({ name }: { name: string }) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.[0] ?? "").join("");
  return (
    <span
      aria-hidden="true"
      className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-wash text-sm font-semibold uppercase text-accent-strong"
    >
      {letters}
    </span>
  );
}

function Organisations({ session, onChosen }: { session: Session; onChosen: () => void }) {
  const change = useSwitchOrganisation();
  return (
    <div role="group" aria-label={words.menu.organisation} className="border-b border-line py-2">
      {change.error && <ErrorState fault={change.error} />}
      {session.memberships.map((each) => {
        const isHere = each.organisation === session.organisation;
        return (
          <button
            key={each.organisation}
            type="button"
            aria-pressed={isHere}
            onClick={() => (isHere ? onChosen() : change.mutate(each.organisation, { onSuccess: onChosen }))}
            className={ITEM}
          >
            <Check className={classes("size-4 text-accent", !isHere && "invisible")} />
            <span className="min-w-0 flex-1 truncate">{each.name}</span>
            <span className="text-xs font-normal text-faint">{roleNames[each.role]}</span>
          </button>
        );
      })}
    </div>
  );
}

function SignOut() {
  const leave = useSignOut();
  return (
    <>
      {leave.error && <ErrorState fault={leave.error} />}
      <button type="button" className={ITEM} onClick={() => leave.mutate(false)}>
        {words.menu.signOut}
      </button>
    </>
  );
}
