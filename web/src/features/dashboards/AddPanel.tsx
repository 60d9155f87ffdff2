import { Link } from "wouter";
import { buttonLook } from "../../ui/Button";
import { dashboards } from "../../words/dashboards";

const words = dashboards.editing;

const PLACES = [
  ["/explore", words.fromExplore],
  ["/market", words.fromMarket],
  ["/prices", words.fromPrices],
] as const;

/** Where panels come from. */
export function AddPanel() {
  return (
    <section
      aria-label={words.add}
      className="flex flex-col items-center gap-3 rounded-card border border-dashed border-line-strong/60 px-4 py-8 text-center"
    >
      <p className="font-semibold">{words.add}</p>
      <p className="max-w-md text-sm text-soft">{words.addHint}</p>
      <Places />
    </section>
  );
}

/** A dashboard without any panel. */
export function NothingPinned({ mayChange }: { mayChange: boolean }) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-16 text-center">
      <p className="text-base font-semibold">{words.emptyTitle}</p>
      {mayChange && (
        <>
          <p className="max-w-md text-sm text-soft">{words.addHint}</p>
          <Places />
        </>
      )}
    </div>
  );
}

function Places() {
  return (
    <div className="mt-2 flex flex-wrap justify-center gap-2">
      {PLACES.map(([href, label], index) => (
        <Link key={href} href={href} className={buttonLook(index === 0 ? "primary" : "quiet")}>
          {label}
        </Link>
      ))}
    </div>
  );
}
