"""What watching found of one alarm: a condition with the instant of its beginning, however often it is told again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from petroverse.alarms.rules import TankState
from petroverse.core.conditions import Condition, RuleName

__all__ = ["AlarmKey", "Found", "followed"]


class AlarmKey(NamedTuple):
    """What an alarm is known by.

    Attributes:
        rule: The condition's name.
        subject: The tank, meter or place.
    """

    rule: RuleName
    subject: str


@dataclass(frozen=True, slots=True)
class Found:
    """A condition as watching found it.

    Attributes:
        condition: It; one that goes on is told again with the instant of its beginning.
        known_at: The instant of the reading that it was concluded from; of two findings of one beginning the later
            holds.
        state: What the tank was doing.
    """

    condition: Condition
    known_at: datetime
    state: TankState = "in_service"

    @property
    def key(self) -> AlarmKey:
        """Which alarm it is of."""
        return AlarmKey(self.condition.rule, self.condition.subject)


def followed(
    since: Mapping[AlarmKey, datetime], condition: Condition, state: TankState = "in_service"
) -> tuple[Mapping[AlarmKey, datetime], Found]:
    """A condition that is told anew, as one that began when it did; and since when each goes on.

    Args:
        since: Since when each condition goes on, as the last call gave it.
        condition: In the order of the readings.
        state: What the tank is doing.

    Example:
        >>> from datetime import UTC
        >>> six, seven = datetime(2024, 3, 1, 6, tzinfo=UTC), datetime(2024, 3, 1, 7, tzinfo=UTC)
        >>> since, _ = followed({}, Condition("low", "S7/1", six, is_active=True))
        >>> _, again = followed(since, Condition("low", "S7/1", seven, is_active=True))
        >>> again.condition.at.hour, again.known_at.hour
        (6, 7)
    """
    key = AlarmKey(condition.rule, condition.subject)
    begun_at = since.get(key)
    if not condition.is_active:
        return {each: at for each, at in since.items() if each != key}, Found(condition, condition.at, state)
    if begun_at is None:
        return {**since, key: condition.at}, Found(condition, condition.at, state)
    return since, Found(replace(condition, at=begun_at), condition.at, state)
