"""Tonnes against litres: the factor between them, row by row, tells copies, shifts and mixed factors apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.core.times import Span, year_span
from petroverse.sources.workbooks.cells import a1, is_number, span_a1
from petroverse.sources.workbooks.headings import plain
from petroverse.sources.workbooks.volume.checks.printing import cells_text, number_text
from petroverse.sources.workbooks.volume.pages import Block, Figures, Page

__all__ = ["contradicts_itself", "tonne_findings"]

TONNE: Final = 0.01
RELATIVE: Final = 1e-6
SCRAMBLED_FROM: Final = 3
MOST_ROWS: Final = 0.8


@dataclass(frozen=True, slots=True)
class _Pair:
    """One product's litres and tonnes, row by row of the tonnes table; the printed totals stand last.

    Attributes:
        at: Which column of the tonnes table.
        product: The product.
        litres: Litres (kg), (n_rows + 1,).
        tonnes: Tonnes as printed, (n_rows + 1,).
        expected: Tonnes by the known factor that fits each row best, (n_rows + 1,).
        off: Rows whose tonnes no known factor gives, (n_rows + 1,).
        factors: Every factor known for the product; the printed one first.
    """

    at: int
    product: str
    litres: Block
    tonnes: Block
    expected: Block
    off: NDArray[np.bool_]
    factors: tuple[float, ...]


def contradicts_itself(page: Page, pack: CountryPack) -> bool:
    """Whether the tonnes bear out the litres for no product (or but one), so that neither table can be believed."""
    if page.tonnes is None or _agree(page, page.tonnes):
        return False
    told = [pair for pair in _pairs(page, page.tonnes, pack) if pair.litres[-1] > 0]
    against = 0
    for pair in told:
        sold = (pair.litres > 0) | (pair.tonnes > 0)
        is_off = pair.off & ~_between(pair, min(pair.factors), max(pair.factors))
        against += bool(is_off[sold].mean() > MOST_ROWS)
    return len(told) >= SCRAMBLED_FROM and against >= len(told) - 1


def tonne_findings(page: Page, pack: CountryPack) -> Iterator[Finding]:
    """Tonnes that are not the litres of the same row, and names that only one of the two tables has."""
    yield from _missing_factors(page)
    tonnes = page.tonnes
    if tonnes is None or _agree(page, tonnes):
        return
    yield from _names(page, tonnes)
    pairs = list(_pairs(page, tonnes, pack))
    mixed = [cell for pair in pairs for cell in _mixed(page, tonnes, pair, pack)]
    if mixed:
        note = "the factor changed within the period and the tonnes mix both"
        seen, expected = f"{len(mixed)} cells between both factors", "one factor a month"
        cell = cells_text(mixed)
        yield Finding("mixed_conversion_factor", "look", page.sheet.name, cell, seen, expected, note)
    taken = set(mixed)
    wrong = [pair for pair in pairs if _is_other_product(pair, pairs)]
    for pair in wrong:
        yield from _wrong_product(page, tonnes, pair)
    rest = [
        (pair, int(row))
        for pair in pairs
        if pair not in wrong
        for row in np.flatnonzero(pair.off)
        if row < len(tonnes.labels) and (tonnes.table.rows[int(row)], tonnes.indexes[pair.at]) not in taken
    ]
    yield from _rest(page, tonnes, rest)
    sound = [pair for pair in pairs if pair not in wrong]
    totals = [each for each in sound if each.off[-1] and (tonnes.table.total, tonnes.indexes[each.at]) not in taken]
    yield from _total_row(page, tonnes, totals)


def _agree(page: Page, tonnes: Figures) -> bool:
    """Whether both tables have the same rows and columns, and every cell agrees by the printed factors."""
    codes = [column.product for column in page.volume.table.columns]
    if codes != [column.product for column in tonnes.table.columns] or page.volume.labels != tonnes.labels:
        return False
    factors = np.array([page.factors.get(code, np.nan) for code in codes])
    expected = page.volume.filled[: len(codes)] / factors[:, None]
    totals = np.nan_to_num(page.volume.total[: len(codes)]) / factors
    is_same = np.abs(expected - tonnes.filled[: len(codes)]) <= TONNE + RELATIVE * expected
    is_same_total = np.abs(totals - np.nan_to_num(tonnes.total[: len(codes)])) <= TONNE + RELATIVE * totals
    return bool(is_same.all() and is_same_total.all())


def _pairs(page: Page, tonnes: Figures, pack: CountryPack) -> Iterator[_Pair]:
    rows_of = {plain(str(label)): row for row, label in enumerate(page.volume.labels)}
    order = [rows_of.get(plain(str(label)), -1) for label in tonnes.labels]
    by_place = len(order) == len(page.volume.labels)
    order = [place if row < 0 and by_place else row for place, row in enumerate(order)]
    known = np.array([row >= 0 for row in order])
    for at, column in enumerate(tonnes.table.columns):
        places = [place for place, each in enumerate(page.volume.table.columns) if each.product == column.product]
        factors = _factors(page, column.product, pack)
        if len(places) != 1 or not factors:
            continue
        litres = page.volume.filled[places[0]][order]
        weights = tonnes.filled[at]
        totals = np.nan_to_num([page.volume.total[places[0]], tonnes.total[at]])
        litres = np.append(np.where(known, litres, 0.0), totals[0])
        weights = np.append(np.where(known, weights, 0.0), totals[1])
        expected = _expected(litres, weights, factors)
        off: NDArray[np.bool_] = np.abs(expected - weights) > TONNE + RELATIVE * np.abs(expected)
        yield _Pair(at, column.product, litres, weights, expected, off, factors)


def _expected(litres: Block, tonnes: Block, factors: tuple[float, ...]) -> Block:
    options = np.stack([litres / factor for factor in factors])
    best = np.abs(options - tonnes).argmin(axis=0)
    chosen: Block = np.take_along_axis(options, best[None, :], axis=0)[0]
    return chosen


def _factors(page: Page, product: str, pack: CountryPack) -> tuple[float, ...]:
    printed = page.factors.get(product)
    packed = [each.units_per_tonne for each in pack.factors if each.product == product]
    return tuple(dict.fromkeys([printed, *packed] if printed else packed))


def _mixed(page: Page, tonnes: Figures, pair: _Pair, pack: CountryPack) -> list[tuple[int, int]]:
    found = []
    rows = [*tonnes.table.rows, tonnes.table.total]
    for at in np.flatnonzero(pair.off).tolist():
        row = rows[at]
        if row is None:
            continue
        span = _span(page, tonnes, at)
        first, last = (pack.units_per_tonne(pair.product, day) for day in (span.start, span.end))
        if first is None or last is None or first == last:
            continue
        if _between(pair, min(first, last), max(first, last))[at]:
            found.append((row, tonnes.indexes[pair.at]))
    return found


def _span(page: Page, tonnes: Figures, at: int) -> Span:
    label = tonnes.labels[at] if at < len(tonnes.labels) else None
    is_year = page.volume.table.entity_kind == "year" and is_number(label)
    return year_span(int(label)) if is_year and is_number(label) else page.span


def _between(pair: _Pair, low: float, high: float) -> NDArray[np.bool_]:
    """Rows whose litres over tonnes lie between two factors."""
    with np.errstate(divide="ignore", invalid="ignore"):
        implied = pair.litres / pair.tonnes
    inside: NDArray[np.bool_] = (implied > low * (1 - 1e-9)) & (implied < high * (1 + 1e-9))
    return inside


def _is_other_product(pair: _Pair, pairs: list[_Pair]) -> bool:
    if not pair.off[:-1].any():
        return False
    for other in pairs:
        if other.product == pair.product or not other.litres.any():
            continue
        copied = np.abs(other.litres / pair.factors[0] - pair.tonnes) <= TONNE + RELATIVE * pair.tonnes
        if copied.all():
            return True
    return False


def _wrong_product(page: Page, tonnes: Figures, pair: _Pair) -> Iterator[Finding]:
    rows = [*tonnes.table.rows, tonnes.table.total]
    for at in np.flatnonzero(pair.off).tolist():
        row = rows[at]
        if row is not None:
            seen, expected = number_text(float(pair.tonnes[at])), f"{pair.expected[at]:.4f}"
            note = f"the tonnes of {pair.product} are computed from another product's litres"
            yield Finding(
                "tonnes_wrong_product", "look", page.sheet.name, a1(row, tonnes.indexes[pair.at]), seen, expected, note,
                float(pair.litres[at]),
            )  # fmt: skip


def _rest(page: Page, tonnes: Figures, off: list[tuple[_Pair, int]]) -> Iterator[Finding]:
    rows = sorted({row for _, row in off})
    if len(rows) < SCRAMBLED_FROM:
        for pair, row in off:
            yield _one("tonnes_mismatch", page, tonnes, pair, row)
        return
    start = min(rows[0], _first_missing(page, tonnes) or rows[0])
    cells = [(tonnes.table.rows[start], tonnes.indexes[0]), (tonnes.table.rows[-1], max(tonnes.indexes))]
    note = "the tonnes do not belong to the names on their rows; the litres are taken in"
    expected = "the litres of the same row over the factor"
    seen = f"{len(rows)} rows with other rows' tonnes"
    yield Finding("scrambled_tonnes", "look", page.sheet.name, span_a1(cells), seen, expected, note)
    _, worst = max(off, key=lambda each: abs(float(each[0].expected[each[1]] - each[0].tonnes[each[1]])))
    pair = next(pair for pair, row in off if row == worst)
    yield _one("scrambled_tonnes", page, tonnes, pair, worst)


def _total_row(page: Page, tonnes: Figures, off: list[_Pair]) -> Iterator[Finding]:
    """Totals in tonnes that are not the totals in litres over the factor, though they may sum the rows above."""
    row = tonnes.table.total
    if row is None or page.volume.table.total is None or not off:
        return
    columns = [tonnes.indexes[pair.at] for pair in off] + ([max(tonnes.indexes)] if len(off) > 1 else [])
    cell = span_a1([(row, min(columns)), (row, max(columns))])
    worst = max(off, key=lambda pair: abs(float(pair.expected[-1] - pair.tonnes[-1])))
    seen, expected = (
        f"{worst.product} {number_text(float(worst.tonnes[-1]))}",
        f"{worst.product} {worst.expected[-1]:.4f}",
    )
    note = "the total in tonnes is not the total in litres over the factor"
    litres = abs(float(worst.expected[-1] - worst.tonnes[-1])) * worst.factors[0]
    yield Finding("tonnes_total_mismatch", "look", page.sheet.name, cell, seen, expected, note, litres)


def _one(rule: str, page: Page, tonnes: Figures, pair: _Pair, row: int) -> Finding:
    cell = a1(tonnes.table.rows[row], tonnes.indexes[pair.at])
    seen, expected = number_text(float(pair.tonnes[row])), f"{pair.expected[row]:.4f}"
    note = f"{pair.product} of {tonnes.labels[row]}: litres {number_text(float(pair.litres[row]))}"
    return Finding(rule, "look", page.sheet.name, cell, seen, expected, note, float(pair.litres[row]))


def _first_missing(page: Page, tonnes: Figures) -> int | None:
    named = {plain(str(label)) for label in tonnes.labels}
    return next((at for at, label in enumerate(page.volume.labels) if plain(str(label)) not in named), None)


def _names(page: Page, tonnes: Figures) -> Iterator[Finding]:
    if page.volume.table.entity_kind == "month":
        return
    litres_names = [plain(str(label)) for label in page.volume.labels]
    tonnes_names = [plain(str(label)) for label in tonnes.labels]
    only_litres = [at for at, name in enumerate(litres_names) if name not in set(tonnes_names)]
    only_tonnes = {at for at, name in enumerate(tonnes_names) if name not in set(litres_names)}
    for at in only_litres:
        here = a1(page.volume.table.rows[at], page.volume.table.entity)
        label = str(page.volume.labels[at])
        if at in only_tonnes and len(litres_names) == len(tonnes_names):
            there = a1(tonnes.table.rows[at], tonnes.table.entity)
            seen = f"{label}; {tonnes.labels[at]}"
            note = "the litres table and the tonnes table of one sheet name the same row differently"
            yield Finding(
                "name_differs_between_tables", "look", page.sheet.name, f"{here};{there}", seen, "one spelling", note
            )
        else:
            seen, expected = f"{label}: in the litres table only", "also in the tonnes table"
            yield Finding(
                "missing_company_row", "look", page.sheet.name, here, seen, expected, "its tonnes are missing"
            )


def _missing_factors(page: Page) -> Iterator[Finding]:
    table = page.factor_table
    if table is None or not table.rows or not page.factors:
        return
    missing = [column for column in page.volume.table.columns if column.product not in page.factors]
    if not missing:
        return
    places = {column.index: column.product for column in table.columns}
    is_aligned = all(places.get(each.index, each.product) == each.product for each in page.volume.table.columns)
    columns = [each.index for each in (missing if is_aligned else table.columns)]
    cell = span_a1([(table.rows[-1], min(columns)), (table.rows[-1], max(columns))])
    seen = f"no factor for {', '.join(column.product for column in missing)}"
    note = "the country pack's factor for the period is used"
    yield Finding("factor_missing", "look", page.sheet.name, cell, seen, "one factor a product", note)
