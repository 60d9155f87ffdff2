"""The sample's beginning and end, on record, so that one whose loading was cut short is known and finished."""

from __future__ import annotations

from petroverse.core.errors import Conflict
from petroverse.core.grants import SAMPLE, PersonId
from petroverse.database import list_records
from petroverse.workflows.stores import Stores, has_sample, make_sample_organisation

__all__ = ["SampleIsIn", "begin_sample", "end_sample", "is_sample_cut_short"]

_BEGUN = "sample_begun"
_LOADED = "sample_loaded"


class SampleIsIn(Conflict):
    """The sample is in already."""


def begin_sample(stores: Stores, person: PersonId, pack: str) -> None:
    """Makes the sample's organisation, or goes on where an earlier loading was cut short.

    Args:
        stores: Where to.
        person: Who loads it.
        pack: The country pack of the made-up country.

    Raises:
        SampleIsIn: It was loaded whole.
    """
    if not has_sample(stores, person):
        make_sample_organisation(stores, person, pack)
    elif _is_on_record(stores, person, _LOADED):
        raise SampleIsIn("the sample is in already", fix="to load it afresh, remove it first")
    with stores.database.unit_of_work(SAMPLE, person) as uow:
        uow.record(_BEGUN, {"pack": pack})


def end_sample(stores: Stores, person: PersonId) -> None:
    """Writes down that the sample is in, whole."""
    with stores.database.unit_of_work(SAMPLE, person) as uow:
        uow.record(_LOADED, {})


def is_sample_cut_short(stores: Stores, person: PersonId) -> bool:
    """Whether a loading of the sample was begun and never ended."""
    if not has_sample(stores, person):
        return False
    return _is_on_record(stores, person, _BEGUN) and not _is_on_record(stores, person, _LOADED)


def _is_on_record(stores: Stores, person: PersonId, kind: str) -> bool:
    with stores.database.reading(SAMPLE, person) as uow:
        return bool(list_records(uow, kind=kind, limit=1))
