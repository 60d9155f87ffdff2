"""Topic filters whose levels have names: ``depots/{depot}/{tank}/state`` is ``depots/+/+/state``, and tells both names.

Source: MQTT 3.1.1, section 4.7.
"""

from __future__ import annotations

import re
from typing import Final

from petroverse.gauges.faults import GaugeSettingsRefused

__all__ = ["check_filter", "matched", "named_levels", "plain_filter"]

_NAMED: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LONGEST_BYTES: Final = 1024


def check_filter(pattern: str, where: str) -> None:
    """Refuses what is no topic filter.

    Args:
        pattern: As the map writes it.
        where: The key of the map that holds it.

    Raises:
        GaugeSettingsRefused: It is none, or a name is met twice.
    """
    levels = pattern.split("/")
    names = named_levels(pattern)
    is_fine = (
        pattern.isprintable()
        and 0 < len(pattern.encode("utf-8", "replace")) <= _LONGEST_BYTES
        and "#" not in levels[:-1]
        and all(each in ("+", "#") or _NAMED.fullmatch(each) or not set(each) & set("+#{}") for each in levels)
    )
    if not is_fine:
        fix = "write it as depots/{tank}/state; + stands for one level, # for the rest"
        raise GaugeSettingsRefused(f"{pattern!r} is no topic filter", where=where, fix=fix)
    if len(set(names)) < len(names):
        raise GaugeSettingsRefused(f"{pattern!r} has a name twice", where=where, fix="give each level its own name")


def named_levels(pattern: str) -> tuple[str, ...]:
    """The names of its levels, in order.

    Example:
        >>> named_levels("depots/{depot}/{tank}/state")
        ('depot', 'tank')
    """
    return tuple(_NAMED.findall(pattern))


def plain_filter(pattern: str) -> str:
    """The filter as a broker takes it.

    Example:
        >>> plain_filter("depots/{depot}/{tank}/state")
        'depots/+/+/state'
    """
    return _NAMED.sub("+", pattern)


def matched(pattern: str, topic: str) -> dict[str, str] | None:
    """The named levels of a topic that fits, None for one that does not.

    Args:
        pattern: Checked by ``check_filter``.
        topic: As a broker gives it.

    Example:
        >>> matched("depots/{depot}/+/{tank}", "depots/tema/a/7")
        {'depot': 'tema', 'tank': '7'}
        >>> matched("depots/{depot}/#", "stations/7") is None
        True
    """
    wanted, given = pattern.split("/"), topic.split("/")
    if given[0].startswith("$") and wanted[0] != given[0]:
        return None
    if wanted[-1] == "#":
        wanted = wanted[:-1]
        given = given[: len(wanted)]
    if len(wanted) != len(given):
        return None
    names: dict[str, str] = {}
    for want, got in zip(wanted, given, strict=True):
        if named := _NAMED.fullmatch(want):
            names[named[1]] = got
        elif want not in ("+", got):
            return None
    return names
