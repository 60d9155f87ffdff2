import type { Deed } from "../../client/contract";
import { words } from "../../words/admin";

const { deeds } = words;

type Words = (about: (name: string) => string, who: string) => string;

const WORDS: Readonly<Record<string, Words>> = {
  invited: (about) => deeds.invited(about("email"), about("role")),
  invitation_withdrawn: (about) => deeds.withdrew(about("email")),
  member_added: (about, who) =>
    about("person") === who ? deeds.joined(about("role")) : deeds.letIn(about("person"), about("role")),
  member_changed: (about) => deeds.made(about("person"), about("role")),
  member_removed: (about) => deeds.removed(about("person")),
  token_made: (about) => deeds.madeToken(about("name")),
  token_revoked: (about) => deeds.revokedToken(about("name")),
  shared: (about) => deeds.shared(about("datasets"), about("reader")),
  share_ended: (about) => deeds.stoppedSharing(about("reader")),
  dashboard_saved: (about) =>
    about("restored_from")
      ? deeds.restoredDashboard(about("name"), about("restored_from"))
      : about("version") === "1"
        ? deeds.madeDashboard(about("name"))
        : deeds.savedDashboard(about("name"), about("version")),
  dashboard_deleted: () => deeds.deletedDashboard,
  dashboard_undeleted: () => deeds.broughtDashboardBack,
  view_saved: () => deeds.savedView,
  view_deleted: () => deeds.deletedView,
  alias_accepted: (about) => deeds.merged(about("alias"), about("company")),
  alias_withdrawn: (about) => deeds.unmerged(about("alias"), about("company")),
  companies_decided: (about) =>
    about("verdict") === "two"
      ? deeds.keptApart(about("name"), about("other"))
      : deeds.putOff(about("name"), about("other")),
  companies_undecided: (about) => deeds.reopened(about("name"), about("other")),
  schedule_added: (about) => deeds.scheduled(about("name")),
  schedule_removed: (about) => deeds.unscheduled(about("name")),
};

/** A recorded deed as a sentence without its subject; a kind that this page does not know reads as it is. */
export function deedWords({ kind, told, person }: Pick<Deed, "kind" | "told" | "person">): string {
  const said = (name: string) => {
    const value = told[name];
    return Array.isArray(value)
      ? value.join(", ")
      : ["string", "number"].includes(typeof value)
        ? String(value)
        : "";
  };
  return WORDS[kind]?.(said, person) ?? kind.replaceAll("_", " ");
}
