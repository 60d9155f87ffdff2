import { useMemo } from "react";
import { Link } from "wouter";
import { useProposals } from "../../client/curation";
import { useSession } from "../../client/queries";
import { companies } from "../../words/companies";
import type { ScopeInUse } from "../scope";
import { nearNames, type Near } from "./near";

const words = companies.near;

/** What may be another name of each company; nothing for whoever sees a part of the companies alone. */
export function useNearNames(): ReadonlyMap<string, readonly Near[]> {
  const session = useSession().data;
  const proposals = useProposals(session?.is_limited === false).data?.proposals;
  return useMemo(() => nearNames(proposals ?? []), [proposals]);
}

const LOOK =
  "inline-flex min-h-6 items-center font-medium text-accent-strong underline underline-offset-4 pointer-coarse:min-h-11";

interface NearNamesProps {
  company: string;
  near: readonly Near[];
  scope: ScopeInUse;
}

/** The names that may be this company, each leading to both side by side, and where it is decided. */
export function NearNames({ company, near, scope }: NearNamesProps) {
  return (
    <>
      {words.one}{" "}
      {near.map(({ name, confidence }) => (
        <Link
          key={name}
          href={scope.link("/companies", { companies: [company, name] })}
          className={`${LOOK} mr-4`}
        >
          {words.beside(name, confidence)}
        </Link>
      ))}
      <DecideLink company={company} />
    </>
  );
}

/** Leads to where names are merged, at this company if one is named. */
export function DecideLink({ company = "" }: { company?: string }) {
  const find = company && `&company=${encodeURIComponent(company)}`;
  return (
    <Link href={`/data?tab=companies${find}`} className={LOOK}>
      {words.decide}
    </Link>
  );
}

/** Beside a name in a list: it may be another's. */
export function NearMark({ near }: { near: readonly Near[] | undefined }) {
  if (!near) return null;
  const said = words.may(near.map((each) => each.name).join(", "));
  return (
    <span title={said} className="shrink-0 rounded bg-caution-wash px-1 text-xs font-semibold text-caution">
      <span aria-hidden="true">{words.mark}</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}

/** What the marks of a list mean, and where to settle them. */
export function NearNote({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="max-w-4xl text-xs leading-5 text-soft">
      {words.list(count)} <DecideLink />
    </p>
  );
}
