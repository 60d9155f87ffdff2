import type { Deed } from "../../client/contract";

type Words = (about: (name: string) => string, who: string) => string;

const WORDS: Readonly<Record<string, Words>> = {
  invited: (about) => `invited ${about("email")} as ${about("role")}`,
  invitation_withdrawn: (about) => `withdrew the invitation of ${about("email")}`,
  member_added: (about, who) =>
    about("person") === who ? `joined as ${about("role")}` : `let ${about("person")} in as ${about("role")}`,
  member_changed: (about) => `made ${about("person")} ${about("role")}`,
  member_removed: (about) => `removed ${about("person")}`,
  token_made: (about) => `made the token “${about("name")}”`,
  token_revoked: (about) => `revoked the token “${about("name")}”`,
  shared: (about) => `shared ${about("datasets") || "all datasets"} with ${about("reader")}`,
  share_ended: (about) => `stopped sharing with ${about("reader")}`,
};

/** A recorded deed as a sentence without its subject; a kind that this page does not know reads as it is. */
export function deedWords({ kind, told, person }: Pick<Deed, "kind" | "told" | "person">): string {
  const said = (name: string) => {
    const value = told[name];
    return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : "";
  };
  return WORDS[kind]?.(said, person) ?? kind.replaceAll("_", " ");
}
