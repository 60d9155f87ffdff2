/** Coming in, and what a person looks after for itself. */
import type { Right, Role } from "../client/contract";

export const roleNames: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  analyst: "Analyst",
  operator: "Operator",
  admin: "Admin",
  regulator: "Regulator",
};

/** What each role may do, in a line. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  viewer: "Asks questions and sees what the answers rest on",
  analyst: "Also takes facts away whole",
  operator: "Also brings files in, merges names and runs jobs",
  admin: "Also looks after people, programs and what is shared",
  regulator: "As an analyst, over what others share",
};

export const rightNames: Readonly<Record<Right, string>> = {
  read: "Ask questions",
  export: "Take facts away",
  import: "Bring files in",
  curate: "Merge names",
  operate: "Run jobs",
  administer: "Look after people",
  platform: "Look after the platform",
};

export const words = {
  account: "Your account",
  hint: "Your password, the browsers that you are signed in with, and your programs’ keys.",
  menu: {
    name: (person: string) => `Account: ${person}`,
    standing: (role: string, place: string) => `${role} · ${place}`,
    owner: "Owner of this platform",
    limited: "You see some rows and measures only.",
    organisation: "Organisation",
    signOut: "Sign out",
  },
  password: {
    title: "Password",
    hint: "Changing it signs you out of every other browser",
    present: "Present password",
    next: "New password",
    nextHint:
      "At least 12 characters. A few words that only you would put together are easy to keep in mind.",
    change: "Change password",
    changing: "Changing…",
    changed: "Your password is changed.",
  },
  sessions: {
    title: "Where you are signed in",
    everywhere: "Sign out everywhere",
    thisOne: "This one",
    all: (count: number) => `Show all ${count}`,
    lastUsed: (at: string) => `Last used ${at}`,
    signOutOf: (name: string) => `Sign out of ${name}`,
    program: "A program",
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  },
  tokens: {
    title: "Tokens",
    hint: "Keys for programs, each with some of a person’s rights",
    none: "No program has a key here.",
    columns: { token: "Token", may: "May", lastUsed: "Last used", until: "Until", end: "End" },
    never: "Never",
    as: (id: string, person: string) => [`pv_${id}`, `, as ${person}`] as const,
    revoked: "Revoked",
    over: "Over",
    revoke: "Revoke",
    revokeOne: (name: string) => `Revoke ${name}`,
    make: "Make a token",
    makeIt: "Make it",
    making: "Making it…",
    made: "Copy it now: it is not shown again. A program sends it as",
    header: "Authorization: Bearer …",
    token: "Token",
    purpose: "What it is for",
    itMay: "It may",
    forHowLong: "For how long",
    lasts: { week: "A week", month: "30 days", quarter: "90 days", year: "A year" },
    chooseScope: "Choose what it may do",
    done: "Done",
  },
} as const;

export const signin = {
  title: "Sign in",
  linkOver: "That link works no more",
  signedOut: "You are signed out",
  name: "E-mail address or name",
  password: "Password",
  signIn: "Sign in",
  signingIn: "Signing in…",
  or: "or",
  continueWith: (provider: string) => `Continue with ${provider}`,
  whyNot: {
    refused: "The other sign-in was not accepted. Start again from here.",
    unknown: "You are known there but not here. Ask an admin of your organisation here for an invitation.",
    unavailable: "The other sign-in does not answer now. Try again in a while.",
  },
  link: {
    fold: "Sign in with a one-time link",
    what: "A sign-in link works once, and only for a while. The computer that runs this platform prints one when the platform starts:",
    command: "petroverse up",
    again: "Already running, and the link is used up? Type it in another terminal: it gives a fresh link.",
    noAccess:
      "No access to that computer? Ask whoever looks after it to send you a link. Nothing is stored in this browser until you open one.",
  },
  invitation: {
    tab: "Invitation",
    title: "Your invitation",
    join: (organisation: string) => `Join ${organisation}`,
    /** Three pieces, between which the address and the role stand out. */
    told: ["You are invited as ", ", in the role ", (day: string) => `. The invitation holds until ${day}.`],
    name: "Your name",
    nameHint: "As others here will read it",
    ownPassword: "Your password here",
    ownHint: "You have an account with this address: join with it.",
    newPassword: "Choose a password",
    newHint: "At least 12 characters.",
    send: "Join",
    sending: "Joining…",
    joinWith: (provider: string) => `Join with ${provider}`,
  },
} as const;
