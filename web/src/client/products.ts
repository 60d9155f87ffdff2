/** The products' names as a person reads them; a test holds this list equal to the platform's own. */
export const PRODUCT_NAMES: Readonly<Record<string, string>> = {
  gasoline: "Gasoline",
  premix: "Premix",
  naphtha: "Naphtha",
  gasoil: "Gasoil",
  gasoil_mines: "Gasoil (mines)",
  gasoil_rig: "Gasoil (rig)",
  gasoil_power: "Gasoil (power plant)",
  gasoil_cellsite: "Gasoil (cell site)",
  mgo_local: "Marine gasoil (local)",
  mgo_foreign: "Marine gasoil (foreign)",
  kerosene: "Kerosene",
  kerosene_industrial: "Kerosene (industrial)",
  atk: "Aviation turbine kerosene",
  lpg: "LPG",
  lpg_crm: "LPG (cylinder recirculation)",
  lpg_propane_power: "LPG propane (power plant)",
  rfo: "Residual fuel oil",
  hfo_power: "Heavy fuel oil (power plant)",
};

/** A product's name; a code that this page does not know reads as it is. */
export function productName(code: string): string {
  return PRODUCT_NAMES[code] ?? code.replaceAll("_", " ");
}
