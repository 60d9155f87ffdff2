"""What a litre costs, for the money in a notice: the last month of prices at the pump that an organisation may read."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import OrganisationId
from petroverse.workflows.query import answer_question, question_from_json
from petroverse.workflows.stores import Stores, owner_reader
from petroverse.workflows.telling_words import Price

__all__ = ["prices_known"]

_QUESTION: Final = {
    "measures": ["median_price"],
    "dimensions": ["product", "month"],
    "filters": [{"dimension": "kind", "in": ["ex_pump"]}],
    "sort": [{"by": "month", "descending": True}],
    "limit": 100,
}
_MOST_S: Final = 5.0
_log: Final = logging.getLogger("petroverse.telling")


def prices_known(stores: Stores, owner: OrganisationId) -> Mapping[str, Price]:
    """The median price of a litre of each product at the pump, in the last month that has one.

    Where there is none, or it cannot be asked now, a notice goes without money: no alarm waits for a price.

    Args:
        stores: Where.
        owner: Whose facts, beside the published ones.
    """
    try:
        reply = answer_question(stores, question_from_json(_QUESTION), owner_reader(str(owner)), most_s=_MOST_S)
    except PetroVerseError as fault:
        _log.info("a notice goes without money: %s", fault)
        return {}
    found: dict[str, Price] = {}
    for row in reply.document["rows"]:
        currency, _, per = str(row["unit"] or "").partition("/")
        if per == "L" and row["median_price"] is not None:
            found.setdefault(row["product"], Price(round(row["median_price"], 4), currency, row["month"]))
    return found
