/** What is done with a whole dashboard, from the list as from its own page. */
import { useLocation } from "wouter";
import { useMay } from "../../client/may";
import { useSession } from "../../client/queries";
import { download } from "../../ui/download";
import type { MenuItem } from "../../ui/Menu";
import { toast } from "../../ui/Toasts";
import { fileName } from "../../charts/exports";
import { dashboards as words } from "../../words/dashboards";
import { definitionOf } from "./definition";
import {
  askDashboard,
  contentOf,
  useBringBack,
  useChange,
  useDelete,
  useMake,
  type Content,
  type DashboardLine,
} from "./kept";

/** Says what went wrong, where there is no better place. */
export function sayFault(fault: unknown): void {
  toast(fault instanceof Error ? fault.message : String(fault), { tone: "bad" });
}

export function useDeeds() {
  const [, go] = useLocation();
  const me = useSession().data?.person;
  const mayShare = useMay("export");
  const make = useMake();
  const change = useChange();
  const removing = useDelete();
  const bringBack = useBringBack();

  async function duplicate(id: string) {
    const content = contentOf((await askDashboard(id)) as Content);
    const made = await make.mutateAsync({ ...content, name: words.copyOf(content.name), is_shared: false });
    toast(words.duplicated(made.name), {
      act: { label: words.open, run: () => go(`/dashboards/${made.id}`) },
    });
  }
  async function remove({ id, name }: Pick<DashboardLine, "id" | "name">) {
    await removing.mutateAsync(id);
    const onUndo = () =>
      void bringBack
        .mutateAsync(id)
        .then(() =>
          toast(words.back(name), { act: { label: words.open, run: () => go(`/dashboards/${id}`) } }),
        )
        .catch(sayFault);
    toast(words.deleted(name), { onUndo });
  }
  async function takeDefinition(id: string) {
    const content = contentOf((await askDashboard(id)) as Content);
    const text = JSON.stringify(definitionOf(content), null, 2);
    download(fileName(content.name, "json"), new Blob([text], { type: "application/json" }));
  }
  /** To show it to everybody here, or to nobody else any more. */
  function sharing({ id, owner, is_shared }: Pick<DashboardLine, "id" | "owner" | "is_shared">): MenuItem {
    const isTaken = is_shared && owner !== me;
    return {
      label: is_shared ? words.unshare : words.share,
      why: !mayShare ? words.mayNotShare : isTaken && words.notYours(owner),
      onSelect: () => change.mutate({ id, part: { is_shared: !is_shared } }, { onError: sayFault }),
    };
  }
  return {
    duplicate: (id: string) => void duplicate(id).catch(sayFault),
    remove: (line: Pick<DashboardLine, "id" | "name">) => void remove(line).catch(sayFault),
    /** Deletes the dashboard that is open. */
    leave: (line: Pick<DashboardLine, "id" | "name">) =>
      void remove(line)
        .then(() => go("/dashboards"))
        .catch(sayFault),
    takeDefinition: (id: string) => void takeDefinition(id).catch(sayFault),
    sharing,
  };
}
