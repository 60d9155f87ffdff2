"""The semantic model: measures by dimensions, compiled under a grant into one checked query; no store, no clock.

How a question is answered, where ``lake`` is the history and ``uow`` a look at the database::

    reads = subject_of(query.measures).reads
    snapshot = lake.snapshot(uow, grant.organisations, reads, as_of=query.as_of, as_recorded=query.as_recorded)
    compiled = compile_query(query, grant, Model(snapshot.holdings, pack))
    rows, counts = lake.run(compiled, snapshot), lake.run(compiled.sources, snapshot)
    answer = answer_of(compiled, rows, counts, snapshot.winners, remarks=snapshot.warnings)
    answer.as_json(answer.meta(lake.printed_sql(compiled, snapshot)))
"""

from __future__ import annotations

from petroverse.metrics.answer import Answer, EditionLine, SourceLine, answer_of
from petroverse.metrics.arguments import query_as_arguments, query_from_words
from petroverse.metrics.compile import CompiledQuery, Statement, compile_query
from petroverse.metrics.faults import (
    MeasureNotGranted,
    MixedSum,
    QueryUnreadable,
    RuleNotApplicable,
    UnknownWord,
    WordsDoNotFit,
)
from petroverse.metrics.model import Model
from petroverse.metrics.nameless import is_lacking, nameless, naming, refuse_nameless, stages_asked
from petroverse.metrics.narrowing import how_to_narrow
from petroverse.metrics.nearest import probably_meant
from petroverse.metrics.notation import instant, query_from_json, query_to_json
from petroverse.metrics.query import Comparison, Filter, Query, Sort, Top
from petroverse.metrics.scoping import scoped
from petroverse.metrics.subjects import Measure, Subject, subject_of, subjects
from petroverse.metrics.tables import answer_table

__all__ = [
    "Answer",
    "Comparison",
    "CompiledQuery",
    "EditionLine",
    "Filter",
    "Measure",
    "MeasureNotGranted",
    "MixedSum",
    "Model",
    "Query",
    "QueryUnreadable",
    "RuleNotApplicable",
    "Sort",
    "SourceLine",
    "Statement",
    "Subject",
    "Top",
    "UnknownWord",
    "WordsDoNotFit",
    "answer_of",
    "answer_table",
    "compile_query",
    "how_to_narrow",
    "instant",
    "is_lacking",
    "nameless",
    "naming",
    "probably_meant",
    "query_as_arguments",
    "query_from_json",
    "query_from_words",
    "query_to_json",
    "refuse_nameless",
    "scoped",
    "stages_asked",
    "subject_of",
    "subjects",
]
