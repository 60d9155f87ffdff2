import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { call } from "../../client/requests";
import type { components } from "../../client/schema";
import { SubmitButton } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import { ErrorState, Skeleton } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { panels as words } from "../../words/charts";
import type { PanelData } from "./page";

type WantedPanel = components["schemas"]["WantedPanel"];

const NEW = "";

/** Puts a panel on one of the person's dashboards, or on a new one. */
export function PinDialog({ panel, onClose }: { panel: PanelData; onClose: () => void }) {
  const [chosen, setChosen] = useState(NEW);
  const [name, setName] = useState(panel.title);
  const dashboards = useQuery({
    queryKey: ["dashboards"],
    queryFn: async () => (await call("get", "/api/dashboards")).dashboards,
  });
  const pin = usePin(panel, onClose);
  const mine = dashboards.data?.filter((each) => each.may_change);

  function submit(event: FormEvent) {
    event.preventDefault();
    pin.mutate({ dashboard: chosen, name });
  }
  return (
    <Dialog isOpen title={words.pinTitle(panel.title)} onClose={onClose}>
      {!mine ? (
        <Skeleton className="h-32" />
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Select
            isField
            label={words.pinTo}
            value={chosen}
            onChange={setChosen}
            options={[
              { value: NEW, label: words.pinToNew },
              ...mine.map((each) => ({ value: each.id, label: each.name })),
            ]}
          />
          {chosen === NEW && (
            <Field
              label={words.pinName}
              value={name}
              required
              maxLength={120}
              onChange={(event) => setName(event.target.value)}
            />
          )}
          {pin.error && <ErrorState fault={pin.error} />}
          <DialogFoot onClose={onClose}>
            <SubmitButton isPending={pin.isPending} pending={words.pinPending}>
              {words.pinButton}
            </SubmitButton>
          </DialogFoot>
        </form>
      )}
    </Dialog>
  );
}

function usePin({ id, title, question, view }: PanelData, onDone: () => void) {
  const client = useQueryClient();
  const [, go] = useLocation();
  return useMutation({
    mutationFn: async ({ dashboard, name }: { dashboard: string; name: string }) => {
      // Dashboards may hold the same panel of a page twice, so that each pin has a name of its own.
      const panel = { id: `${id}-${Date.now().toString(36)}`, title, question, view };
      if (dashboard === NEW) return call("post", "/api/dashboards", { body: { name, panels: [panel] } });
      const path = { dashboard };
      const now = await call("get", "/api/dashboards/{dashboard}", { path });
      const { description, filters, is_shared, newest } = now;
      const body = {
        name: now.name,
        description,
        filters,
        is_shared,
        version: newest,
        // A dashboard gives its panels in the shape that it takes.
        panels: [...(now.panels as WantedPanel[]), panel],
      };
      return call("put", "/api/dashboards/{dashboard}", { path, body });
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ["dashboards"] });
      toast(words.pinned(title, saved.name), {
        act: { label: words.open, run: () => go(`/dashboards/${saved.id}`) },
      });
      onDone();
    },
  });
}
