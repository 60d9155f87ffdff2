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

test("dashboards are told by name where they are shared, and without one where they are nobody else's", () => {
  const told = { id: "a1", name: "Fuel", version: 3 };
  expect(deedWords({ ...deed, kind: "dashboard_saved", told })).toBe(
    "saved version 3 of the dashboard “Fuel”",
  );
  expect(deedWords({ ...deed, kind: "dashboard_saved", told: { id: "a1", version: 1 } })).toBe(
    "made a dashboard",
  );
  expect(deedWords({ ...deed, kind: "dashboard_saved", told: { ...told, restored_from: 1 } })).toBe(
    "brought version 1 of the dashboard “Fuel” back",
  );
});

test("names that were kept apart are named", () => {
  const told = { name: "Star Oil", other: "Star Gas", verdict: "two" };
  expect(deedWords({ ...deed, kind: "companies_decided", told })).toBe(
    "kept Star Oil and Star Gas apart: they are two companies",
  );
});

test("a kind that is new to the page still reads", () => {
  expect(deedWords({ ...deed, kind: "tank_calibrated", told: {} })).toBe("tank calibrated");
});
