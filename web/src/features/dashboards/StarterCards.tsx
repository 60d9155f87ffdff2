import { useState } from "react";
import { DashboardsIcon } from "../../ui/icons";
import { dashboards as words } from "../../words/dashboards";
import { NewDialog } from "./NewDialog";
import { STARTERS, type Starter } from "./starters";

/** What a first dashboard can begin with. */
export function StarterCards() {
  const [chosen, setChosen] = useState<Starter | null>(null);
  return (
    <>
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {STARTERS.map((each) => (
          <li key={each}>
            <button
              type="button"
              onClick={() => setChosen(each)}
              className="flex h-full w-full flex-col items-start rounded-xl border border-line bg-sunken p-4 text-left transition-colors hover:border-accent"
            >
              <DashboardsIcon className="size-5 text-accent" />
              <span className="mt-3 text-sm font-semibold">{words.starters[each].name}</span>
              <span className="mt-1 text-sm text-soft">{words.starters[each].hint}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen && <NewDialog start={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
