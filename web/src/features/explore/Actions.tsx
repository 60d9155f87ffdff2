import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { Query } from "../../client/contract";
import { call, fetchFile, MOUNT } from "../../client/requests";
import { fileName } from "../../charts/exports";
import { Button, SubmitButton } from "../../ui/Button";
import { DialogButton, DialogFoot } from "../../ui/Dialog";
import { download } from "../../ui/download";
import { Field } from "../../ui/Field";
import { Copy, Download } from "../../ui/icons";
import { Menu } from "../../ui/Menu";
import { ErrorState } from "../../ui/states";
import { copyText, toast } from "../../ui/Toasts";
import { explore as words } from "../../words/explore";
import { asCommand, asLink, asPython } from "./code";
import type { Asked } from "./useAsked";

/** What can be done with the question and its answer. */
export function Actions({ asked, title, question }: { asked: Asked; title: string; question: Query }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button onClick={asked.undo} why={!asked.canUndo && words.nothingToUndo}>
        {words.undo}
      </Button>
      <Button onClick={asked.redo} why={!asked.canRedo && words.nothingToRedo}>
        {words.redo}
      </Button>
      <Button onClick={asked.reset}>{words.startAnew}</Button>
      <span className="grow" />
      <DialogButton label={words.saveView} title={words.saveTitle}>
        {(close) => <SaveView title={title} onClose={close} />}
      </DialogButton>
      <DialogButton label={words.code} title={words.codeTitle} shape="wide">
        {() => <Code question={question} />}
      </DialogButton>
      <Menu
        label={words.takeAnswer}
        button={<Button icon={Download}>{words.takeAnswer}</Button>}
        groups={[
          Object.entries(words.formats).map(([format, label]) => ({
            label,
            onSelect: () => void takeAnswer(question, title, format),
          })),
        ]}
      />
    </div>
  );
}

async function takeAnswer(question: Query, title: string, format: string): Promise<void> {
  try {
    const { content } = await fetchFile(`/api/query?${asLink(question)}&format=${format}`);
    download(fileName(title, format), content);
  } catch (fault) {
    toast(fault instanceof Error ? fault.message : String(fault), { tone: "bad" });
  }
}

function SaveView({ title, onClose }: { title: string; onClose: () => void }) {
  const [name, setName] = useState(title);
  const [isShared, setShared] = useState(false);
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () => {
      const path = `${location.pathname.slice(MOUNT.length)}${location.search}`;
      return call("post", "/api/views", { body: { name, path, is_shared: isShared } });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["views"] });
      toast(words.saved(name));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={words.viewName}
        value={name}
        required
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
      />
      <label className="flex min-h-9 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={isShared}
          onChange={(event) => setShared(event.target.checked)}
          className="size-4 accent-accent"
        />
        {words.isShared}
      </label>
      {saving.error && <ErrorState fault={saving.error} />}
      <DialogFoot onClose={onClose}>
        <SubmitButton isPending={saving.isPending} pending={words.saving}>
          {words.save}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}

function Code({ question }: { question: Query }) {
  const here = `${location.origin}${MOUNT}`;
  const ways = [
    [words.command, asCommand(question)],
    [words.python, asPython(question, here)],
    [words.rest, `${here}/api/query?${asLink(question)}`],
  ] as const;
  return (
    <div className="flex flex-col gap-4">
      {ways.map(([name, text]) => (
        <section key={name} aria-label={name}>
          <div className="mb-1.5 flex items-center justify-between">
            <h3 className="text-sm font-medium">{name}</h3>
            <Button look="bare" icon={Copy} onClick={() => void copyText(text)}>
              {words.copy}
            </Button>
          </div>
          <pre
            tabIndex={0}
            aria-label={name}
            className="whitespace-pre-wrap break-all rounded-lg border border-line bg-sunken p-3 font-mono text-xs leading-5"
          >
            {text}
          </pre>
        </section>
      ))}
    </div>
  );
}
