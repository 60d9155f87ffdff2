import { expect, test } from "vitest";
import { deedWords } from "./deedWords";

const deed = { person: "ama" };

test("a deed reads as a sentence about who and what", () => {
  const told = { email: "kofi@volta.example", role: "viewer" };
  expect(deedWords({ ...deed, kind: "invited", told })).toBe("invited kofi@volta.example as viewer");
});

test("whoever accepts an invitation joins; nobody lets itself in", () => {
  expect(deedWords({ ...deed, kind: "member_added", told: { person: "ama", role: "viewer" } })).toBe(
    "joined as viewer",
  );
  expect(deedWords({ ...deed, kind: "member_added", told: { person: "kofi", role: "viewer" } })).toBe(
    "let kofi in as viewer",
  );
});

test("a kind that is new to the page still reads", () => {
  expect(deedWords({ ...deed, kind: "tank_calibrated", told: {} })).toBe("tank calibrated");
});
