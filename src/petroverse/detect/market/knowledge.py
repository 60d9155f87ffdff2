"""What a country knows of its own market, taken from its pack: nothing here is of any one country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from petroverse.core.country import CountryPack, DefinitionBreak

__all__ = ["Knowledge", "knowledge_of"]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the mind is told of a country.

    Attributes:
        breaks: Series that change their meaning, not their trade.
        borders: Region → the countries that it borders on by land.
        uses: Product → the special use that it is meant for, such as mines or cell sites.
        regions_by: The dimension of regions that holds through the country's history.
        price_ranges: Product or grade → lowest and highest plausible price.
    """

    breaks: tuple[DefinitionBreak, ...] = ()
    borders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uses: Mapping[str, str] = field(default_factory=dict)
    regions_by: str = "region"
    price_ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def is_broken(self, source: str, product: str, since: str, until: str) -> bool:
        """Whether a product's series changes its meaning after ``since`` and not after ``until`` (months)."""
        return any(
            since < f"{each.since:%Y-%m}" <= until and each.source == source and product in (each.product, each.inside)
            for each in self.breaks
        )

    def is_split_elsewhere(self, product: str, month: str) -> bool:
        """Whether some source still counts the product differently from the others in a month."""
        first_told = {
            (each.product, each.inside): max(
                f"{other.since:%Y-%m}"
                for other in self.breaks
                if (other.product, other.inside) == (each.product, each.inside)
            )
            for each in self.breaks
        }
        return any(product in pair and month < since for pair, since in first_told.items())


def knowledge_of(pack: CountryPack | None) -> Knowledge:
    """What a country pack tells; nothing where there is none."""
    if pack is None:
        return Knowledge()
    coarsest = pack.region_levels[0].name if pack.region_levels else ""
    return Knowledge(
        breaks=pack.breaks,
        borders=pack.borders,
        uses=pack.product_uses,
        regions_by=f"region_{coarsest}" if coarsest else "region",
        price_ranges=pack.price_ranges,
    )
