"""The question as the OpenAPI document describes it: the same words on the command line, in a link and in JSON.

The model checks forms alone. What the words mean, and which belong together, is for ``question_from_json`` to say, with
the nearest question that has an answer.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from petroverse.api.conditional import FormatName
from petroverse.workflows import dimension_names, measure_names

__all__ = ["EXAMPLES", "Question", "QuestionWords"]

_DIMENSIONS: Final = list(dict.fromkeys(dimension_names()))
_MEASURES: Final = list(measure_names())
_LEVEL: Final = "^region_[a-z0-9_]+$"

EXAMPLES: Final[dict[str, Any]] = {
    "national volume": {
        "summary": "National volume by month and product",
        "value": {
            "measures": ["volume"],
            "dimensions": ["month", "product"],
            "filters": [{"dimension": "source", "in": ["national"]}],
        },
    },
    "largest companies": {
        "summary": "The five largest marketers of a year, the rest as others",
        "value": {
            "measures": ["volume", "share"],
            "dimensions": ["year", "company"],
            "filters": [
                {"dimension": "source", "in": ["omc"]},
                {"dimension": "product", "in": ["gasoline"]},
                {"dimension": "year", "in": [2024]},
            ],
            "top": {"n": 5, "dimension": "company", "by": "volume"},
        },
    },
    "a chart's series": {
        "summary": "Month by month, the five largest marketers of a year: a row for each month and series",
        "value": {
            "measures": ["volume"],
            "dimensions": ["month", "company"],
            "filters": [
                {"dimension": "source", "in": ["omc"]},
                {"dimension": "product", "in": ["gasoline"]},
                {"dimension": "year", "in": [2024]},
            ],
            "top": {"n": 5, "dimension": "company"},
        },
    },
    "as it was known": {
        "summary": "Regional volume as known on a day",
        "value": {
            "measures": ["volume"],
            "dimensions": ["month", "region"],
            "filters": [{"dimension": "source", "in": ["regional"]}, {"dimension": "product", "in": ["gasoil"]}],
            "as_of": "2024-06-30",
        },
    },
}

_Measure = Annotated[str, Field(min_length=1, json_schema_extra={"enum": _MEASURES})]
_Dimension = Annotated[
    str,
    Field(min_length=1, json_schema_extra={"anyOf": [{"enum": _DIMENSIONS}, {"type": "string", "pattern": _LEVEL}]}),
]


def _whole(value: object) -> object:
    """JSON has one kind of number: 5.0 is the whole number 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_WHOLE: Final = BeforeValidator(_whole)
_Value = str | Annotated[int, Field(ge=0, le=9999), _WHOLE]
_STRICT: Final = ConfigDict(extra="forbid", strict=True, populate_by_name=False)


class FilterPart(BaseModel):
    """One limit: exactly one of ``in``, ``not``, or ``from`` with or without ``until`` (both periods belong to it)."""

    model_config = _STRICT

    dimension: _Dimension
    values_in: Annotated[list[_Value] | None, Field(alias="in", min_length=1, description="Only these values.")] = None
    values_not: Annotated[list[_Value] | None, Field(alias="not", min_length=1, description="All but these.")] = None
    first: Annotated[str | None, Field(alias="from", description="From this period, such as 2024-01.")] = None
    until: Annotated[str | None, Field(description="To this period, such as 2024-06.")] = None


class SpanPart(BaseModel):
    """The days asked about; both periods belong to it."""

    model_config = _STRICT

    first: Annotated[str, Field(alias="from", examples=["2024-01"])]
    until: Annotated[str, Field(examples=["2024-06"])]


class TopPart(BaseModel):
    """The largest values of a dimension, the same in each period, and one row ``others`` for the rest.

    ``"only": [{"dimension": "company", "not": ["others"]}]`` drops that row; shares stay those of the whole.
    """

    model_config = _STRICT

    n: Annotated[int, Field(ge=1, le=1000, description="How many."), _WHOLE]
    dimension: Annotated[str, Field(description="Of which; the last one that is no time if left out.")] = ""
    by: Annotated[str, Field(description="The measure that ranks them; the first that can be summed if left out.")] = ""


class SortPart(BaseModel):
    """One column to sort by."""

    model_config = _STRICT

    by: Annotated[str, Field(description="A column of the answer.")]
    descending: bool = False


class Question(BaseModel):
    """Measures by dimensions, within filters, as known at a time. Litres and kilograms never add, nor two sources."""

    model_config = _STRICT

    measures: Annotated[list[_Measure], Field(min_length=1, description="What is counted; see /api/catalogue.")]
    dimensions: Annotated[list[_Dimension], Field(description="What it is split by, in the order of the columns.")] = []
    filters: Annotated[list[FilterPart], Field(description="What it is limited to; all hold together.")] = []
    span: Annotated[
        SpanPart | None, Field(description="The time asked about, both ends included; all if left out.")
    ] = None
    compare: Annotated[
        Literal["", "previous_period", "year_ago"],
        Field(description="Beside each measure the same of then: columns `_before`, `_change`, `_growth`."),
    ] = ""
    top: Annotated[TopPart | None, Field(description="The largest, and a row `others` for the rest.")] = None
    as_of: Annotated[
        str | None,
        Field(description="Only what publishers had made known by then: a day or an instant.", examples=["2024-06-30"]),
    ] = None
    as_recorded: Annotated[str | None, Field(description="Only what had been taken in by then.")] = None
    limit: Annotated[
        Annotated[int, Field(ge=1, le=10_000_000), _WHOLE] | None, Field(description="At most so many rows.")
    ] = None
    sort: Annotated[list[SortPart], Field(description="Order of the rows; that of the dimensions if left out.")] = []
    only: Annotated[
        list[FilterPart],
        Field(description="Show only these rows of the answer; shares and ranks stay those among all."),
    ] = []

    def as_json(self) -> dict[str, Any]:
        """What ``question_from_json`` reads."""
        return self.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)


class QuestionWords(BaseModel):
    """The same question in a link, in the words of the command line. A list is repeated or separated by commas."""

    model_config = ConfigDict(extra="forbid")

    measure: Annotated[
        list[str],
        Field(
            min_length=1,
            description="What is counted: several by comma, of one subject; each with its meaning in `/api/catalogue`.",
            examples=[["volume"]],
        ),
    ]
    by: Annotated[
        list[str],
        Field(
            description="What it is split by: several by comma; names in `/api/catalogue`. Times are `year`, `half`, "
            "`quarter`, `month` and the like.",
            examples=[["year,product"]],
        ),
    ] = []
    filter: Annotated[
        list[str],
        Field(
            description="One limit each; repeat it: `filter=source=omc&filter=year=2024`. `source=omc`, "
            "`product!=lpg`, `year=2023,2024`, `month>=2024-01`, `month=2024-01..2024-06`, "
            "`quarter=2024-Q1..2024-Q4` (both ends belong to it); a comma within a value is written `\\,`. "
            "Products may be called what people call them: `product=diesel` is read as `product=gasoil`, and a "
            "warning says so.",
            examples=[["source=national"]],
        ),
    ] = []
    span: Annotated[
        str,
        Field(
            description="The time asked about, both ends included: `2024-01..2024-06`; years, quarters and days also "
            "do. The same as a filter on the month; the earlier time that growth and comparisons need is read besides.",
        ),
    ] = ""
    compare: Annotated[
        Literal["", "previous_period", "year_ago"], Field(description="Adds columns `_before`, `_change`, `_growth`.")
    ] = ""
    top: Annotated[
        str,
        Field(
            description="`5`, `5:company` or `5:company:volume`: the largest of all that is asked about, the same in "
            "each period. It adds a row `others` for the rest together; `only=company!=others` drops it, and shares "
            "stay those of the whole."
        ),
    ] = ""
    sort: Annotated[str, Field(description="Columns; `-` before one for largest first: `-volume`")] = ""
    only: Annotated[
        list[str],
        Field(description="Show only these rows, written as a filter; shares and ranks stay those among all."),
    ] = []
    limit: Annotated[int | None, Field(ge=1, le=10_000_000, description="At most so many rows.")] = None
    as_of: Annotated[str, Field(description="Only what was made known by then: `2024-06-30`")] = ""
    as_recorded: Annotated[str, Field(description="Only what had been taken in by then.")] = ""
    format: FormatName = ""

    def options(self) -> dict[str, Any]:
        """What ``question_from_words`` takes beside measures, dimensions and filters."""
        return self.model_dump(exclude={"measure", "by", "filter", "format"})


Words = Annotated[QuestionWords, Query()]
