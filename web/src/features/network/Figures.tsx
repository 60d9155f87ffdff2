import { memo, type ReactNode } from "react";
import { productVariable } from "../../charts/palette";
import { productName } from "../../client/products";
import { Card } from "../../ui/Card";
import { exactNumber } from "../../ui/numbers";
import { network as words } from "../../words/network";
import { counts, heldByProduct, tanksOf, type Held, type Site } from "./model";
import { StateMark } from "./StateMark";

const said = words.figures;

/** The network in figures: how much of it speaks, and what its tanks hold, each product for itself. */
export const Figures = memo(function Figures({ sites }: { sites: readonly Site[] }) {
  const tanks = tanksOf(sites);
  const found = counts(tanks);
  const fresh = tanks.length - found.silent;
  const held = heldByProduct(tanks);
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:gap-6">
      <Card title={said.title} className="min-h-56">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-5">
          <Figure name={said.sites} value={sites.length} />
          <Figure name={said.tanks} value={tanks.length} />
          <Figure name={said.fresh} value={fresh} note={said.ofTanks(tanks.length)} />
          <Figure
            name={said.silent}
            value={found.silent}
            note={found.silent ? said.silentHint : said.none}
            mark={found.silent > 0 && <StateMark state="silent" className="size-4.5" />}
          />
        </dl>
      </Card>
      <Card title={said.held} hint={said.heldHint} className="min-h-56">
        {held.length === 0 ? (
          <p className="text-sm text-soft">{said.noVolume}</p>
        ) : (
          <ul className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
            {held.map((each) => (
              <HeldLine key={each.product} held={each} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
});

interface FigureProps {
  name: string;
  value: number;
  note?: string;
  mark?: ReactNode;
}

function Figure({ name, value, note, mark }: FigureProps) {
  return (
    <div>
      <dt className="text-sm text-soft">{name}</dt>
      <dd>
        <span className="figures flex items-center gap-2 text-figure font-semibold tracking-tight">
          {mark}
          {exactNumber(value)}
        </span>
        {note && <span className="block text-xs text-faint">{note}</span>}
      </dd>
    </div>
  );
}

function HeldLine({ held }: { held: Held }) {
  const part = held.volume_l / held.safe_fill_l;
  return (
    <li>
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate">{productName(held.product)}</span>
        <span className="figures whitespace-nowrap font-semibold">{words.litres(held.volume_l)}</span>
      </p>
      <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
        <span
          className="block h-full rounded-full"
          style={{
            width: `${Math.min(100, part * 100)}%`,
            background: `var(${productVariable(held.product)})`,
          }}
        />
      </span>
      <p className="figures mt-0.5 text-xs text-faint">{said.ofSafeFill(part)}</p>
    </li>
  );
}
