import { Children, type ReactNode } from "react";
import { classes } from "../ui/classes";
import { charts } from "../words/charts";

interface LegendProps {
  title: string;
  marks: readonly { code: string; name: string; short?: string; variable: string }[];
  /** Codes that are switched off. */
  hidden: readonly string[];
  onToggle: (code: string) => void;
  /** What else is to be known when reading the picture. */
  children?: ReactNode;
}

/** Which colour is whom; a press takes a series out of the picture and back. */
export function Legend({ title, marks, hidden, onToggle, children }: LegendProps) {
  const notes = Children.toArray(children);
  if (marks.length < 2 && notes.length === 0) return null;
  return (
    <ul aria-label={charts.legend(title)} className="-mx-1.5 mb-2 flex flex-wrap gap-x-1 text-xs text-soft">
      {marks.length > 1 &&
        marks.map(({ code, name, short, variable }) => {
          const isHidden = hidden.includes(code);
          return (
            <li key={code} className="min-w-0">
              <button
                type="button"
                aria-pressed={!isHidden}
                title={isHidden ? charts.showSeries(name) : charts.hideSeries(name)}
                onClick={() => onToggle(code)}
                className={classes(
                  "flex min-h-6 max-w-72 items-center gap-1.5 rounded px-1.5 hover:bg-sunken hover:text-ink pointer-coarse:min-h-11",
                  isHidden && "line-through opacity-60",
                )}
              >
                <span
                  aria-hidden="true"
                  className="size-2.5 shrink-0 rounded-[3px]"
                  style={{ background: isHidden ? "var(--line-strong)" : `var(${variable})` }}
                />
                <span className="truncate">{short ?? name}</span>
              </button>
            </li>
          );
        })}
      {notes.map((each, index) => (
        <li key={index} className="flex min-h-6 items-center px-1.5 text-faint">
          {each}
        </li>
      ))}
    </ul>
  );
}
