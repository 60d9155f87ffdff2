import { useSearchParams } from "wouter";
import { Drop } from "../../ui/icons";
import { ThemeSwitch } from "../../ui/ThemeSwitch";

/** Tells whoever is not signed in how to get a link; `?link=refused` says that the one they opened does not work. */
export function SignedOutPage() {
  const [params] = useSearchParams();
  const isRefused = params.get("link") === "refused";
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-8 px-6 py-12">
      <p className="flex items-center gap-3 text-xl font-semibold tracking-tight">
        <Drop className="size-8 text-accent" />
        PetroVerse
      </p>
      <div>
        <h1 className="text-3xl font-semibold tracking-tight">
          {isRefused ? "That link works no more" : "You are signed out"}
        </h1>
        <p className="mt-3 text-soft">
          A sign-in link works once, and only for a while. The computer that runs this platform prints one
          when the platform starts:
        </p>
      </div>
      <div className="rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
        <code className="font-mono text-[0.9375rem] text-accent-strong">petroverse up</code>
        <p className="mt-1 text-sm text-soft">
          Already running, and the link is used up? Type it in another terminal: it gives a fresh link.
        </p>
      </div>
      <p className="text-sm text-faint">
        No access to that computer? Ask whoever looks after it to send you a link. Nothing is stored in this
        browser until you open one.
      </p>
      <ThemeSwitch />
    </main>
  );
}
