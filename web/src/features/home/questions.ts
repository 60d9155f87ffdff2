import type { Query } from "../../client/contract";

/** National volume by product and month; litres and kilograms come apart by their unit. */
export const NATIONAL_VOLUME: Query = {
  measures: ["volume"],
  dimensions: ["month", "product"],
  filters: [{ dimension: "source", in: ["national"] }],
};
