"""The rows of the model of ``learned``: what quiet spans, and the sales from one to the next, say of where litres go.

Neighbouring rows share the height at which one ends and the next begins, so their noise is correlated; it is kept as
blocks, one for each stretch between two deliveries, for rows of two stretches share nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.detect.tank.history import Quiet, Stock

__all__ = ["Rows", "dips", "of_each", "rows_of", "scatter_of"]

Floats = NDArray[np.float64]

DIP_COUNT: Final = 1e6
"""A single reading has no line about which it scatters: all of its noise is in ``slow`` and ``rough``."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the model: one for each quiet span, one from each to the next.

    Attributes:
        loss_l: What the heights lost beyond what meters counted, standard litres, (n,).
        hours: How long, (n,).
        sold_l: Of each meter, (n, n_meters).
        thermal_l: Litres by which the stock is held to have shrunk by cooling, (n,).
        ends: Index of the reading at which each begins and ends, (n, 2).
        is_quiet: Whether nothing was sold.
        shares: Noise of the rows by its three kinds, each for 1 metre squared, (3, blocks, n, n): rows of two stretches
            between deliveries share no noise.
        place: Where each row stands among the flattened rows of the blocks, (n,).
    """

    loss_l: Floats
    hours: Floats
    sold_l: Floats
    thermal_l: Floats
    ends: NDArray[np.intp]
    is_quiet: NDArray[np.bool_]
    shares: Floats
    place: NDArray[np.intp]


def of_each(stock: Stock, quiet: Quiet, every_h: float) -> Quiet:
    """The longest quiet span of each so many hours."""
    begins, ends = stock.at_s[quiet.first], stock.at_s[quiet.last]
    slot = ((begins + ends) / 2.0 // (3600.0 * every_h)).astype(np.int64)
    order = np.lexsort((begins - ends, slot))
    _, first = np.unique(slot[order], return_index=True)
    return quiet.only(np.sort(order[first]))


def dips(stock: Stock) -> Quiet:
    """Single readings in the place of quiet spans, where a tank is dipped or never rests: they last no time at all."""
    index = np.arange(stock.at_s.size)
    part = np.zeros(index.size, dtype=np.intp)
    is_drop = np.zeros(index.size, dtype=np.bool_)
    for begin, end, _ in stock.drops:
        part[end:] += 1
        is_drop[begin + 1 : end] = True
    index = index[~is_drop]
    litres, many = stock.standard_l[index], np.full(index.size, DIP_COUNT)
    return Quiet(index, index, litres, litres, many, np.zeros(index.size), part[index])


def rows_of(stock: Stock, quiet: Quiet) -> Rows:
    """A row for each span that lasts, and one from each to the next where no delivery lies between."""
    first, last, part = quiet.first, quiet.last, quiet.part
    lasting, linked = np.flatnonzero(last > first), np.flatnonzero(part[1:] == part[:-1])
    within, between = np.stack((first, last), axis=1)[lasting], np.stack((last[linked], first[linked + 1]), axis=1)
    ends = np.concatenate((within, between))
    fall_l = np.concatenate(((quiet.start_l - quiet.end_l)[lasting], quiet.end_l[linked] - quiet.start_l[linked + 1]))
    sold_l = stock.sold_l[ends[:, 1]] - stock.sold_l[ends[:, 0]]
    is_quiet = np.arange(ends.shape[0]) < lasting.size
    middle_l = (stock.standard_l[ends[:, 0]] + stock.standard_l[ends[:, 1]]) / 2.0
    cooled = _smooth_expansion(stock, quiet)
    change = np.concatenate(((cooled[:, 0] - cooled[:, 1])[lasting], cooled[linked, 1] - cooled[linked + 1, 0]))
    shares = _shares(stock.area_l_m[first], quiet.count, lasting, linked)
    blocks, place = _in_blocks(shares, np.concatenate((part[lasting], part[linked])))
    return Rows(
        loss_l=fall_l - sold_l.sum(axis=1),
        hours=(stock.at_s[ends[:, 1]] - stock.at_s[ends[:, 0]]) / 3600.0,
        sold_l=sold_l,
        thermal_l=middle_l * change,
        ends=ends,
        is_quiet=is_quiet,
        shares=blocks,
        place=place,
    )


def _in_blocks(shares: Floats, part: NDArray[np.intp]) -> tuple[Floats, NDArray[np.intp]]:
    """The noise of rows as blocks of one size, one a stretch between deliveries, and where each row went."""
    _, block, sizes = np.unique(part, return_inverse=True, return_counts=True)
    order = np.argsort(block, kind="stable")
    within = np.empty(part.size, dtype=np.intp)
    within[order] = np.arange(part.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    size = int(sizes.max())
    place = block * size + within
    flat = np.full(sizes.size * size, part.size, dtype=np.intp)
    flat[place] = np.arange(part.size)
    rows = flat.reshape(sizes.size, size)
    padded = np.pad(shares, ((0, 0), (0, 1), (0, 1)))
    return padded[:, rows[:, :, None], rows[:, None, :]], place


def _smooth_expansion(stock: Stock, quiet: Quiet) -> Floats:
    """Expansion at both ends of each span, from the thirds of its readings, for one temperature is coarse."""
    sums = np.concatenate(([0.0], np.cumsum(stock.expansion)))
    first, last = quiet.first, quiet.last + 1
    third = np.maximum((last - first) // 3, 1)
    begin = (sums[first + third] - sums[first]) / third
    end = (sums[last] - sums[last - third]) / third
    middle = (begin + end) / 2.0
    half = (end - begin) * (last - first - 1) / np.maximum(2.0 * (last - first - third), 1.0)
    return np.stack((middle - half, middle + half), axis=1)


def _shares(area_l_m: Floats, count: Floats, lasting: NDArray[np.intp], linked: NDArray[np.intp]) -> Floats:
    """How each kind of noise goes into the rows: scatter about a line, slow noise of its ends, roughness of a span.

    The ends of a least-squares line of m readings have the variance 4 / m and the covariance −2 / m each (large m).
    """
    quiet_row, busy_row = np.arange(lasting.size), lasting.size + np.arange(linked.size)
    by_end = np.zeros((lasting.size + linked.size, 2, area_l_m.size))
    by_end[quiet_row, 0, lasting], by_end[quiet_row, 1, lasting] = area_l_m[lasting], -area_l_m[lasting]
    by_end[busy_row, 1, linked] = area_l_m[linked]
    by_end[busy_row, 0, linked + 1] = -area_l_m[linked + 1]
    start, end = by_end[:, 0], by_end[:, 1]
    slow = start @ start.T + end @ end.T
    cross = (start / count) @ end.T
    scatter = (start * (4.0 / count)) @ start.T + (end * (4.0 / count)) @ end.T - 2.0 * (cross + cross.T)
    both = start + end
    return np.stack((scatter, slow, both @ both.T))


def scatter_of(stock: Stock, quiet: Quiet) -> float:
    """Standard deviation of readings about the lines of their spans, metres of height."""
    freedom = quiet.count - 2.0
    return float(np.sqrt(((quiet.scatter_l / stock.area_l_m[quiet.first]) ** 2 * freedom).sum() / freedom.sum()))
