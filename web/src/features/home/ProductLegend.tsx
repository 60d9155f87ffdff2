import { useState, type ReactNode } from "react";
import { productVariable } from "../../charts/palette";
import { OTHERS, type MonthlySeries, type Series } from "../../charts/series";
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
  const [isWhole, setIsWhole] = useState(false);
  const others = drawn.find((each) => each.code === OTHERS);
  const listed = others && !isWhole ? drawn.filter((each) => each !== others) : all.series;
  const toggle = (code: string) =>
    onChoose(chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]);
  return (
    <div role="group" aria-label="Products" className="mt-4 flex min-h-9 flex-wrap gap-2">
      {listed.map((each) => (
        <Chip key={each.code} isPressed={chosen.includes(each.code)} onPress={() => toggle(each.code)}>
          <Mark code={drawn.includes(each) || !others ? each.code : OTHERS} />
          {each.name}
          <span className="figures text-faint">{shortQuantity(each.total, all.unit)}</span>
        </Chip>
      ))}
      {others && !isWhole && (
        <Chip onPress={() => setIsWhole(true)}>
          <Mark code={OTHERS} />
          {others.name}
          <span className="figures text-faint">{shortQuantity(others.total, all.unit)}</span>
        </Chip>
      )}
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

interface ChipProps {
  /** Left out where the chip is no filter but shows more of them. */
  isPressed?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Chip({ isPressed, onPress, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={onPress}
      className={classes(
        "inline-flex min-h-8 items-center gap-2 rounded-full border px-3 text-[0.8125rem] transition-colors pointer-coarse:min-h-11",
        isPressed
          ? "border-accent bg-accent-wash text-ink"
          : "border-line text-soft hover:border-line-strong hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}

function Mark({ code }: { code: string }) {
  return (
    <span
      aria-hidden="true"
      className="size-2.5 rounded-[3px]"
      style={{ background: `var(${productVariable(code)})` }}
    />
  );
}
