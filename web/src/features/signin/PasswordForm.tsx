import { useState, type FormEvent } from "react";
import { useSignIn } from "../../client/accounts";
import { Button } from "../../ui/Button";
import { Field, PasswordField } from "../../ui/Field";
import { ErrorState } from "../../ui/states";

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
        label="E-mail address or name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        required
        maxLength={1000}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {signIn.error && <ErrorState fault={signIn.error} />}
      <Button
        type="submit"
        look="primary"
        className="min-h-11"
        disabled={signIn.isPending}
        title={signIn.isPending ? "Your password is being checked" : undefined}
      >
        {signIn.isPending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
