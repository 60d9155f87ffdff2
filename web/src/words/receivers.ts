/** What the page of who is told says. */
import { counted } from "../ui/numbers";
import { alarms } from "./alarms";

const and = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Minutes as people say them. */
const span = (minutes: number) =>
  minutes >= 60 && minutes % 60 === 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");

export const receivers = {
  title: "Who is told",
  hint: "Whom alarms reach while nobody looks at a page: by mail, by a program of your own, or on a phone and a browser.",
  kinds: { mail: "Mail", webhook: "Webhook", push: "Browser" },
  own: {
    title: "Your browsers",
    hint: "Told even while no page is open. Only you see and change these.",
    none: "None of your browsers is told yet.",
    tell: "Tell this browser",
    telling: "Asking the browser…",
    thisOne: "This browser",
    isTold: "This browser is told.",
    added: "This browser is told from now on. Send a test to see it.",
    states: {
      insecure: "A browser can be told only over https, or on the machine itself.",
      unable: "This browser cannot be told: it has no push.",
      denied:
        "You have refused notifications from this page. Allow them in the browser’s settings of this site.",
      possible: "",
    },
    refused: "The notifications were refused, so nothing was changed.",
    failed: (said: string) => `The browser could not be reached through its maker’s push service: ${said}`,
  },
  all: {
    title: "Mail, programs and everybody’s browsers",
    hint: "Each is told in its own way, at its own hours. A repeat or a flood of one alarm comes as one.",
    none: "Nobody is told yet",
    noneHint: "An alarm that nobody hears helps nobody. Add the mail of whoever is on duty, and send a test.",
    add: "Add a receiver",
    mayNot: "It takes the right to operate.",
    failing: (count: number) =>
      count === 1
        ? "One receiver takes nothing: an alarm does not reach it."
        : `${count} receivers take nothing: alarms do not reach them.`,
    since: (name: string, at: string) => `${name} since ${at}`,
    noMail:
      "No mail server is set up, so no mail is sent: ask whoever runs the platform. Browsers and programs are told all the same.",
  },
  form: {
    title: "Add a receiver",
    change: (name: string) => `Change ${name}`,
    kind: "How",
    kindHints: {
      mail: "A mail with what happened, how many litres, and what to do.",
      webhook: "A signed POST to a program of your own, as Standard Webhooks writes it.",
    },
    name: "Name",
    nameHint: "Such as “Duty officer” or “Control room”.",
    address: { mail: "Mail address", webhook: "Address, https://" },
    keep: "Leave it empty to keep the one that is there.",
    isOn: "It is told",
    what: "What it is told",
    priorities: "Alarms of these priorities",
    places: "At these sites",
    allPlaces: "All sites",
    rules: "Of these conditions",
    allRules: "All conditions",
    after: "When",
    afters: {
      "0": "At once",
      "5": "If nobody has acknowledged for 5 minutes",
      "15": "If nobody has acknowledged for 15 minutes",
      "30": "If nobody has acknowledged for 30 minutes",
      "60": "If nobody has acknowledged for 1 hour",
      "240": "If nobody has acknowledged for 4 hours",
    } as Readonly<Record<string, string>>,
    afterOther: (minutes: number) => `If nobody has acknowledged for ${span(minutes)}`,
    hours: "At which hours",
    isQuiet: "Quiet hours",
    begin: "From",
    end: "To",
    isDigest: "Gather what is not urgent into one notice a day",
    digestAt: "It comes at",
    urgent: "Urgent: comes at once, in quiet hours too",
    zone: "Time zone",
    save: "Save",
    add: "Add",
    saving: "Saving…",
    noPriority: "Choose at least one priority.",
    added: (name: string) => `${name} is told from now on. Send a test to be sure.`,
    saved: (name: string) => `${name}: saved.`,
  },
  secret: {
    title: "The webhook’s secret",
    text: "Copy it now into the program that is told: it is shown this once, and nobody can show it again. With it the program checks that a notice is truly from here (Standard Webhooks 1.0).",
    label: "Secret",
    done: "I have it",
  },
  row: {
    off: "Switched off",
    never: "Nothing was sent to it yet.",
    taken: (at: string) => `Took something last on ${at}.`,
    waiting: (count: number) => `${counted(count, "notice")} waiting.`,
    failing: (since: string) => `Takes nothing since ${since}`,
    test: "Send a test",
    testOf: (name: string) => `Send a test to ${name}`,
    testing: "Sending…",
    sent: (at: string) => `The test was taken at ${at}.`,
    change: "Change",
    changeOf: (name: string) => `Change ${name}`,
    remove: "Remove",
    removeOf: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText:
      "It is told nothing from now on, and what waits for it is not sent. What it was told stays on the list. A webhook gets a new secret when it is added again.",
    removeNow: "Remove it",
    keep: "Keep it",
    removed: (name: string) => `${name} was removed.`,
  },
  told: {
    title: "Told lately",
    hint: "The last fifty, the newest first.",
    none: "Nothing was told yet",
    noneHint: "As soon as an alarm begins, to whom it went and whether it arrived stands here.",
    columns: { at: "When", to: "To", what: "What", state: "Came of it" },
    states: { waiting: "Waiting", sent: "Taken", failed: "Given up" },
    tries: (count: number) => counted(count, "try", "tries"),
    simulated: "Simulated",
  },
  /** What a receiver is told, in one sentence. */
  says: {
    priorities: (names: readonly string[]) =>
      names.length === 3 ? "Every alarm" : `Alarms of ${and(names)} priority`,
    rules: (names: readonly string[]) =>
      names.length === 0
        ? ""
        : names.length > 3
          ? `of ${counted(names.length, "condition")}`
          : `of “${and(names)}”`,
    places: (names: readonly string[]) =>
      names.length === 0
        ? "at all sites"
        : names.length > 3
          ? `at ${counted(names.length, "site")}`
          : `at ${and(names)}`,
    after: (minutes: number) => (minutes ? `if nobody has acknowledged for ${span(minutes)}` : "at once"),
    digest: (at: string, urgent: readonly string[]) =>
      urgent.length ? `gathered at ${at}, ${and(urgent)} at once` : `gathered at ${at}`,
    quiet: (begin: string, end: string, urgent: readonly string[]) =>
      `quiet from ${begin} to ${end}${urgent.length ? `, but for ${and(urgent)}` : ""}`,
    zone: (zone: string) => `(${zone})`,
    priority: { high: "high", medium: "medium", low: "low" },
  },
  names: alarms.rules,
  letters: alarms.priorities,
} as const;
