import { Link, useLocation } from "wouter";
import { Button, buttonLook } from "../../ui/Button";
import { instantName } from "../../ui/dates";
import { toast } from "../../ui/Toasts";
import { dashboards } from "../../words/dashboards";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar, useScope } from "../scope";
import { Board } from "./Board";
import { useRestore, type Dashboard, type Panel } from "./kept";
import { joined, limitsOf, PARTS } from "./scoping";
import { sayFault } from "./useDeeds";

const words = dashboards.history;

/** A dashboard as one of its versions said, to be looked at and brought back. */
export function OlderVersion({ kept }: { kept: Dashboard }) {
  const scope = useScope();
  const restore = useRestore(kept.id);
  const [, go] = useLocation();
  const { id, version } = kept;
  const bringBack = () =>
    restore.mutate(version, {
      onSuccess: () => {
        toast(words.restored(version));
        go(`/dashboards/${id}`);
      },
      onError: sayFault,
    });
  return (
    <PanelPage title={kept.name} hint={kept.description || undefined} filters={<FilterBar show={PARTS} />}>
      <section className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-caution-line bg-caution-wash p-4 text-sm">
        <p className="font-medium">{words.older(version, instantName(kept.changed_at))}</p>
        <div className="flex flex-wrap gap-2">
          <Link href={`/dashboards/${id}`} className={buttonLook("quiet")}>
            {words.toNewest}
          </Link>
          {kept.may_change && version < kept.newest && (
            <Button look="primary" why={restore.isPending && words.restoring} onClick={bringBack}>
              {words.restore}
            </Button>
          )}
        </div>
      </section>
      <Board panels={kept.panels as Panel[]} limits={joined(kept.filters, limitsOf(scope))} />
    </PanelPage>
  );
}
