"""The state of alarms as JSON values and back, and the one hash by which two places see whether they agree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from petroverse.alarms.commands import (
    Acknowledge,
    Command,
    Note,
    Reset,
    Restore,
    Suppress,
    command_from_body,
    command_to_body,
)
from petroverse.alarms.found import AlarmKey, Found
from petroverse.alarms.states import Alarm, AlarmState
from petroverse.core.conditions import Condition
from petroverse.core.errors import IntegrityFailed

__all__ = [
    "StateNotReadable",
    "alarm_from_plain",
    "alarm_to_plain",
    "found_from_plain",
    "found_to_plain",
    "from_plain",
    "state_hash",
    "to_plain",
]

_VERSION: Final = 1


class StateNotReadable(IntegrityFailed):
    """A stored state that this version did not write, or that lost a part."""


def to_plain(state: AlarmState) -> dict[str, Any]:
    """The state as JSON values, alarms by key, so that equal states are equal text.

    An alarm that was withdrawn and that nobody spoke of is left out: it is as if it had never been.
    """
    alarms = [alarm_to_plain(each) for key, each in sorted(state.alarms.items()) if each != Alarm(key)]
    ticked = None if state.ticked_at is None else state.ticked_at.isoformat()
    return {"version": _VERSION, "alarms": alarms, "ticked_at": ticked}


def from_plain(plain: Mapping[str, Any]) -> AlarmState:
    """Reads what ``to_plain`` wrote.

    Raises:
        StateNotReadable: It is of another version, or not whole.

    Example:
        >>> from_plain(to_plain(AlarmState())) == AlarmState()
        True
    """
    if plain.get("version") != _VERSION:
        raise StateNotReadable(
            f"alarms of version {plain.get('version')!r}", where="version", fix="replay the readings"
        )
    try:
        alarms = [alarm_from_plain(each) for each in plain["alarms"]]
        return AlarmState({each.key: each for each in alarms}, _instant(plain["ticked_at"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise StateNotReadable(f"alarms that are not whole: {fault}", fix="replay the readings") from fault


def state_hash(plain: Mapping[str, Any]) -> str:
    """SHA-256 of JSON values, keys in order; equal states give equal hashes."""
    return sha256(json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()).hexdigest()


def found_to_plain(found: Found | None) -> dict[str, Any] | None:
    """A finding as JSON values; None stays None."""
    if found is None:
        return None
    condition = {**asdict(found.condition), "at": found.condition.at.isoformat()}
    return {"condition": condition, "known_at": found.known_at.isoformat(), "state": found.state}


def found_from_plain(plain: Mapping[str, Any] | None) -> Found | None:
    """Reads what ``found_to_plain`` wrote."""
    if plain is None:
        return None
    told = plain["condition"]
    condition = Condition(**{**told, "at": datetime.fromisoformat(told["at"])})
    return Found(condition, datetime.fromisoformat(plain["known_at"]), plain["state"])


def alarm_to_plain(alarm: Alarm) -> dict[str, Any]:
    """One alarm as JSON values, as it stands in a state."""
    return {
        "key": list(alarm.key),
        "begun": found_to_plain(alarm.begun),
        "ended": found_to_plain(alarm.ended),
        "acknowledged": None if alarm.acknowledged is None else command_to_body(alarm.acknowledged),
        "released": None if alarm.released is None else command_to_body(alarm.released),
        "quieted": [command_to_body(each) for each in alarm.quieted],
        "notes": [command_to_body(each) for each in alarm.notes],
    }


def alarm_from_plain(plain: Mapping[str, Any]) -> Alarm:
    """Reads what ``alarm_to_plain`` wrote."""
    acknowledged, released = (_said(plain[name]) for name in ("acknowledged", "released"))
    quieted, notes = ([_said(each) for each in plain[name]] for name in ("quieted", "notes"))
    return Alarm(
        key=AlarmKey(*plain["key"]),
        begun=found_from_plain(plain["begun"]),
        ended=found_from_plain(plain["ended"]),
        acknowledged=acknowledged if isinstance(acknowledged, Acknowledge) else None,
        released=released if isinstance(released, Reset) else None,
        quieted=tuple(each for each in quieted if isinstance(each, Suppress | Restore)),
        notes=tuple(each for each in notes if isinstance(each, Note)),
    )


def _said(plain: Mapping[str, Any] | None) -> Command | None:
    return None if plain is None else command_from_body(plain)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
