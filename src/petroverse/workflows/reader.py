"""Who asks, for which organisation, and what this person may do and see there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from petroverse.core.errors import NotAllowed
from petroverse.core.grants import LOCAL, PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.core.rights import ALL_RIGHTS, Right, RightMissing, Role, RowsLimited

__all__ = ["OWNER", "Reader", "owner_reader"]

_UNKNOWN: Final = OrganisationId("")

OWNER: Final = PersonId("owner")
"""Whom the owner of the home in the operating system acts as."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, for which organisation, and what this person may do and see there.

    Attributes:
        person: Who asks.
        organisation: Where the person acts; empty: in ``local``, which reads the sample while nothing real is in.
        rights: What the person may do; nothing unless it is said.
        row_rules: Dimension → the only values that this person may see; empty means no limit.
        measures: The only measures that this person may ask for; None means all.
        role: What the person is there; None for the owner of the home and admins of the platform.
        name: What others read.
        memberships: Every organisation that the person is a member of, with the role there.
        shared: Organisations that share facts with this one, with the datasets; None where it is all of them.
        token: The id of the token that asks; empty where a person does.
        reads: Whose facts are read first, once that was looked up with what is shared; empty until then.
    """

    person: PersonId
    organisation: str = ""
    rights: frozenset[Right] = frozenset()
    row_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measures: frozenset[str] | None = None
    role: Role | None = None
    name: str = ""
    memberships: Mapping[OrganisationId, Role] = field(default_factory=dict)
    shared: Mapping[OrganisationId, frozenset[str] | None] = field(default_factory=dict)
    token: str = ""
    reads: OrganisationId = _UNKNOWN

    @property
    def acts_in(self) -> OrganisationId:
        """The organisation whose people, tokens, shares and imports are meant."""
        return OrganisationId(self.organisation) or LOCAL

    @property
    def is_limited(self) -> bool:
        """Whether row rules or measures let the reader see a part only."""
        return bool(self.row_rules) or self.measures is not None

    def must(self, right: Right) -> None:
        """Refuses whoever lacks a right.

        Raises:
            RightMissing: Names the right and who can give it.
        """
        if right not in self.rights:
            what = f"this takes the right to {right}, which {self.person or 'nobody'} does not hold here"
            raise RightMissing(what, where=self.organisation, fix="ask an admin of the organisation")

    def must_change(self, owner: OrganisationId, right: Right) -> None:
        """Refuses whoever may not change an organisation's facts.

        Args:
            owner: Whose facts.
            right: What it takes in one's own organisation; published and simulated facts take the whole platform's.

        Raises:
            RightMissing: The right is not held.
            NotAllowed: It is another organisation's; the owner of the home acts in any.
        """
        if owner in (PUBLIC, SAMPLE):
            if Right.PLATFORM not in self.rights:
                fix = f"ask that admin, or name your own organisation, {self.acts_in}"
                raise RightMissing("published facts are added by the platform's admin", where=owner, fix=fix)
            return
        self.must(right)
        is_owner = self.person == OWNER and Right.PLATFORM in self.rights
        if owner != self.acts_in and not is_owner:
            what = f"{self.person} acts in {self.acts_in}, not in {owner}"
            raise NotAllowed(what, where=f"organisation {owner}", fix=f"act in {owner} to do so")

    def must_see_all(self, what: str) -> None:
        """Refuses whoever may see some rows or measures only.

        Args:
            what: What is shown, such as ``the quality report``.

        Raises:
            RowsLimited: Row rules or measures limit the reader.
        """
        if self.is_limited:
            limits = ", ".join([*self.row_rules, *(() if self.measures is None else ["measures"])])
            told = f"{what} shows whole files, and {self.person} may see a part of them only"
            raise RowsLimited(told, where=f"limited by {limits}", fix="ask questions instead: they keep to your part")


def owner_reader(organisation: str = "") -> Reader:
    """The owner of the home in the operating system, who may do everything."""
    return Reader(OWNER, organisation, ALL_RIGHTS)
