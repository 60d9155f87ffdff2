"""Price floors of a pricing window: a short letter with one table of products and the lowest prices allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from petroverse.core.country import CountryPack, window_start
from petroverse.core.facts import Edition, Finding, SourceReading
from petroverse.core.products import PRODUCTS
from petroverse.core.times import Known, Span
from petroverse.sources.pdfs.page import Letter, Line, Page, Pdf, lines_of
from petroverse.sources.workbooks.announced import announced
from petroverse.sources.workbooks.days import days_in, span_in
from petroverse.sources.workbooks.headings import clean, plain, says
from petroverse.sources.workbooks.price_table import product_and_grade
from petroverse.sources.workbooks.price_units import PriceUnit, money_code, price_unit
from petroverse.sources.workbooks.rows import FactRows

__all__ = ["FLOOR_FORM", "floors_span", "read_floors"]

FLOOR_FORM: Final = "price-floors.csv"
"""The form in which floors are typed by hand; its mapping ``price-floors.toml`` reads it (sources/tabular)."""

TITLE_LINES: Final = 4
"""A title runs over this many lines at most; raised letters such as ``st`` break it too."""

PICTURE_OF_TABLE: Final = 0.06
"""A picture that covers more of a page than this is no letterhead."""

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Floor:
    """One floor as printed: its kind, product, grade, price and unit, and the line it stands on, from 1."""

    kind: str
    product: str
    grade: str
    is_known: bool
    price: float
    printed: str
    unit: PriceUnit
    line: int


def floors_span(pdf: Pdf, pack: CountryPack) -> Span | None:
    """The days that a letter of price floors speaks for, by its title; None where it is no such letter."""
    lines = pdf.texts[0].splitlines()
    for at, line in enumerate(lines):
        if says(line, "title.floor", pack):
            span = span_in(line) or span_in(" ".join(lines[at : at + TITLE_LINES]))
            if span:
                return span
    return None


def read_floors(pdf: Pdf, page: Page, span: Span, pack: CountryPack, now: datetime) -> SourceReading:
    """The floors of one letter; refused where its table is a picture without letters.

    Args:
        pdf: The letter.
        page: Its first page.
        span: The days that it speaks for; see ``floors_span``.
        pack: The country.
        now: The present instant; nothing can be known after it.
    """
    lines = lines_of(page.letters)
    floors = list(_floors(lines, pack))
    text = "\n".join(pdf.texts)
    if not floors:
        return _no_table(page, pack, text)
    letters = [letter for floor in floors for letter in lines[floor.line - 1].letters]
    edition = Edition("price", "floor", "window", span, _known(pdf, span, pack, now), "page 1")
    rows = FactRows("price")
    for each in floors:
        rows.add(
            0,
            f"line {each.line}",
            kind=each.kind,
            day=span.start,
            window=window_start(span.start, pack.window_days),
            product=each.product,
            grade=each.grade or None,
            price=each.unit.to_major(each.price),
            printed=each.printed,
            unit=each.unit.major,
            standing="good",
        )
    findings = (*_drawn(letters, page), *_unknown(floors))
    return SourceReading("read", "", pack.name, "floors", (edition,), (rows.table(),), findings, text=text)


def _floors(lines: Sequence[Line], pack: CountryPack) -> Iterator[_Floor]:
    heads = [(at, line) for at, line in enumerate(lines) if says(line.cells[0], "price.product", pack)]
    titled = [each for each in heads if any(price_unit(line.text, pack) for line in lines[each[0] : each[0] + 3])]
    if not titled:
        return
    head = titled[0][0]
    above = " ".join(line.text for line in lines[max(0, head - 2) : head + 3])
    kinds = _kinds(above, pack)
    for at, line in enumerate(lines[head + 1 :], head + 2):
        name = " ".join(cell for cell in line.cells if not _number(cell))
        numbers = [cell for cell in line.cells if _number(cell)]
        product, grade, is_known = product_and_grade(name, pack)
        if not numbers or len(numbers) != len(kinds) or not name or len(line.cells) != len(numbers) + 1:
            continue
        for kind, printed in zip(kinds, numbers, strict=True):
            unit = _unit(product, above, pack)
            yield _Floor(kind, product, grade, is_known, _number(printed) or 0.0, clean(printed), unit, at)


def _number(cell: str) -> float | None:
    """The number of a cell whose letters may stand apart: ``1 2.45`` is 12.45."""
    joined = cell.replace(" ", "")
    return float(joined) if _NUMBER.fullmatch(joined) else None


def _kinds(heading: str, pack: CountryPack) -> tuple[str, ...]:
    """The kinds of the price columns from the left, by the words of the heading."""
    text = f" {plain(heading)} "
    named = (("floor_ex_refinery", "floor.ex_refinery"), ("floor", "floor.ex_pump"))
    places = [(min(_found(text, pack.words.get(key, ()))), kind) for kind, key in named]
    return tuple(kind for place, kind in sorted(places) if place < len(text)) or ("floor",)


def _found(text: str, words: Sequence[str]) -> list[int]:
    joined = text.replace(" ", "")
    return [joined.find(word.replace(" ", "")) for word in words if word.replace(" ", "") in joined] or [len(text)]


def _unit(product: str, heading: str, pack: CountryPack) -> PriceUnit:
    """The unit of a product: the heading prints one for litres or kilograms alike."""
    money = price_unit(heading, pack)
    printed, major, parts = (
        (money.printed.partition("/")[0], money.major.partition("/")[0], money.parts)
        if money
        else money_code(pack.currency, pack) or (pack.currency, pack.currency, 1)
    )
    quantity = PRODUCTS[product].unit if product in PRODUCTS else "L"
    return PriceUnit(f"{printed}/{quantity}", f"{major}/{quantity}", parts)


def _known(pdf: Pdf, span: Span, pack: CountryPack, now: datetime) -> Known:
    """When the letter was made: as its properties say, else the last day that it names, which is its own date."""
    days = [each for each in days_in(" ".join(pdf.texts)) if abs((each - span.start).days) <= 30]
    written = _noon(days[-1]) if days else None
    made = announced(pdf.made, span, "floors", pack, now)
    return made if made.basis == "stated" else announced(written, span, "floors", pack, now)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _drawn(letters: Sequence[Letter], page: Page) -> Iterator[Finding]:
    """How a table was drawn, where copying it as text would garble it."""
    last_of_body = max((each.order for each in page.letters if each not in letters), default=-1)
    expected, note = "a table", "its letters were put in order by where they stand; compare with the page"
    if any(each.is_turned for each in letters):
        seen = "price table is rotated, letter by letter"
        yield Finding("rotated_table", "look", "page 1", "", seen, expected, note)
    elif min(each.order for each in letters) > last_of_body:
        seen = "price table is a pasted drawing, apart from the body's text"
        yield Finding("table_is_image", "look", "page 1", "", seen, expected, note)


def _unknown(floors: Sequence[_Floor]) -> Iterator[Finding]:
    for each in floors:
        if not each.is_known:
            note = f"kept as {each.grade or each.product}; add the spelling to the country pack"
            seen = each.product
            yield Finding("unknown_product", "look", "page 1", f"line {each.line}", seen, "a product of the pack", note)


def _no_table(page: Page, pack: CountryPack, text: str) -> SourceReading:
    is_picture = any(share > PICTURE_OF_TABLE for share in page.picture_shares)
    seen = "price table is a picture; only the body has text" if is_picture else "no table of products and prices"
    columns = "In force from, Product, Floor price, Unit"
    fix = f"type its floors into the form {FLOOR_FORM} ({columns}) and import it with the mapping price-floors.toml"
    rule = "table_is_image" if is_picture else "unknown_layout"
    finding = Finding(rule, "blocks", "page 1", "", seen, "a table", fix)
    return SourceReading("refused", f"{seen} (page 1); {fix}", pack.name, "floors", findings=(finding,), text=text)
