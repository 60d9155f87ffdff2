import { useState } from "react";
import { Button, IconButton, SubmitButton } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { CopyField } from "../../ui/CopyField";
import { Field, PasswordField } from "../../ui/Field";
import { Cross, Download } from "../../ui/icons";
import { SearchField } from "../../ui/SearchField";
import { words } from "../../words/parts";

/** Buttons and fields. */
export function Controls() {
  return (
    <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
      <Card title={words.buttons.title} hint={words.buttons.hint}>
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary">{words.buttons.primary}</Button>
          <Button>{words.buttons.quiet}</Button>
          <Button look="bare">{words.buttons.bare}</Button>
          <Button look="danger">{words.buttons.danger}</Button>
          <Button icon={Download}>{words.buttons.icon}</Button>
          <IconButton icon={Cross} label={words.buttons.alone} />
          <Button why={words.buttons.reason}>{words.buttons.why}</Button>
          <SubmitButton isPending pending={words.buttons.pending}>
            {words.buttons.primary}
          </SubmitButton>
        </div>
      </Card>
      <Fields />
    </div>
  );
}

function Fields() {
  const [name, setName] = useState("");
  const [secret, setSecret] = useState("");
  const [sought, setSought] = useState("");
  return (
    <Card title={words.fields.title} hint={words.fields.hint}>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field
          label={words.fields.name}
          hint={words.fields.nameHint}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <PasswordField
          label={words.fields.password}
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
        <Field label={words.fields.wrong} type="email" aria-invalid defaultValue={words.fields.wrongValue} />
        <CopyField label={words.fields.copy} value={words.fields.copyValue} />
        <SearchField label={words.fields.search} value={sought} onChange={setSought} />
      </div>
    </Card>
  );
}
