"""Companies of the trade, their role in the chain, and how a printed name is compared with another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NewType, get_args

from petroverse.core.errors import InputRefused

__all__ = ["COMPANY_ROLES", "Company", "CompanyId", "CompanyNotValid", "CompanyRole", "printed_key"]

CompanyId = NewType("CompanyId", str)

CompanyRole = Literal["bdc", "omc", "lpgmc", "refinery", "terminal", "carrier", "customer"]
"""What a company does: import and wholesale (bdc), retail (omc, lpgmc), refine, store, carry, or use."""

COMPANY_ROLES: Final[tuple[CompanyRole, ...]] = get_args(CompanyRole)


class CompanyNotValid(InputRefused):
    """A company without an id, a name or a known role."""


@dataclass(frozen=True, slots=True)
class Company:
    """One company.

    Attributes:
        id: Its own key; a printed name is not one, for names change.
        name: What a person reads.
        role: Its stage in the chain; volumes of a BDC and of an OMC are the same litres seen twice and never add.

    Raises:
        CompanyNotValid: A field is empty or the role unknown.
    """

    id: CompanyId
    name: str
    role: CompanyRole

    def __post_init__(self) -> None:
        if not self.id or not self.name.strip():
            raise CompanyNotValid(f"a company needs an id and a name, not {self.id!r}, {self.name!r}", fix="give both")
        if self.role not in COMPANY_ROLES:
            raise CompanyNotValid(
                f"company {self.id} has the role {self.role!r}", where="role", fix=f"one of {', '.join(COMPANY_ROLES)}"
            )


def printed_key(printed: str) -> str:
    """A printed name for exact comparison: outer blanks cut, inner ones one wide, capitals. It merges nothing else.

    Example:
        >>> printed_key("  BF  Petroleum ")
        'BF PETROLEUM'
    """
    return " ".join(printed.split()).upper()
