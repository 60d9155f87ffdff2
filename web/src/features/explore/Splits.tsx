import { useState } from "react";
import { columnName } from "../../client/labels";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Combobox } from "../../ui/Combobox";
import { Chevron, Cross } from "../../ui/icons";
import { explore as words } from "../../words/explore";
import { moved } from "./asked";

interface SplitsProps {
  chosen: readonly string[];
  /** Every dimension of the subject. */
  all: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** What the answer is split by, in the order of its columns: by buttons, or by dragging a line. */
export function Splits({ chosen, all, onChange }: SplitsProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const options = all
    .filter((each) => !chosen.includes(each))
    .map((value) => ({ value, label: columnName(value) }));
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{words.splitBy}</legend>
      <ol className="mb-2 flex flex-col gap-1">
        {chosen.map((dimension, at) => {
          const name = columnName(dimension);
          return (
            <li
              key={dimension}
              draggable
              onDragStart={() => setDragged(at)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => dragged !== null && onChange(moved(chosen, dragged, at))}
              className={classes(
                "flex min-h-9 cursor-grab items-center gap-1 rounded-lg border border-line bg-sunken pl-3 text-sm",
                dragged === at && "opacity-60",
              )}
            >
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <Mover
                label={words.earlier(name)}
                isUp
                onMove={() => onChange(moved(chosen, at, at - 1))}
                isOff={at === 0}
              />
              <Mover
                label={words.later(name)}
                onMove={() => onChange(moved(chosen, at, at + 1))}
                isOff={at === chosen.length - 1}
              />
              <IconButton
                icon={Cross}
                label={words.takeOut(name)}
                onClick={() => onChange(chosen.filter((each) => each !== dimension))}
              />
            </li>
          );
        })}
      </ol>
      <Combobox
        label={words.addSplit}
        none={words.add}
        options={options}
        value=""
        onChange={(next) => next && onChange([...chosen, next])}
      />
    </fieldset>
  );
}

function Mover({
  label,
  isUp,
  isOff,
  onMove,
}: {
  label: string;
  isUp?: boolean;
  isOff: boolean;
  onMove: () => void;
}) {
  return (
    <IconButton
      icon={isUp ? Up : Down}
      label={label}
      aria-disabled={isOff}
      aria-description={isOff ? (isUp ? words.notFirst : words.notLast) : undefined}
      onClick={() => !isOff && onMove()}
      className={isOff ? "opacity-40" : ""}
    />
  );
}

function Up({ className }: { className?: string }) {
  return <Chevron className={classes(className, "-rotate-90")} />;
}

function Down({ className }: { className?: string }) {
  return <Chevron className={classes(className, "rotate-90")} />;
}
