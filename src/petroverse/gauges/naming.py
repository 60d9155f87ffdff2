"""From the gauge's own names of tanks, which drivers that are told things read, to those of the network and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from petroverse.core.devices import Gauge
from petroverse.core.readings import Reading, SiteReadings
from petroverse.gauges.roles import FoundTank

__all__ = ["as_found", "at_site"]


def at_site(gauge: Gauge, readings: Iterable[Reading]) -> SiteReadings:
    """Readings under the network's ids; a tank that the network does not have is left out.

    Args:
        gauge: As the network has it.
        readings: Their ``tank`` is the gauge's own name of it.
    """
    known = (replace(each, tank=gauge.tanks[each.tank]) for each in readings if each.tank in gauge.tanks)
    return SiteReadings(gauge.place, tuple(known))


def as_found(readings: Iterable[Reading]) -> tuple[FoundTank, ...]:
    """Tanks as a look finds them, in the order of their names.

    Args:
        readings: Their ``tank`` is the gauge's own name of it; of several of one tank the last counts.
    """
    last = {str(each.tank): each for each in readings}
    return tuple(
        FoundTank(name, level_m=each.level_m, temp_c=each.temp_c, water_m=each.water_m, volume_l=each.gauge_volume_l)
        for name, each in sorted(last.items())
    )
