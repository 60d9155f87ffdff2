"""How well alarms serve the people of one position: the figures that a review of thirty days asks for.

Source of the figures: ANSI/ISA-18.2-2016 (IEC 62682:2014), clause 16 with its table of recommended performance, and
EEMUA publication 191, for one operator position over at least thirty days. Only what called people counts: an alarm
that rose while it was suppressed did not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from petroverse.alarms.found import AlarmKey
from petroverse.alarms.rules import PRIORITIES, Priority
from petroverse.alarms.step import Told

__all__ = ["REVIEW", "Flood", "Health", "Measure", "Verdict", "floods", "health"]

Verdict = Literal["met", "tolerable", "missed", "too_few"]
"""Within the target; above it but below the ceiling; beyond; or so few alarms that a share says nothing."""

REVIEW: Final = timedelta(days=30)
"""How far back a review looks."""

_WINDOW: Final = timedelta(minutes=10)
_FLOOD_STARTS_ABOVE: Final = 10
_FLOOD_ENDS_BELOW: Final = 5
_CHATTER: Final = (3, timedelta(seconds=60))
_STALE: Final = timedelta(hours=24)
_TOP: Final = 10
_MIX: Final[dict[Priority, float]] = {"low": 0.80, "medium": 0.15, "high": 0.05}
_MIX_TOLERANCE: Final = 0.05
"""How far a share may lie off "about 80, 15 and 5 %": five points, our reading of "about"."""

_ENOUGH_FOR_MIX: Final = 20
_ENOUGH_FOR_TOP: Final = 200
"""Below twenty alarms one is more than 5 %; below two hundred, ten different ones are."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a review.

    Attributes:
        name: Such as ``per_hour``.
        value: The figure; a share is 0 to 1.
        target: What to stay within.
        ceiling: What is still tolerable; equal to the target where nothing is.
        verdict: See ``Verdict``.
    """

    name: str
    value: float
    target: float
    ceiling: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Flood:
    """More alarms than a person can answer.

    Attributes:
        start: When the first window above 10 in 10 minutes began.
        end: When the first window below 5 began, or the review ended.
        raised: How many there were in it.
    """

    start: datetime
    end: datetime
    raised: int


@dataclass(frozen=True, slots=True)
class Health:
    """A review of one position.

    Attributes:
        start: Its first instant.
        end: Its last, which does not belong to it.
        raised: How many alarms called people.
        measures: Each figure with its target and verdict.
        floods: Each flood.
        top: The ten most frequent alarms and how often each called.
        chattering: Those that called three times within a minute.
        stale: Those that were so at the end, and for longer than 24 h.
        unauthorised: Suppressions by people who may not.
    """

    start: datetime
    end: datetime
    raised: int
    measures: tuple[Measure, ...]
    floods: tuple[Flood, ...]
    top: tuple[tuple[AlarmKey, int], ...]
    chattering: tuple[AlarmKey, ...]
    stale: tuple[AlarmKey, ...]
    unauthorised: tuple[Told, ...]


def health(told: Iterable[Told], end: datetime, may_suppress: Collection[str], *, over: timedelta = REVIEW) -> Health:
    """The review of one position.

    Args:
        told: What was told of the alarms of its sites, in any order; what is older than the review is needed only for
            alarms that still stand.
        end: When the review ends, zoned; it does not belong to it.
        may_suppress: The people, and the logic, who may keep an alarm quiet.
        over: How long it looks back.
    """
    start = end - over
    known = sorted((each for each in told if each.at < end), key=lambda each: (each.at, each.word != "raised"))
    within = [each for each in known if each.at >= start]
    raised = [each for each in within if each.word == "raised" and not each.quiet_by]
    quieted = [each for each in within if each.word in ("shelved", "by_design", "out_of_service")]
    unauthorised = tuple(
        each for each in quieted if each.person not in may_suppress or (each.second and each.second not in may_suppress)
    )
    top = tuple(Counter(each.key for each in raised).most_common(_TOP))
    chattering, stale = _chattering(raised), _stale(known, end)
    found = floods([each.at for each in raised], start, end)
    counts = {"chattering": len(chattering), "stale": len(stale), "unauthorised": len(unauthorised)}
    measures = (*_rates(len(raised), over), _flooded(found, over), _topped(top, len(raised)), *_counted(counts))
    return Health(start, end, len(raised), measures + _mixed(raised), found, top, chattering, stale, unauthorised)


def floods(raised_at: Sequence[datetime], start: datetime, end: datetime) -> tuple[Flood, ...]:
    """The floods among the instants of alarms, by windows of ten minutes counted from the start.

    Args:
        raised_at: When each alarm called.
        start: The first instant.
        end: The last, which does not belong to it.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2024, 3, 1, 12, tzinfo=UTC)
        >>> floods([noon] * 11, noon, noon + timedelta(hours=1))[0].end.minute
        10
    """
    count = Counter((each - start) // _WINDOW for each in raised_at)
    found: list[Flood] = []
    last = -(-(end - start) // _WINDOW)
    for window in sorted(number for number, times in count.items() if times > _FLOOD_STARTS_ABOVE):
        if found and start + window * _WINDOW < found[-1].end:
            continue
        over = window
        while over < last and count[over] >= _FLOOD_ENDS_BELOW:
            over += 1
        times = sum(count[each] for each in range(window, over))
        found.append(Flood(start + window * _WINDOW, min(start + over * _WINDOW, end), times))
    return tuple(found)


def _rates(raised: int, over: timedelta) -> tuple[Measure, Measure]:
    return (
        _below("per_10_min", raised / (over / _WINDOW), 1.0, 2.0),
        _below("per_hour", raised / (over / timedelta(hours=1)), 6.0, 12.0),
    )


def _flooded(found: tuple[Flood, ...], over: timedelta) -> Measure:
    share = sum((each.end - each.start for each in found), timedelta()) / over
    return Measure("flooded_share", share, 0.01, 0.01, "met" if share < 0.01 else "missed")


def _topped(top: tuple[tuple[AlarmKey, int], ...], raised: int) -> Measure:
    share = sum(times for _, times in top) / raised if raised else 0.0
    if raised < _ENOUGH_FOR_TOP:
        return Measure("top_ten_share", share, 0.05, 0.05, "too_few")
    return _below("top_ten_share", share, 0.05, 0.05)


def _counted(counts: dict[str, int]) -> tuple[Measure, ...]:
    most = {"chattering": 0.0, "stale": 4.0, "unauthorised": 0.0}
    return tuple(_below(name, float(count), most[name], most[name]) for name, count in counts.items())


def _mixed(raised: list[Told]) -> tuple[Measure, ...]:
    count = Counter(each.priority for each in raised)
    measures = []
    for priority in PRIORITIES:
        share, about = count[priority] / max(len(raised), 1), _MIX[priority]
        is_met = abs(share - about) <= _MIX_TOLERANCE
        verdict: Verdict = "too_few" if len(raised) < _ENOUGH_FOR_MIX else "met" if is_met else "missed"
        measures.append(Measure(f"{priority}_share", share, about, about + _MIX_TOLERANCE, verdict))
    return tuple(measures)


def _chattering(raised: list[Told]) -> tuple[AlarmKey, ...]:
    times: defaultdict[AlarmKey, list[datetime]] = defaultdict(list)
    for each in raised:
        times[each.key].append(each.at)
    most, within = _CHATTER
    return tuple(
        key
        for key, at in sorted(times.items())
        if any(late - early <= within for early, late in zip(at, at[most - 1 :], strict=False))
    )


def _stale(known: list[Told], end: datetime) -> tuple[AlarmKey, ...]:
    standing: dict[AlarmKey, datetime] = {}
    for each in known:
        if each.word == "raised":
            standing[each.key] = each.at
        elif each.word in ("returned", "withdrawn"):
            standing.pop(each.key, None)
    return tuple(sorted(key for key, since in standing.items() if end - since > _STALE))


def _below(name: str, value: float, target: float, ceiling: float) -> Measure:
    verdict: Verdict = "met" if value <= target else "tolerable" if value <= ceiling else "missed"
    return Measure(name, value, target, ceiling, verdict)
