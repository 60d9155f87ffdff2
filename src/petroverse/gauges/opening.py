"""Opens a gauge by the name of its protocol. A new protocol is a folder of this block and one line in ``PROTOCOLS``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, Protocol, cast

from petroverse.core.devices import Gauge
from petroverse.gauges.faults import GaugeSettingsRefused, ProtocolNotKnown
from petroverse.gauges.roles import PolledGauge, SubscribedGauge, Surroundings

__all__ = ["PROTOCOLS", "Driver", "driver_of", "open_gauge"]

PROTOCOLS: Final[tuple[str, ...]] = (
    "veeder_root",
    "modbus",
    "mqtt",
    "opcua",
    "sparkplug",
)
"""The folders of this block that speak a protocol, each a ``Driver``."""


class Driver(Protocol):
    """What the door of a protocol's folder gives."""

    @property
    def OPTIONS(self) -> Mapping[str, str]:  # noqa: N802 - a constant of a module
        """Each option of ``Gauge.options`` that it takes → what it means, in a sentence; any other is refused."""
        ...

    @property
    def ADDRESS(self) -> str:  # noqa: N802 - as above
        """How its address is written, in a sentence."""
        ...

    def open_link(self, gauge: Gauge, around: Surroundings) -> PolledGauge | SubscribedGauge:
        """A link that is not yet connected.

        Raises:
            GaugeSettingsRefused: The address or an option cannot be.
        """
        ...


def driver_of(protocol: str) -> Driver:
    """What speaks a protocol.

    Raises:
        ProtocolNotKnown: Nothing here does, or what it needs is not installed.
    """
    if protocol not in PROTOCOLS:
        raise ProtocolNotKnown(f"no protocol is called {protocol!r}", where="protocol", fix=", ".join(PROTOCOLS))
    try:
        return cast("Driver", import_module(f"petroverse.gauges.{protocol}"))
    except ModuleNotFoundError as fault:
        what = f"{protocol} needs {fault.name}, which is not installed"
        raise ProtocolNotKnown(what, where="protocol", fix=f"pip install 'petroverse[{protocol}]'") from fault


def open_gauge(gauge: Gauge, around: Surroundings) -> PolledGauge | SubscribedGauge:
    """A link to a gauge; nothing is connected yet.

    Args:
        gauge: As the network has it.
        around: Clock, secrets and time limit.

    Raises:
        ProtocolNotKnown: Nothing speaks its protocol.
        GaugeSettingsRefused: Its address or an option cannot be.
    """
    driver = driver_of(gauge.protocol)
    if unknown := sorted(set(gauge.options) - set(driver.OPTIONS)):
        what = f"gauge {gauge.id} has the options {', '.join(unknown)}, which {gauge.protocol} does not take"
        raise GaugeSettingsRefused(what, where="options", fix=f"it takes {', '.join(driver.OPTIONS)}")
    return driver.open_link(gauge, around)
