"""Shares: an organisation lets another read its facts, all or some datasets, until it ends that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from petroverse.core.catalogue import dataset
from petroverse.core.grants import OrganisationId
from petroverse.core.rights import Right
from petroverse.database import Share, end_share, list_shares, share_with
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["share", "shares_list", "unshare"]


def share(stores: Stores, reader: Reader, with_whom: str, datasets: Sequence[str] = ()) -> None:
    """Lets another organisation read facts of the reader's, instead of what it was let read before.

    Args:
        stores: Where shares are kept.
        reader: An admin of the organisation whose facts they are.
        with_whom: The organisation that may read.
        datasets: Which datasets; all where empty, those to come too.

    Raises:
        NotFound: The catalogue has no such dataset, or the platform no such organisation.
        RowRefused: Nobody shares with itself, with ``public`` or with the sample.
    """
    reader.must(Right.ADMINISTER)
    names = [dataset(each).name for each in datasets]
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        share_with(uow, OrganisationId(with_whom), names)
    stores.readers.forget()


def unshare(stores: Stores, reader: Reader, with_whom: str) -> None:
    """Ends what the reader's organisation shares with another: from the next question on it reads none of it.

    Raises:
        RowNotFound: Nothing is shared with it.
    """
    reader.must(Right.ADMINISTER)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        end_share(uow, OrganisationId(with_whom))
    stores.readers.forget()


def shares_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """What the reader's organisation shares, and what others share with it; ended ones too."""
    reader.must(Right.READ)
    organisation = acting_organisation(stores, reader)
    with stores.database.reading(organisation, reader.person) as uow:
        return [_row(each) for each in list_shares(uow) if organisation in (each.organisation, each.reader)]


def _row(each: Share) -> dict[str, Any]:
    datasets = "all" if each.datasets is None else ", ".join(sorted(each.datasets))
    own = {"organisation": each.organisation, "reader": each.reader, "datasets": datasets}
    times = {"since": each.since.isoformat(), "ended_at": each.ended_at and each.ended_at.isoformat()}
    return {**own, **times, "made_by": each.made_by, "ended_by": each.ended_by}
