import { useState, type FormEvent } from "react";
import { useSignIn } from "../../client/accounts";
import { SubmitButton } from "../../ui/Button";
import { Field, PasswordField } from "../../ui/Field";
import { ErrorState } from "../../ui/states";
import { signin as words } from "../../words/account";

/** Name and password; a refusal says why in words and never which of the two was wrong. */
export function PasswordForm() {
  const signIn = useSignIn();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");

  function send(event: FormEvent) {
    event.preventDefault();
    signIn.mutate({ name, password }, { onError: () => setPassword("") });
  }

  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Field
        label={words.name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        required
        maxLength={1000}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {signIn.error && <ErrorState fault={signIn.error} />}
      <SubmitButton className="min-h-11" isPending={signIn.isPending} pending={words.signingIn}>
        {words.signIn}
      </SubmitButton>
    </form>
  );
}
