/** What the platform holds to choose from, asked of it and never assumed. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Query } from "../../client/contract";
import { call } from "../../client/requests";
import type { CountUnit } from "../../ui/numbers";
import { useScope } from "./useScope";

export interface HeldMonths {
  first: string;
  latest: string;
}

const MINUTES_5 = 300_000;

/** The months that have figures of a source, as known on the chosen day; null for none, undefined until that is known. */
export function useMonths(source: string): HeldMonths | null | undefined {
  const { asOf } = useScope();
  const question: Query = {
    measures: ["cells"],
    dimensions: ["month"],
    filters: [{ dimension: "source", in: [source] }],
    ...(asOf && { as_of: asOf }),
  };
  const { data } = useQuery({
    queryKey: ["query", question],
    queryFn: () => call("post", "/api/query", { body: question }),
    staleTime: MINUTES_5,
    placeholderData: keepPreviousData,
  });
  const months = (data?.rows ?? [])
    .filter((row) => Number(row["cells"]) > 0)
    .map((row) => String(row["month"]));
  const [first, latest] = [months[0], months.at(-1)];
  if (!data) return undefined;
  return first && latest ? { first, latest } : null;
}

/** The newest month that has figures of a source, such as `2024-12`. */
export function useLatest(source: string): string | undefined {
  return useMonths(source)?.latest;
}

/** Every value of a dimension that a subject has: volumes unless said, and those of one source where it names them. */
export function useValues(
  dimension: string,
  isWanted = true,
  of: { subject?: string; source?: string } = {},
) {
  const { subject = "volume", source = "" } = of;
  const names = subject === "volume" && NAMING[source] === dimension;
  const question: Query = {
    measures: ["cells"],
    dimensions: [dimension],
    filters: [{ dimension: "source", in: [source] }],
  };
  return useQuery({
    queryKey: ["values", dimension, subject, names ? source : ""],
    queryFn: async () => {
      if (names)
        return (await call("post", "/api/query", { body: question })).rows.map((row) =>
          String(row[dimension]),
        );
      const { values } = await call("get", "/api/values/{dimension}", { path: { dimension } });
      return values.filter((each) => each.subjects.includes(subject)).map((each) => String(each.value));
    },
    staleTime: MINUTES_5,
    enabled: isWanted,
  });
}

/** What the tables of a source name. */
const NAMING: Readonly<Record<string, string>> = { omc: "company", bidec: "company", depot: "depot" };

export interface ProductGroup {
  name: string;
  products: readonly string[];
}

const PRODUCTS: Query = { measures: ["cells"], dimensions: ["product_group", "product", "unit", "source"] };

/** The unit that the page counts in: as chosen, else that of its products, and litres where there are both. */
export function useUnit(): CountUnit {
  const { unit, products } = useScope();
  const { data } = useQuery({
    queryKey: ["query", PRODUCTS],
    queryFn: () => call("post", "/api/query", { body: PRODUCTS }),
    staleTime: MINUTES_5,
  });
  const units = (data?.rows ?? [])
    .filter((row) => products.length === 0 || products.includes(String(row["product"])))
    .map((row) => row["unit"]);
  return unit || (units.length > 0 && !units.includes("L") ? "kg" : "L");
}

/** The products that have volumes, by their groups. */
export function useProductGroups(isWanted = true) {
  return useQuery({
    queryKey: ["query", PRODUCTS],
    queryFn: () => call("post", "/api/query", { body: PRODUCTS }),
    select: (answer): ProductGroup[] => {
      const groups = new Map<string, Set<string>>();
      for (const row of answer.rows) {
        const name = String(row["product_group"]);
        groups.set(name, (groups.get(name) ?? new Set()).add(String(row["product"])));
      }
      return [...groups].map(([name, products]) => ({ name, products: [...products] }));
    },
    staleTime: MINUTES_5,
    enabled: isWanted,
  });
}
