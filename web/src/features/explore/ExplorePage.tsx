import { useMemo } from "react";
import { useCatalogue, type Subject } from "../../client/catalogue";
import type { Query } from "../../client/contract";
import { useCountry } from "../../client/country";
import { columnName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { ChartTable } from "../../charts/ChartTable";
import type { View } from "../../charts/view";
import { Card } from "../../ui/Card";
import { exactNumber } from "../../ui/numbers";
import { Select } from "../../ui/Select";
import { ErrorState, Skeleton } from "../../ui/states";
import { charts } from "../../words/charts";
import { explore as words } from "../../words/explore";
import { Panel } from "../panels/Panel";
import { PanelPage } from "../panels/PanelPage";
import { Actions } from "./Actions";
import { askable } from "./asked";
import { Builder } from "./Builder";
import { Refusal } from "./Refusal";
import { useAsked, type Asked } from "./useAsked";
import { columnsOf, viewFor, viewsOf } from "../panels/views";

const HEIGHT = 360;

/** Any question of the semantic model, made by hand; question and view stand in the address. */
export function ExplorePage() {
  const asked = useAsked();
  const question = useMemo(() => askable(asked.question), [asked.question]);
  const catalogue = useCatalogue();
  const title = titleOf(question);
  if (catalogue.error) return <ErrorState fault={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  const subjects = catalogue.data?.subjects;
  const subject = subjects && (subjectOf(subjects, question) ?? subjects[0]);

  return (
    <PanelPage title={words.title} hint={words.hint} takenAs={title}>
      <Actions asked={asked} title={title} question={question} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        {subjects && subject ? (
          <Builder
            subjects={subjects}
            subject={subject}
            question={asked.question}
            onAsk={(next) => asked.ask(next)}
          />
        ) : (
          <Skeleton className="h-128" />
        )}
        <Answer asked={asked} question={question} title={title} />
      </div>
    </PanelPage>
  );
}

interface AnswerProps {
  asked: Asked;
  question: Query;
  title: string;
}

function Answer({ asked, question, title }: AnswerProps) {
  const answer = useAnswer(question, true);
  const view = viewFor(question, asked.kept);
  const country = useCountry(view.kind === "tiles");
  const fault = answer.isPlaceholderData ? null : answer.error;
  if (fault)
    return (
      <Refusal
        fault={fault}
        question={question}
        onAsk={(next) => asked.ask(next)}
        onRetry={() => void answer.refetch()}
      />
    );
  const rows = answer.data?.rows;
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Panel
        id="answer"
        title={title}
        question={question}
        view={view}
        height={HEIGHT}
        regions={country.data?.regions}
        actions={<ViewChoice asked={asked} question={question} view={view} />}
      />
      {view.kind !== "table" && rows && rows.length > 0 && (
        <Card title={words.answer} hint={words.rows(exactNumber(rows.length))}>
          <ChartTable title={words.answer} rows={rows} height={480} />
        </Card>
      )}
    </div>
  );
}

/** What the answer is seen as, and which of its figures is drawn. */
function ViewChoice({ asked, question, view }: { asked: Asked; question: Query; view: View }) {
  const views = viewsOf(question, view.y);
  const columns = columnsOf(question);
  const named = (each: View) => (each.asShare ? charts.shareOfWhole : charts.kinds[each.kind]);
  return (
    <>
      {columns.length > 1 && (
        <Select
          label={words.valueShown}
          value={view.y}
          onChange={(y) => asked.ask(asked.question, viewFor(question, { kind: view.kind, y }))}
          options={columns.map((value) => ({ value, label: columnName(value) }))}
        />
      )}
      <Select
        label={words.view}
        value={named(view)}
        onChange={(name) => asked.ask(asked.question, views.find((each) => named(each) === name) ?? null)}
        options={views.map(named)}
      />
    </>
  );
}

function subjectOf(subjects: readonly Subject[], { measures }: Query): Subject | undefined {
  return subjects.find((each) => each.measures.some(({ measure }) => measure === measures[0]));
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(words.and);
}

/** `Volume and share by month and product`. */
function titleOf({ measures, dimensions = [] }: Query): string {
  const lower = (names: readonly string[]) =>
    listed(names.map((each, at) => (at === 0 ? columnName(each) : columnName(each).toLowerCase())));
  return words.titleOf(lower(measures), lower(dimensions).toLowerCase());
}
