/** Colours: each product keeps its own on every page, companies and the like get one of a palette, the rest is grey. */
import { OTHERS_CODE } from "../client/labels";

const COLOUR_OF: Readonly<Record<string, string>> = {
  gasoline: "gasoline",
  premix: "gasoline-2",
  naphtha: "naphtha",
  gasoil: "gasoil",
  gasoil_mines: "gasoil-2",
  gasoil_rig: "lpg-2",
  gasoil_power: "power",
  gasoil_cellsite: "lpg-3",
  mgo_local: "marine",
  mgo_foreign: "marine-2",
  kerosene: "kerosene",
  kerosene_industrial: "lpg",
  atk: "aviation",
  lpg: "lpg",
  lpg_crm: "lpg-2",
  lpg_propane_power: "lpg-3",
  rfo: "fuel-oil",
  hfo_power: "power-2",
  // Groups of products, by their largest member.
  fuel_oil: "fuel-oil",
  aviation: "aviation",
  marine: "marine",
};
const SLOTS = 8;
const PRODUCTS = ["product", "product_group"];

/** The CSS variable of a product's colour. */
export function productVariable(product: string): string {
  return `--product-${COLOUR_OF[product] ?? "others"}`;
}

/** The CSS variable of a series: a product's own, grey for others, else the palette's place that it was given. */
export function variableOf(column: string, code: string, slots: ReadonlyMap<string, number>): string {
  if (code === OTHERS_CODE) return "--product-others";
  if (PRODUCTS.includes(column) && COLOUR_OF[code]) return productVariable(code);
  return `--chart-series-${(slots.get(code) ?? 0) + 1}`;
}

const given = new Map<string, number>();

/** A place in the palette for each value of a column: the one it had before, unless another of the picture has it. */
export function slotsOf(column: string, codes: readonly string[]): Map<string, number> {
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  for (const code of codes) {
    const before = given.get(`${column} ${code}`) ?? taken.size % SLOTS;
    let slot = before;
    while (taken.has(slot) && taken.size < SLOTS) slot = (slot + 1) % SLOTS;
    taken.add(slot);
    slots.set(code, slot);
    if (!given.has(`${column} ${code}`)) given.set(`${column} ${code}`, slot);
  }
  return slots;
}

/** The colours that a canvas needs as values, read from the tokens as they are shown now. */
export function shownColour(variable: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** The same colour, let through: `rgb(1, 2, 3)` → `rgba(1, 2, 3, 0.5)`. */
export function withOpacity(colour: string, opacity: number): string {
  return colour.replace("rgb(", "rgba(").replace(")", `, ${opacity})`);
}
