"""The customary form on arrays: the same numbers as the scalar calls, thousands of tanks at once.

Work goes in chunks that stay in the processor's cache. What lies outside the limits gives NaN; ``outside`` says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from petroverse.measurement.volume_correction.commodities import PRESSURE_PSIG, TEMP_F, Commodity, OutsideLimits
from petroverse.measurement.volume_correction.customary import CLOSE_KG_M3, PASSES, DensityNotFound, base_density
from petroverse.measurement.volume_correction.kernels import (
    Commodities,
    Floats,
    constants_of,
    factors,
    ipts68_of,
    limits_of,
    newton,
)

__all__ = ["Corrections", "Outside", "base_densities_of", "corrections_of"]

Flags = NDArray[np.bool_]
Reasons = NDArray[np.uint8]
Rows = NDArray[np.intp] | slice

CHUNK: Final = 8192
"""Liquids worked on at a time, so that the arrays in use fit a core's second cache."""


class Outside(IntEnum):
    """Why a liquid has no factors; 0 has them, all else gives NaN."""

    NO = 0
    MISSING = 1
    COMMODITY = 2
    TEMPERATURE = 3
    PRESSURE = 4
    DENSITY = 5
    NOT_FOUND = 6


@dataclass(frozen=True, slots=True)
class Corrections:
    """Factors for many liquids, each array of the inputs' common shape.

    Attributes:
        density_kg_m3: Density at the base; NaN where ``outside`` is not 0.
        ctl: Correction for temperature; NaN likewise.
        fp: Compressibility factor in 1e-5 per psi; NaN likewise.
        cpl: Correction for pressure; NaN likewise.
        outside: Codes of ``Outside``: 0 there are factors, 1 an input is NaN, 2 no such commodity, 3 to 5 the
            temperature, pressure or density is outside the limits, 6 observed → base did not settle.
    """

    density_kg_m3: Floats
    ctl: Floats
    fp: Floats
    cpl: Floats
    outside: Reasons

    @property
    def ctpl(self) -> Floats:
        """Both corrections: standard volume ÷ observed volume."""
        return self.ctl * self.cpl


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Part of the liquids as flat columns; ``row`` is where each stands in the part's output."""

    row: Rows
    density: Floats
    temp_f: Floats
    psig: Floats
    commodity: Commodities

    def only(self, chosen: Flags) -> _Chunk:
        picked = self.commodity[chosen] if isinstance(self.commodity, np.ndarray) else self.commodity
        row = np.flatnonzero(chosen) if isinstance(self.row, slice) else self.row[chosen]
        return _Chunk(row, self.density[chosen], self.temp_f[chosen], self.psig[chosen], picked)


def corrections_of(
    density60_kg_m3: ArrayLike, temp_f: ArrayLike, pressure_psig: ArrayLike, commodity: Commodities
) -> Corrections:
    """The factors from 60 °F and no pressure to observed conditions, for many liquids.

    Args:
        density60_kg_m3: Any shape; NaN means not known.
        temp_f: Of a shape that broadcasts with it.
        pressure_psig: Likewise; negative is taken as 0.
        commodity: One for all, or codes of ``Commodity`` (int8) of a shape that broadcasts.

    Returns:
        Arrays of the common shape, equal to ``correction`` liquid by liquid; NaN with a reason where that raises.

    Source: API MPMS 11.1-2004, section 11.1.6.1.

    Example:
        >>> corrections_of([946.918739324112, 2000.0], -27.7, 0.0, Commodity.CRUDE).outside.tolist()
        [0, 5]
    """
    return _run(_forward, density60_kg_m3, temp_f, pressure_psig, commodity)


def base_densities_of(
    observed_kg_m3: ArrayLike, temp_f: ArrayLike, pressure_psig: ArrayLike, commodity: Commodities
) -> Corrections:
    """The densities at 60 °F, with their factors, of many liquids measured at other temperatures and pressures.

    Args:
        observed_kg_m3: Any shape; NaN means not measured.
        temp_f: Of a shape that broadcasts with it.
        pressure_psig: Likewise; negative is taken as 0.
        commodity: One for all, or codes of ``Commodity`` (int8) of a shape that broadcasts.

    Returns:
        Arrays of the common shape, equal to ``base_density`` liquid by liquid; NaN with a reason where that raises.

    Source: API MPMS 11.1-2004, section 11.1.6.2.
    """
    return _run(_inverse, observed_kg_m3, temp_f, pressure_psig, commodity)


def _run(
    law: Callable[[_Chunk, Corrections], None],
    density: ArrayLike,
    temp_f: ArrayLike,
    psig: ArrayLike,
    of: Commodities,
) -> Corrections:
    inputs = [np.asarray(each, dtype=np.float64) for each in (density, temp_f, psig)]
    codes = of if isinstance(of, np.ndarray) else np.empty((), np.int8)
    shape = np.broadcast_shapes(codes.shape, *(each.shape for each in inputs))
    columns = [np.broadcast_to(each, shape).reshape(-1) for each in inputs]
    code = np.broadcast_to(codes, shape).reshape(-1)
    out = _empty(code.size)
    with np.errstate(all="ignore"):  # what lies outside overflows on its way to NaN
        for start in range(0, code.size, CHUNK):
            part = slice(start, start + CHUNK)
            measured, warmth, pressing = (each[part] for each in columns)
            commodity = code[part] if isinstance(of, np.ndarray) else of
            target = _part(out, part)
            law(_checked(_Chunk(slice(None), measured, warmth, pressing, commodity), target), target)
    return _shaped(out, shape)


def _empty(size: int) -> Corrections:
    blank = np.empty((4, size))
    return Corrections(blank[0], blank[1], blank[2], blank[3], np.empty(size, np.uint8))


def _part(out: Corrections, part: slice) -> Corrections:
    return Corrections(out.density_kg_m3[part], out.ctl[part], out.fp[part], out.cpl[part], out.outside[part])


def _shaped(out: Corrections, shape: tuple[int, ...]) -> Corrections:
    density, ctl, fp, cpl = (each.reshape(shape) for each in (out.density_kg_m3, out.ctl, out.fp, out.cpl))
    return Corrections(density, ctl, fp, cpl, out.outside.reshape(shape))


def _checked(chunk: _Chunk, out: Corrections) -> _Chunk:
    """Gives the liquids that may be corrected, and writes the reasons of all others."""
    is_right = (chunk.temp_f >= TEMP_F[0]) & (chunk.temp_f <= TEMP_F[1])
    is_right &= chunk.psig <= PRESSURE_PSIG[1]
    is_right &= ~np.isnan(chunk.density)
    if isinstance(chunk.commodity, np.ndarray):
        is_right &= (chunk.commodity >= 0) & (chunk.commodity <= Commodity.REFINED)
    if not is_right.all():
        wrong = chunk.only(~is_right)
        _refuse(out, wrong.row, _reasons(wrong))
        chunk = chunk.only(is_right)
    return _Chunk(chunk.row, chunk.density, chunk.temp_f, np.maximum(chunk.psig, 0.0), chunk.commodity)


def _reasons(wrong: _Chunk) -> Reasons:
    codes = wrong.commodity if isinstance(wrong.commodity, np.ndarray) else np.zeros(wrong.density.size, np.int8)
    cases = {
        Outside.MISSING: np.isnan(wrong.density) | np.isnan(wrong.temp_f) | np.isnan(wrong.psig),
        Outside.COMMODITY: (codes < 0) | (codes > Commodity.REFINED),
        Outside.TEMPERATURE: (wrong.temp_f < TEMP_F[0]) | (wrong.temp_f > TEMP_F[1]),
        Outside.PRESSURE: wrong.psig > PRESSURE_PSIG[1],
    }
    return np.select(list(cases.values()), [np.uint8(each) for each in cases], np.uint8(Outside.DENSITY))


def _forward(chunk: _Chunk, out: Corrections) -> None:
    lowest, highest = limits_of(chunk.commodity)
    is_right = (chunk.density >= lowest) & (chunk.density <= highest)
    if not is_right.all():
        _refuse(out, chunk.only(~is_right).row, Outside.DENSITY)
        chunk = chunk.only(is_right)
    constants = constants_of(chunk.commodity, chunk.density)
    found = factors(constants, chunk.density, ipts68_of(chunk.temp_f), chunk.psig)
    _write(out, chunk.row, (chunk.density, *found))


def _inverse(chunk: _Chunk, out: Corrections) -> None:
    temp_f68 = ipts68_of(chunk.temp_f)
    lowest, highest = limits_of(chunk.commodity)
    density = np.clip(chunk.density, lowest, highest)
    for _ in range(PASSES):
        constants = constants_of(chunk.commodity, density)
        found = factors(constants, density, temp_f68, chunk.psig)
        is_close = np.abs(chunk.density - density * (found[0] * found[2])) < CLOSE_KG_M3
        if is_close.any():
            _write(out, chunk.only(is_close).row, tuple(each[is_close] for each in (density, *found)))
        following = newton((chunk.density, chunk.temp_f, chunk.psig), density, constants.slope, found)
        np.clip(following, lowest, highest, out=following)
        is_stuck = (following == density) & ~is_close
        if is_stuck.any():
            _refuse(out, chunk.only(is_stuck).row, Outside.DENSITY)
        is_open = ~(is_close | is_stuck)
        if not is_open.any():
            return
        density = following
        if not is_open.all():
            chunk, density, temp_f68 = chunk.only(is_open), following[is_open], temp_f68[is_open]
            lowest, highest = limits_of(chunk.commodity)
    _one_by_one(chunk, out)


def _one_by_one(chunk: _Chunk, out: Corrections) -> None:
    """The few liquids that lie between two groups' tables: the scalar call knows what to do."""
    rows = np.arange(out.ctl.size)[chunk.row]
    for place, row in enumerate(rows):
        many = chunk.commodity
        commodity = Commodity(int(many[place])) if isinstance(many, np.ndarray) else many
        observed, temp_f, psig = (float(each[place]) for each in (chunk.density, chunk.temp_f, chunk.psig))
        try:
            found = base_density(observed, temp_f, psig, commodity)
        except (OutsideLimits, DensityNotFound):
            _refuse(out, row, Outside.NOT_FOUND)
        else:
            _write(out, row, (found.density_kg_m3, found.ctl, found.fp, found.cpl))


def _write(out: Corrections, row: Rows | int, found: tuple[Floats | float, ...]) -> None:
    out.density_kg_m3[row], out.ctl[row], out.fp[row], out.cpl[row] = found[:4]
    out.outside[row] = Outside.NO


def _refuse(out: Corrections, row: Rows | int, reason: Outside | Reasons) -> None:
    _write(out, row, (np.nan,) * 4)
    out.outside[row] = reason
