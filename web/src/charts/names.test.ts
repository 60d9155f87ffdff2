import { expect, test } from "vitest";
import { shortNames } from "./names";

test("names lose their legal form, unless two would read alike", () =>
  expect(shortNames(["Vivo Energy Ltd", "Goil PLC", "GOIL Company Limited"])).toEqual([
    "Vivo Energy",
    "Goil PLC",
    "GOIL Company Limited",
  ]));
