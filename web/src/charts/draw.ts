/** Each kind of chart by its name. */
import type { Drawn, Task } from "./drawn";
import { bar } from "./options/bar";
import { area, line } from "./options/line";
import { ranking } from "./options/ranking";
import type { Kind } from "./view";

const KINDS: Partial<Record<Kind, (task: Task) => Drawn>> = { line, area, bar, ranking };

export function draw(task: Task): Drawn {
  return (KINDS[task.view.kind] ?? bar)(task);
}
