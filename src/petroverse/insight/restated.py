"""What a later publication says otherwise of months that were known already: told in the month that made it known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from petroverse.insight.insight import About, Candidate, Figures, Rows
from petroverse.insight.market import Market, month_at
from petroverse.metrics import Query

__all__ = ["reckon_restated", "restated"]

_MOMENT: Final = timedelta(microseconds=1)
_PART: Final = 0.002
_LEAST_T: Final = 50.0

_Key = tuple[str, str, str]
_Cells = Mapping[_Key, tuple[float, float]]


def restated(market: Market, month: date) -> Iterator[Candidate]:
    """Products whose published months were changed by what became known in a month, by a part that matters."""
    points = [each for each in market.known if (each.year, each.month) == (month.year, month.month)]
    if not points:
        return
    before, after = points[0] - _MOMENT, points[-1]
    then, now = (_cells(market, each) for each in (before, after))
    changed = [key for key in now if key in then and now[key][0] != then[key][0]]
    whole = next((name for name in market.stages_told if any(key[0] == name for key in changed)), "")
    for product in sorted({key[2] for key in changed if key[0] == whole}):
        own = [key for key in changed if key[0] == whole and key[2] == product]
        moved = math.fsum(abs(now[key][1] - then[key][1]) for key in own)
        part = moved / max(math.fsum(then[key][1] for key in own), 1e-9)
        if moved < _LEAST_T or part < _PART:
            continue
        about = About(whole, (product,))
        first, last = (month_at(edge([key[1] for key in own])) for edge in (min, max))
        asked = market.asking.question(about, ("volume",), last, since=first)
        queries = tuple(replace(asked, as_of=each) for each in (before, after))
        yield Candidate("restated", about, month, queries, min(1.0 + 10 * part, 3.0), moved)


def reckon_restated(answers: Sequence[Rows], _: Candidate) -> Figures | None:
    """``count`` of months that changed, ``first`` and ``last``; ``before`` and ``value`` of these months; ``unit``."""
    then, now = ({str(row["month"]): row["volume"] for row in rows} for rows in answers)
    changed = sorted(
        each for each in now if then.get(each) is not None and now[each] is not None and then[each] != now[each]
    )
    if not changed:
        return None
    before, value = (math.fsum(float(told[each]) for each in changed) for told in (then, now))
    most = max(changed, key=lambda each: (abs(now[each] - then[each]), each))
    return {
        "months": len(changed),
        "first": changed[0],
        "last": changed[-1],
        "before": before,
        "value": value,
        "most": most,
        "most_before": float(then[most]),
        "most_value": float(now[most]),
        "unit": answers[1][0]["unit"],
    }


def _cells(market: Market, as_of: datetime) -> _Cells:
    asked = Query(("volume", "tonnes"), ("source", "month", "product"), market.asking.within, as_of=as_of)
    rows = market.asking.run(asked).to_pylist()
    return {
        (str(row["source"]), str(row["month"]), str(row["product"])): (float(row["volume"]), float(row["tonnes"]))
        for row in rows
        if row["volume"] is not None and row["tonnes"] is not None
    }
