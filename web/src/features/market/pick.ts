import type { Row } from "../../charts/view";
import { OTHERS_CODE } from "../../client/labels";
import type { Frame } from "./questions";
import type { ScopeInUse } from "../scope";

/** What picking a mark does: its company, depot or product is put into the scope, or taken out. */
export function pickOf(scope: ScopeInUse, by: Frame["by"]): (row: Row) => void {
  return (row) => {
    const value = row[by];
    if (value && value !== OTHERS_CODE) scope.toggle(by, String(value));
  };
}
