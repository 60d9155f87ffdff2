import type { TankFound } from "../../../client/gauges";
import type { Tank } from "../../../client/network";
import { PRODUCT_NAMES, productName } from "../../../client/products";
import { Field } from "../../../ui/Field";
import { Select } from "../../../ui/Select";
import { gauge } from "../../../words/gauge";
import { freshTank, litresOf, type Fresh, type Meant, type Shape } from "./wanted";

const words = gauge.found;
const PRODUCTS = Object.entries(PRODUCT_NAMES).map(([value, label]) => ({ value, label }));
const SHAPES = Object.entries(gauge.tank.shapes).map(([value, label]) => ({ value, label }));
/** Before the id of a tank among the choices, so that no id can be taken for another choice. */
const KNOWN = "tank:";

interface TankFoundRowProps {
  found: TankFound;
  site: string;
  /** Those of the network that stand at the site. */
  tanks: readonly Tank[];
  meant: Meant;
  onChange: (meant: Meant) => void;
}

/** A tank of a gauge as it stands now, and which tank of the network it is. */
export function TankFoundRow({ found, site, tanks, meant, onChange }: TankFoundRowProps) {
  const isFresh = meant !== null && typeof meant !== "string";
  const choices = [
    { value: "fresh", label: words.fresh },
    ...tanks.map(({ id, product }) => ({ value: KNOWN + id, label: `${id}, ${productName(product)}` })),
  ];
  const choose = (value: string) => {
    if (value === "fresh") onChange(freshTank(site, found));
    else onChange(value ? value.slice(KNOWN.length) : null);
  };
  return (
    <li className="py-4">
      <div className="grid items-start gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,16rem)]">
        <Standing found={found} />
        <Select
          isField
          label={words.is(found.name)}
          all={words.leave}
          options={choices}
          value={isFresh ? "fresh" : meant === null ? "" : KNOWN + meant}
          onChange={choose}
        />
      </div>
      {isFresh && <FreshFields fresh={meant} onChange={onChange} />}
    </li>
  );
}

function Standing({ found }: { found: TankFound }) {
  const { name, label, level_m, volume_l, room_l, temp_c, water_m, alarms } = found;
  const full =
    volume_l !== null && room_l !== null && volume_l + room_l > 0 ? volume_l / (volume_l + room_l) : null;
  const told = [
    level_m !== null && words.level(level_m),
    volume_l !== null && words.litres(volume_l),
    temp_c !== null && words.temperature(temp_c),
    water_m !== null && water_m > 0 && words.water(water_m),
  ];
  return (
    <div className="min-w-0">
      <h3 className="break-words font-medium">{words.tank(name, label)}</h3>
      <p className="figures mt-0.5 text-sm text-soft">{told.filter(Boolean).join(" · ") || words.nothing}</p>
      {full !== null && (
        <>
          <span
            aria-hidden="true"
            className="mt-2 block h-3 max-w-80 overflow-hidden rounded-sm bg-sunken ring-1 ring-line"
          >
            <span className="block h-full bg-accent" style={{ width: `${Math.min(100, full * 100)}%` }} />
          </span>
          <p className="figures mt-1 text-xs text-faint">{words.full(full)}</p>
        </>
      )}
      {alarms.length > 0 && <p className="mt-1 text-sm font-medium text-caution">{alarms.join(", ")}</p>}
    </div>
  );
}

function FreshFields({ fresh, onChange }: { fresh: Fresh; onChange: (fresh: Fresh) => void }) {
  const said = gauge.tank;
  const change = (part: Partial<Fresh>) => onChange({ ...fresh, ...part });
  const litres = litresOf(fresh);
  const size = (label: string, name: "diameter" | "length" | "capacity" | "safeFill", hint?: string) => (
    <Field
      label={label}
      hint={hint}
      value={fresh[name]}
      type="number"
      step="any"
      min="0"
      inputMode="decimal"
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  return (
    <div className="mt-4 rounded-xl bg-sunken/60 p-4">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field
          label={said.id}
          value={fresh.id}
          maxLength={128}
          onChange={(event) => change({ id: event.target.value })}
        />
        <Select
          isField
          label={said.product}
          all={said.choose}
          options={PRODUCTS}
          value={fresh.product}
          onChange={(product) => change({ product })}
        />
        <Select
          isField
          label={said.shape}
          options={SHAPES}
          value={fresh.shape}
          onChange={(shape) => change({ shape: shape as Shape })}
        />
        {size(said.diameter, "diameter")}
        {size(fresh.shape === "vertical_cylinder" ? said.height : said.length, "length")}
        {size(said.capacity, "capacity", litres === null ? undefined : said.byShape(litres))}
        {size(said.safeFill, "safeFill")}
      </div>
      <p className="mt-3 text-sm text-soft">{said.hint}</p>
    </div>
  );
}
