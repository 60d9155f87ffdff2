"""Addresses of gauges that answer on the network."""

from __future__ import annotations

import re
from typing import Final

from petroverse.gauges.faults import GaugeSettingsRefused

__all__ = ["host_and_port"]

_ADDRESS: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/\[\]]{1,253})):([0-9]{1,5})")


def host_and_port(address: str) -> tuple[str, int]:
    """A host and a port, as they were written.

    Raises:
        GaugeSettingsRefused: It is no such address.

    Example:
        >>> host_and_port("10.0.0.7:4001"), host_and_port("[fd00::7]:502")
        (('10.0.0.7', 4001), ('fd00::7', 502))
    """
    told = _ADDRESS.fullmatch(address)
    if not told or not 1 <= int(told[3]) <= 65535:
        raise GaugeSettingsRefused(
            f"{address[:80]!r} is no address of a gauge", where="address", fix="write host and port, as 10.0.0.7:4001"
        )
    return told[1] or told[2], int(told[3])
