"""A question as a program writes it: built step by step, with parameters, and asked as often as you like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from petroverse.core.errors import QueryRefused

if TYPE_CHECKING:
    from petroverse.client.answer import Answer

__all__ = [
    "Between",
    "Excluding",
    "Parameter",
    "ParameterNotGiven",
    "Question",
    "Value",
    "between",
    "excluding",
    "parameter",
]


class ParameterNotGiven(QueryRefused):
    """A question has a parameter that was not given, or was given one that it does not have."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place in a question that is filled when it is asked."""

    name: str


Single = str | int | date | Parameter


@dataclass(frozen=True, slots=True)
class Between:
    """Periods from the first to the last; both belong to it, and either may be None."""

    first: Single | None
    last: Single | None


@dataclass(frozen=True, slots=True)
class Excluding:
    """Every value but these."""

    values: tuple[Single, ...]


Value = Single | Sequence[Single] | Between | Excluding


def parameter(name: str) -> Parameter:
    """A place in a question that ``Question.ask(name=…)`` fills."""
    return Parameter(name)


def between(first: Single | None, last: Single | None) -> Between:
    """Periods from the first to the last, both included.

    Example:
        >>> between("2024-01", "2024-06").last
        '2024-06'
    """
    return Between(first, last)


def excluding(*values: Single) -> Excluding:
    """Every value but these."""
    return Excluding(values)


@dataclass(frozen=True, slots=True)
class Question:
    """One question; each method gives another one and nothing is asked before ``ask``.

    Attributes:
        measures: What is counted.
        dimensions: What it is split by, in the order of the answer's columns.
        conditions: Dimension → what it is limited to.
        options: ``span``, ``compare``, ``top``, ``sort``, ``limit``, ``only``, ``as_of``, ``as_recorded`` as the API
            takes them.

    Example:
        >>> monthly = Question(("volume",)).by("month").where(company=parameter("company"))
        >>> monthly.document(company="GOIL")["filters"]
        [{'dimension': 'company', 'in': ['GOIL']}]
    """

    measures: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    conditions: Mapping[str, Value] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    _asker: Callable[[Mapping[str, Any]], Answer] | None = field(default=None, repr=False, compare=False)

    def by(self, *dimensions: str) -> Question:
        """The same, split further."""
        return replace(self, dimensions=(*self.dimensions, *dimensions))

    def where(self, conditions: Mapping[str, Value] | None = None, /, **more: Value) -> Question:
        """The same, limited further: a value, a list of them, ``between(…)``, ``excluding(…)`` or ``parameter(…)``."""
        return replace(self, conditions={**self.conditions, **(conditions or {}), **more})

    def known(self, as_of: date | str | None = None, *, as_recorded: date | str | None = None) -> Question:
        """The same, from what publishers had made known, or what had been taken in, by then."""
        return self._with(as_of=as_of and _text(as_of), as_recorded=as_recorded and _text(as_recorded))

    def compared(self, with_: Literal["previous_period", "year_ago"]) -> Question:
        """The same, beside what it was in the period before or a year ago."""
        return self._with(compare=with_)

    def top(self, count: int, dimension: str = "", *, by: str = "") -> Question:
        """The same for the largest values alone; all others together are ``others``."""
        return self._with(
            top={"n": count, **({"dimension": dimension} if dimension else {}), **({"by": by} if by else {})}
        )

    def sorted(self, *columns: str) -> Question:
        """The same in another order; ``-volume`` is largest first."""
        return self._with(sort=[{"by": each.removeprefix("-"), "descending": each.startswith("-")} for each in columns])

    def only(self, **shown: str | Sequence[str]) -> Question:
        """These rows alone; shares and ranks stay those among all: ``.by("year", "company").only(company="GOIL")``."""
        return self._with(only=[_condition(name, value, {}) for name, value in shown.items()])

    def limited(self, rows: int) -> Question:
        """At most so many rows of it."""
        return self._with(limit=rows)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names that ``ask`` must be given."""
        return tuple(sorted({each.name for value in self.conditions.values() for each in _singles(value)}))

    def document(self, **given: str | int | date | Sequence[str | int | date]) -> dict[str, Any]:
        """The question as JSON, as ``POST /api/query`` takes it.

        Raises:
            ParameterNotGiven: A parameter is missing, or there is none of that name.
        """
        if set(given) != set(self.parameters):
            wanted = ", ".join(self.parameters) or "none"
            raise ParameterNotGiven(
                f"given {', '.join(sorted(given)) or 'none'}", where="parameters", fix=f"this question takes: {wanted}"
            )
        filters = [_condition(name, value, given) for name, value in self.conditions.items()]
        parts = {"measures": list(self.measures), "dimensions": list(self.dimensions), "filters": filters}
        return {**parts, **self.options}

    def ask(self, **given: str | int | date | Sequence[str | int | date]) -> Answer:
        """Asks it.

        Raises:
            ParameterNotGiven: A parameter is missing, or there is none of that name.
            QueryRefused: It has no honest answer as it was asked.
            TypeError: It was built by hand, not by ``Connection.question``.
        """
        if self._asker is None:
            raise TypeError("this question knows no platform; build it with connection.question(…)")
        return self._asker(self.document(**given))

    def _with(self, **options: Any) -> Question:  # noqa: ANN401 - parts of a JSON document
        return replace(
            self, options={**self.options, **{name: each for name, each in options.items() if each is not None}}
        )


def _condition(name: str, value: Value, given: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(value, Between):
        ends = {"from": value.first, "until": value.last}
        return {"dimension": name} | {end: _filled(each, given)[0] for end, each in ends.items() if each is not None}
    kind = "not" if isinstance(value, Excluding) else "in"
    return {"dimension": name, kind: [text for each in _each(value) for text in _filled(each, given)]}


def _each(value: Value) -> tuple[Single, ...]:
    if isinstance(value, Between):
        return tuple(each for each in (value.first, value.last) if each is not None)
    if isinstance(value, Excluding):
        return value.values
    return (value,) if isinstance(value, str | int | date | Parameter) else tuple(value)


def _singles(value: Value) -> list[Parameter]:
    return [each for each in _each(value) if isinstance(each, Parameter)]


def _filled(value: Single, given: Mapping[str, Any]) -> list[str]:
    filled: Any = given[value.name] if isinstance(value, Parameter) else value
    return [_text(each) for each in ([filled] if isinstance(filled, str | int | date) else filled)]


def _text(value: str | int | date) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
