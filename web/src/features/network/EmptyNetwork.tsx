import { Link } from "wouter";
import { workbookAddress } from "../../client/network";
import { useMay } from "../../client/may";
import { buttonLook } from "../../ui/Button";
import { Download } from "../../ui/icons";
import { gauge } from "../../words/gauge";
import { network } from "../../words/network";
import { BringInButton } from "./BringIn";
import { GAUGE } from "./links";

const words = network.bringIn;

/** Where no network is described yet: how to describe one. */
export function EmptyNetwork() {
  return (
    <section
      aria-label={words.emptyTitle}
      className="rounded-card border border-dashed border-line-strong bg-surface px-5 py-8 sm:px-8 sm:py-10"
    >
      <h2 className="text-lg font-semibold tracking-tight">{words.emptyTitle}</h2>
      <p className="mt-1 max-w-2xl text-soft">{words.empty}</p>
      <ol className="mt-5 flex max-w-2xl flex-col gap-3">
        {words.steps.map((each, at) => (
          <li key={each} className="flex gap-3 text-sm">
            <span className="figures grid size-6 shrink-0 place-items-center rounded-full bg-accent-wash text-xs font-semibold text-accent-strong">
              {at + 1}
            </span>
            <span className="pt-0.5 text-soft">{each}</span>
          </li>
        ))}
      </ol>
      <div className="mt-6 flex flex-wrap gap-3">
        <BringInButton look="primary" />
        <WorkbookLink label={words.workbook} />
        <GaugeLink />
      </div>
    </section>
  );
}

/** To a gauge in the field, for whoever may change the network. */
export function GaugeLink() {
  if (!useMay("operate")) return null;
  return (
    <Link href={GAUGE} className={buttonLook("quiet")}>
      {gauge.find}
    </Link>
  );
}

/** The network as a workbook: of an empty one, its sheets with their headings. */
export function WorkbookLink({ label }: { label: string }) {
  if (!useMay("export")) return null;
  return (
    <a href={workbookAddress()} download className={buttonLook("quiet")}>
      <Download className="size-4" />
      {label}
    </a>
  );
}
