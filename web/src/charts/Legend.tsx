import { classes } from "../ui/classes";
import { charts } from "../words/charts";
import type { Shaped } from "./shape";

interface LegendProps {
  title: string;
  shaped: Shaped;
  hidden: readonly string[];
  onToggle: (code: string) => void;
}

/** Which colour is whom; a press takes a series out of the picture and back. */
export function Legend({ title, shaped, hidden, onToggle }: LegendProps) {
  const { parts, left } = shaped;
  if (parts.length < 2) return null;
  return (
    <ul aria-label={charts.legend(title)} className="-mx-1.5 flex flex-wrap gap-x-1 text-xs text-soft">
      {parts.map(({ code, name, variable }) => {
        const isHidden = hidden.includes(code);
        return (
          <li key={code} className="min-w-0">
            <button
              type="button"
              aria-pressed={!isHidden}
              title={isHidden ? charts.showSeries(name) : charts.hideSeries(name)}
              onClick={() => onToggle(code)}
              className={classes(
                "flex min-h-6 max-w-56 items-center gap-1.5 rounded px-1.5 hover:bg-sunken hover:text-ink pointer-coarse:min-h-11",
                isHidden && "line-through opacity-60",
              )}
            >
              <span
                aria-hidden="true"
                className="size-2.5 shrink-0 rounded-[3px]"
                style={{ background: isHidden ? "var(--line-strong)" : `var(${variable})` }}
              />
              <span className="truncate">{name}</span>
            </button>
          </li>
        );
      })}
      {left > 0 && <li className="flex min-h-6 items-center px-1.5 text-faint">{charts.notDrawn(left)}</li>}
    </ul>
  );
}
