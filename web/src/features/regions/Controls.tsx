import { valueName } from "../../client/labels";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { regions as words } from "../../words/regions";
import { useProductGroups } from "../scope";
import type { Colour } from "./questions";
import type { FrameInUse } from "./useFrame";

const COLOURS: readonly Colour[] = ["volume", "growth", "share"];
const SEVERAL = "several";

/** What the map and the tables show, and of which product: what all pictures of the page have in common. */
export function Controls({ frame }: { frame: FrameInUse }) {
  return (
    <div className="-mb-2 flex max-w-full flex-wrap items-center gap-3">
      <div className="max-w-full overflow-x-auto whitespace-nowrap [scrollbar-width:none]">
        <Segmented
          label={words.colour}
          name="show"
          options={COLOURS.map((value) => ({ value, label: words.colours[value] }))}
          value={frame.colour}
          onChange={frame.setColour}
        />
      </div>
      <ProductChoice frame={frame} />
      {frame.divisions.length > 1 && (
        <Segmented
          label={words.division}
          name="level"
          options={frame.divisions.map((each) => ({
            value: each.level,
            label: words.divisionOf(each.regions.length),
          }))}
          value={frame.division.level}
          onChange={frame.setLevel}
        />
      )}
    </div>
  );
}

/** One product, or all of those that can be added up. */
function ProductChoice({ frame: { scope, unit } }: { frame: FrameInUse }) {
  const groups = useProductGroups();
  const held = [...new Set((groups.data ?? []).flatMap((each) => each.products))];
  const { products } = scope;
  return (
    <Select
      label={words.product}
      all={words.allProducts[unit]}
      value={products.length > 1 ? SEVERAL : (products[0] ?? "")}
      options={[
        ...(products.length > 1 ? [{ value: SEVERAL, label: words.several(products.length) }] : []),
        ...held.map((value) => ({ value, label: valueName("product", value) })),
      ]}
      onChange={(value) => value !== SEVERAL && scope.set({ products: value ? [value] : [], unit: "" })}
    />
  );
}
