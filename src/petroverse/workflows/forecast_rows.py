"""A kept forecast written out: a row a month and series, one series whole, and what was foretold before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import pyarrow as pa

from petroverse.database import forecast_versions
from petroverse.documents import Document, document_of_stream
from petroverse.metrics import Filter
from petroverse.workflows.forecasts import ToldForecast
from petroverse.workflows.stores import Reader, Stores

__all__ = ["forecast_document", "forecast_in_full", "past_forecasts"]

RANGES: Final = ("lo80", "hi80", "lo95", "hi95")
_VERSIONS: Final = 36
_NAMED: Final = 5
_SERIES: Final = 20
"""What a page shows at once."""

_FIGURES: Final = (
    pa.field("forecast", pa.int64(), metadata={"meaning": "what is expected, in the row's unit"}),
    *(
        pa.field(
            each, pa.int64(), metadata={"meaning": f"{end} end of the range that holds it {each[2:]} times of 100"}
        )
        for each, end in zip(RANGES, ("lower", "upper") * 2, strict=True)
    ),
    ("method", pa.string()),
    pa.field("is_unknown", pa.bool_(), metadata={"meaning": "the range is so wide that nobody can know"}),
    ("unit", pa.string()),
)
_SAMPLE: Final = "SAMPLE: this is a forecast of a simulated country, it is not real"


def forecast_document(told: ToldForecast) -> Document:
    """A forecast as rows: a month of a series each, with dimensions, ranges, method and unit."""
    columns = pa.schema([("month", pa.string()), *_named_columns(told), *_FIGURES])
    return replace(
        document_of_stream("petroverse.forecast/1", columns, _rows(told), meta=_about(told)), warnings=_warnings(told)
    )


def past_forecasts(stores: Stores, reader: Reader, told: ToldForecast) -> Document:
    """What was foretold before of the same question, beside what came, the newest forecast first."""
    with stores.database.reading(told.owner, reader.person) as unit:
        kept = forecast_versions(unit, told.kept.audience, told.kept.asked, limit=_VERSIONS)
    versions = [replace(told, kept=each) for each in kept]
    stamps = [(each, pa.string()) for each in ("made_at", "known_at")]
    came = pa.field("came", pa.int64(), metadata={"meaning": "what the facts say by now"})
    columns = pa.schema([*stamps, ("month", pa.string()), *_named_columns(told), *_FIGURES[:-1], came, _FIGURES[-1]])
    rows = _then(versions, told)
    return replace(
        document_of_stream("petroverse.forecast_history/1", columns, rows, meta=_about(told)), warnings=_warnings(told)
    )


def _named_columns(told: ToldForecast) -> list[tuple[str, pa.DataType]]:
    return [(each, pa.string()) for each in told.kept.body["dimensions"]]


def _warnings(told: ToldForecast) -> tuple[str, ...]:
    body = told.kept.body
    sample = (_SAMPLE,) if body["simulated"] else ()
    return (*sample, *_too_short(told), *(each for each in body["warnings"] if not each.startswith("SAMPLE")))


def _too_short(told: ToldForecast) -> Iterator[str]:
    """Says which series nothing can be said of."""
    asked = [(unit, past["key"]) for unit, pasts in told.kept.body["past"].items() for past in pasts]
    said = [(unit, each["key"]) for unit, tree in told.kept.body["trees"].items() for each in tree.get("series", ())]
    silent = [", ".join(key.values()) for unit, key in asked if _is_shown(told, key) and (unit, key) not in said]
    if silent:
        more = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
        yield f"too little is known to forecast {'; '.join(silent[:_NAMED])}{more}"


def _about(told: ToldForecast) -> dict[str, Any]:
    """What a forecast says of itself."""
    kept, asked = told.kept, told.asked
    question = replace(asked.question, only=asked.only, as_of=asked.as_of, as_recorded=asked.as_recorded)
    return {
        "query": question.canonical(),
        "horizon": asked.horizon,
        "forecast": kept.id,
        "known_at": kept.known_at.isoformat(),
        "made_at": kept.made_at.isoformat(),
        "simulated": kept.body["simulated"],
        "breaks": kept.body["breaks"],
    }


def _rows(told: ToldForecast) -> Iterator[dict[str, Any]]:
    """A row a month and series: dimensions, the forecast with its ranges, the method, and the unit."""
    for unit, series in _shown(told):
        for row in series["rows"][: told.asked.horizon]:
            yield {"month": row["month"][:7], **_named(told, series), **_figures(row), "unit": unit}


def forecast_in_full(told: ToldForecast, limit: int = _SERIES) -> dict[str, Any]:
    """Series whole, as JSON values: their past, what is foretold, how earlier forecasts did, why; the largest first."""
    everything = replace(told, asked=replace(told.asked, only=()))
    return {
        "schema": "petroverse.forecast_in_full/1",
        "series": _in_full(told)[:limit],
        "others": [_named(told, each) for _, each in _shown(everything)],
        "meta": _about(told),
        "warnings": list(_warnings(told)),
    }


def _in_full(told: ToldForecast) -> list[dict[str, Any]]:
    found = []
    for unit, series in sorted(_shown(told), key=lambda each: -sum(row["mean"] or 0.0 for row in each[1]["rows"])):
        past = next(each for each in told.kept.body["past"][unit] if each["key"] == series["key"])
        cut = {name: series[name][: told.asked.horizon] for name in ("rows", "spans")}
        rows = [{"month": each["month"][:7], **_figures(each)} for each in cut["rows"]]
        spans = [{"first": each["first"][:7], "last": each["last"][:7], **_figures(each)} for each in cut["spans"]]
        why = {name: series[name] for name in ("accuracy", "explanation")}
        about = {"first_month": past["first_month"], "past": past["values"]}
        found.append({"of": _named(told, series), "unit": unit, **about, "rows": rows, "spans": spans, **why})
    return found


def _then(versions: Iterable[ToldForecast], now: ToldForecast) -> Iterator[dict[str, Any]]:
    """What each earlier forecast said, beside what came; a month that has not come yet has no figure."""
    came = {
        (unit, tuple(sorted(past["key"].items()))): past
        for unit, pasts in now.kept.body["past"].items()
        for past in pasts
    }
    for told in versions:
        about = {"made_at": told.kept.made_at.isoformat(), "known_at": told.kept.known_at.isoformat()}
        for unit, series in _shown(told):
            past = came.get((unit, tuple(sorted(series["key"].items()))))
            for row in series["rows"][: told.asked.horizon]:
                actual = _value(past, row["month"][:7])
                named = {"month": row["month"][:7], **_named(told, series)}
                yield {**about, **named, **_figures(row), "came": actual, "unit": unit}


def _shown(told: ToldForecast) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The series that the question is split into, without the sums above them, as far as they are asked to be shown."""
    for unit, tree in told.kept.body["trees"].items():
        for series in tree.get("series", ()):
            if _is_shown(told, series["key"]):
                yield unit, series


def _is_shown(told: ToldForecast, key: Mapping[str, str]) -> bool:
    return key.keys() == set(told.kept.body["dimensions"]) and all(_holds(each, key) for each in told.asked.only)


def _holds(limit: Filter, key: Mapping[str, str]) -> bool:
    return (key[limit.dimension] in {str(each) for each in limit.values}) == (limit.op == "in")


def _named(told: ToldForecast, series: Mapping[str, Any]) -> dict[str, str]:
    return {name: series["key"][name] for name in told.kept.body["dimensions"]}


def _figures(row: Mapping[str, Any]) -> dict[str, Any]:
    method = {"method": row["method"]} if "method" in row else {}
    ranges = {name: _whole(row[name]) for name in RANGES}
    return {"forecast": _whole(row["mean"]), **ranges, **method, "is_unknown": row["is_unknown"]}


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _value(past: Mapping[str, Any] | None, month: str) -> int | None:
    if past is None:
        return None
    first = past["first_month"]
    index = (int(month[:4]) - int(first[:4])) * 12 + int(month[5:]) - int(first[5:])
    found: int | None = past["values"][index] if 0 <= index < len(past["values"]) else None
    return found
