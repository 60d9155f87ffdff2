"""What is remembered of one site between messages, and its form as JSON.

The JSON holds what was remembered before the window and the rows in it; what follows from them is gone through again
when it is read, with the plan of that day. So it is small, and cannot contradict itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from petroverse.alarms import (
    AlarmKey,
    AlarmState,
    Found,
    StateNotReadable,
    found_from_plain,
    found_to_plain,
    state_hash,
)
from petroverse.alarms import from_plain as alarms_from_plain
from petroverse.alarms import to_plain as alarms_to_plain
from petroverse.detect.tank import SiteState, TankState
from petroverse.detect.tank import from_plain as memory_from_plain
from petroverse.detect.tank import to_plain as memory_to_plain
from petroverse.watch.history import History, all_rows, placed
from petroverse.watch.memory import Memory
from petroverse.watch.packed import packed_from_plain, packed_to_plain, unpacked
from petroverse.watch.plan import Plan

__all__ = ["SiteWatch", "from_plain", "hash_of", "to_plain"]

_VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class SiteWatch:
    """All that is remembered of one site.

    Attributes:
        tanks: The window of each.
        alarms: What people must do, and did.
        silent: What is silent, and since when: the site itself, or tanks of it.
        last: The latest message by its instant and id; None before the first.
    """

    tanks: Mapping[str, History] = field(default_factory=dict)
    alarms: AlarmState = field(default_factory=AlarmState)
    silent: Mapping[str, Found] = field(default_factory=dict)
    last: tuple[datetime, str] | None = None


def hash_of(state: SiteWatch) -> str:
    """SHA-256 over all of it; two that know the same have the same."""
    return state_hash(to_plain(state))


def to_plain(state: SiteWatch) -> dict[str, Any]:
    """The state as JSON values."""
    return {
        "version": _VERSION,
        "tanks": {name: _history_to_plain(name, state.tanks[name]) for name in sorted(state.tanks)},
        "alarms": alarms_to_plain(state.alarms),
        "silent": {name: found_to_plain(state.silent[name]) for name in sorted(state.silent)},
        "last": None if state.last is None else [state.last[0].isoformat(), state.last[1]],
    }


def from_plain(plain: Mapping[str, Any], plan: Plan) -> SiteWatch:
    """Reads what ``to_plain`` wrote, and goes through the window again.

    Args:
        plain: As stored.
        plan: Of the site; a tank that it no longer has is left out.

    Raises:
        StateNotReadable: It is of another version, or not whole.
    """
    if plain.get("version") != _VERSION:
        raise StateNotReadable(
            f"a site's state of version {plain.get('version')!r}", where="version", fix="replay its readings"
        )
    try:
        tanks = {name: _history(name, each, plan) for name, each in plain["tanks"].items() if name in plan.tanks}
        silent = {name: found_from_plain(each) for name, each in plain["silent"].items()}
        last = None if plain["last"] is None else (datetime.fromisoformat(plain["last"][0]), plain["last"][1])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise StateNotReadable(f"a site's state that is not whole: {fault}", fix="replay its readings") from fault
    known = {name: each for name, each in silent.items() if each is not None}
    return SiteWatch(tanks, alarms_from_plain(plain["alarms"]), known, last)


def _history_to_plain(name: str, history: History) -> dict[str, Any]:
    before = history.parts[0].before if history.parts else history.memory
    settled = sorted(history.settled.items())
    return {
        "before": _memory_to_plain(name, before),
        "rows": packed_to_plain(all_rows(history)),
        "settled": [[list(key), *(found_to_plain(each) for each in pair)] for key, pair in settled],
        "cut_at": None if history.cut_at is None else history.cut_at.isoformat(),
    }


def _history(name: str, plain: Mapping[str, Any], plan: Plan) -> History:
    rows = unpacked(packed_from_plain(plain["rows"]))
    settled = {AlarmKey(*key): (found_from_plain(a), found_from_plain(b)) for key, a, b in plain["settled"]}
    cut_at = None if plain["cut_at"] is None else datetime.fromisoformat(plain["cut_at"])
    base = History((), None, _memory(name, plain["before"]), settled, cut_at)
    return placed(plan.tanks[name], base, rows, plan.bucket_s).history if rows else base


def _memory_to_plain(name: str, memory: Memory) -> dict[str, Any]:
    return {
        "site": memory_to_plain(SiteState({name: memory.tank}, memory.totals_l)),
        "sold_l": memory.sold_l,
        "since": [[list(key), at.isoformat()] for key, at in sorted(memory.since.items())],
        "held": [found_to_plain(memory.held[key]) for key in sorted(memory.held)],
    }


def _memory(name: str, plain: Mapping[str, Any]) -> Memory:
    site = memory_from_plain(plain["site"])
    since = {AlarmKey(*key): datetime.fromisoformat(at) for key, at in plain["since"]}
    held = [found_from_plain(each) for each in plain["held"]]
    kept = {each.key: each for each in held if each is not None}
    return Memory(site.tanks.get(name, TankState()), site.totals_l, plain["sold_l"], since, kept)
