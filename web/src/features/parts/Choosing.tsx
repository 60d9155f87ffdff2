import { useState } from "react";
import { Card } from "../../ui/Card";
import { Chip } from "../../ui/Chip";
import { Combobox, MultiCombobox } from "../../ui/Combobox";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { words as all } from "../../words/parts";

const words = all.choosing;
const UNITS = [
  { value: "L", label: words.litres },
  { value: "kg", label: words.kilograms },
] as const;
const COMPANIES = Array.from({ length: 1000 }, (_, at) => ({
  value: `c${at}`,
  label: words.company(at + 1),
}));

/** Every way to choose. */
export function Choosing() {
  const [unit, setUnit] = useState<"L" | "kg">("L");
  const [year, setYear] = useState("2024");
  const [one, setOne] = useState("");
  const [some, setSome] = useState<readonly string[]>(["c1", "c4"]);
  return (
    <Card title={words.title} hint={words.hint}>
      <div className="flex flex-wrap items-center gap-3">
        <Segmented label={words.unit} name="parts-unit" options={UNITS} value={unit} onChange={setUnit} />
        <Select label={words.year} value={year} onChange={setYear} options={["2022", "2023", "2024"]} />
        <Combobox label={words.one} none={words.one} options={COMPANIES} value={one} onChange={setOne} />
        <MultiCombobox
          label={words.some}
          none={words.some}
          options={COMPANIES}
          values={some}
          onChange={setSome}
        />
        <MultiCombobox label={words.empty} none={words.empty} options={[]} values={[]} onChange={setSome} />
      </div>
      <div className="mt-5 flex flex-wrap items-center gap-2">
        <Chip label={words.chip} />
        {some.map((each) => (
          <Chip
            key={each}
            label={COMPANIES.find(({ value }) => value === each)?.label ?? each}
            onRemove={() => setSome(some.filter((other) => other !== each))}
          />
        ))}
        <Chip label={words.longChip} onRemove={() => undefined} />
      </div>
    </Card>
  );
}
