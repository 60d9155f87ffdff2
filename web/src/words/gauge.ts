/** What the way to a new gauge says. */
import { counted, exactNumber } from "../ui/numbers";

const LITRES = (litres: number) => `${exactNumber(Math.round(litres))} L`;

/** A span as people say it. */
function lasting(seconds: number): string {
  if (seconds < 5400) return counted(Math.round(seconds / 60), "minute");
  return seconds < 172_800
    ? counted(Math.round(seconds / 3600), "hour")
    : counted(Math.round(seconds / 86_400), "day");
}

export const gauge = {
  find: "Find a gauge",
  title: "Find a gauge",
  hint: "Ask a gauge in the field what it has, then say which tank of your network each of its tanks is. A gauge is asked and never told anything.",
  back: "All sites",
  mayNot: "It takes the right to operate.",
  mayNotHint: "Ask an admin of your organisation to find the gauge, or to give you that right.",
  ask: {
    title: "Where it answers",
    protocol: "What it speaks",
    protocols: {
      veeder_root: "Veeder-Root TLS console",
      modbus: "Modbus TCP",
      mqtt: "MQTT broker",
      opcua: "OPC UA server",
      sparkplug: "Sparkplug B over MQTT",
    } as Readonly<Record<string, string>>,
    address: "Address",
    addresses: {
      veeder_root: "Host and port, such as 10.0.0.7:10001.",
    } as Readonly<Record<string, string>>,
    options: {
      units: "Units",
      zone: "Time zone of its clock",
      clock: "Whose time counts",
      form: "Form of its answers",
      security: "Name of the secret",
      line: "Serial line",
      status: "Ask for alarms",
      deliveries_every_s: "Ask for deliveries every",
      map: "Map",
      tls: "Encrypted",
      authority: "Certificates to trust",
      username: "Sign in as",
      password_secret: "Name of the secret",
      version: "Version of MQTT",
      client_id: "Known there as",
      every_ms: "Told every",
      group: "Group",
      node: "Edge node",
    } as Readonly<Record<string, string>>,
    units: { us: "US: gallons, inches, °F", metric: "Metric: litres, millimetres, °C" },
    notSaid: "Not said yet",
    more: "More settings",
    secret: "Security code or password",
    secretHint:
      "For this look alone: it is not kept. Once saved, the gauge is asked with the secret of the name beside it, which the platform’s owner sets with “petroverse secret set”.",
    secretName: "Name the secret too, so that the saved gauge can be asked with it",
    noAddress: "Say first where it answers",
    run: "Ask the gauge",
    again: "Ask it again",
    asking: (address: string, seconds: number) => `Asking ${address} … ${seconds} s of at most 30`,
    cancel: "Stop waiting",
  },
  found: {
    title: "What it has",
    told: (make: string, tanks: number, meters: number) =>
      [make, counted(tanks, "tank"), meters > 0 && counted(meters, "meter")].filter(Boolean).join(", "),
    drops: (count: number) =>
      `It remembers ${count === 1 ? "1 delivery" : `${exactNumber(count)} deliveries`}.`,
    clock: (ahead_s: number) =>
      Math.abs(ahead_s) < 90
        ? "Its clock agrees with ours."
        : `Its clock is ${lasting(Math.abs(ahead_s))} ${ahead_s > 0 ? "ahead of" : "behind"} ours: set it right, or have our time count.`,
    none: "It has no tank",
    noneHint: "It answered and told of none. With a map, look at the names of its tanks there.",
    tank: (name: string, label: string) => [`Tank ${name}`, label].filter(Boolean).join(": "),
    level: (metres: number) => `${metres.toFixed(3)} m`,
    litres: LITRES,
    temperature: (degrees: number) => `${degrees.toFixed(1).replace("-", "−")} °C`,
    water: (metres: number) => `water ${exactNumber(Math.round(metres * 1000))} mm`,
    nothing: "It tells nothing of this one now.",
    full: (part: number) => `${Math.round(part * 100)} % full by its own chart`,
    meters: "Which tank a meter draws from is said in the workbook, in the sheet “meters”.",
    is: (name: string) => `Tank ${name} is`,
    leave: "left out",
    fresh: "a new tank",
  },
  place: {
    title: "Where it stands",
    site: "Site",
    fresh: "A new site",
    choose: "Choose a site",
    id: "Its id",
    idHint: "Short and for ever, such as S7.",
    name: "Its name",
    kind: "Kind of site",
    kinds: { station: "Filling station", depot: "Depot", terminal: "Terminal", customer: "Bulk customer" },
    gauge: "Id of the gauge",
    known: (id: string) => `This is ${id}, which your network has: saving changes it.`,
  },
  tank: {
    id: "Id of the tank",
    product: "Product",
    choose: "Choose a product",
    shape: "Shape",
    shapes: { horizontal_cylinder: "Lying cylinder", vertical_cylinder: "Standing cylinder" },
    diameter: "Diameter, m",
    length: "Length, m",
    height: "Height, m",
    capacity: "Holds to the brim, L",
    safeFill: "Safe fill, L",
    hint: "A strapping table, which is more exact, can be brought in with the workbook later.",
    byShape: (litres: number) => `By its shape ${LITRES(litres)}`,
  },
  save: {
    run: "Save the gauge",
    saving: "Saving…",
    done: (id: string) => `${id} is saved. Its tanks tell within seconds.`,
    needs: (what: readonly string[]) => `Still to say: ${what.join(", ")}`,
    missing: {
      site: "the site",
      gauge: "the id of the gauge",
      tanks: "which tank is which",
      tank: (name: string) => `tank ${name}`,
      twice: (id: string) => `${id} only once`,
    },
  },
} as const;
