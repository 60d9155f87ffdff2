import { useMemo } from "react";
import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { monthName } from "../../ui/dates";
import { Segmented } from "../../ui/Segmented";
import { useUrlChoice } from "../../ui/urlState";
import { companies as words } from "../../words/companies";
import { scopeWords } from "../../words/scope";
import { Panel } from "../panels/Panel";
import { indexed } from "./derive";
import { KeyTable } from "./KeyTable";
import { PricePanel } from "./PricePanel";
import { besideQuestion, historyQuestion, standingQuestion, type Frame } from "./questions";

interface SideBySideProps {
  companies: readonly string[];
  page: Frame;
  /** How many more were chosen than there is room for. */
  left: number;
}

/** Two to five companies: their key figures, their volumes, their shares, what they sell and what they ask for it. */
export function SideBySide({ companies, page, left }: SideBySideProps) {
  const { scope, usual } = page;
  const span = scope.from || scope.to ? scope : usual;
  return (
    <>
      {left > 0 && <p className="text-sm text-soft">{words.beside.tooMany(companies.length + left)}</p>}
      <Panel
        id="figures"
        title={words.beside.figures}
        hint={words.list.hint(page.source, scopeWords.span(span.from, span.to))}
        question={{ ...standingQuestion(page), only: [{ dimension: "company", in: [...companies] }] }}
        view={{ kind: "table", x: "company", y: "volume" }}
        height={260}
        picture={(rows) => <KeyTable companies={companies} rows={rows} unit={page.unit} />}
      />
      <div className="grid gap-6 lg:grid-cols-12">
        <Volumes companies={companies} page={page} />
        <Panel
          className="lg:col-span-6"
          id="share"
          title={words.beside.share}
          hint={words.share.hint(page.source)}
          question={historyQuestion(page, companies)}
          view={{ kind: "line", x: "quarter", y: "share", series: "company" }}
        />
        <Panel
          className="lg:col-span-6"
          id="mix"
          title={words.beside.mix}
          hint={words.beside.mixHint}
          question={besideQuestion(page, companies, "product")}
          view={{ kind: "bar", x: "company", y: "volume", series: "product", asShare: true }}
        />
        <PricePanel className="lg:col-span-12" companies={companies} scope={scope} />
      </div>
    </>
  );
}

function Volumes({ companies, page }: Omit<SideBySideProps, "left">) {
  const [how, setHow] = useUrlChoice<"absolute" | "indexed">("volumes", ["absolute", "indexed"]);
  const question = besideQuestion(page, companies, "month");
  const rows = useAnswer(question, true).data?.rows;
  const base = useMemo(() => indexed(rows ?? []).base, [rows]);
  const isIndexed = how === "indexed";
  return (
    <Panel
      className="lg:col-span-12"
      id="volumes"
      title={words.beside.volumes}
      hint={isIndexed && rows && (base ? words.beside.base(monthName(base)) : words.beside.noBase)}
      question={question}
      view={{
        kind: "line",
        x: "month",
        y: "volume",
        series: "company",
        ...(isIndexed && { format: "index" }),
      }}
      {...(isIndexed && { derive: (all: readonly Row[]) => indexed(all).rows })}
      actions={
        <Segmented
          label={words.beside.how}
          name="volumes"
          options={[
            { value: "absolute", label: words.beside.absolute },
            { value: "indexed", label: words.beside.indexed },
          ]}
          value={how}
          onChange={setHow}
        />
      }
    />
  );
}
