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
};

/** A recorded deed as a sentence without its subject; a kind that this page does not know reads as it is. */
export function deedWords({ kind, told, person }: Pick<Deed, "kind" | "told" | "person">): string {
  const said = (name: string) => {
    const value = told[name];
    return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : "";
  };
  return WORDS[kind]?.(said, person) ?? kind.replaceAll("_", " ");
}
