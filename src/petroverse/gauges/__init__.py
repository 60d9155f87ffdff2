"""Gauges: how the platform asks tank gauges and meters in the field, one folder a protocol; asks, and never tells.

    link = open_gauge(gauge, Surroundings())        # a core.devices.Gauge; nothing is connected yet
    found = await link.discover()                   # what it has, for whoever maps it to the network
    async for told in follow(link, Pace()):         # core.readings.SiteReadings, or the fault in their place, for ever
        ...

A gauge that is asked (``PolledGauge``) and one that tells by itself (``SubscribedGauge``) are followed alike. Whatever
a peer sends, an answer is bounded in bytes and in time, and what is wrong with it is a named fault. No driver has a
command that changes a gauge. Beside each driver stands a ``device``, which speaks the same protocol from a made-up
world (``Shown``): simulators and tests put it at the other end.
"""

from petroverse.gauges.faults import (
    FrameNotValid,
    GaugeSettingsRefused,
    GaugeSilent,
    ProtocolNotKnown,
    QuestionRefused,
)
from petroverse.gauges.following import Pace, follow
from petroverse.gauges.marking import Bounds, Past, bounds_of, marked, marked_site
from petroverse.gauges.opening import PROTOCOLS, Driver, driver_of, open_gauge
from petroverse.gauges.roles import Found, FoundMeter, FoundTank, PolledGauge, SubscribedGauge, Surroundings
from petroverse.gauges.shown import Shown, ShownDrop, ShownMeter, ShownTank, Standing, World

__all__ = [
    "PROTOCOLS",
    "Bounds",
    "Driver",
    "Found",
    "FoundMeter",
    "FoundTank",
    "FrameNotValid",
    "GaugeSettingsRefused",
    "GaugeSilent",
    "Pace",
    "Past",
    "PolledGauge",
    "ProtocolNotKnown",
    "QuestionRefused",
    "Shown",
    "ShownDrop",
    "ShownMeter",
    "ShownTank",
    "Standing",
    "SubscribedGauge",
    "Surroundings",
    "World",
    "bounds_of",
    "driver_of",
    "follow",
    "marked",
    "marked_site",
    "open_gauge",
]
