import { useSendsMail } from "../../client/jobs";
import { Warning } from "../../ui/icons";
import { words } from "../../words/reports";

const { noMail } = words;

/** Says how a mail server is set up, where none is. */
export function NoMail() {
  if (useSendsMail() !== false) return null;
  return (
    <section
      aria-label={noMail.title}
      className="flex gap-3 rounded-card border border-caution/40 bg-caution-wash p-4 text-sm"
    >
      <Warning className="size-5 shrink-0 text-caution" />
      <div className="min-w-0">
        <p className="font-medium">{noMail.title}</p>
        <p className="mt-0.5 text-soft">{noMail.text}</p>
        <details className="mt-2">
          <summary className="w-fit cursor-pointer text-soft hover:text-ink">{noMail.where}</summary>
          <pre tabIndex={0} className="mt-2 overflow-x-auto rounded-lg bg-sunken p-3 font-mono text-xs">
            {noMail.lines}
          </pre>
        </details>
      </div>
    </section>
  );
}
