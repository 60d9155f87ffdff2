"""What a gauge's entry in the network says of a console, checked once when its link is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from petroverse.core.devices import Gauge
from petroverse.core.tanks import TankId
from petroverse.core.units import convert
from petroverse.gauges.faults import GaugeSettingsRefused
from petroverse.gauges.roles import Surroundings
from petroverse.gauges.veeder_root.frames import checked_security
from petroverse.gauges.veeder_root.reports import Form

__all__ = ["OPTIONS", "UNITS", "Settings", "Units", "settings_of"]

OPTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "units": "Units that the console is set up for: us (gallons, inches, °F) or metric (litres, millimetres, °C).",
        "zone": "Time zone of its clock, such as Africa/Accra (default: UTC).",
        "clock": "Whose time a reading has: gauge (default), or ours where the console's clock is known to be wrong.",
        "form": "Form of its answers: computer (default; with a checksum) or display.",
        "security": "Name of the secret that holds its security code of six characters; none where it asks for none.",
        "line": "Speed and bits of a serial line, such as 9600 8N1 (default) or 1200 7E1.",
        "status": "Whether alarms are asked for with each reading: yes (default) or no.",
        "deliveries_every_s": "How often deliveries are asked for, seconds (default: 300); 0 for never.",
    }
)

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Units:
    """In which units a console speaks; what it says comes in, and what a device shows goes out, through here alone."""

    volume: str
    length: str
    temperature: str

    def volume_l(self, told: float | None) -> float | None:
        """A volume that it told, litres."""
        return None if told is None else convert(told, self.volume, "L")

    def length_m(self, told: float | None) -> float | None:
        """A height that it told, metres."""
        return None if told is None else convert(told, self.length, "m")

    def temp_c(self, told: float | None) -> float | None:
        """A temperature that it told, °C."""
        return None if told is None else convert(told, self.temperature, "°C")


UNITS: Final[Mapping[str, Units]] = MappingProxyType(
    {"us": Units("US gal", "in", "°F"), "metric": Units("L", "mm", "°C")}
)


@dataclass(frozen=True, slots=True)
class Settings:
    """A console as it is to be spoken with; see ``OPTIONS``."""

    tanks: Mapping[int, TankId]
    units: Units
    zone: ZoneInfo
    is_our_clock: bool
    form: Form
    security: str
    line: str
    has_status: bool
    deliveries_every_s: float

    def instant(self, told: datetime, now: datetime) -> datetime:
        """The instant that a stamp of the console means, UTC; of two in the hour that a zone has twice, the nearer."""
        both = (told.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        return min(both, key=lambda each: abs(each - now))

    def ahead(self, told: datetime, now: datetime) -> timedelta:
        """By how much the console's clock is ahead of ours; nothing where ours lies in the minute that it tells."""
        off = self.instant(told, now) - now
        return timedelta() if -_MINUTE < off <= timedelta() else off


def settings_of(gauge: Gauge, around: Surroundings) -> Settings:
    """Checks the options of a gauge; ``opening`` has refused unknown ones.

    Raises:
        GaugeSettingsRefused: One of them cannot be.
    """
    options = gauge.options
    if gauge.meters:
        raise GaugeSettingsRefused("these reports tell no meter", where="meters", fix="leave meters out")
    name = options.get("security", "")
    return Settings(
        tanks={_number(each): tank for each, tank in gauge.tanks.items()},
        units=UNITS[_one_of(options, "units", "", *UNITS)],
        zone=_zone(options.get("zone", "UTC")),
        is_our_clock=_one_of(options, "clock", "gauge", "gauge", "ours") == "ours",
        form="computer" if _one_of(options, "form", "computer", "computer", "display") == "computer" else "display",
        security=checked_security(around.secret_of(name)) if name else "",
        line=options.get("line", "9600 8N1"),
        has_status=_one_of(options, "status", "yes", "yes", "no") == "yes",
        deliveries_every_s=_seconds(options.get("deliveries_every_s", "300")),
    )


def _one_of(options: Mapping[str, str], name: str, default: str, *allowed: str) -> str:
    given = options.get(name, default)
    if given not in allowed:
        what = f"option {name} is {given!r}" if given else f"option {name} is not given"
        raise GaugeSettingsRefused(what, where=name, fix=f"one of {', '.join(allowed)}: {OPTIONS[name]}")
    return given


def _number(name: str) -> int:
    if not (name.isascii() and name.isdigit() and 1 <= int(name) <= 99 and name == str(int(name))):
        raise GaugeSettingsRefused(f"no tank of a console is called {name!r}", where="tanks", fix="number them 1 to 99")
    return int(name)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        what = f"no time zone is called {name!r}"
        raise GaugeSettingsRefused(what, where="zone", fix="write it as Africa/Accra") from fault


def _seconds(text: str) -> float:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        what = f"option deliveries_every_s is {text!r}"
        raise GaugeSettingsRefused(what, where="deliveries_every_s", fix="give whole seconds, 0 for never")
    return float(text)
