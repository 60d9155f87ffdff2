import { useMemo } from "react";
import type { Query } from "../../client/contract";
import { useAnswer } from "../../client/queries";
import { useUrlText } from "../../ui/urlState";
import { useScope } from "../scope";
import { chosenFuel, fuelFilters, fuelsOf, type Fuel } from "./fuels";

export interface FuelInUse {
  fuels: readonly Fuel[];
  fuel: Fuel | undefined;
  /** What limits a question to the fuel and the kind of price. */
  filters: NonNullable<Query["filters"]>;
  choose: (code: string) => void;
  isLoading: boolean;
  fault: unknown;
}

/** The fuel that the address names, out of those that have prices of a kind. */
export function useFuel(kind: string): FuelInUse {
  const scope = useScope();
  const [code] = useUrlText("fuel");
  const ofKind = { dimension: "kind", in: [kind] };
  const answer = useAnswer({
    measures: ["prices"],
    dimensions: ["product", "grade"],
    filters: [ofKind],
    ...(scope.asOf && { as_of: scope.asOf }),
  });
  const fuels = useMemo(() => fuelsOf(answer.data?.rows ?? []), [answer.data]);
  const fuel = chosenFuel(fuels, code, scope.products[0] ?? "");
  return {
    fuels,
    fuel,
    filters: [ofKind, ...(fuel ? fuelFilters(fuel, fuels) : [])],
    choose: useChoice(fuels),
    isLoading: answer.isLoading,
    fault: answer.error,
  };
}

/** A product is part of the scope that all pages share, its grade is this page's own. */
function useChoice(fuels: readonly Fuel[]) {
  const scope = useScope();
  const [, setCode] = useUrlText("fuel");
  return (code: string) => {
    const product = fuels.find((each) => each.code === code)?.product;
    scope.set({ products: product ? [product] : [] });
    setCode(code.includes(":") ? code : "");
  };
}
