"""Level, share and mix of every node, month by month, and figures that are another by a slip of the unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from petroverse.detect.market.finding import Kind, Signal
from petroverse.detect.market.knowledge import Knowledge
from petroverse.detect.market.members import Member, opinions, together
from petroverse.detect.market.panel import Panel, month_after, renamed, siblings_of
from petroverse.detect.market.residuals import LEAST_MONTHS, Course, course_of

__all__ = ["View", "expected_volumes", "groups_of", "volume_signals"]

View = Literal["share", "mix"]
"""``share``: a product's nodes side by side (level, and part of the product's market); ``mix``: a place's products."""

_REGULAR: Final = 0.9
"""A series is regular where at least this part of its last twelve months is above zero; others have no course."""

_NOTHING: Final = 0.01
"""A month without anything stands for this part of the series' middle month, so that its logarithm exists."""

_NAMED_MONTHS: Final = 6
"""A node that had nothing in these months is new."""

_SLIP_NEAR: Final = 3.0
"""A slip of the unit is a factor of 10, 100 or 1000 to within so many standard deviations of the course."""

_SLIP_STEADY: Final = 0.3
"""Only a course steadier than this can tell a slip from trade: what moves threefold by itself moves tenfold, too."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Siblings, with their courses: of the figures themselves, and of their parts of the group's sum."""

    panel: Panel
    level: Course
    part: Course
    view: View

    @property
    def features(self) -> NDArray[np.float64]:
        """Residuals in standard deviations, shape (n_nodes, n_months, n_features); 0 where a course is unknown."""
        looks = (self.level.z, self.part.z) if self.view == "share" else (self.part.z,)
        return np.nan_to_num(np.stack(looks, axis=-1), nan=0.0)

    @property
    def is_judged(self) -> NDArray[np.bool_]:
        """Which nodes and months have a course at all."""
        course = self.level if self.view == "share" else self.part
        return np.asarray(_regular(self.panel.volumes) & np.isfinite(course.z))


def groups_of(panel: Panel, view: View) -> Iterator[Panel]:
    """The parts of a panel that are judged each by itself: a product's nodes, or a place's products of one unit."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for at, (node, unit) in enumerate(zip(panel.nodes, panel.units, strict=True)):
        of = (node.product, unit) if view == "share" else (node.region, node.company, unit)
        rows.setdefault(of, []).append(at)
    for members in rows.values():
        yield siblings_of(panel, members)


def volume_signals(
    siblings: Panel, view: View, months: Sequence[str], knowledge: Knowledge, members: Sequence[Member]
) -> Iterator[Signal]:
    """How far each of a group's nodes is off its course in these months.

    Args:
        siblings: One of ``groups_of``: nothing outside it is looked at.
        view: How they are siblings.
        months: The months to be judged.
        knowledge: What changes its meaning within a year is not judged across the change.
        members: The detectors.
    """
    at_once = [siblings.months.index(month) for month in months if month in siblings.months]
    is_alive = _regular(siblings.volumes)[:, at_once].any(axis=1)
    if not is_alive.any():
        return
    group = _Group(siblings, _level(siblings.volumes), course_of(_parts(siblings.volumes)), view)
    features, is_judged = group.features, group.is_judged
    for at in (each for each in at_once if is_judged[:, each].any()):
        month = siblings.months[at]
        year_before = month_after(month, -LEAST_MONTHS)
        before = np.nanmean(np.nan_to_num(siblings.volumes[:, max(0, at - _NAMED_MONTHS) : at]), axis=1)
        rows = [
            row
            for row in np.flatnonzero(is_judged[:, at] & ~renamed(before, np.nan_to_num(siblings.volumes[:, at])))
            if not knowledge.is_broken(siblings.source, siblings.nodes[row].product, year_before, month)
        ]
        if rows:
            told = opinions(members, features[:, :at][is_judged[:, :at]], features[rows, at])
            for place, row in enumerate(rows):
                yield _signal(group, (int(row), at), {name: float(each[place]) for name, each in told.items()})


def expected_volumes(siblings: Panel) -> NDArray[np.float64]:
    """What was to be expected of each node and month by its own level and season; NaN where it has no course."""
    return np.asarray(np.exp(_level(siblings.volumes).expected))


def _signal(group: _Group, cell: tuple[int, int], said: dict[str, float]) -> Signal:
    row, at = cell
    seen, month = float(group.panel.volumes[row, at]), group.panel.months[at]
    level, part = float(np.nan_to_num(group.level.z[row, at])), float(np.nan_to_num(group.part.z[row, at]))
    is_level = group.view == "share" and abs(level) >= abs(part)
    kind: Kind = "level" if is_level else group.view
    usual = float(np.exp(np.nan_to_num(group.level.expected[row, at])))
    others = float(group.panel.volumes[:, at].sum()) - seen
    expected = usual if is_level else float(np.exp(group.part.expected[row, at])) * others
    node, unit = group.panel.nodes[row], group.panel.units[row]
    found = Signal(
        kind, node, month, month, seen, expected, unit, together(said), round(level if is_level else part, 3), said
    )
    slip = _slip(seen, usual, float(np.nan_to_num(group.level.scale[row, at], nan=1.0)))
    if slip and group.view == "share":
        return replace(found, kind="unit_slip", expected=usual, note=f"{slip} what was to be expected")
    return found


def _slip(seen: float, expected: float, scale: float) -> str:
    if seen <= 0 or expected <= 0 or scale > _SLIP_STEADY:
        return ""
    digits = float(np.log10(seen / expected))
    near = round(digits)
    if near == 0 or abs(near) > 3 or abs(digits - near) * np.log(10) > _SLIP_NEAR * scale:
        return ""
    return f"about {10**near} times" if near > 0 else f"about a {10**-near}th of"


def _level(volumes: NDArray[np.float64]) -> Course:
    """The course of the figures; a month of nothing teaches nothing, and is held against it as next to nothing."""
    above = np.where(volumes > 0, volumes, np.nan)
    count = np.maximum(np.cumsum(volumes > 0, axis=1), 1)
    middle = np.cumsum(np.where(volumes > 0, volumes, 0.0), axis=1) / count  # of what had come by then
    shown = np.where(volumes > 0, volumes, np.where(volumes == 0, _NOTHING * middle, np.nan))
    return course_of(np.log(above), np.log(shown))


def _parts(volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each one against the sum of all others, as a logarithm; NaN where either is nothing, or nobody else is there."""
    others = volumes.sum(axis=0, keepdims=True) - volumes
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(volumes) - np.log(others)
    return np.where(np.isfinite(odds), odds, np.nan)


def _regular(volumes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether the twelve months before each one were months of trade."""
    found = np.zeros(volumes.shape, dtype=bool)
    for at in range(LEAST_MONTHS, volumes.shape[1]):
        past = volumes[:, at - LEAST_MONTHS : at]
        told = np.isfinite(past).sum(axis=1)
        found[:, at] = ((past > 0).sum(axis=1) >= _REGULAR * told) & (told >= LEAST_MONTHS // 2)
    return found
