"""Who may read what: the grant that every query runs under, and the organisations of a platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NewType

__all__ = ["LOCAL", "PUBLIC", "SAMPLE", "Grant", "OrganisationId", "PersonId"]

OrganisationId = NewType("OrganisationId", str)
PersonId = NewType("PersonId", str)

PUBLIC: Final = OrganisationId("public")
"""Owns what publishers made known to all; everybody may read it, only an admin of the platform may add to it."""

LOCAL: Final = OrganisationId("local")
"""The organisation that the owner of a fresh home administers."""

SAMPLE: Final = OrganisationId("sample")
"""The simulated country: its own tables, log and country pack, never read together with real facts."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one person may read. No grant, no query.

    Attributes:
        person: Who asks.
        organisations: Whose facts may be read, in this order: one's own, then published ones, then those that are
            shared; simulated ones alone. Who comes first is read where two would count the same litres, so nobody
            changes another's answers by sharing.
        is_simulated: Whether the facts are of a simulated country; then every answer says so.
        row_rules: Dimension → the only values that this person may see; empty means no limit.
        measures: The only measures that this person may ask for; None means all.
        shared: Those of the organisations that share their facts; they are read where nobody else holds any, or where
            a question tells organisations apart.
        acts_in: The organisation that the person acts in; its transactions see what it may read.
    """

    person: PersonId
    organisations: tuple[OrganisationId, ...]
    is_simulated: bool = False
    row_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measures: frozenset[str] | None = None
    shared: frozenset[OrganisationId] = frozenset()
    acts_in: OrganisationId = PUBLIC
