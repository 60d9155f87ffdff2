"""Veeder-Root TLS-350 and TLS-450 consoles, and gauges that speak like them: over TCP, or on a serial line.

A console cannot know who asks, so a network should let nobody else in; a security code is sent as it is, in the clear.
Only reports are asked for (201, 202, 205 and 902): no byte of a set command can be built here.

Not read: meters, sensors and leak tests, which other reports tell; dates written in figures alone, in the display form.
Tried against answers as the maker's manual prints them, and the emulated console against a public client library that
others wrote; not yet against a console's own hardware.
"""

from __future__ import annotations

from typing import Final

from petroverse.core.devices import Gauge
from petroverse.gauges.roles import PolledGauge, Surroundings
from petroverse.gauges.veeder_root.device import TlsDevice
from petroverse.gauges.veeder_root.driver import TlsGauge
from petroverse.gauges.veeder_root.settings import OPTIONS

__all__ = ["ADDRESS", "OPTIONS", "TlsDevice", "TlsGauge", "open_link"]

ADDRESS: Final = "Host and port, such as 10.0.0.7:10001, or the path of a serial line, such as /dev/ttyUSB0."


def open_link(gauge: Gauge, around: Surroundings) -> PolledGauge:
    """A link to a console; nothing is connected yet.

    Raises:
        GaugeSettingsRefused: The address or an option cannot be.
    """
    return TlsGauge(gauge, around)
