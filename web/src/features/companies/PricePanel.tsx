import { useCallback } from "react";
import type { Row } from "../../charts/view";
import { valueName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { Card } from "../../ui/Card";
import { Select } from "../../ui/Select";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { useUrlText } from "../../ui/urlState";
import { companies as words } from "../../words/companies";
import { Panel } from "../panels/Panel";
import type { Scope } from "../scope";
import { besideMarket, pricedProducts } from "./derive";
import { marketPricesQuestion, priceKindsQuestion, pricesQuestion, type Priced } from "./questions";

interface PricePanelProps {
  companies: readonly string[];
  scope: Scope;
  className: string;
}

/** What companies ask at the pump beside the market's lowest, middle and highest price of the same days. */
export function PricePanel({ companies, scope, className }: PricePanelProps) {
  const kinds = useAnswer(priceKindsQuestion(companies));
  const rows = kinds.data?.rows ?? [];
  const products = pricedProducts(rows);
  const [code, setCode] = useUrlText("price");
  const of = products.find((each) => codeOf(each) === code) ?? products[0];
  if (of)
    return <Prices key={codeOf(of)} {...{ companies, scope, className, of, products, setCode, rows }} />;
  return (
    <Card title={words.price.title} hint={words.price.hint} className={className}>
      {kinds.error ? (
        <ErrorState fault={kinds.error} onRetry={() => void kinds.refetch()} />
      ) : kinds.data ? (
        <EmptyState title={words.price.noneTitle}>{words.price.none}</EmptyState>
      ) : (
        <Skeleton className="h-72" />
      )}
    </Card>
  );
}

interface PricesProps extends PricePanelProps {
  of: Priced;
  products: readonly Priced[];
  setCode: (code: string) => void;
  rows: readonly Row[];
}

function Prices({ companies, scope, className, of, products, setCode, rows }: PricesProps) {
  const market = useAnswer(marketPricesQuestion(of, scope), true).data?.rows;
  const derive = useCallback((own: readonly Row[]) => besideMarket(own, market ?? [], words.price), [market]);
  const without = companies.filter(
    (each) => !rows.some((row) => row["company"] === each && row["kind"] === "ex_pump"),
  );
  return (
    <Panel
      className={className}
      id="price"
      title={companies.length > 1 ? words.beside.price : words.price.title}
      hint={words.price.hint}
      question={pricesQuestion(of, companies, scope)}
      view={{ kind: "line", x: "day", y: "average_price", series: "company", format: "price" }}
      derive={derive}
      note={without.length > 0 && words.price.noneOf(without.join(", "))}
      actions={
        <Select
          label={words.price.product}
          value={codeOf(of)}
          options={products.map((each) => ({
            value: codeOf(each),
            label: valueName("product", codeOf(each)),
          }))}
          onChange={setCode}
        />
      }
    />
  );
}

function codeOf({ product, grade }: Priced): string {
  return grade || product;
}
