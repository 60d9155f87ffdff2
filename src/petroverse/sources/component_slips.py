"""Price components that change by exactly ten or a hundred between two versions of one publication.

A levy changes by a decision, seldom tenfold; a slip of the decimal point does. One file alone cannot tell, so this is
asked of all that was published, by the figures that editions of ``price_component`` carry as their totals.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from petroverse.core.facts import Finding, PrintedTotal
from petroverse.sources.cross_check import PublishedTotals

__all__ = ["component_slips"]

_SLIPS: Final = (10.0, 100.0, 0.1, 0.01)

_Version = tuple[PublishedTotals, PrintedTotal]


def component_slips(published: Iterable[PublishedTotals]) -> dict[str, tuple[Finding, ...]]:
    """Findings by file about components that the next version prints tenfold, hundredfold or a tenth, a hundredth.

    Args:
        published: Editions of the dataset ``price_component`` with their totals; others say nothing here.
    """
    series: dict[tuple[str, str], list[_Version]] = defaultdict(list)
    for edition in published:
        for total in edition.totals:
            if total.summed and edition.grain == "window":
                series[edition.series, total.product].append((edition, total))
    found: dict[str, list[Finding]] = defaultdict(list)
    for (_, part), versions in series.items():
        for file, finding in _slips(
            part, sorted(versions, key=lambda version: (version[0].start, version[0].known_at))
        ):
            found[file].append(finding)
    return {file: tuple(findings) for file, findings in found.items()}


def _slips(part: str, versions: Sequence[_Version]) -> Iterator[tuple[str, Finding]]:
    runs = [list(run) for _, run in itertools.groupby(versions, key=lambda version: version[1].summed)]
    for before, after in itertools.pairwise(runs):
        old, new = before[0][1].summed, after[0][1].summed
        if not any(abs(new / old - slip) < 1e-9 * slip for slip in _SLIPS):
            continue
        for edition, total in before:
            expected = f"{new:g} (from {after[0][0].start.isoformat()})"
            note = f"{part}: {old:g} or {new:g}, one of the two is wrong"
            yield (
                edition.file,
                Finding("probable_decimal_slip", "look", edition.sheet, total.cell, f"{old:g}", expected, note),
            )
