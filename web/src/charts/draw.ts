/** Each kind of chart by its name. */
import type { Drawn, Task } from "./drawn";
import { bar } from "./options/bar";
import { fan } from "./options/fan";
import { heat } from "./options/heat";
import { area, line } from "./options/line";
import { ranking } from "./options/ranking";
import { sankey } from "./options/sankey";
import { tiles } from "./options/tiles";
import { waterfall } from "./options/waterfall";
import type { Kind } from "./view";

/** Figures and tables are no pictures. */
type Drawable = Exclude<Kind, "figure" | "table">;

const KINDS: Record<Drawable, (task: Task) => Drawn> = {
  line,
  area,
  bar,
  ranking,
  heat,
  sankey,
  waterfall,
  tiles,
  fan,
};

export function draw(task: Task): Drawn {
  return KINDS[task.view.kind as Drawable](task);
}
