"""A station with one tank, as its gateway knows it: network, rules, and readings as messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId

__all__ = ["PLACE", "RULE", "SITE", "START", "TANK", "SetClock", "reading"]

PLACE = "S7"
TANK = "S7/1"
START = datetime(2024, 3, 4, 6, tzinfo=UTC)
RULE = {
    "name": "high", "subject": "", "cause": "a drop", "consequence": "an overfill", "severity": "major",
    "response": "shut the drop valve", "time_available_s": 300.0, "limit": 2.0, "unit": "m", "deadband": 0.01,
    "delay_s": 0.0, "valid_states": ["in_service"], "is_latched": False, "approver": "k.mensah", "is_enabled": True,
}  # fmt: skip
SITE: dict[str, Any] = {
    "network": {
        "places": [{"id": PLACE, "name": "Seven", "kind": "station"}],
        "tanks": [
            {"id": TANK, "place": PLACE, "product": "gasoline", "capacity_l": 29900, "safe_fill_l": 28400,
             "dead_stock_l": 1000, "density15_kg_m3": 745,
             "strapping": {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1}}
        ],
    },
    "rules": [RULE],
    "simulated": False,
    "mark": "m1",
}  # fmt: skip


class SetClock:
    """A clock that stands where a test sets it."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def reading(minute: float, level_m: float = 1.5, *, start: datetime = START, **more: str) -> Message:
    """What the gauge told at a minute."""
    at = start + timedelta(minutes=minute)
    body = {"place": PLACE, "readings": [{"tank": TANK, "at": at.isoformat(), "level_m": level_m, "temp_c": 28.0}]}
    given = {"id": f"r-{minute}", "source": "s7", **more}
    return Message(MessageId(given["id"]), "readings/1", at, at, OrganisationId("local"), given["source"], body)
