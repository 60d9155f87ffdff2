"""Questions as words on a command line: ``-m volume -d year,product -f source=omc -f "month>=2024-01" --top 5``."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final, cast
from urllib.parse import urlencode

from petroverse.metrics.faults import QueryUnreadable
from petroverse.metrics.notation import query_from_json, query_to_json
from petroverse.metrics.periods import TIMES, period_label, period_span
from petroverse.metrics.query import Query

__all__ = ["query_as_arguments", "query_as_link", "query_from_words"]

_FILTER: Final = re.compile(r"^\s*(\w+)\s*(>=|<=|!=|=|>|<)\s*(.*?)\s*$", re.DOTALL)
_SECOND_FILTER: Final = re.compile(r"[a-z][a-z_0-9]*(?:=|!=|>=|<=)\S")


def query_from_words(
    measures: Iterable[str],
    dimensions: Iterable[str] = (),
    filters: Iterable[str] = (),
    **options: object,
) -> Query:
    r"""Reads a question from a command line's words.

    Args:
        measures: Names, also several in one word: ``volume,share``.
        dimensions: Names, likewise.
        filters: Such as ``source=omc``, ``product!=lpg``, ``year=2023,2024``, ``month>=2024-01``,
            ``month=2024-01..2024-06``; a comma within a value is written ``\,``.
        options: ``span`` (``2024-01..2024-06``), ``compare``, ``top`` (``5``, ``5:company`` or ``5:company:tonnes``),
            ``as_of``, ``as_recorded``, ``limit``, ``sort`` (names, ``-`` before one for largest first), ``only`` (as
            filters, of the answer's own rows).

    Raises:
        QueryUnreadable: A word has no meaning.

    Example:
        >>> query_from_words(["volume"], ["year,product"], ["source=omc", "month>=2024-01"]).dimensions
        ('year', 'product')
    """
    raw: dict[str, Any] = {
        "measures": _names(measures),
        "dimensions": _names(dimensions),
        "filters": [_filter(each) for each in filters],
    }
    for name, value in options.items():
        if value not in (None, "", (), []):
            raw[name] = _option(name, value)
    return query_from_json(raw)


def query_as_arguments(query: Query) -> str:
    """Writes a question as the words after ``petroverse query``; ``query_from_words`` reads them back."""
    short = {"measure": "-m", "by": "-d", "filter": "-f"}
    flagged = ((short.get(name, f"--{name.replace('_', '-')}"), word) for name, word in _words(query))
    return shlex.join(each for pair in flagged for each in pair)


def query_as_link(query: Query) -> str:
    """Writes a question as what stands after ``/api/query?``.

    Example:
        >>> query_as_link(query_from_words(["volume"], ["month,unit"], ["source=omc"]))
        'measure=volume&by=month,unit&filter=source=omc'
    """
    return urlencode(list(_words(query)), safe=",=:")


def _words(query: Query) -> Iterator[tuple[str, str]]:
    """Each part of a question by its name in a link."""
    raw = query_to_json(query)
    yield "measure", ",".join(raw["measures"])
    if "dimensions" in raw:
        yield "by", ",".join(raw["dimensions"])
    for each in raw.get("filters", ()):
        yield "filter", _filter_word(each)
    for each in raw.get("only", ()):
        yield "only", _filter_word(each)
    if "span" in raw:
        yield "span", f"{raw['span']['from']}..{raw['span']['until']}"
    if "top" in raw:
        top = raw["top"]
        yield "top", ":".join([str(top["n"]), top.get("dimension", ""), top.get("by", "")]).rstrip(":")
    if "sort" in raw:
        yield "sort", ",".join(("-" if each.get("descending") else "") + each["by"] for each in raw["sort"])
    for name in ("compare", "as_of", "as_recorded", "limit"):
        if name in raw:
            yield name, str(raw[name])


def _option(name: str, value: object) -> object:
    if name == "span":
        first, mark, last = str(value).partition("..")
        return {"from": first, "until": last if mark else first}
    if name == "top":
        count, *rest = str(value).split(":", 2)
        return {"n": _whole(count, "top"), **dict(zip(("dimension", "by"), rest, strict=False))}
    if name == "limit":
        return _whole(value, "limit")
    if name == "only":
        return [_filter(word) for word in ([value] if isinstance(value, str) else cast("Iterable[str]", value))]
    if name == "sort":
        words = _names(value if isinstance(value, list | tuple) else [str(value)])
        return [{"by": each.lstrip("-"), "descending": each.startswith("-")} for each in words]
    return value


def _filter(word: str) -> dict[str, Any]:
    match = _FILTER.match(word)
    if match is None or not match[3]:
        raise QueryUnreadable(f"{word!r} is no filter", where="filter", fix="write it as name=value or month>=2024-01")
    name, sign, text = match[1], match[2], match[3]
    if sign == ">=":
        return {"dimension": name, "from": text}
    if sign == "<=":
        return {"dimension": name, "until": text}
    if sign in "<>":
        return {"dimension": name, **_beside(name, sign, text)}
    if name in TIMES and ".." in text and sign == "=":
        first, _, last = text.partition("..")
        return {"dimension": name, "from": first, "until": last}
    values = _values(text)
    if second := next((each for each in values[1:] if _SECOND_FILTER.match(each)), None):
        fix = f"give each a filter of its own: {name}{sign}{values[0]} and {second}"
        raise QueryUnreadable(f"{word!r} holds two filters", where="filter", fix=fix)
    return {"dimension": name, "in" if sign == "=" else "not": values}


def _beside(name: str, sign: str, text: str) -> dict[str, str]:
    """A range without its end, as the range to the period beside it."""
    if name not in TIMES:
        raise QueryUnreadable(f"{name} has no order", where=f"filter {name}", fix=f"write it as {name}={text}")
    span = period_span(name, text)
    if sign == ">":
        return {"from": str(period_label(name, span.end))}
    before = span.start - timedelta(days=1)
    return {"until": str(period_label(name, _period_start(name, before.isoformat())))}


def _period_start(name: str, day: str) -> date:
    year, month = int(day[:4]), int(day[5:7])
    forms = {
        "year": f"{year:04d}",
        "half": f"{year:04d}-H{(month - 1) // 6 + 1}",
        "quarter": f"{year:04d}-Q{(month - 1) // 3 + 1}",
        "month": day[:7],
    }
    return period_span(name, forms.get(name, day)).start


def _filter_word(each: dict[str, Any]) -> str:
    name = str(each["dimension"])
    for way, sign in (("in", "="), ("not", "!=")):
        if way in each:
            return f"{name}{sign}{','.join(_escaped(value) for value in each[way])}"
    if "until" not in each:
        return f"{name}>={each['from']}"
    return f"{name}={each['from']}..{each['until']}" if "from" in each else f"{name}<={each['until']}"


def _values(text: str) -> list[str]:
    parts = re.findall(r"((?:\\.|[^,\\])*)(?:,|$)", text)
    values = [re.sub(r"\\(.)", r"\1", each).strip() for each in parts]
    return [each for each in values if each]


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace(",", "\\,")


def _names(words: Iterable[str]) -> list[str]:
    listed: Sequence[str] = [words] if isinstance(words, str) else list(words)
    return [name.strip() for word in listed for name in word.split(",") if name.strip()]


def _whole(value: object, where: str) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise QueryUnreadable(f"{value!r} is no whole number", where=where, fix="write it as 5") from None
