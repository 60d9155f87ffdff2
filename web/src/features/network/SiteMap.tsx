import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { Card } from "../../ui/Card";
import { IconButton } from "../../ui/Button";
import { Fit, Minus, Plus } from "../../ui/icons";
import { Select } from "../../ui/Select";
import { EmptyState } from "../../ui/states";
import { useUrlText } from "../../ui/urlState";
import { network as words } from "../../words/network";
import { fitted, moved, type Sight } from "./map";
import { MapPicture } from "./MapPicture";
import { STATES, type Site } from "./model";
import { SiteCard, SiteHeads } from "./SiteCard";
import { StateMark } from "./StateMark";
import { useWidth } from "./useWidth";

const said = words.map;
const STEP = 1.6;
const [NUDGE, HEIGHT, PHONE_HEIGHT] = [60, 460, 340];

/** The sites where they lie; choosing one, by its mark or by name, shows its tanks below. */
export function SiteMap({ sites }: { sites: readonly Site[] }) {
  const placed = sites.filter((each) => each.place.coordinates);
  const [chosen, choose] = useUrlText("site");
  const site = sites.find((each) => each.place.id === chosen);
  const missing = sites.length - placed.length;
  if (placed.length === 0) return <EmptyState title={said.none}>{said.noneHint}</EmptyState>;
  return (
    <>
      <Card
        title={said.title}
        hint={missing > 0 && said.without(missing)}
        actions={
          <Select
            label={said.site}
            all={said.anySite}
            value={site?.place.id ?? ""}
            onChange={choose}
            options={placed.map(({ place }) => ({ value: place.id, label: place.name }))}
          />
        }
      >
        <Moving sites={placed} chosen={chosen} onChoose={choose} />
        <Legend sites={placed} />
      </Card>
      {site ? (
        <section aria-label={site.place.name}>
          <SiteHeads />
          <div className="mt-2">
            <SiteCard site={site} />
          </div>
        </section>
      ) : (
        <p className="text-sm text-soft">{said.choose}</p>
      )}
    </>
  );
}

interface MovingProps {
  sites: readonly Site[];
  chosen: string;
  onChoose: (id: string) => void;
}

function Moving({ sites, chosen, onChoose }: MovingProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const size = { width, height: width < 600 ? PHONE_HEIGHT : HEIGHT };
  const [held, hold] = useState<Sight | null>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const sight =
    held ??
    fitted(
      sites.map((each) => each.place.coordinates!),
      size,
    );
  const zoom = (by: number) => hold({ ...sight, scale: sight.scale * by });

  function press(event: KeyboardEvent) {
    const by = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (by) hold(moved(sight, by[0]! * NUDGE, by[1]! * NUDGE));
    else if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") hold(null);
    else return;
    event.preventDefault();
  }

  const drag = {
    onPointerDown: (event: PointerEvent) => {
      from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      if (!from.current || event.buttons !== 1) return;
      hold(moved(sight, event.clientX - from.current.x, event.clientY - from.current.y));
      from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      from.current = null;
    },
  };

  return (
    <div className="relative">
      <div
        ref={frame}
        role="application"
        aria-roledescription={said.role}
        aria-label={said.label(sites.length)}
        tabIndex={0}
        onKeyDown={press}
        {...drag}
        style={{ height: size.height }}
        className="w-full cursor-grab touch-pan-y select-none overflow-hidden rounded-xl border border-line bg-sunken active:cursor-grabbing"
      >
        {width > 0 && <MapPicture {...{ sites, sight, size, chosen, onChoose }} />}
      </div>
      <div className="absolute right-2 top-2 flex flex-col gap-1 rounded-lg border border-line bg-glass p-0.5">
        <IconButton icon={Plus} label={said.zoomIn} onClick={() => zoom(STEP)} />
        <IconButton icon={Minus} label={said.zoomOut} onClick={() => zoom(1 / STEP)} />
        <IconButton icon={Fit} label={said.fit} onClick={() => hold(null)} />
      </div>
    </div>
  );
}

function Legend({ sites }: { sites: readonly Site[] }) {
  const found = STATES.filter((state) => sites.some((each) => each.state === state));
  return (
    <ul aria-label={said.legend} className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
      {found.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <StateMark state={state} />
          {words.states[state]}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span className="size-4 rounded-full border border-line-strong bg-surface" />
        {said.ringed}
      </li>
    </ul>
  );
}
