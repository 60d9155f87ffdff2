/** What the Quality page says. */
import { counted, exactNumber } from "../ui/numbers";

export const quality = {
  title: "Quality",
  hint: "What laboratories found in cargoes and at refineries, beside the limits of the specification.",
  product: "Product",
  none: {
    title: "No laboratory results here yet",
    text: "None of the imported publications has fuel quality results for this time.",
    action: "Bring in a publication",
  },
  figures: {
    within: "Within specification",
    withinNote: (judged: number) => `of ${counted(judged, "result")} held against a limit`,
    outside: "Outside the limits",
    outsideNone: "Every result lies within its limits",
    samples: "Samples",
    samplesNote: "Vessels and refineries tested",
    weeks: "Weeks reported",
    weeksNote: (first: string, last: string) => (first === last ? first : `${first} – ${last}`),
    noJudged: "No result had a limit",
  },
  strips: {
    title: "Each parameter against its limits",
    hint: (product: string) =>
      `${product}; the green band is what the specification allows, each mark one result`,
    outside: "outside its limits",
    within: "within its limits",
    unjudged: "no limit to hold it against",
    limits: (low: string, high: string) =>
      low && high ? `${low} to ${high}` : low ? `at least ${low}` : `at most ${high}`,
    noLimit: "no limit: reported only",
    otherLimits: "Some results had another limit, of their grade or of an older specification.",
    share: (outside: number, judged: number) =>
      judged === 0
        ? "not judged"
        : outside === 0
          ? `all ${exactNumber(judged)} within`
          : `${exactNumber(outside)} of ${exactNumber(judged)} outside`,
    labels: "Printed as labels",
    reading: (name: string, values: string, limit: string, verdict: string) =>
      `${name}: ${values}; ${limit}; ${verdict}.`,
    values: (least: string, most: string) => (least === most ? least : `${least} to ${most}`),
    noValues: "labels alone",
    follow: (name: string) => `Show ${name} over time`,
    mark: (sample: string, value: string, week: string) => `${sample}: ${value}, week of ${week}`,
    legend: { within: "Within", outside: "Outside", unjudged: "No limit" },
  },
  trend: {
    title: (name: string) => `${name} by week`,
    hint: "Mean of the week's results, with the lowest and the highest",
    limits: (text: string) => `Specification: ${text}.`,
    results: "Results",
    lowest: "Lowest allowed",
    highest: "Highest allowed",
  },
  samples: {
    title: "Every sample",
    hint: "Samples with results outside their limits first; values as printed",
    fileName: "quality-samples",
    week: "Week of",
    sample: "Vessel or refinery",
    grade: "Grade",
    outside: "Outside",
    isOutside: (limits: string) => `Outside its limits: ${limits}`,
  },
  /** What each parameter tells, for a reader who is no chemist. */
  meaning: {
    density_15c:
      "How heavy a cubic metre is at 15 °C. A value off the range hints at another product mixed in.",
    sulphur: "Sulphur in the fuel. It harms engines, filters and the air; less is better.",
    ron: "Research octane number: how far petrol resists knocking. Higher grades must reach more.",
    mon: "Motor octane number: resistance to knocking under load.",
    initial_boiling_point: "Where the first drop boils off.",
    evaporated_10: "The temperature by which a tenth has evaporated: how easily a cold engine starts.",
    evaporated_50: "The temperature by which half has evaporated: how evenly an engine warms up.",
    evaporated_90: "The temperature by which nine tenths have evaporated: how cleanly the fuel burns.",
    final_boiling_point: "Where the last drop boils off. A high value hints at heavier products mixed in.",
    reid_vapour_pressure: "How strongly petrol evaporates at 37.8 °C. Too much makes vapour locks and loss.",
    vapour_pressure:
      "The pressure of the gas at 37.8 °C. More than the limit is more than cylinders are made for.",
    cetane_index: "How readily diesel ignites. Higher starts more smoothly.",
    cetane_number: "How readily diesel ignites, measured in an engine.",
    flash_point:
      "The temperature at which vapour over the fuel catches fire. A low value hints at petrol mixed in.",
    colour: "ASTM colour class, as printed: “L” means lighter than the class named.",
    kinematic_viscosity: "How thickly the fuel flows at 40 °C.",
    mercaptan: "Sulphur compounds that give gas its smell and corrode.",
    residual_matter: "What stays behind when the gas has evaporated.",
    methane: "Part of methane: too light to be kept liquid in a cylinder.",
    total_c2: "Part of ethane and ethylene: raises the pressure.",
    total_c3: "Part of propane and propylene.",
    total_c4: "Part of butane and butylenes, the main part of cooking gas.",
    total_c5_and_higher: "Part of heavier molecules, which do not evaporate well.",
    propylene: "Part of propylene.",
    propane: "Part of propane.",
    freezing_point: "The temperature at which crystals form.",
    smoke_point: "How high a flame burns without smoking.",
    water: "Water in the fuel.",
    ash: "What stays behind after burning.",
    benzene: "Part of benzene, which is poisonous.",
    lead: "Lead in the fuel.",
    manganese: "Manganese in the fuel.",
  } as Readonly<Record<string, string>>,
} as const;
