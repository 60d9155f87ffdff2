import { Spark } from "../../charts/Spark";
import { useAnswer } from "../../client/queries";
import { valueName } from "../../client/labels";
import { dayName } from "../../ui/dates";
import { KpiTile } from "../../ui/KpiTile";
import { exactNumber, percent, price, shortNumber } from "../../ui/numbers";
import { companies as words } from "../../words/companies";
import { scopeWords } from "../../words/scope";
import { courses, numberOf, pricedProducts, signedPoints, silence } from "./derive";
import {
  coursesQuestion,
  priceKindsQuestion,
  pricesQuestion,
  productsQuestion,
  standingQuestion,
  type Frame,
} from "./questions";

interface CompanyFiguresProps {
  company: string;
  /** The company with the names that its earlier figures stand under. */
  companies: readonly string[];
  page: Frame;
  latest: string;
}

/** The company's key figures, each beside the same time a year before. */
export function CompanyFigures({ company, companies, page, latest }: CompanyFiguresProps) {
  const { scope, usual, unit } = page;
  const standing = useAnswer(standingQuestion(page), true);
  const lines = useAnswer(coursesQuestion(page, latest), true);
  const own = standing.data?.rows.find((row) => row["company"] === company);
  const sellers = standing.data?.rows.filter((row) => numberOf(row, "volume")).length ?? 0;
  const span = scope.from || scope.to ? scope : usual;
  const period = scopeWords.span(span.from, span.to);
  const isHere = standing.data !== undefined;
  const said = (column: string, how: (value: number) => string) => {
    const value = numberOf(own, column);
    return isHere ? (value === null ? null : how(value)) : undefined;
  };
  const [points, places] = [numberOf(own, "share_change"), numberOf(own, "rank_change")];

  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-5">
      <KpiTile
        title={words.figures.volume}
        period={period}
        value={said("volume", shortNumber)}
        unit={unit}
        delta={{ change: numberOf(own, "volume_growth"), against: words.figures.onLastYear }}
        spark={
          <Spark
            values={courses(lines.data?.rows ?? [], latest).get(company) ?? []}
            className="h-7 w-full text-accent"
          />
        }
      />
      <KpiTile
        title={words.figures.volumeShare(page.source)}
        period={period}
        value={said("share", percent)}
        delta={{
          change: points,
          said: points === null ? "" : words.figures.points(signedPoints(points)),
          against: words.figures.onLastYear,
        }}
      />
      <KpiTile
        title={words.figures.rank}
        period={period}
        value={said("rank", exactNumber)}
        unit={words.figures.of(sellers)}
        delta={{
          change: places === null ? null : -places,
          said: places === null ? "" : words.figures.places(Math.abs(places)),
          against: words.figures.onLastYear,
        }}
      />
      <PriceFigure company={company} page={page} />
      <SilentMonths companies={companies} page={page} latest={latest} />
    </div>
  );
}

/** Its price on the latest day, and how far it lies from the market's middle. */
function PriceFigure({ company, page }: Pick<CompanyFiguresProps, "company" | "page">) {
  const kinds = useAnswer(priceKindsQuestion([company]));
  const of = pricedProducts(kinds.data?.rows ?? [])[0];
  const prices = useAnswer(
    pricesQuestion(of ?? { product: "gasoil", grade: "" }, [company], page.scope),
    true,
  );
  const last = prices.data?.rows.findLast((row) => numberOf(row, "average_price") !== null);
  const value = numberOf(last, "average_price");
  const isHere = kinds.data !== undefined && (!of || prices.data !== undefined);
  const spread = numberOf(last, "spread");
  return (
    <KpiTile
      title={words.figures.price}
      period={
        of && last ? `${valueName("product", of.grade || of.product)}, ${dayName(String(last["day"]))}` : ""
      }
      value={!isHere ? undefined : of && value !== null ? price(value) : null}
      unit={String(last?.["unit"] ?? "")}
      delta={
        spread === null
          ? undefined
          : {
              change: spread,
              said: price(Math.abs(spread)),
              against: words.figures.fromMedian,
              good: "neither",
            }
      }
      note={isHere && !(of && value !== null) && words.figures.noPrice}
    />
  );
}

function SilentMonths({
  companies,
  page,
  latest,
}: Pick<CompanyFiguresProps, "companies" | "page" | "latest">) {
  const answer = useAnswer(productsQuestion(page, companies), true);
  const { blank, zero, first } = silence(answer.data?.rows ?? [], page.scope.to || latest);
  return (
    <KpiTile
      title={words.figures.months}
      period={words.figures.since(first)}
      value={answer.data ? (first ? exactNumber(blank.length + zero.length) : null) : undefined}
      note={first && blank.length + zero.length > 0 && words.figures.monthsNote(blank.length, zero.length)}
    />
  );
}
