"""Forms for figures that exist only on paper or in a picture: a table to fill in, and the mapping that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from petroverse.core.products import product
from petroverse.sources.tabular.mapping import Mapping
from petroverse.sources.tabular.mapping_file import load_mapping

__all__ = ["Form", "price_floor_form"]


@dataclass(frozen=True, slots=True)
class Form:
    """A table to fill in, with its mapping.

    Attributes:
        name: The file's name to offer.
        csv: Headings, and one line a product with the price left open.
        mapping: How the filled table is read.
        mapping_text: The same as a file to keep beside it.
    """

    name: str
    csv: str
    mapping: Mapping
    mapping_text: str


def price_floor_form(currency: str, products: tuple[str, ...] = ("gasoline", "gasoil", "lpg")) -> Form:
    """The form for typing a window's price floors by hand.

    Args:
        currency: ISO 4217 code of the country's currency.
        products: Canonical codes, one line each.

    Raises:
        NotFound: A product has no such code.

    Example:
        >>> print(price_floor_form("GHS", ("lpg",)).csv, end="")
        In force from,Product,Floor price,Unit
        ,lpg,,GHS/kg
    """
    folder = resources.files("petroverse.sources.tabular") / "forms"
    heading = (folder / "price-floors.csv").read_text("utf-8")
    text = (folder / "price-floors.toml").read_text("utf-8")
    lines = "".join(f",{each},,{currency}/{product(each).unit}\n" for each in products)
    return Form("price-floors.csv", heading + lines, load_mapping(text), text)
