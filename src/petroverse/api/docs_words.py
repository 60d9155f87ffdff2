"""The words that questions are made of, for the page of the API: products, sources, measures, times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from petroverse.api.docs_html import headed, in_line, prose, table
from petroverse.workflows import product_words, subject_words

__all__ = ["measures", "words_of_the_market"]

_GROUP = "gasoil"
_PRODUCTS = """\
Filters and answers write a product as its code. What people call it is understood as well: `product=diesel` is read \
as `product=gasoil`, and a warning in the answer says so. `/api/values/product` lists those that the platform holds.

`product={group}` is that product alone: it leaves out {beside}. `product_group={group}` takes all of them."""
_SOURCES = {
    "volume": "The same litres are told several times on their way. Name one `source`: figures of two never add, and "
    "a question across them is refused; `by=source` sets them side by side. A source has no figures for what it does "
    "not tell apart: shares of companies take `omc` or `bidec`, never `national`.",
    "price": "A `kind` of price is to prices what a source is to volumes.",
}
_TIMES = """\
Periods are written `2024` (`year`), `2024-H1` (`half`), `2024-Q1` (`quarter`), `2024-03` (`month`) and as their first \
day, `2024-03-16` (`window`, `week`, `day`). A filter takes one period, several, or a range whose ends both belong to \
it: `filter=quarter=2024-Q1`, `filter=year=2023,2024`, `filter=quarter=2024-Q1..2024-Q4`, `filter=month>=2024-01`. \
`span=2024-01..2024-12` is the same as a filter on `month`."""
_MEASURES = """\
One question asks for measures of one subject. `by=` takes any of the subject's dimensions; a measure whose row says \
**Together with** needs these among them, or held to one value by a filter. A measure without a unit is a pure number: \
shares and growth are parts of one, so 0.25 is 25 %. `share` is a market share, of volumes; `share_within` is of \
laboratory results and has nothing to do with it."""


def words_of_the_market() -> Iterator[str]:
    """The sections of products and sources."""
    yield headed(2, "products", "Words of this market: products")
    every = product_words()
    beside = [f"`{each['product']}`" for each in every if each["group"] == _GROUP and each["product"] != _GROUP]
    yield prose(_PRODUCTS.format(group=_GROUP, beside=", ".join(beside)))
    rows = [
        (each["product"], ", ".join(map(escape, (each["name"], *each["also"]))), _code(each["group"]), each["unit"])
        for each in every
    ]
    yield table(("product", "what people call it", "product_group", "unit"), rows)
    yield headed(2, "sources", "Words of this market: sources")
    for subject in _subjects():
        if subject["sources"]:
            yield from _sources(subject)


def measures() -> Iterator[str]:
    """The sections of measures and times."""
    yield headed(2, "measures", "Measures")
    yield prose(_MEASURES)
    for subject in _subjects():
        name = subject["subject"]
        yield headed(3, f"measures-{name}", name.replace("_", " ").capitalize())
        yield prose(f"By {', '.join(f'`{each}`' for each in (*subject['times'], *subject['dimensions']))}.")
        rows = [
            (each["measure"], _meaning(each), escape(each["unit"]), escape(", ".join(each["also"]).replace("_", " ")))
            for each in subject["measures"]
        ]
        yield table(("measure", "meaning", "unit", "people say"), rows)
    yield headed(2, "times", "Times")
    yield prose(_TIMES)


def _subjects() -> list[dict[str, Any]]:
    """Volumes first: most questions are about them."""
    return sorted(subject_words(), key=lambda each: each["subject"] != "volume")


def _sources(subject: Mapping[str, Any]) -> Iterator[str]:
    dimension, stages = subject["sources"]["dimension"], subject["sources"]["stages"]
    yield prose(_SOURCES.get(subject["subject"], ""))
    rows = [
        (each["value"], escape(f"{each['meaning']} {each['use'] and 'For: ' + each['use']}"), _code(each["names"]))
        for each in stages
    ]
    yield table((dimension, "which figures", "told apart by"), rows)


def _meaning(measure: Mapping[str, Any]) -> str:
    together = ", ".join(f"`{each}`" for each in measure["asked_together_with"])
    return in_line(measure["meaning"] + (f" **Together with** {together}." if together else ""))


def _code(word: str | None) -> str:
    return f"<code>{escape(word)}</code>" if word else "product alone"
