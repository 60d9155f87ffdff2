import { productVariable } from "../../charts/palette";
import type { MonthlySeries, Series } from "../../charts/series";
import { classes } from "../../ui/classes";
import { shortQuantity } from "../../ui/numbers";

interface ProductLegendProps {
  all: MonthlySeries;
  drawn: readonly Series[];
  chosen: readonly string[];
  onChoose: (products: readonly string[]) => void;
}

/** The key to the colours and the product filter in one: press to choose, press again to let go. */
export function ProductLegend({ all, drawn, chosen, onChoose }: ProductLegendProps) {
  const toggle = (code: string) =>
    onChoose(chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]);
  return (
    <div role="group" aria-label="Products" className="mt-4 flex min-h-9 flex-wrap gap-2">
      {all.series.map((each) => {
        const isDrawn = drawn.some((one) => one.code === each.code);
        return (
          <button
            key={each.code}
            type="button"
            aria-pressed={chosen.includes(each.code)}
            onClick={() => toggle(each.code)}
            className={classes(
              "inline-flex min-h-8 items-center gap-2 rounded-full border px-3 text-[0.8125rem] transition-colors pointer-coarse:min-h-11",
              chosen.includes(each.code)
                ? "border-accent bg-accent-wash text-ink"
                : "border-line text-soft hover:border-line-strong hover:text-ink",
            )}
          >
            <span
              aria-hidden="true"
              className="size-2.5 rounded-[3px]"
              style={{ background: `var(${isDrawn ? productVariable(each.code) : "--product-others"})` }}
            />
            {each.name}
            <span className="figures text-faint">{shortQuantity(each.total, all.unit)}</span>
          </button>
        );
      })}
      {chosen.length > 0 && (
        <button
          type="button"
          onClick={() => onChoose([])}
          className="min-h-8 rounded-full px-3 text-[0.8125rem] font-medium text-accent-strong hover:underline pointer-coarse:min-h-11"
        >
          Show all products
        </button>
      )}
    </div>
  );
}
