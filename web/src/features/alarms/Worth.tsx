import { useAnswer } from "../../client/queries";
import type { Query } from "../../client/contract";
import { alarms as words } from "../../words/alarms";

interface WorthProps {
  product: string;
  litres: number;
}

/** What litres of a product are worth at the newest median pump price; nothing where no price is known. */
export function Worth({ product, litres }: WorthProps) {
  const question: Query = {
    measures: ["median_price"],
    dimensions: ["day"],
    filters: [{ dimension: "product", in: [product] }],
    sort: [{ by: "day", descending: true }],
    limit: 1,
  };
  const row = useAnswer(question).data?.rows[0];
  const [price, day] = [row?.["median_price"], row?.["day"]];
  if (typeof price !== "number" || typeof day !== "string") return null;
  return (
    <div className="contents">
      <dt className="text-faint">{words.money}</dt>
      <dd>{words.worth(Math.abs(litres) * price, String(row?.["unit"] ?? ""), day)}</dd>
    </div>
  );
}
