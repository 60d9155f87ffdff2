/** What each rule of the quality report calls for; the platform's documentation says the same rule by rule. */
import { words } from "../../words/data";
import type { FindingsGroup } from "../../client/imports";

export type Repair = keyof typeof words.repairs;

const RULES: Readonly<Record<Exclude<Repair, "nothing">, readonly string[]>> = {
  publisher: [
    "total_mismatch", "amount_below_total", "unit_unknown", "unit_slip_thousand", "unit_slip_pesewa",
    "negative_volume", "probable_copy_error", "probable_decimal_slip", "implausible_price", "name_twice",
    "duplicate_company_same_price", "duplicate_company_two_prices", "probable_duplicate_company", "nameless_row",
    "formula_error", "no_litres_table", "date_typo", "duplicate_date", "heading_wrong", "heading_zero",
    "period_twice", "months_twice", "product_twice", "title_date_differs", "title_period_differs",
  ],
  names: [
    "name_variant", "name_differs_between_tables", "company_renamed", "unknown_product", "unknown_region",
    "unknown_component", "unknown_parameter", "unknown_indicator", "month_unknown", "word_unknown",
    "region_spelling", "two_companies_alike",
  ],
  file: [
    "row_width", "not_a_number", "not_a_date", "not_a_time", "not_yes_or_no", "event_incomplete",
    "missing_value", "key_twice", "row_twice", "unit_does_not_fit", "formula_text", "period_unknown",
    "period_not_kept", "period_not_over", "columns_without_heading", "periods_side_by_side", "not_national",
    "text_in_number", "formula_without_figure", "table_is_image", "encoding_guessed", "unknown_family",
    "not_opened", "not_understood", "too_large", "took_too_long", "damaged_workbook", "heading_empty",
  ],
  compare: [
    "cross_source_mismatch", "sum_sheet_mismatch", "component_sum_mismatch", "restated_later", "definition_break",
    "blank_vs_zero", "estimate", "mixed_conversion_factor", "factor_missing", "fractional_litres",
    "blank_future_months", "missing_company_row",
  ],
}; // prettier-ignore

export function repairOf(rule: string): Repair {
  const found = Object.entries(RULES).find(([, rules]) => rules.includes(rule));
  return (found?.[0] as Repair | undefined) ?? "nothing";
}

export interface RepairGroup {
  repair: Repair;
  groups: readonly FindingsGroup[];
}

/** Groups under what they call for: each part with what was kept out first, the part with the most litres first. */
export function byRepair(groups: readonly FindingsGroup[]): RepairGroup[] {
  const found = new Map<Repair, FindingsGroup[]>();
  for (const each of groups) {
    const repair = repairOf(each.rule);
    found.set(repair, [...(found.get(repair) ?? []), each]);
  }
  const blocked = ({ groups: own }: RepairGroup) => own.some((each) => each.severity === "blocks");
  const litres = ({ groups: own }: RepairGroup) => own.reduce((total, each) => total + each.litres, 0);
  return [...found]
    .map(([repair, own]): RepairGroup => ({ repair, groups: own }))
    .sort(
      (a, b) =>
        Number(a.repair === "nothing") - Number(b.repair === "nothing") ||
        Number(blocked(b)) - Number(blocked(a)) ||
        litres(b) - litres(a),
    );
}
