/** What the rules of alarms say, and the sentences that a new rule begins with. */
import { counted, exactNumber } from "../ui/numbers";
import { alarms } from "./alarms";

const LIMITS: Readonly<Record<string, string>> = {
  "%": "% of the safe fill",
  L: "litres",
  m: "metres of height",
  h: "hours",
  min: "minutes",
  s: "seconds",
  "°C": "°C",
};

/** Minutes as people say them: `5 min`, `2 h`. */
function minutesName(minutes: number): string {
  return minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} h` : `${exactNumber(minutes)} min`;
}

export const alarmRules = {
  title: "Rules",
  hint: "Which conditions call people. What has no rule, or a rule that is still a draft, is a notice and calls nobody.",
  names: alarms.rules,
  priorities: alarms.priorities,
  every: "All without a rule of their own",
  only: (subject: string) => `Only ${subject}`,
  columns: { rule: "Condition", limit: "Calls at", priority: "Priority", state: "Now", act: "Change" },
  states: { calls: "Calls people", draft: "Draft", nobody: "Calls nobody" },
  lacks: (count: number) => `${counted(count, "thing")} still to decide`,
  approvedBy: (person: string) => `approved by ${person}`,
  own: "Its own test decides",
  limit: (limit: number, unit: string) => `${exactNumber(limit)} ${unit}`.trim(),
  write: "Write a rule",
  writeOf: (rule: string) => `Write a rule: ${rule}`,
  one: { tank: "For one tank", meter: "For one meter", site: "For one site" },
  oneOf: {
    tank: (rule: string) => `Write a rule for one tank: ${rule}`,
    meter: (rule: string) => `Write a rule for one meter: ${rule}`,
    site: (rule: string) => `Write a rule for one site: ${rule}`,
  },
  choose: { tank: "Choose the tank", meter: "Choose the meter", site: "Choose the site" },
  change: "Change",
  changeOf: (rule: string, subject: string) => `Change the rule: ${rule}${subject && `, ${subject}`}`,
  mayNot: "It takes the right to administer.",
  form: {
    title: (rule: string) => `Rule: ${rule}`,
    proposed:
      "These are proposals to begin with. Say what is so at your sites; nobody is called before you enable it.",
    subject: "For",
    every: { tank: "Every tank", meter: "Every meter", site: "Every site" },
    asForAll: "It begins as the rule for all says, and goes before it.",
    cause: "What brings it about",
    consequence: "What comes of it when nobody acts",
    response: "What the person does",
    responseHint: "It stands in the alarm, in these words.",
    severity: "How bad that is",
    severities: {
      minor: "Minor: a small loss of money",
      major: "Major: a large loss, or the site cannot sell",
      severe: "Severe: harm to people or the ground",
    },
    notSaid: "Not decided yet",
    minutes: "Time to act, minutes",
    minutesHint: "From the call to the consequence. With how bad it is, it decides the priority.",
    limit: "Calls at",
    unit: "In",
    units: LIMITS,
    deadband: "Ends when it is back by",
    deadbandHint: "In the same unit. The gauge’s own noise is the least.",
    ownLimit: "Its test sets the limit from the noise of the readings, so none is given here.",
    delay: "Must last, seconds",
    delayHint: "Before it calls; 0 for at once.",
    noDelay: "It calls at once: product that leaves its tank does not wait.",
    states: "Means something while a tank is",
    stateNames: {
      in_service: "in service",
      receiving: "taking a delivery",
      out_of_service: "out of service",
    },
    latched: "Stays after it has ended and was seen, until somebody resets it",
    saveDraft: "Save as a draft",
    save: "Save",
    enable: "Save and call people",
    saving: "Saving…",
    saved: (rule: string) => `${rule}: saved. It calls nobody yet.`,
    enabled: (rule: string) => `${rule}: it calls people from now on.`,
    remove: "Delete the rule",
    removed: (rule: string) => `${rule}: deleted. It is a notice from now on.`,
    removedOne: (rule: string, subject: string) =>
      `${rule}: deleted for ${subject}. The rule for all holds there again.`,
    missing: (names: readonly string[]) => `Still to decide before it may call people: ${names.join(", ")}.`,
  },
  fields: {
    cause: "what brings it about",
    consequence: "what comes of it",
    severity: "how bad that is",
    response: "what to do",
    time_available_s: "the time to act",
    limit: "the limit",
    deadband: "how far it must come back",
    valid_states: "when it means something",
  },
  try: {
    title: "What would it have done?",
    hint: "Runs this rule, as it is written now, over the readings of the last 30 days. Nothing is changed.",
    run: "Try it on the last 30 days",
    again: "Try it again",
    running: "Trying it on 30 days of readings…",
    changed: "The rule was changed since: try it again.",
    mayNot: "It takes the right to operate.",
    noLimit: "Say first at which limit it calls.",
    notTried:
      "It follows from more than the readings of a tank, so it cannot be tried on them. What its test found stands among the notices.",
    raised: (count: number) =>
      count === 0 ? "It would have called nobody" : `It would have called ${counted(count, "time")}`,
    perDay: (times: number) =>
      times < 0.1 ? "less than once in ten days" : `${times.toFixed(1)} times a day`,
    before: (count: number) => `The rule as it is now: ${counted(count, "time")}.`,
    standing: (count: number) => `${count === 1 ? "One of them is" : `${count} of them are`} so now.`,
    tried: (tried: number, all: number, readings: number) =>
      `${tried === all ? counted(tried, "tank") : `${tried} of ${counted(all, "tank")}`}, ${counted(readings, "reading")}`,
    part: "As many tanks were tried as can be while you wait, spread evenly.",
    simulated: "These readings are simulated.",
    sites: "On these sites",
    more: (count: number) => `and ${counted(count, "more site")}`,
    times: (count: number) => counted(count, "time"),
    priority: (name: string) => `Its priority: ${name}`,
    calls: "When",
    still: "still so",
    quiet:
      "30 days without a call. A rule that never calls protects nobody if its limit is out of reach: look at the limit too.",
    many: "More than a person can answer: about one call in ten minutes is the most for one position.",
  },
  minutes: minutesName,
} as const;

interface Proposal {
  cause: string;
  consequence: string;
  response: string;
}

/** What a rule usually means, to begin with. */
export const proposals: Readonly<Record<keyof typeof alarms.rules, Proposal>> = {
  high: {
    cause: "A delivery brings the tank near its safe fill.",
    consequence: "The tank is overfilled when the delivery goes on.",
    response: "Go to the delivery and be ready to stop it.",
  },
  overfill: {
    cause: "A delivery goes on above the safe fill.",
    consequence: "Product runs out of the vent and into the ground.",
    response: "Shut the drop valve, then keep people and cars away from the fill point.",
  },
  low: {
    cause: "More is sold than was delivered.",
    consequence: "The pump draws air, and the site stops selling.",
    response: "Order a delivery, or close the pumps of this tank in time.",
  },
  run_out: {
    cause: "At the present rate of sale the tank is empty before a truck can come.",
    consequence: "The site stops selling this product.",
    response: "Order a truck now, or move one that is under way.",
  },
  water: {
    cause: "Rain or ground water comes in at the fill, a seal or a hole.",
    consequence: "Water is sold to customers and damages their engines.",
    response: "Stop selling from this tank, dip it with water paste, and have it pumped out.",
  },
  temperature: {
    cause: "A delivery is hotter or colder than the tank should hold, or the probe is broken.",
    consequence: "Litres are counted wrong, and vapour may escape.",
    response: "Compare with a thermometer, and call service where the probe is wrong.",
  },
  stuck: {
    cause: "The float is stuck, or the gauge repeats its last reading.",
    consequence: "The tank may run over or empty without anybody seeing it.",
    response: "Dip the tank by stick, then have the float freed.",
  },
  silent: {
    cause: "The gauge, its cable or the line of the site is down.",
    consequence: "Nobody sees what happens in the tank.",
    response: "Ask the site to dip the tank, and call service for the gauge.",
  },
  sudden_loss: {
    cause: "Product leaves the tank without having been sold: theft, or a broken line.",
    consequence: "Product is stolen or runs into the ground.",
    response: "Ring the site at once, close the tank’s valve, and look at who is there.",
  },
  slow_loss: {
    cause: "The tank or its line leaks.",
    consequence: "Product reaches the ground and the water.",
    response: "Stop selling from this tank, and have tank and line tested for tightness.",
  },
  short_delivery: {
    cause: "The truck brought less than its waybill says.",
    consequence: "The site pays for litres that it never had.",
    response: "Keep the waybill, note it beside the driver’s name, and claim from the supplier.",
  },
  meter_drift: {
    cause: "A meter gives more or less than it counts.",
    consequence: "Customers or the site lose on every litre.",
    response: "Have the meter checked with a test can, and adjusted by whoever may.",
  },
  chart_error: {
    cause: "The strapping table does not fit the tank.",
    consequence: "Every level is turned into wrong litres.",
    response: "Have the tank calibrated anew.",
  },
  reconciliation: {
    cause: "A month’s book and the tank differ by more than the law allows.",
    consequence: "A leak, theft or wrong meter may be hidden in it.",
    response: "Open Wet stock and follow what to do for this site.",
  },
};
