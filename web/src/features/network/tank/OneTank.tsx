import { Link } from "wouter";
import { useLatest, useNetwork } from "../../../client/network";
import { productName } from "../../../client/products";
import { buttonLook } from "../../../ui/Button";
import { instantName } from "../../../ui/dates";
import { Warning } from "../../../ui/icons";
import { Page } from "../../../ui/Page";
import { EmptyState, ErrorState, Skeleton } from "../../../ui/states";
import { network } from "../../../words/network";
import { NETWORK } from "../links";
import { useAge } from "../Age";
import { tankNow, type TankNow } from "../model";
import { StateWord } from "../StateMark";
import { useNow } from "../useNow";
import { CourseCard } from "./CourseCard";
import { TankFigures } from "./TankFigures";
import { TankPicture } from "./TankPicture";

const words = network.tank;

/** One tank: how it stands now, and how it came to that. */
export function OneTank({ id }: { id: string }) {
  const told = useNetwork();
  const latest = useLatest();
  const now_ms = useNow();
  const tank = told.data?.network.tanks.find((each) => each.id === id);
  const place = told.data?.network.places.find((each) => each.id === tank?.place);
  const last = latest.data?.tanks.get(id) ?? null;
  const now = tank && place && latest.data ? tankNow(tank, place, last, now_ms) : null;
  const fault = told.error ?? (latest.data ? null : latest.error);
  return (
    <Page
      title={id || network.title}
      hint={
        tank && place
          ? `${productName(tank.product)} · ${words.at(place.name, network.kinds[place.kind])}`
          : "\u00a0"
      }
    >
      <div className="-mt-2 flex min-h-9 items-center gap-4">
        <Link href={NETWORK} className={buttonLook("quiet")}>
          {words.all}
        </Link>
        {now && <StateWord state={now.state} />}
      </div>
      {fault ? (
        <ErrorState fault={fault} onRetry={() => void Promise.all([told.refetch(), latest.refetch()])} />
      ) : told.data && !tank ? (
        <EmptyState title={words.missing}>{words.missingHint}</EmptyState>
      ) : now ? (
        <>
          <Caveat now={now} />
          <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
            <TankPicture now={now} />
            <TankFigures now={now} />
          </div>
          <CourseCard tank={now.tank} latest={now.latest} isSimulated={Boolean(told.data?.isSimulated)} />
        </>
      ) : (
        <>
          <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
            <Skeleton className="h-90 rounded-card" />
            <Skeleton className="h-90 rounded-card" />
          </div>
          <Skeleton className="h-120 rounded-card" />
        </>
      )}
    </Page>
  );
}

/** Why the figures are not to be taken as they stand. */
function Caveat({ now }: { now: TankNow }) {
  const { state, latest } = now;
  const age = useAge(latest);
  if (state !== "silent" && state !== "doubtful") return null;
  const quality = network.qualities[(latest?.quality ?? "gap") as keyof typeof network.qualities];
  const says = !latest
    ? words.neverRead
    : state === "silent"
      ? words.silentSince(instantName(latest.at), network.ago(age))
      : words.doubtful(quality);
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded-xl border border-caution-line bg-caution-wash px-4 py-3 text-sm text-caution"
    >
      <Warning className="mt-0.5 size-4 shrink-0" />
      {says}
    </p>
  );
}
