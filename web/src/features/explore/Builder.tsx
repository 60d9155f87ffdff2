import { readValue } from "../../charts/format";
import { useDimensionValues, type Subject } from "../../client/catalogue";
import type { Query } from "../../client/contract";
import { columnName, subjectName } from "../../client/labels";
import { Card } from "../../ui/Card";
import { Chip } from "../../ui/Chip";
import { Combobox } from "../../ui/Combobox";
import { Select } from "../../ui/Select";
import { explore as words } from "../../words/explore";
import { AsOfChoice } from "../scope";
import { firstOf, monthsOf, tidy, withDimensions, withFilter, withMeasures, withMonths } from "./asked";
import { Limits } from "./Limits";
import { Splits } from "./Splits";

interface BuilderProps {
  subjects: readonly Subject[];
  subject: Subject;
  question: Query;
  onAsk: (question: Query) => void;
}

const TOPS = [3, 5, 10, 20];

/** Every part of a question, each a control. */
export function Builder({ subjects, subject, question, onAsk }: BuilderProps) {
  const dimensions = [...subject.times, ...subject.dimensions];
  return (
    <Card title={words.question}>
      <div className="flex flex-col gap-5">
        <Select
          isField
          label={words.subject}
          value={subject.subject}
          onChange={(name) => onAsk(firstOf(subjects.find((each) => each.subject === name) ?? subject))}
          options={subjects.map((each) => ({ value: each.subject, label: subjectName(each.subject) }))}
        />
        <Measures subject={subject} question={question} onAsk={onAsk} />
        <Splits
          chosen={question.dimensions ?? []}
          all={dimensions}
          onChange={(next) => onAsk(withDimensions(question, next))}
        />
        <Limits
          filters={question.filters ?? []}
          subject={subject.subject}
          all={dimensions}
          onChange={(at, filter) => onAsk(withFilter(question, at, filter))}
        />
        <Times subject={subject} question={question} onAsk={onAsk} />
        <Select
          isField
          label={words.top}
          value={String(question.top?.n ?? "")}
          onChange={(n) => onAsk(tidy({ ...question, top: n ? { ...question.top, n: Number(n) } : null }))}
          options={[
            { value: "", label: words.all },
            ...[...new Set([...TOPS, question.top?.n ?? 3])]
              .sort((a, b) => a - b)
              .map((n) => ({ value: String(n), label: words.topOf(n) })),
          ]}
        />
      </div>
    </Card>
  );
}

function Measures({ subject, question, onAsk }: Omit<BuilderProps, "subjects">) {
  const chosen = question.measures;
  const known = subject.measures.filter((each) => chosen.some((name) => name === each.measure));
  const more = subject.measures.filter((each) => !known.includes(each));
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{words.measures}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {chosen.map((each) => (
          <Chip
            key={each}
            label={columnName(each)}
            {...(chosen.length > 1 && {
              onRemove: () =>
                onAsk(
                  withMeasures(
                    question,
                    chosen.filter((name) => name !== each),
                  ),
                ),
            })}
          />
        ))}
        <Combobox
          label={words.addMeasure}
          none={words.add}
          options={more.map((each) => ({ value: each.measure, label: columnName(each.measure) }))}
          value=""
          onChange={(next) => next && onAsk(withMeasures(question, [...chosen, next]))}
        />
      </div>
      <p className="mt-1.5 text-sm text-faint">{known.map((each) => each.meaning).join(" ")}</p>
    </fieldset>
  );
}

function Times({ subject, question, onAsk }: Omit<BuilderProps, "subjects">) {
  return (
    <>
      <Months subject={subject} question={question} onAsk={onAsk} />
      <Select
        isField
        label={words.compare}
        value={question.compare ?? ""}
        onChange={(next) => onAsk(tidy({ ...question, compare: next as NonNullable<Query["compare"]> }))}
        options={Object.entries(words.comparisons).map(([value, label]) => ({ value, label }))}
      />
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{words.asOf}</legend>
        <AsOfChoice
          asOf={question.as_of ?? ""}
          onChange={(day) => onAsk(tidy({ ...question, as_of: day }))}
        />
      </fieldset>
    </>
  );
}

/** From one month to another of those that have figures; what the address names stays, whatever there is. */
function Months({ subject, question, onAsk }: Omit<BuilderProps, "subjects">) {
  const { from, until } = monthsOf(question);
  const values = useDimensionValues("month", true);
  const held = (values.data ?? [])
    .filter((each) => each.subjects.includes(subject.subject))
    .map((each) => String(each.value));
  const options = (isFit: (month: string) => boolean, chosen: string) =>
    [...new Set([...held.filter(isFit), ...(chosen ? [chosen] : [])])]
      .sort()
      .reverse()
      .map((value) => ({ value, label: readValue("month", value) }));
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{words.time}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2">
        <Select
          label={words.fromMonth}
          value={from}
          all={words.firstMonth}
          options={options((each) => !until || each <= until, from)}
          onChange={(next) => onAsk(withMonths(question, next, until))}
        />
        <span aria-hidden="true" className="text-faint">
          –
        </span>
        <Select
          label={words.untilMonth}
          value={until}
          all={words.lastMonth}
          options={options((each) => !from || each >= from, until)}
          onChange={(next) => onAsk(withMonths(question, from, next))}
        />
      </div>
    </fieldset>
  );
}
