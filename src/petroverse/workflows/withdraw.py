"""Withdraw: an import is taken back; what it replaced is read again at once, and its bytes and its line stay."""

from __future__ import annotations

from dataclasses import dataclass

from petroverse.core.grants import OrganisationId
from petroverse.core.rights import Right
from petroverse.database import get_import, withdraw_import
from petroverse.workflows.between_files import compare_without, keep
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["Withdrawn", "take_import_back"]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What went out of sight.

    Attributes:
        import_id: The import's number.
        file_name: Its file.
        organisation: Whose facts they were.
        editions: Tables that are no longer read.
        rows: Facts in them.
    """

    import_id: int
    file_name: str
    organisation: OrganisationId
    editions: int
    rows: int


def take_import_back(stores: Stores, reader: Reader, import_id: int) -> Withdrawn:
    """Takes one import back, whole, in one transaction; importing the same file again brings it in again.

    It is taken back for every point of knowledge: no answer as of any day reads it. Its rows in the lake belong to
    nothing from then on, and the next start or import removes them.

    Raises:
        RowNotFound: The reader sees no such import, or it is not in force.
        RightMissing: The reader may not.
    """
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        found = get_import(uow, import_id, grant.organisations)
    reader.must_change(found.organisation, Right.IMPORT)
    with stores.database.unit_of_work(found.organisation, reader.person) as uow:
        told = {"import_id": import_id, "file": found.file_name, "sha256": found.sha256}
        uow.record("import_withdrawn", told)
        between = compare_without(uow, stores.lake, stores.packs, import_id)
        withdraw_import(uow, import_id)
        keep(uow, between)
        editions = stores.lake.withdraw(uow, import_id)
    return Withdrawn(import_id, found.file_name, found.organisation, editions, found.fact_rows)
