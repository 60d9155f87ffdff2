"""Volumes from what a file counts in to what facts are in: litres, or kilograms for LPG kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from petroverse.core.country import CountryPack
from petroverse.core.products import PRODUCTS
from petroverse.sources.tabular.cells import Bools, true_rows
from petroverse.sources.tabular.units import in_litres_or_kg

__all__ = ["Counted", "product_units", "to_product_unit", "units_per_tonne"]

_NO_FACTOR: Final = float("nan")


@dataclass(frozen=True, slots=True)
class Counted:
    """A volume column in its products' own units, and the rows where the unit does not fit the product."""

    values: pa.Array
    bad: Bools


def product_units(products: pa.Array) -> pa.Array:
    """The unit that each product is counted in: L or kg; null where there is no product."""
    words = products.dictionary_encode()
    return pa.array([PRODUCTS[each].unit for each in words.dictionary.to_pylist()], pa.string()).take(words.indices)


def units_per_tonne(products: pa.Array, days: pa.Array, pack: CountryPack | None) -> pa.Array:
    """The pack's factor of each product on each day; null where the pack has none."""
    codes, when = products.dictionary_encode(), days.dictionary_encode()
    if pack is None or not len(products):
        return pa.nulls(len(products), pa.float64())
    names, dates = codes.dictionary.to_pylist(), when.dictionary.to_pylist()
    table = np.array([[pack.units_per_tonne(name, day) or _NO_FACTOR for day in dates] for name in names])
    if not table.size:
        return pa.nulls(len(products), pa.float64())
    rows, columns = _indices(codes), _indices(when)
    found = np.where((rows >= 0) & (columns >= 0), table[rows, columns], _NO_FACTOR)
    return pa.array(found, from_pandas=True)


def _indices(encoded: pa.DictionaryArray) -> NDArray[np.int64]:
    return np.asarray(pc.fill_null(encoded.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False), dtype=np.int64)


def to_product_unit(values: pa.Array, units: pa.Array, products: pa.Array, factors: pa.Array) -> Counted:
    """Gives a column in its products' units.

    Args:
        values: Numbers as the file has them, scaled.
        units: The unit of each row as the file says it.
        products: The canonical product of each row.
        factors: Units per tonne of each row's product; null where none is known. Tonnes become litres only by it.

    Returns:
        Litres or kilograms; bad where mass stands for a product counted in litres without a factor, or volume for one
        counted in kilograms.
    """
    kinds, sizes = _sizes(units)
    wanted = product_units(products)
    is_same = true_rows(pc.equal(kinds, wanted))
    by_factor = pc.multiply(pc.divide(sizes, 1000.0), factors)
    is_mass_of_liquid = true_rows(pc.and_(pc.equal(kinds, "kg"), pc.equal(wanted, "L"))) & true_rows(factors.is_valid())
    ratio = pc.if_else(
        pa.array(is_same), sizes, pc.if_else(pa.array(is_mass_of_liquid), by_factor, pa.scalar(None, pa.float64()))
    )
    bad = true_rows(values.is_valid()) & ~(is_same | is_mass_of_liquid) & true_rows(products.is_valid())
    return Counted(pc.multiply(values, ratio), bad)


def _sizes(units: pa.Array) -> tuple[pa.Array, Any]:
    words = units.dictionary_encode()
    found = [in_litres_or_kg(each) for each in words.dictionary.to_pylist()]
    kinds = pa.array([each[0] if each else None for each in found], pa.string()).take(words.indices)
    return kinds, pa.array([each[1] if each else None for each in found], pa.float64()).take(words.indices)
