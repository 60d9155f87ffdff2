/** Each product keeps its colour on every page, and none counted in one unit shares it with another. */
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
};

/** The CSS variable of a product's colour. */
export function productVariable(product: string): string {
  return `--product-${COLOUR_OF[product] ?? "others"}`;
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
