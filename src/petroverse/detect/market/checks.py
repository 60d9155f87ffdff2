"""The checks: each a few questions, and what its rows say; the same ones find a finding and re-compute it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from petroverse.detect.market.asked import Asked, Columns, Run, asked, narrowed
from petroverse.detect.market.figure_checks import copied_months, final_digits, repeated_blocks, stages_apart
from petroverse.detect.market.finding import Evidence, Signal
from petroverse.detect.market.knowledge import Knowledge
from petroverse.detect.market.members import MEMBERS, Member
from petroverse.detect.market.panel import Panel, month_after, panel_of
from petroverse.detect.market.price_checks import below_floor, copied_prices, price_moves, price_slips
from petroverse.detect.market.shifts import shift_signals
from petroverse.detect.market.volume_checks import View, groups_of, volume_signals

__all__ = ["Check", "check_of", "part_asked", "price_checks", "recomputed", "volume_checks", "volume_question"]

_Way = Callable[[Panel, Sequence[str], Knowledge], Iterator[Signal]]
"""A check of a panel's months."""

_HALVES: Final = ("06", "12")
_FLOOR_KIND: Final = "floor"
_PUMP_KIND: Final = "ex_pump"


@dataclass(frozen=True, slots=True)
class Check:
    """One look at some rows.

    Attributes:
        questions: What it reads.
        signals: What the answers say, in the order of the questions.
    """

    questions: tuple[Asked, ...]
    signals: Callable[[Sequence[Columns]], Iterable[Signal]]


def part_asked(source: str, knowledge: Knowledge) -> str:
    """The dimension of the parts that a source tells apart; empty where it tells of the whole country."""
    return {"regional": knowledge.regions_by, "omc": "company", "bidec": "company"}.get(source, "")


def volume_question(source: str, knowledge: Knowledge) -> Asked:
    """Every figure of a source, month by month."""
    part = part_asked(source, knowledge)
    return asked("volume", "month", "product", *([part] if part else []), "unit", source=source)


def volume_checks(source: str, knowledge: Knowledge, judged: Callable[[Panel], Sequence[str]]) -> list[Check]:
    """Every check of a source's figures.

    Args:
        source: The source.
        knowledge: What its country tells.
        judged: Gives the months of a panel that are to be judged.
    """
    question, part = volume_question(source, knowledge), part_asked(source, knowledge)
    ways: list[_Way] = [partial(_course, "share"), partial(_course, "mix")]
    if part:
        ways += [_shifted, _copied]
    if part == "company":
        ways += [_blocks, _digits]

    def read(way: _Way, answers: Sequence[Columns]) -> Iterator[Signal]:
        panel = panel_of(source, answers[0], part)
        return way(panel, judged(panel), knowledge)

    return [Check((question,), partial(read, way)) for way in ways]


def price_checks(since: str) -> list[Check]:
    """Every check of prices from a window on."""
    prices, floors, suspects, medians = _price_questions()
    average = asked("average_price", "window", "company", "product", "unit", kind=_PUMP_KIND)
    return [
        Check((prices, floors), lambda answers: _from(since, below_floor(*answers))),
        Check((suspects, medians), lambda answers: _from(since, price_slips(*answers))),
        Check((average,), lambda answers: _from(since, price_moves(answers[0]))),
        Check((average,), lambda answers: _from(since, copied_prices(answers[0]))),
    ]


def stage_check(months: Callable[[Columns], Sequence[str]], knowledge: Knowledge) -> Check:
    """Whether the stages of the same litres agree."""
    question: Asked = {
        "measures": ["supplied", "loaded", "marketed", "nationwide"],
        "dimensions": ["month", "product", "unit"],
        "filters": [],
    }
    return Check((question,), lambda answers: stages_apart(answers[0], months(answers[0]), knowledge))


def check_of(signal: Signal, knowledge: Knowledge) -> Check:
    """The check of one signal alone: the fewest rows that re-compute it."""
    node, until = signal.node, signal.until
    if node.source == "price":
        return _one_price(signal)
    if node.source == "reconciliation":
        plain = stage_check(lambda _: [until], knowledge)
        return Check((narrowed(plain.questions[0], month=(until, until), product=node.product),), plain.signals)
    question, part = volume_question(node.source, knowledge), part_asked(node.source, knowledge)
    only = {"month": ("", until)}
    ways: dict[str, _Way] = {
        "mix": partial(_course, "mix"), "shift": _shifted, "copied_month": _copied, "repeated_block": _blocks,
        "last_digits": _digits,
    }  # fmt: skip
    way = ways.get(signal.kind, partial(_course, "share"))
    if signal.kind in ("level", "share", "unit_slip", "shift"):
        question = narrowed(question, product=node.product, month=only["month"])
    elif signal.kind == "mix" and part:
        question = narrowed(question, month=only["month"], **{part: node.company or node.region})
    else:
        question = narrowed(question, month=only["month"])
    since = month_after(until, -11) if signal.kind == "last_digits" else until

    def read(answers: Sequence[Columns]) -> Iterator[Signal]:
        panel = panel_of(node.source, answers[0], part)
        return way(panel, [each for each in panel.months if since <= each <= until], knowledge)

    return Check((question,), read)


def recomputed(signal: Signal, evidence: Evidence, run: Run, knowledge: Knowledge) -> Signal | None:
    """The signal as its own evidence gives it now; None where the rows say it no more."""
    check = check_of(signal, knowledge)
    answers = [run(question) for question in evidence.questions]
    return next((each for each in check.signals(answers) if each.key == signal.key), None)


def _course(
    view: View, panel: Panel, months: Sequence[str], knowledge: Knowledge, members: Sequence[Member] = MEMBERS
) -> Iterator[Signal]:
    for siblings in groups_of(panel, view):
        yield from volume_signals(siblings, view, months, knowledge, members)


def _shifted(panel: Panel, months: Sequence[str], knowledge: Knowledge) -> Iterator[Signal]:
    """At the end of each half year, and at the newest month."""
    last = max(months, default="")
    for siblings in groups_of(panel, "share"):
        for month in months:
            if month == last or month[5:] in _HALVES:
                yield from shift_signals(siblings, month, knowledge)


def _copied(panel: Panel, months: Sequence[str], _: Knowledge) -> Iterator[Signal]:
    return copied_months(panel, months)


def _blocks(panel: Panel, months: Sequence[str], _: Knowledge) -> Iterator[Signal]:
    return repeated_blocks(panel, months)


def _digits(panel: Panel, months: Sequence[str], _: Knowledge) -> Iterator[Signal]:
    return final_digits(panel, months)


def _price_questions() -> tuple[Asked, Asked, Asked, Asked]:
    return (
        asked("minimum_price", "window", "company", "product", "unit", kind=_PUMP_KIND),
        asked("maximum_price", "window", "product", "unit", kind=_FLOOR_KIND),
        asked("suspects", "window", "company", "product", "printed", kind=_PUMP_KIND, standing="suspect"),
        asked("median_price", "window", "product", "unit", kind=_PUMP_KIND),
    )


def _one_price(signal: Signal) -> Check:
    place = {"below_floor": 0, "unit_slip": 1, "price_move": 2, "copied_prices": 3}[signal.kind]
    check = price_checks("")[place]
    only: dict[str, str | tuple[str, str]] = {}
    if signal.kind != "copied_prices":
        only["product"] = signal.node.product
    return Check(tuple(narrowed(each, **only) for each in check.questions), check.signals)


def _from(since: str, signals: Iterable[Signal]) -> Iterator[Signal]:
    return (each for each in signals if each.until >= since)
