"""Gateways of sites, as people see to them: admitted by their public keys, listed, dismissed."""

from __future__ import annotations

from typing import Any

from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.places import PlaceId
from petroverse.core.rights import Right
from petroverse.database import add_gateway, list_gateways, read_network
from petroverse.database import dismiss_gateway as end_gateway
from petroverse.vault import public_key_from_text, public_key_text
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["GatewayNotValid", "admit_gateway", "dismiss_gateway", "gateways_list"]

_LONGEST = 64


class GatewayNotValid(InputRefused):
    """A gateway without a name, or of a place that the network does not have."""


def admit_gateway(stores: Stores, reader: Reader, name: str, *, place: str, public_key: str) -> dict[str, Any]:
    """Believes from now on what a gateway signs of its site.

    Args:
        stores: Where.
        reader: Who admits it.
        name: The gateway: the ``source`` of its messages.
        place: The site that it speaks for.
        public_key: As the gateway shows it.

    Raises:
        GatewayNotValid, PublicKeyNotValid: As they say.
        GatewayThere: Another of this name is admitted, or the key was used before.
        RightMissing: The reader may not.
    """
    reader.must(Right.ADMINISTER)
    key = public_key_from_text(public_key)
    if not (0 < len(name) <= _LONGEST and name.isprintable() and name == name.strip()):
        raise GatewayNotValid(f"a gateway is called {name[:40]!r}", where="name", fix="give 1 to 64 characters")
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        try:
            read_network(unit).network.place(PlaceId(place))
        except NotFound as fault:
            fix = "take the network in first; see the list of its places"
            raise GatewayNotValid(f"the network has no place {place[:80]!r}", where="place", fix=fix) from fault
        admitted = add_gateway(unit, name, place, key)
    return {"device": admitted.name, "place": admitted.place, "key": public_key_text(admitted.public_key)}


def gateways_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """The gateways of the reader's organisation, with when each was heard of last and how it fared.

    Raises:
        RightMissing: The reader may not.
    """
    reader.must(Right.ADMINISTER)
    organisation = acting_organisation(stores, reader)
    with stores.database.reading(organisation, reader.person) as unit:
        return [
            {
                "organisation": organisation,
                "device": each.name,
                "place": each.place,
                "key": public_key_text(each.public_key),
                "heard_at": each.heard_at,
                **{name: (each.tells or {}).get(name) for name in ("waiting", "given_up", "version")},
            }
            for each in list_gateways(unit)
        ]


def dismiss_gateway(stores: Stores, reader: Reader, name: str) -> None:
    """Believes nothing of a gateway any more; what it sent stays.

    Raises:
        GatewayUnknown: None of this name is admitted.
        RightMissing: The reader may not.
    """
    reader.must(Right.ADMINISTER)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        end_gateway(unit, name)
