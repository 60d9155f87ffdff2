"""The same litres told by several publications: marketers, importers, depots and regions against the nation.

Works on the totals of editions alone, as the registry keeps them, so that no row is read again. Differences that a
known definition explains (a product that one source still counts inside another) are told once a year; others month
by month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations
from math import fsum
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, PrintedTotal

__all__ = ["PublishedTotals", "cross_check"]

LITRE: Final = 0.5
RELATIVE: Final = 1e-9
NATION: Final = "national"


@dataclass(frozen=True, slots=True)
class PublishedTotals:
    """The totals of one registered edition of the dataset ``volume``.

    Attributes:
        file: The file it came from; findings are given by it.
        sheet: The sheet exactly as named.
        series: ``omc``, ``bidec``, ``depot``, ``national`` or ``regional``.
        grain: ``month`` or ``year``.
        start: First day of its span.
        known_at: When it became known; of one slot the last known speaks.
        totals: Its totals by product.
        file_days: Days that its file speaks for; of editions known at once the wider file's speaks.
    """

    file: str
    sheet: str
    series: str
    grain: str
    start: date
    known_at: datetime
    totals: tuple[PrintedTotal, ...]
    file_days: int = 0

    def of(self, product: str) -> PrintedTotal | None:
        """The total of one product, or None where it has no such column."""
        return next((each for each in self.totals if each.product == product and not each.region), None)


@dataclass(slots=True)
class _Findings:
    by_file: dict[str, dict[tuple[str, str, str], Finding]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, file: str, finding: Finding) -> None:
        """Keeps the first finding of a rule at a cell."""
        self.by_file[file].setdefault((finding.rule, finding.sheet, finding.cell), finding)


def cross_check(published: Iterable[PublishedTotals], pack: CountryPack) -> dict[str, tuple[Finding, ...]]:
    """Findings by file about totals that different publications tell differently.

    Args:
        published: Totals of every edition that is to be compared; of one slot only the last known speaks.
        pack: The country, for its known changes of definition.

    Returns:
        File → its findings. Months: on the national table. Years, regions and depots: on the table compared with it.
    """
    spoken = _spoken(published)
    months = {(each.series, each.start): each for each in spoken if each.grain == "month"}
    findings = _Findings()
    for year in sorted({each.start.year for each in spoken}):
        for series in ("omc", "bidec"):
            _monthly(findings, _pairs(months, series, (NATION,), year), series, pack)
        _same_total(findings, _pairs(months, "regional", (NATION,), year))
        _same_total(findings, _pairs(months, "depot", (NATION, "omc", "bidec"), year))
        without_nation = {key: each for key, each in months.items() if (NATION, key[1]) not in months}
        _same_total(findings, _pairs(without_nation, "bidec", ("omc",), year))
    for each in spoken:
        if each.grain == "year" and each.series != NATION:
            nation = [months.get((NATION, date(each.start.year, month, 1))) for month in range(1, 13)]
            _yearly(findings, each, nation, pack)
    return {file: tuple(by_cell.values()) for file, by_cell in findings.by_file.items()}


def _spoken(published: Iterable[PublishedTotals]) -> list[PublishedTotals]:
    last: dict[tuple[str, str, date], PublishedTotals] = {}
    for each in sorted(published, key=lambda each: (each.known_at, each.file_days)):
        last[each.series, each.grain, each.start] = each
    return list(last.values())


Pairs = list[tuple[PublishedTotals, PublishedTotals]]


def _pairs(months: Mapping[tuple[str, date], PublishedTotals], one: str, others: Sequence[str], year: int) -> Pairs:
    """The months of a year that two sources tell; the second is the first of ``others`` that has the month."""
    pairs = []
    for start in (date(year, month, 1) for month in range(1, 13)):
        told = [months[other, start] for other in others if (other, start) in months]
        if (one, start) in months and told:
            pairs.append((months[one, start], told[0]))
    return pairs


def _monthly(findings: _Findings, pairs: Pairs, series: str, pack: CountryPack) -> None:
    """Marketers or importers against the nation, month by month; the findings stand on the national table."""
    nation = {product: [_figure(national, product) for _, national in pairs] for product in _products(pairs, 1)}
    others = {product: [_figure(other, product) for other, _ in pairs] for product in _products(pairs, 1)}
    absent = {product for product in nation if all(other.of(product) is None for other, _ in pairs)}
    for product, figures in nation.items():
        gaps = [theirs - ours for theirs, ours in zip(others[product], figures, strict=True)]
        if not any(_differs(gap, ours) for gap, ours in zip(gaps, figures, strict=True)):
            continue
        why = _definition(product, fsum(gaps), absent, {code: fsum(nation[code]) for code in absent}, (series, pack))
        first = pairs[0][1]
        total = first.of(product)
        if why and total is not None and total.table_cell:
            note = f"{product} {first.start.year}: {series} minus national = {_text(fsum(gaps))} ({why})"
            findings.add(first.file, _found(first, total.table_cell, fsum(figures), fsum(others[product]), note))
            continue
        for (_, national), gap, ours, theirs in zip(pairs, gaps, figures, others[product], strict=True):
            cell = national.of(product)
            if cell is not None and _differs(gap, ours):
                note = f"{product} {national.start:%Y-%m}: {series} has {_text(gap)} more (no cause published)"
                findings.add(national.file, _found(national, cell.cell, ours, theirs, note))


def _definition(
    product: str, gap: float, absent: set[str], absent_volumes: Mapping[str, float], source: tuple[str, CountryPack]
) -> str:
    """Why two sources differ by definition; empty where no definition explains it."""
    series, pack = source
    if product in absent:
        return f"{series} has no such column"
    inside = [each.product for each in pack.breaks if each.source == series and each.inside == product]
    hidden = [code for code in dict.fromkeys(inside) if code in absent]
    for count in range(1, len(hidden) + 1):
        for chosen in combinations(hidden, count):
            volume = fsum(absent_volumes[code] for code in chosen)
            if not _differs(gap - volume, volume):
                return f"{series} counts {', '.join(chosen)} inside {product}"
    return ""


def _same_total(findings: _Findings, pairs: Pairs) -> None:
    """Two tables of the same months whose totals must agree; the findings stand on the first."""
    for one, other in pairs:
        for total in one.totals:
            against = other.of(total.product)
            if against is not None and not total.region and _differs(total.summed - against.summed, against.summed):
                place = f"{other.sheet.strip()}!{against.cell}"
                note = f"{total.product} {one.start:%Y-%m}: {one.series} against {other.series} ({place})"
                findings.add(one.file, _found(one, total.cell, total.summed, against.summed, note))


def _yearly(
    findings: _Findings, year: PublishedTotals, months: Sequence[PublishedTotals | None], pack: CountryPack
) -> None:
    """A table of a whole year against the twelve national months; the findings stand on the table of the year."""
    known = [each for each in months if each is not None]
    if len(known) < len(months):
        return
    nation = {
        product: fsum(_figure(each, product) for each in known)
        for product in {t.product for m in known for t in m.totals}
    }
    for total in year.totals:
        ours = nation.get(total.product)
        if ours is None or total.region or not _differs(total.summed - ours, ours):
            continue
        whole = known[0].of(total.product)
        place = f" ({known[0].sheet.strip()}!{whole.table_cell})" if whole and whole.table_cell else ""
        note = f"{total.product} {year.start.year}: {year.series} total against national{place}"
        findings.add(year.file, _found(year, total.cell, total.summed, ours, note))
        for each in pack.breaks:
            inside = nation.get(each.product, 0.0)
            is_before = each.source == year.series and each.inside == total.product and year.start < each.since
            if is_before and inside and not _differs(total.summed - ours - inside, inside):
                seen, expected = _text(total.summed), f"{_text(ours)} + {_text(inside)}"
                broken = Finding("definition_break", "look", year.sheet, total.cell, seen, expected, each.note, inside)
                findings.add(year.file, broken)


def _found(where: PublishedTotals, cell: str, seen: float, expected: float, note: str) -> Finding:
    off = abs(seen - expected)
    return Finding("cross_source_mismatch", "look", where.sheet, cell, _text(seen), _text(expected), note, off)


def _products(pairs: Pairs, side: int) -> list[str]:
    return list(dict.fromkeys(total.product for pair in pairs for total in pair[side].totals if not total.region))


def _figure(edition: PublishedTotals, product: str) -> float:
    total = edition.of(product)
    return total.summed if total is not None else 0.0


def _differs(gap: float, figure: float) -> bool:
    return abs(gap) > LITRE + RELATIVE * abs(figure)


def _text(figure: float) -> str:
    return str(int(figure)) if float(figure).is_integer() else str(figure)
