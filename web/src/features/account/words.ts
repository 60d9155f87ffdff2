import type { Right, Role } from "../../client/contract";

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  analyst: "Analyst",
  operator: "Operator",
  admin: "Admin",
  regulator: "Regulator",
};

/** What each role may do, in a line. */
export const ROLE_MEANINGS: Readonly<Record<Role, string>> = {
  viewer: "Asks questions and sees what the answers rest on",
  analyst: "Also takes facts away whole",
  operator: "Also brings files in, merges names and runs jobs",
  admin: "Also looks after people, programs and what is shared",
  regulator: "As an analyst, over what others share",
};

export const RIGHT_NAMES: Readonly<Record<Right, string>> = {
  read: "Ask questions",
  export: "Take facts away",
  import: "Bring files in",
  curate: "Merge names",
  operate: "Run jobs",
  administer: "Look after people",
  platform: "Look after the platform",
};
