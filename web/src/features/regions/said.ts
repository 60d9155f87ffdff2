/** What of the market and which time a panel's figures are, in words. */
import { valueName } from "../../client/labels";
import { regions as words } from "../../words/regions";
import { scopeWords } from "../../words/scope";
import type { Frame } from "./questions";

export function whatOf({ scope: { products }, unit }: Frame): string {
  if (products.length === 0) return words.allProducts[unit];
  return products.length > 2
    ? words.several(products.length)
    : products.map((each) => valueName("product", each)).join(", ");
}

export function timeOf({ times: { period } }: Frame): string {
  return scopeWords.span(period.from, period.until);
}

export function courseOf({ times: { course } }: Frame): string {
  return scopeWords.span(course.from, course.until);
}
