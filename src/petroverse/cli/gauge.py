"""``petroverse gauge``: looks at a tank gauge in the field and reads it; needs no platform, and changes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import remembered, say

if TYPE_CHECKING:
    from petroverse.core.devices import Gauge
    from petroverse.core.readings import SiteReadings
    from petroverse.gauges import Found, PolledGauge, SubscribedGauge, Surroundings

__all__ = ["command"]

_FOUND: Final = (
    "kind", "name", "label", "level_m", "temp_c", "water_m", "volume_l", "room_l", "total_l", "alarms",
)  # fmt: skip
_READ: Final = ("at", "kind", "name", "level_m", "temp_c", "water_m", "volume_l", "total_l", "quality")
_LONGEST_SECRET: Final = 4096
_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class _Asked:
    gauge: Gauge
    around: Surroundings


def _which(function: _Function) -> _Function:
    """Gives a command the options that say which gauge, and how it is spoken with."""
    options = (
        click.argument("address"),
        click.option("--protocol", required=True, help="Which it speaks: see `petroverse gauge protocols`."),
        click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="What the protocol asks for."),
        click.option("--map", "map_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                     help="File of the map (TOML) that some protocols ask for."),
        click.option("--secret-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                     help="File that holds the secret which an option names."),
        click.option("--timeout", "timeout_s", type=click.FloatRange(0.1, 600), default=10.0, show_default=True,
                     help="Longest wait for one answer, seconds."),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


@click.group("gauge")
def command() -> None:
    r"""Tank gauges in the field: see what one has, and read it. A gauge is asked and never told anything.

    \b
    petroverse gauge protocols                     which protocols are spoken, and what each asks for
    petroverse gauge discover 10.0.0.7:10001 --protocol veeder_root --option units=us
    petroverse gauge discover /dev/ttyUSB0 --protocol veeder_root --option units=us --option line="9600 8N1"
    petroverse gauge read 10.0.0.9:502 --protocol modbus --map probe.toml --times 6 --every 10
    """


@command.command("protocols")
@output_options
@remembered
def protocols(form: str | None, output: Path | None) -> int:
    """Show which protocols are spoken here, how each writes its address, and its options."""
    from petroverse.gauges import PROTOCOLS, ProtocolNotKnown, driver_of

    rows = []
    for name in PROTOCOLS:
        try:
            driver = driver_of(name)
        except ProtocolNotKnown as fault:
            say(str(fault))
            continue
        rows.append({"protocol": name, "option": "ADDRESS", "what": driver.ADDRESS})
        rows += [{"protocol": name, "option": option, "what": what} for option, what in driver.OPTIONS.items()]
    return write_rows("petroverse.gauge_protocols/1", rows, ("protocol", "option", "what"), form, output)


@command.command("discover")
@_which
@output_options
@remembered
def discover(form: str | None, output: Path | None, **which: Any) -> int:  # noqa: ANN401 - options by name
    """Look at the gauge at ADDRESS: which tanks and meters it has, who made it, and whether its clock is right.

    The names that it gives are those to map to the tanks of your network.
    """
    _be_quiet()
    asked = _asked(**which)
    say(f"Asking {asked.gauge.address} …")
    found = asyncio.run(_looked_at(asked))
    say(_told(found))
    tanks = [
        {"kind": "tank", **{name: getattr(each, name) for name in _FOUND if hasattr(each, name)}}
        | {"alarms": ", ".join(each.alarms)}
        for each in found.tanks
    ]
    meters = [{"kind": "meter", "name": each.name, "total_l": each.total_l} for each in found.meters]
    return write_rows("petroverse.gauge/1", tanks + meters, _FOUND, form, output)


@command.command("read")
@_which
@click.option("--times", type=click.IntRange(1, 100_000), default=1, show_default=True, help="How many readings.")
@click.option("--every", "every_s", type=click.FloatRange(0.1, 86_400), default=10.0, show_default=True,
              help="From one reading to the next, seconds.")  # fmt: skip
@output_options
@remembered
def read(times: int, every_s: float, form: str | None, output: Path | None, **which: Any) -> int:  # noqa: ANN401
    """Read all tanks and meters of the gauge at ADDRESS, under the gauge's own names.

    With more readings than one, a fault between them is told and the gauge is tried again.
    """
    _be_quiet()
    asked = _asked(**which)
    say(f"Asking {asked.gauge.address} …")
    sites = asyncio.run(_read(asked, times, every_s))
    rows = [row for site in sites for row in _rows(site)]
    return write_rows("petroverse.gauge_readings/1", rows, _READ, form, output)


def _be_quiet() -> None:
    for name in ("pymodbus.logging", "asyncua", "mqtt"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # their worries become our sentences


def _asked(
    address: str,
    *,
    protocol: str,
    options: tuple[str, ...],
    map_file: Path | None,
    secret_file: Path | None,
    timeout_s: float,
) -> _Asked:
    from petroverse.core.devices import Gauge, GaugeId
    from petroverse.core.places import PlaceId
    from petroverse.gauges import Surroundings

    given = dict(_option(each) for each in options)
    if map_file:
        given["map"] = _text_of(map_file)
    around = Surroundings(timeout_s=timeout_s)
    if secret_file:
        secret = _text_of(secret_file)[:_LONGEST_SECRET].strip()
        around = Surroundings(timeout_s=timeout_s, secret_of=lambda _name: secret)
    return _Asked(Gauge(GaugeId("gauge"), PlaceId("site"), protocol, address, options=given), around)


def _option(given: str) -> tuple[str, str]:
    name, is_there, value = given.partition("=")
    if not (name and is_there):
        raise click.UsageError(f"--option {given!r} is not NAME=VALUE, such as units=us.")
    return name, value


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise click.UsageError(f"{file} cannot be read as text: {fault}") from fault


async def _looked_at(asked: _Asked) -> Found:
    link = _open(asked)
    try:
        return await link.discover()
    finally:
        await link.close()


def _open(asked: _Asked) -> PolledGauge | SubscribedGauge:
    from petroverse.gauges import open_gauge

    return open_gauge(asked.gauge, asked.around)


async def _read(asked: _Asked, times: int, every_s: float) -> list[SiteReadings]:
    """Readings of everything that the gauge has: what its look found is mapped to itself."""
    from dataclasses import replace

    from petroverse.core.devices import MeterId
    from petroverse.core.readings import SiteReadings
    from petroverse.core.tanks import TankId
    from petroverse.gauges import Pace, follow

    found = await _looked_at(asked)
    tanks = {each.name: TankId(each.name) for each in found.tanks}
    meters = {each.name: MeterId(each.name) for each in found.meters}
    link = _open(_Asked(replace(asked.gauge, tanks=tanks, meters=meters), asked.around))
    sites: list[SiteReadings] = []
    async with aclosing(follow(link, Pace(every_s=every_s))) as told:
        async for each in told:
            if isinstance(each, SiteReadings):
                sites.append(each)
            elif times == 1:
                raise each
            else:
                say(str(each))
            if len(sites) == times:
                break
    return sites


def _told(found: Found) -> str:
    clock = found.clock_off_s
    parts = [
        f"{found.make} {found.revision}".strip(),
        f"tanks: {len(found.tanks)}",
        f"meters: {len(found.meters)}" if found.meters else "",
        "" if found.drops is None else f"deliveries remembered: {found.drops}",
        "" if clock is None else f"its clock is {clock:+.0f} s off ours" if clock else "its clock agrees with ours",
    ]
    return ", ".join(each for each in parts if each)


def _rows(site: SiteReadings) -> list[dict[str, Any]]:
    tanks = [
        {
            "at": each.at.isoformat(),
            "kind": "tank",
            "name": each.tank,
            "level_m": each.level_m,
            "temp_c": each.temp_c,
            "water_m": each.water_m,
            "volume_l": each.gauge_volume_l,
            "total_l": None,
            "quality": each.quality,
        }
        for each in site.readings
    ]
    meters = [
        {"at": each.at.isoformat(), "kind": "meter", "name": each.meter, "total_l": each.total_l}
        for each in site.meters
    ]
    return tanks + meters
