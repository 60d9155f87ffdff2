"""Products by whatever word a person has for them: read as the code that figures are kept under, and said so."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from petroverse.core.products import PRODUCT_GROUPS, PRODUCTS, product_meant
from petroverse.metrics.query import Filter, Query

__all__ = ["CODES", "with_codes"]

CODES: Final = {"product": tuple(PRODUCTS), "product_group": PRODUCT_GROUPS}
"""Dimensions whose values are the same in every country."""


def with_codes(query: Query) -> tuple[Query, list[str]]:
    """A question whose filters name products and their groups by code, and what was read as what.

    A word that means no product stays as it is.

    Example:
        >>> asked, told = with_codes(Query(("volume",), (), (Filter("product_group", "in", ("Diesel",)),)))
        >>> asked.filters[0].values, told
        (('gasoil',), ["'Diesel' is read as product_group=gasoil"])
    """
    told: list[str] = []
    filters, only = (tuple(_coded(each, told) for each in part) for part in (query.filters, query.only))
    return replace(query, filters=filters, only=only), list(dict.fromkeys(told))


def _coded(limit: Filter, told: list[str]) -> Filter:
    if limit.dimension not in CODES:
        return limit
    codes = tuple(_code(each, limit.dimension, told) for each in limit.values)
    return replace(limit, values=tuple(sorted(set(codes))))


def _code(word: str, dimension: str, told: list[str]) -> str:
    if word in CODES[dimension]:
        return word
    if dimension == "product_group" and word.casefold() in PRODUCT_GROUPS:
        return word.casefold()
    meant = product_meant(word)
    if meant is None:
        return word
    if dimension == "product_group":
        told.append(f"{word!r} is read as product_group={meant.group}")
        return meant.group
    beside = [each.code for each in PRODUCTS.values() if each.group == meant.group and each is not meant]
    more = f"; product_group={meant.group} takes {', '.join(beside)} too" if beside else ""
    told.append(f"{word!r} is read as product={meant.code}{more}")
    return meant.code
