"""The simulated network and its world: invented and saved, or made again where it was left."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from petroverse.app.simulating.demand import demand_of, demand_rows
from petroverse.app.simulating.devices import furnished
from petroverse.app.simulating.live_world import LiveWorld
from petroverse.app.simulating.notes import Notes
from petroverse.core.errors import Conflict
from petroverse.core.grants import SAMPLE, PersonId
from petroverse.core.network import Network, to_plain
from petroverse.core.rights import ALL_RIGHTS
from petroverse.twin import Settings, incident_from_plain, incident_to_plain, invented_network, start
from petroverse.workflows import Reader, Stores, change_network, has_sample, network_now

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["SIMULATOR", "Begun", "NetworkThere", "begun", "keep_world", "provide_network", "simulator"]

SIMULATOR: Final = PersonId("simulation")
"""Whom a simulation acts as: what it saves is told from what people save."""

_STATIONS, _SEED = 20, 7


class NetworkThere(Conflict):
    """The simulated organisation has another network already: one of a person's, or of another simulation."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A world to go on with.

    Attributes:
        live: The world.
        is_new: Whether it has just been invented.
        about: How it is made again.
    """

    live: LiveWorld
    is_new: bool
    about: dict[str, Any]


def simulator() -> Reader:
    """The simulation, acting in the simulated organisation."""
    return Reader(SIMULATOR, SAMPLE, ALL_RIGHTS)


def begun(platform: Platform, notes: Notes, stations: int | None, seed: int | None, begins_at: datetime) -> Begun:
    """The world that the home has, or a new one.

    Args:
        platform: Where its network is saved.
        notes: What the home remembers of it.
        stations: How many; None as before, or 20.
        seed: Where its chance comes from; None as before, or 7.
        begins_at: When a new one begins.

    Raises:
        NetworkThere: Another network is saved.
    """
    before = notes.read("world") if has_sample(platform.stores, SIMULATOR) else None
    saved = _saved(platform.stores)
    is_new = saved is None or before is None
    known = {} if before is None or saved is None else before
    about = {
        "stations": stations or known.get("stations", _STATIONS),
        "seed": known.get("seed", _SEED) if seed is None else seed,
        "started_at": begins_at.isoformat() if is_new else known["started_at"],
        "incidents": [] if is_new else known["incidents"],
    }
    network = furnished(invented_network(about["stations"], about["seed"]))
    about["demand"] = demand_rows(platform.stores, network) if is_new else known.get("demand", [])
    if saved is not None and saved != _plain(network):
        what = "the simulated organisation has another network already"
        raise NetworkThere(what, where=f"organisation {SAMPLE}", fix="run `petroverse sample remove` first")
    incidents = tuple(incident_from_plain(each) for each in about["incidents"])
    settings = Settings(demand=demand_of(about["demand"]))
    started_at = datetime.fromisoformat(about["started_at"])
    live = LiveWorld(start(network, started_at, about["seed"], settings, incidents))
    state = notes.read("state")
    if not is_new and state:
        live.move(datetime.fromisoformat(state["world_at"]))
        for each in network.gauges:
            live.told(each)  # deliveries up to then were told before
    return Begun(live, is_new, about)


def provide_network(platform: Platform, network: Network) -> None:
    """Loads the sample where it is not in, and saves the network in its organisation where there is none."""
    if not has_sample(platform.stores, SIMULATOR):
        from petroverse.app.sample import load_sample

        load_sample(platform.stores, platform.owner, platform.limits)
    if _saved(platform.stores) is None:
        change_network(platform.stores, simulator(), to_plain(network), version=0)


def keep_world(notes: Notes, of: Begun) -> None:
    """Writes down how the world is made again."""
    incidents = [incident_to_plain(each) for each in of.live.world.incidents]
    notes.write("world", {**of.about, "incidents": incidents})


def _saved(stores: Stores) -> Any:  # noqa: ANN401 - a network as plain values
    """The network that is there; None where none was saved."""
    if not has_sample(stores, SIMULATOR):
        return None
    told = network_now(stores, simulator())
    return _by_id(told["network"]) if told["version"] else None


def _plain(network: Network) -> Any:  # noqa: ANN401 - as above
    return _by_id(json.loads(json.dumps(to_plain(network))))


def _by_id(plain: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {kind: {each["id"]: each for each in rows} for kind, rows in plain.items()}
