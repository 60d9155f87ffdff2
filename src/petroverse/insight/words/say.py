"""Says an insight: which template, and what stands in it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from petroverse.core.products import PRODUCTS
from petroverse.documents import short_text
from petroverse.insight.insight import Candidate, Figures, Insight

__all__ = ["Said", "said"]

_FEW: Final = 4
_NONE: Final = 0.0005
"""Parts that would be printed as 0.0 %."""

_FORMS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("off", "growth", "share", "top", "top_before", "part"), "percent"),
    "moved": "points",
    "count": "count",
    "run": "count",
    "years": "count",
    "months": "count",
    "most_of": "count",
    "hhi": "count",
}
_MONTHS: Final = frozenset({"since", "last", "first", "most"})

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """An insight in words.

    Attributes:
        title: In one line.
        text: In a sentence or three.
    """

    title: str
    text: str


def said(insight: Insight, language: str = "en") -> Said:
    """An insight in words of a language.

    Example:
        >>> said(insight).title  # doctest: +SKIP
        'Gasoline: the highest month since the figures begin in January 1999'
    """
    words = _words(language)
    template, told = _template(words, insight.found, insight.figures), _told(words, insight.found, insight.figures)
    title = template["title_one"] if told.get("count") == "1" and "title_one" in template else template["title"]
    one = "text_one" if told.get("months") == "1" and "text_one" in template else "text"
    text = template[one].format(**told)
    lesser = [_lesser(words, *each) for each in insight.folded[:_FEW]]
    lesser = [each for each in lesser if each]
    if lesser:
        text = f"{text} {words['also'].format(lesser='; '.join(lesser))}"
    return Said(title.format(**told), text)


@cache
def _words(language: str) -> Words:
    text = resources.files(__name__.rpartition(".")[0]).joinpath(f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _template(words: Words, found: Candidate, figures: Figures) -> Words:
    way = _year_way(figures) if found.kind == "year" else found.way
    template: Words = words[f"{found.kind}_{way}"]
    return template


def _year_way(figures: Figures) -> str:
    if figures["growth"] < 0:
        return "fall"
    return "fast" if figures["is_most"] else "slow"


def _lesser(words: Words, found: Candidate, figures: Figures) -> str:
    return str(_template(words, found, figures).get("lesser", "")).format(**_told(words, found, figures))


def _told(words: Words, found: Candidate, figures: Figures) -> dict[str, str]:
    """Everything that a template may name."""
    named = _what(words, found.about.products)
    what = named if named[:2].isupper() else named[:1].lower() + named[1:]
    source = found.about.source
    told = {
        "what": what,
        "What": named[:1].upper() + named[1:],
        "among": words["among"].get(source, source),
        "member": found.about.member,
        "month": _month(words, found.month),
        "name_of_month": words["months"][found.month.month - 1],
        "year": str(found.month.year),
        **dict(zip(("one", "many"), words["members"].get(source, ("", "")), strict=True)),
    }
    told |= {name: _printed(words, name, value, figures) for name, value in figures.items()}
    return told | _MORE.get(found.kind, _nothing)(words, found, figures, told)


def _printed(words: Words, name: str, value: Any, figures: Figures) -> str:  # noqa: ANN401 - a figure of any kind
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _label(words, value) if name in _MONTHS else str(value)
    form = _form(name, figures)
    if name == "correlation":
        return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
    if form == "percent" and abs(value) < _NONE:
        return str(words["none"])
    if form in ("percent", "points"):
        return short_text(abs(value), form)
    return short_text(
        round(value) if form == "count" else value, form, "" if form == "count" else figures.get("unit", "")
    )


def _form(name: str, figures: Figures) -> str:
    if name == "before" and "share" in figures:
        return "percent"
    if name == "before" and ("hhi" in figures or "count" in figures):
        return "count"
    return _FORMS.get(name, "quantity")


def _what(words: Words, products: Sequence[str]) -> str:
    """Products as people call them; of several the one that the others are told out of, first."""
    if not products:
        return str(words["all_products"])
    first, *parts = sorted(products, key=len)
    name = PRODUCTS[first].name if first in PRODUCTS else first
    if not parts:
        return name
    others = words["between"].join(_short_name(each) for each in parts)
    return str(words["with_parts"]).format(what=name, parts=others)


def _short_name(code: str) -> str:
    """What tells a product apart from its kind: ``cell site`` of ``Gasoil (cell site)``."""
    name = PRODUCTS[code].name if code in PRODUCTS else code
    return name.partition("(")[2].rstrip(")") or name


def _month(words: Words, month: date) -> str:
    return f"{words['months'][month.month - 1]} {month.year}"


def _label(words: Words, label: object) -> str:
    return _month(words, date(int(str(label)[:4]), int(str(label)[5:7]), 1))


def _nothing(_: Words, __: Candidate, ___: Figures, ____: Mapping[str, str]) -> dict[str, str]:
    return {}


def _record(words: Words, _: Candidate, figures: Figures, told: Mapping[str, str]) -> dict[str, str]:
    part = "whole" if figures["is_whole"] else "part"
    reach = words["reach"]
    return {"reach": reach[part].format(**told), "any": reach[f"any_{part}"].format(**told)}


def _of_year(_: Words, found: Candidate, figures: Figures, __: Mapping[str, str]) -> dict[str, str]:
    return {"first": str(found.month.year - figures["most_of"] + 1)}


def _names(words: Words, found: Candidate, figures: Figures, __: Mapping[str, str]) -> dict[str, str]:
    pairs = list(zip(figures["names"], figures["values"], strict=True))
    each = words[f"{found.kind}_{found.way}"]["each"]
    shown = [each.format(name=name, value=short_text(value, unit=figures["unit"])) for name, value in pairs[:_FEW]]
    rest = len(pairs) - len(shown)
    names = _joined(words, shown) if not rest else words["and_more"].format(names=", ".join(shown), count=rest)
    return {"names": names, "first": figures["names"][0], "count": str(len(pairs))}


def _stages(words: Words, _: Candidate, figures: Figures, __: Mapping[str, str]) -> dict[str, str]:
    each = words["disagreement_level"]["each"]
    told = [
        each.format(stage=words["stages"].get(stage, stage), value=short_text(value, unit=figures["unit"]))
        for stage, value in figures["values"].items()
    ]
    return {"told": _joined(words, told)}


def _formerly(words: Words, found: Candidate, _: Figures, __: Mapping[str, str]) -> dict[str, str]:
    others = [each for each in found.about.names if each != found.about.member]
    return {"formerly": words["formerly"]["text"].format(names=_joined(words, others)) if others else ""}


def _joined(words: Words, parts: Sequence[str]) -> str:
    return words["between"].join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


_MORE: Final[Mapping[str, Callable[[Words, Candidate, Figures, Mapping[str, str]], dict[str, str]]]] = {
    "record": _record,
    "year": _of_year,
    "share": _formerly,
    "lead": _formerly,
    "entered": _names,
    "left": _names,
    "disagreement": _stages,
}
