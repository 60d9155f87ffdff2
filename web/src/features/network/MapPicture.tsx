import { memo } from "react";
import { classes } from "../../ui/classes";
import { network as words } from "../../words/network";
import { gridLines, placed, scaleBar, type Sight, type Size } from "./map";
import { STATES, type Site } from "./model";
import { StateShape } from "./StateMark";

const said = words.map;
const BAR = 120;

interface MapPictureProps {
  sites: readonly Site[];
  sight: Sight;
  size: Size;
  chosen: string;
  onChoose: (id: string) => void;
}

/** The sites on a grid of degrees; those that need a look lie over the others, and the chosen one over all. */
export const MapPicture = memo(function MapPicture({
  sites,
  sight,
  size,
  chosen,
  onChoose,
}: MapPictureProps) {
  const rank = (site: Site) =>
    site.place.id === chosen ? STATES.length : STATES.length - 1 - STATES.indexOf(site.state);
  const marks = [...sites].sort((a, b) => rank(a) - rank(b));
  return (
    <svg width={size.width} height={size.height} aria-hidden="true" className="block">
      <Grid sight={sight} size={size} />
      {marks.map((each) => {
        const { x, y } = placed(each.place.coordinates!, sight, size);
        if (x < -20 || y < -20 || x > size.width + 20 || y > size.height + 20) return null;
        return (
          <Mark
            key={each.place.id}
            site={each}
            x={x}
            y={y}
            isChosen={each.place.id === chosen}
            onChoose={onChoose}
          />
        );
      })}
      <Scale sight={sight} size={size} />
    </svg>
  );
});

interface MarkProps {
  site: Site;
  x: number;
  y: number;
  isChosen: boolean;
  onChoose: (id: string) => void;
}

function Mark({ site, x, y, isChosen, onChoose }: MarkProps) {
  const { place, state, tanks } = site;
  const isLarge = place.kind === "terminal" || place.kind === "depot";
  return (
    <g
      transform={`translate(${x} ${y})`}
      onClick={() => onChoose(isChosen ? "" : place.id)}
      className="cursor-pointer"
    >
      <title>{said.mark(place.name, words.states[state])}</title>
      <circle
        r={isLarge ? 15 : 12}
        className={classes(
          "transition-colors",
          isChosen
            ? "fill-accent-wash stroke-accent"
            : isLarge
              ? "fill-surface stroke-line-strong"
              : "fill-transparent",
        )}
        strokeWidth={isChosen ? 2 : 1}
      />
      <g opacity={tanks.length === 0 ? 0.4 : 1}>
        <StateShape state={state} />
      </g>
      {isChosen && (
        <text
          y={-21}
          textAnchor="middle"
          className="fill-ink stroke-sunken text-xs font-medium"
          strokeWidth="4"
          paintOrder="stroke"
        >
          {place.name}
        </text>
      )}
    </g>
  );
}

function Grid({ sight, size }: { sight: Sight; size: Size }) {
  const { parallels, meridians } = gridLines(sight, size);
  const label = "figures fill-faint text-2xs";
  return (
    <g className="stroke-line" strokeWidth="1">
      {parallels.map(({ degrees, y }) => (
        <g key={degrees}>
          <line x1={0} x2={size.width} y1={y} y2={y} />
          <text x={8} y={y - 4} stroke="none" className={label}>
            {said.north(degrees)}
          </text>
        </g>
      ))}
      {meridians.map(({ degrees, x }) => (
        <g key={degrees}>
          <line x1={x} x2={x} y1={0} y2={size.height} />
          <text x={x + 4} y={size.height - 8} stroke="none" className={label}>
            {said.east(degrees)}
          </text>
        </g>
      ))}
    </g>
  );
}

function Scale({ sight, size }: { sight: Sight; size: Size }) {
  const { km, width } = scaleBar(sight, BAR);
  const [x, y] = [size.width - width - 14, size.height - 30];
  return (
    <g className="fill-none stroke-soft" strokeWidth="1.5">
      <path d={`M${x} ${y}v5h${width}v-5`} />
      <text
        x={x + width / 2}
        y={y - 3}
        textAnchor="middle"
        stroke="none"
        className="figures fill-soft text-2xs"
      >
        {said.scale(km)}
      </text>
    </g>
  );
}
