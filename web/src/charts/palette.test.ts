import { expect, test } from "vitest";
import { PRODUCT_NAMES } from "../client/products";
import { productVariable, withOpacity } from "./palette";

test("products that can stand in one picture have colours of their own", () => {
  const liquids = Object.keys(PRODUCT_NAMES).filter((each) => !each.startsWith("lpg"));
  const gases = Object.keys(PRODUCT_NAMES).filter((each) => each.startsWith("lpg"));
  for (const products of [liquids, gases]) {
    expect(new Set(products.map(productVariable)).size).toBe(products.length);
    expect(products.map(productVariable)).not.toContain("--product-others");
  }
});
test("a colour is let through", () => expect(withOpacity("rgb(1, 2, 3)", 0.5)).toBe("rgba(1, 2, 3, 0.5)"));
