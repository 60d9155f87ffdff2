import { Link } from "wouter";
import { useSession } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Button, buttonLook } from "../../ui/Button";
import { instantName } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { ErrorState, Skeleton } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { dashboards } from "../../words/dashboards";
import { useRestore, useVersions, type Dashboard, type DashboardVersion } from "./kept";
import { sayFault } from "./useDeeds";

const words = dashboards.history;
const MOST = 4;

/** Every save of a dashboard, with what changed; any of them can be looked at and brought back. */
export function Versions({ kept, onClose }: { kept: Dashboard; onClose: () => void }) {
  const versions = useVersions(kept.id);
  const me = useSession().data?.person;
  const restore = useRestore(kept.id);
  const bringBack = (version: number) =>
    restore.mutate(version, {
      onSuccess: () => {
        toast(words.restored(version));
        onClose();
      },
      onError: sayFault,
    });
  return (
    <Dialog isOpen title={words.title} shape="sheet" onClose={onClose}>
      <p className="mb-4 text-sm text-soft">{words.hint}</p>
      {versions.error ? (
        <ErrorState fault={versions.error} onRetry={() => void versions.refetch()} />
      ) : !versions.data ? (
        <Skeleton className="h-48" />
      ) : (
        <ol className="flex flex-col">
          {versions.data.map((each, index) => (
            <li key={each.version} className="border-b border-line py-3 last:border-0">
              <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
                {words.version(each.version)}
                {index === 0 && <Badge tone="good">{words.newest}</Badge>}
              </p>
              <p className="text-xs text-faint">
                {words.saved(
                  instantName(each.changed_at),
                  each.changed_by === me ? dashboards.you : each.changed_by,
                )}
              </p>
              <ul className="mt-1 text-sm text-soft">
                {saidOf(each).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              {index > 0 && (
                <div className="mt-2 flex gap-2">
                  <Link
                    href={`/dashboards/${kept.id}?version=${each.version}`}
                    onClick={onClose}
                    className={buttonLook("quiet")}
                  >
                    {words.look}
                  </Link>
                  {kept.may_change && (
                    <Button
                      why={restore.isPending && words.restoring}
                      aria-label={words.restoreOf(each.version)}
                      onClick={() => bringBack(each.version)}
                    >
                      {words.restore}
                    </Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

/** What a save changed, in a few lines. */
function saidOf({ changes, note, version, restored_from }: DashboardVersion): string[] {
  // Whoever moves one panel moves those that make room for it.
  const moved = changes.filter((each) => each.what === "moved").length;
  const told = moved > 1 ? changes.filter((each) => each.what !== "moved") : changes;
  const said = told.map(({ what, title }) => words.changes[what](title));
  if (moved > 1) said.push(words.movedMany(moved));
  const shown = said.slice(0, MOST);
  const first = restored_from ? words.restoredFrom(restored_from) : version === 1 ? words.first : "";
  const more = said.length > MOST ? words.andMore(said.length - MOST) : "";
  const lines = [first, note, ...shown, more].filter(Boolean);
  return lines.length ? lines : [words.nothing];
}
