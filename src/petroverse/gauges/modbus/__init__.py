"""Modbus TCP: probes, controllers and gateways whose tanks stand in holding or input registers, through a map.

Modbus has no clock and no checksum of its own over TCP: a reading has the instant at which its answer came, and whoever
is on the network is believed. Registers are read and never written.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from petroverse.core.devices import Gauge
from petroverse.gauges.modbus.device import ModbusDevice
from petroverse.gauges.modbus.driver import ModbusGauge
from petroverse.gauges.modbus.registers import MeterRegisters, Register, RegisterMap, TankRegisters, register_map
from petroverse.gauges.roles import PolledGauge, Surroundings

__all__ = [
    "ADDRESS",
    "OPTIONS",
    "MeterRegisters",
    "ModbusDevice",
    "ModbusGauge",
    "Register",
    "RegisterMap",
    "TankRegisters",
    "open_link",
    "register_map",
]

OPTIONS: Final[Mapping[str, str]] = MappingProxyType({"map": "The register map, as TOML: where each value stands."})
ADDRESS: Final = "Host and port, such as 10.0.0.7:502."


def open_link(gauge: Gauge, around: Surroundings) -> PolledGauge:
    """A link to a device; nothing is connected yet.

    Raises:
        GaugeSettingsRefused: The address or the map cannot be.
    """
    return ModbusGauge(gauge, around)
