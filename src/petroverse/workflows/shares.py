"""Shares: an organisation lets another read its facts, all or some datasets, until it ends that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from petroverse.core.catalogue import dataset
from petroverse.core.errors import NotFound
from petroverse.core.grants import PUBLIC, OrganisationId
from petroverse.core.rights import Right
from petroverse.database import (
    Share,
    end_share,
    list_organisations,
    list_shares,
    organisation_of_share_code,
    share_with,
)
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["ShareCodeUnknown", "share", "share_code", "shares_list", "unshare"]


class ShareCodeUnknown(NotFound):
    """No organisation has this share code; whether one has it for its id is not told."""


def share(stores: Stores, reader: Reader, with_whom: str, datasets: Sequence[str] = ()) -> OrganisationId:
    """Lets another organisation read facts of the reader's, instead of what it was let read before.

    Args:
        stores: Where shares are kept.
        reader: An admin of the organisation whose facts they are.
        with_whom: The organisation that may read: by its share code, or by its id where the reader is a member of it or
            sees to the whole platform.
        datasets: Which datasets; all where empty, those to come too.

    Returns:
        The id of the organisation that may read.

    Raises:
        NotFound: The catalogue has no such dataset.
        ShareCodeUnknown: Nobody is named so, as far as the reader may know.
        RowRefused: Nobody shares with itself, with ``public`` or with the sample.
    """
    reader.must(Right.ADMINISTER)
    names = [dataset(each).name for each in datasets]
    named = _named(stores, reader, with_whom)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        share_with(uow, named, names)
    stores.readers.forget()
    return named


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


def share_code(stores: Stores, reader: Reader) -> str:
    """What the reader's organisation gives to others, so that they can share with it."""
    reader.must(Right.READ)
    organisation = acting_organisation(stores, reader)
    with stores.database.reading(organisation, reader.person) as uow:
        return next(each.share_code for each in list_organisations(uow) if each.id == organisation)


def _named(stores: Stores, reader: Reader, name: str) -> OrganisationId:
    with stores.database.reading(PUBLIC, reader.person) as uow:
        found = organisation_of_share_code(uow, name)
    if found is None and (Right.PLATFORM in reader.rights or name in reader.memberships):
        return OrganisationId(name)
    if found is None:
        what = f"no organisation has the share code {name!r:.80}"
        raise ShareCodeUnknown(what, where="reader", fix="ask them for the code that stands beside what they share")
    return found


def _row(each: Share) -> dict[str, Any]:
    datasets = "all" if each.datasets is None else ", ".join(sorted(each.datasets))
    own = {"organisation": each.organisation, "reader": each.reader, "datasets": datasets}
    times = {"since": each.since.isoformat(), "ended_at": each.ended_at and each.ended_at.isoformat()}
    return {**own, **times, "made_by": each.made_by, "ended_by": each.ended_by}
