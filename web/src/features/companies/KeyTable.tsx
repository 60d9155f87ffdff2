import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Row } from "../../charts/view";
import { shortName } from "../../client/labels";
import { IconButton } from "../../ui/Button";
import { Cross } from "../../ui/icons";
import { Change } from "../../ui/KpiTile";
import { exactNumber, percent } from "../../ui/numbers";
import { companies as words } from "../../words/companies";
import { useScope } from "../scope";
import { numberOf, signedPoints } from "./derive";

interface KeyTableProps {
  companies: readonly string[];
  rows: readonly Row[];
  unit: string;
}

interface Line {
  name: string;
  cell: (row: Row | undefined) => ReactNode;
}

/** One line a figure, one column a company, so that they are compared across. */
export function KeyTable({ companies, rows, unit }: KeyTableProps) {
  const scope = useScope();
  const rowOf = (company: string) => rows.find((row) => row["company"] === company);
  return (
    <div
      role="region"
      aria-label={words.beside.figures}
      tabIndex={0}
      className="-mx-5 overflow-x-auto sm:-mx-6"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{words.beside.figures}</caption>
        <thead>
          <tr>
            <td className="sticky left-0 min-w-20 bg-surface sm:min-w-28" />
            {companies.map((each) => (
              <th
                key={each}
                scope="col"
                className="min-w-28 px-2 pb-2 text-left align-bottom font-semibold last:pr-5 sm:min-w-36 sm:px-3"
              >
                <span className="flex items-start justify-between gap-1">
                  <Link
                    href={scope.link("/companies", { companies: [each] })}
                    title={each}
                    className="py-1 hover:underline"
                  >
                    {shortName(each)}
                  </Link>
                  <IconButton
                    icon={Cross}
                    label={words.beside.remove(each)}
                    onClick={() => scope.toggle("company", each)}
                  />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linesOf(unit).map(({ name, cell }) => (
            <tr key={name} className="border-t border-line">
              <th
                scope="row"
                className="sticky left-0 bg-surface py-2.5 pl-5 pr-2 text-left font-normal text-soft sm:pl-6"
              >
                {name}
              </th>
              {companies.map((each) => (
                <td key={each} className="figures px-2 py-2.5 last:pr-5 sm:px-3">
                  {cell(rowOf(each))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function linesOf(unit: string): readonly Line[] {
  const { rows } = words.beside;
  const said = (column: string, how: (value: number) => ReactNode) => (row: Row | undefined) => {
    const value = numberOf(row, column);
    return value === null ? words.unknown : how(value);
  };
  return [
    {
      name: rows.volume(unit),
      cell: said("volume", (value) => <b className="font-semibold">{exactNumber(value)}</b>),
    },
    { name: rows.change, cell: said("volume_growth", (value) => <Change change={value} against="" />) },
    { name: rows.share, cell: said("share", percent) },
    {
      name: rows.points,
      cell: said("share_change", (value) => (
        <Change change={value} said={words.figures.points(signedPoints(value))} against="" />
      )),
    },
    { name: rows.rank, cell: said("rank", exactNumber) },
    {
      name: rows.moved,
      cell: said("rank_change", (value) => (
        <Change change={-value} said={words.figures.places(Math.abs(value))} against="" />
      )),
    },
  ];
}
