/** What a receiver wants to be told: as the form holds it, and in a sentence. */
import type { Receiver, Wants } from "../../client/receivers";
import { receivers } from "../../words/receivers";

export type Priority = Wants["priorities"][number];

const { says } = receivers;

/** The most pressing first. */
export const PRIORITIES: readonly Priority[] = ["high", "medium", "low"];
const NIGHT = { begin: "22:00", end: "06:00" };
const MORNING = "07:00";

/** As the form holds it: hours stay written while they are switched off. */
export interface WantsForm {
  priorities: readonly Priority[];
  places: readonly string[];
  rules: Wants["rules"];
  after: string;
  isQuiet: boolean;
  begin: string;
  end: string;
  isDigest: boolean;
  digestAt: string;
  urgent: readonly Priority[];
  zone: string;
}

/** A new receiver's: everything, at once, at every hour. */
export function newWants(zone: string): WantsForm {
  return {
    priorities: PRIORITIES,
    places: [],
    rules: [],
    after: "0",
    isQuiet: false,
    ...NIGHT,
    isDigest: false,
    digestAt: MORNING,
    urgent: ["high"],
    zone,
  };
}

export function wantsForm(of: Receiver): WantsForm {
  const wants = whole(of);
  return {
    priorities: inOrder(wants.priorities),
    places: wants.places,
    rules: wants.rules,
    after: String(wants.after_minutes),
    isQuiet: wants.quiet !== null,
    ...(wants.quiet ?? NIGHT),
    isDigest: wants.digest_at !== null,
    digestAt: wants.digest_at ?? MORNING,
    urgent: inOrder(wants.urgent),
    zone: wants.zone,
  };
}

export function wantsOf(form: WantsForm): Wants {
  return {
    priorities: [...form.priorities],
    places: [...form.places],
    rules: form.rules,
    zone: form.zone,
    quiet: form.isQuiet ? { begin: form.begin, end: form.end } : null,
    urgent: [...form.urgent],
    after_minutes: Number(form.after),
    digest_at: form.isDigest ? form.digestAt : null,
  };
}

/** `Alarms of high priority at all sites, at once; quiet from 22:00 to 06:00, but for high (Africa/Accra).` */
export function sentence(of: Receiver, nameOf: (place: string) => string): string {
  const wants = whole(of);
  const named = (each: readonly Priority[]) => inOrder(each).map((one) => says.priority[one]);
  const urgent = named(wants.urgent.filter((each) => wants.priorities.includes(each)));
  const what = [
    says.priorities(named(wants.priorities)),
    says.rules(wants.rules.map((each) => receivers.names[each])),
    says.places(wants.places.map(nameOf)),
  ];
  const when = [
    wants.after_minutes || !wants.digest_at ? says.after(wants.after_minutes) : "",
    wants.digest_at ? says.digest(wants.digest_at, urgent) : "",
  ];
  const hours = wants.quiet ? says.quiet(wants.quiet.begin, wants.quiet.end, urgent) : "";
  const zone = wants.quiet || wants.digest_at ? ` ${says.zone(wants.zone)}` : "";
  const lead = [what.filter(Boolean).join(" "), ...when.filter(Boolean)].join(", ");
  return `${[lead, hours].filter(Boolean).join("; ")}${zone}.`;
}

/** An answer has every field, also those that a form may leave out. */
function whole(of: Receiver): Wants {
  return of as Wants;
}

function inOrder(of: readonly Priority[]): readonly Priority[] {
  return PRIORITIES.filter((each) => of.includes(each));
}
