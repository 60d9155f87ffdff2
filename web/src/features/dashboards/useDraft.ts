/** A dashboard while it is changed: shown at once, saved a moment later, and nothing is lost in silence. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { Fault } from "../../client/requests";
import { toast } from "../../ui/Toasts";
import { dashboards as words } from "../../words/dashboards";
import { askDashboard, contentOf, keepDashboard, saveDashboard, type Content, type Dashboard } from "./kept";

const REST_MS = 1_200;
const CONFLICT = 409;

/** What is not saved yet, and the version that it was made from. */
interface Unsaved {
  content: Content;
  version: number;
}

export type DraftState = "saved" | "unsaved" | "saving" | "conflict" | "failed";

export interface Draft {
  content: Content;
  change: (part: (now: Content) => Partial<Content>) => void;
  state: DraftState;
  fault: Fault | null;
  /** Saves now what is not saved yet. */
  save: () => void;
  /** In a conflict: saves over what somebody else saved. */
  keepMine: () => void;
  /** In a conflict: shows what somebody else saved; gives how to go back. */
  takeTheirs: () => () => void;
}

export function useDraft(kept: Dashboard): Draft {
  const { id } = kept;
  const client = useQueryClient();
  // What the page draws, and the same for whatever is done after the page was left.
  const [unsaved, setUnsaved] = useState<Unsaved | null>(null);
  const held = useRef<Unsaved | null>(null);
  const hold = useCallback((next: Unsaved | null) => {
    held.current = next;
    setUnsaved(next);
  }, []);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const [isSaving, setSaving] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  const send = useCallback(async () => {
    const wanted = held.current;
    if (!wanted) return;
    setSaving(true);
    try {
      const saved = await saveDashboard(id, wanted.content, wanted.version);
      keepDashboard(client, saved);
      setFault(null);
      // What was changed meanwhile is made from the version that was just saved.
      const now = held.current;
      hold(now && now.content !== wanted.content ? { ...now, version: saved.newest } : null);
    } catch (error) {
      setFault(error instanceof Fault ? error : new Fault(0, String(error)));
    } finally {
      setSaving(false);
    }
  }, [client, hold, id]);
  /** One after the other, so that nobody is told of a conflict with themselves. */
  const save = useCallback(() => (sending.current = sending.current.then(send)), [send]);

  useEffect(() => {
    if (!unsaved || isSaving || fault) return;
    const rest = setTimeout(() => void save(), REST_MS);
    return () => clearTimeout(rest);
  }, [unsaved, isSaving, fault, save]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!held.current) return;
      event.preventDefault();
      void save();
    };
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("beforeunload", ask);
      void save().then(() => held.current && offer(id, held.current.content));
    };
  }, [id, save]);

  const saveOver = (mine: Unsaved) =>
    void askDashboard(id).then((now) => {
      hold({ ...mine, version: now.newest });
      return save();
    });
  return {
    content: unsaved?.content ?? contentOf(kept as Content),
    change: (part) => {
      if (fault && fault.status !== CONFLICT) setFault(null);
      const before = held.current ?? { content: contentOf(kept as Content), version: kept.newest };
      hold({ ...before, content: { ...before.content, ...part(before.content) } });
    },
    state: fault ? (fault.status === CONFLICT ? "conflict" : "failed") : told(isSaving, unsaved),
    fault,
    save: () => void save(),
    keepMine: () => unsaved && saveOver(unsaved),
    takeTheirs: () => {
      const mine = unsaved;
      hold(null);
      setFault(null);
      void askDashboard(id).then((theirs) => keepDashboard(client, theirs));
      return () => mine && saveOver(mine);
    },
  };
}

function told(isSaving: boolean, unsaved: Unsaved | null): DraftState {
  return isSaving ? "saving" : unsaved ? "unsaved" : "saved";
}

/** Somebody left, and what they changed could not be saved: they can still have it saved over what is there now. */
function offer(id: string, content: Content): void {
  const run = () =>
    void askDashboard(id)
      .then((now) => saveDashboard(id, content, now.newest))
      .then(() => toast(words.states.saved))
      .catch(() => offer(id, content));
  toast(words.leftUnsaved(content.name), { tone: "bad", act: { label: words.keepMine, run } });
}
