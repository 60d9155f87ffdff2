"""How files are taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from petroverse.core.country import CountryPack
from petroverse.core.errors import Conflict
from petroverse.core.grants import PersonId
from petroverse.workflows.reading_process import Read, ReaderLimits
from petroverse.workflows.stores import Reader, Stores

__all__ = ["ImportCancelled", "ImportOptions"]


class ImportCancelled(Conflict):
    """Whoever brought the files in does not wait for them any more."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are taken in.

    Attributes:
        reader: Who takes them in.
        organisation: Who will own the facts; empty: ``public``, or ``sample`` for a simulated country.
        packs: Country packs to try; empty: all.
        read: Reads one file instead of the publications' readers, for a table with a mapping.
        settings: How it is read, written beside the import.
        is_check: Report only, store nothing.
        limits: What reading one file may take.
    """

    reader: Reader
    organisation: str = ""
    packs: tuple[CountryPack, ...] = ()
    read: Read | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    is_check: bool = False
    limits: ReaderLimits = field(default_factory=ReaderLimits)

    @property
    def person(self) -> PersonId:
        """Who takes them in."""
        return self.reader.person

    def packs_of(self, stores: Stores) -> dict[str, CountryPack]:
        """The country packs to read with, by publisher."""
        return {each.name: each for each in self.packs or stores.packs.values()}
