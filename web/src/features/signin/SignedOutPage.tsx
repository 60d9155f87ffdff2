import { Drop } from "../../ui/icons";
import { ThemeSwitch } from "../../ui/ThemeSwitch";

/** Tells whoever is not signed in how to get a link. */
export function SignedOutPage() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-8 px-6 py-12">
      <p className="flex items-center gap-3 text-xl font-semibold tracking-tight">
        <Drop className="size-8 text-accent" />
        PetroVerse
      </p>
      <div>
        <h1 className="text-3xl font-semibold tracking-tight">You are signed out</h1>
        <p className="mt-3 text-soft">
          Sign-in links are made on the computer that runs this platform, and each works once. To get one,
          type there:
        </p>
      </div>
      <dl className="space-y-4">
        <Command words="petroverse up" means="starts the platform and prints a sign-in link" />
        <Command words="petroverse up --link" means="prints a new link while the platform runs" />
      </dl>
      <p className="text-sm text-faint">
        No access to that computer? Ask whoever looks after it to send you a link. Nothing is stored in this
        browser until you open one.
      </p>
      <div>
        <ThemeSwitch />
      </div>
    </main>
  );
}

function Command({ words, means }: { words: string; means: string }) {
  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
      <dt>
        <code className="font-mono text-[0.9375rem] text-accent-strong">{words}</code>
      </dt>
      <dd className="mt-0.5 text-sm text-soft">{means}</dd>
    </div>
  );
}
