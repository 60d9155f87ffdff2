"""What the words of a table mean: products, regions, companies and the catalogue's codes."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table
from dataclasses import dataclass

from petroverse.core.country import CountryPack
from petroverse.core.products import GRADES, PRODUCTS
from petroverse.sources.tabular.checks import choices
from petroverse.sources.tabular.grid import even
from petroverse.sources.tabular.mapping import ColumnRule
from petroverse.sources.tabular.units import in_litres_or_kg
from petroverse.sources.workbooks.headings import clean, match_product, match_region

__all__ = ["Vocabulary", "as_it_stands", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How one column's words are understood, and what to say of a word that is not."""

    meaning: Callable[[str], str | None]
    expected: str
    fix: str


def vocabulary(dataset: str, column: str, rule: ColumnRule, pack: CountryPack | None) -> Vocabulary:
    """The words of one column: the mapping's spellings first, then the country pack's, then the codes themselves."""
    said = {even(word): meant for word, meant in rule.spellings.items()}
    meaning, expected = _plain_meaning(dataset, column, pack)
    if column == "unit" and dataset in ("volume", "movement", "stock"):
        meaning, expected = _unit_meaning, "a unit such as L, m3, kg or t"

    def understood(word: str) -> str | None:
        return meaning(said.get(even(word), word))

    return Vocabulary(
        understood if said else meaning, expected, f"add the word to [columns.{column}] spellings of the mapping"
    )


def _plain_meaning(dataset: str, column: str, pack: CountryPack | None) -> tuple[Callable[[str], str | None], str]:
    if column == "product":
        whose = (
            "a product of the country pack" if pack else "a product's code such as gasoline (no country pack is named)"
        )
        return lambda word: product_meant(word, pack), whose
    if column == "grade" and dataset == "price":
        return lambda word: grade_meant(word, pack), f"one of {', '.join(GRADES)}"
    if column == "region" and pack is not None and pack.regions:
        return lambda word: region_meant(word, pack), "a region of the country pack"
    if column == "company":
        present = _present_names(pack)
        return (lambda word: present.get(word.casefold(), word)) if present else as_it_stands, "a company"
    allowed = choices(dataset, column)
    if allowed:
        codes = {even(each).replace(" ", "_"): each for each in allowed}
        return lambda word: codes.get(even(word).replace(" ", "_").replace("-", "_")), f"one of {', '.join(allowed)}"
    return as_it_stands, "a word"


def as_it_stands(word: str) -> str:
    """A word that means itself; its blanks were evened out before."""
    return word


def _unit_meaning(word: str) -> str | None:
    return word if in_litres_or_kg(word) else None


def product_meant(word: str, pack: CountryPack | None) -> str | None:
    """The canonical product that a word names; of a grade the product; None where it names none.

    Example:
        >>> product_meant("gasoline_95", None)
        'gasoline'
    """
    code = _code(word, pack)
    return GRADES.get(code or "", code)


def grade_meant(word: str, pack: CountryPack | None) -> str | None:
    """The grade that a word names; None where it names none, or a product without grades."""
    code = _code(word, pack)
    return code if code in GRADES else None


def _code(word: str, pack: CountryPack | None) -> str | None:
    spelled = match_product(word, pack) if pack is not None else None
    if spelled is not None:
        return spelled
    code = even(word).replace(" ", "_")
    if code in PRODUCTS or code in GRADES:
        return code
    by_name = {even(each.name): each.code for each in PRODUCTS.values()}
    return by_name.get(even(word))


def region_meant(word: str, pack: CountryPack) -> str | None:
    """The region of the pack that a word names; None where it names none."""
    return match_region(word, pack) or next((each.name for each in pack.regions if even(each.name) == even(word)), None)


def _present_names(pack: CountryPack | None) -> Table[str, str]:
    """Former name → present one, of the aliases that always hold."""
    aliases = pack.aliases if pack is not None else ()
    return {clean(each.alias).casefold(): each.company for each in aliases if each.since is None}
