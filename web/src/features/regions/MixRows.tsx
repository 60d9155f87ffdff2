import type { Row } from "../../charts/view";
import { valueName } from "../../client/labels";
import { percent, points } from "../../ui/numbers";
import { productVariable } from "../../charts/palette";
import { regions as words } from "../../words/regions";

interface MixRowsProps {
  rows: readonly Row[];
  /** The same parts of the whole country. */
  whole: readonly Row[];
  country: string;
}

/** What parts of a region's tonnes each product is, with the country's own parts as a line across the bars. */
export function MixRows({ rows, whole, country }: MixRowsProps) {
  const parts = new Map(whole.map((row) => [row["product"], Number(row["share_tonnes"])]));
  const shown = rows
    .filter((row) => Number(row["share_tonnes"]) > 0.0005)
    .sort((a, b) => Number(b["share_tonnes"]) - Number(a["share_tonnes"]));
  const widest = Math.max(
    ...shown.flatMap((row) => [Number(row["share_tonnes"]), parts.get(row["product"] ?? "") ?? 0]),
  );
  return (
    <ul className="flex flex-col gap-3">
      {shown.map((row) => {
        const product = String(row["product"]);
        const part = Number(row["share_tonnes"]);
        const usual = parts.get(product);
        return (
          <li key={product} className="text-sm">
            <p className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate">{valueName("product", product)}</span>
              <span className="figures font-medium">{percent(part)}</span>
            </p>
            <div className="relative mt-1 h-2.5 rounded-full bg-sunken" aria-hidden="true">
              <div
                className="h-full rounded-full"
                style={{ width: `${(part / widest) * 100}%`, background: `var(${productVariable(product)})` }}
              />
              {usual !== undefined && (
                <div
                  className="absolute -inset-y-1 w-0.5 rounded bg-ink"
                  style={{ left: `calc(${(usual / widest) * 100}% - 1px)` }}
                />
              )}
            </div>
            {usual !== undefined && (
              <p className="figures mt-1 flex justify-between gap-3 text-xs text-faint">
                {words.mix.country(usual, country)}
                <span>{points(part - usual)}</span>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
