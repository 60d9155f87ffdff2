import { useRef, type CSSProperties } from "react";
import { useCatalogue } from "../../client/catalogue";
import { useCountry } from "../../client/country";
import { classes } from "../../ui/classes";
import { Skeleton } from "../../ui/states";
import { dashboards as words } from "../../words/dashboards";
import { EditCell, type ChangePanels } from "./EditCell";
import { KeptPanel } from "./KeptPanel";
import { heightOf, type Panel } from "./kept";
import { bottomOf, inReadingOrder, ROW } from "./layout";
import { isLimit, type Limits } from "./scoping";
import { useArrange } from "./useArrange";

interface BoardProps {
  panels: readonly Panel[];
  limits: Limits;
  /** Given while it is edited. */
  onChange?: ChangePanels | undefined;
}

/** The panels on their grid; on a phone in one column, in the order in which they are read. */
export function Board({ panels, limits, onChange }: BoardProps) {
  const grid = useRef<HTMLUListElement>(null);
  const arrange = useArrange(panels, grid, (next) => onChange?.(() => next));
  const catalogue = useCatalogue();
  const country = useCountry(panels.some((each) => each.view.kind === "tiles"));
  const order = inReadingOrder(arrange.panels).map((each) => each.id);
  // While it is edited nothing is moved in the document, so that the focus stays where it is.
  const listed = onChange ? arrange.panels : inReadingOrder(arrange.panels);
  const isReady = catalogue.data || !isLimit(limits);
  return (
    <>
      {onChange && (
        <p className="-mb-2 text-sm text-faint">
          <span className="hidden md:inline">{words.editing.help}</span>
          <span className="md:hidden">{words.editing.phoneHelp}</span>
        </p>
      )}
      <ul
        ref={grid}
        style={{ "--rows": `repeat(${bottomOf(arrange.panels)}, minmax(${ROW}px, auto))` } as CSSProperties}
        className="isolate grid grid-cols-1 gap-6 md:grid-cols-12 md:[grid-template-rows:var(--rows)]"
      >
        {listed.map((each) => (
          <li
            key={each.id}
            style={spot(each, order.indexOf(each.id))}
            className={classes(
              "relative order-(--order) grid min-w-0 md:order-none md:[grid-column:var(--columns)] md:[grid-row:var(--lines)]",
              arrange.held === each.id && "z-30",
            )}
          >
            {isReady ? (
              <EditCell panel={each} arrange={onChange && arrange} onChange={onChange ?? (() => undefined)}>
                <KeptPanel
                  panel={each}
                  limits={limits}
                  subjects={catalogue.data?.subjects ?? []}
                  regions={country.data?.regions}
                />
              </EditCell>
            ) : (
              <div style={{ height: heightOf(each) }}>
                <Skeleton className="h-full rounded-card" />
              </div>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {onChange && arrange.said}
      </p>
    </>
  );
}

function spot({ place: { x, y, w, h } }: Panel, order: number): CSSProperties {
  return {
    "--columns": `${x + 1} / span ${w}`,
    "--lines": `${y + 1} / span ${h}`,
    "--order": order,
  } as CSSProperties;
}
