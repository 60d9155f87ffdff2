"""Twin: a network that lives in memory beside the real one. Today it has its physics, a simulated world.

See ``petroverse.twin.physics`` for what the world does and what it leaves out. Nothing of it is real, and all of it
says so.

Example:
    >>> from datetime import UTC, datetime, timedelta
    >>> midnight = datetime(2025, 3, 3, tzinfo=UTC)
    >>> network = invented_network(stations=2, seed=7)
    >>> world, happened = step(start(network, midnight, seed=7), midnight + timedelta(hours=12))
    >>> seen(world, network.gauges[-1].id).place, bool(world.balance().by_cause("sale").sum() > 1000)
    ('S002', True)
"""

from petroverse.twin.physics.climate import TEMPERATE, Climate
from petroverse.twin.physics.demand import Demand, DemandNotValid
from petroverse.twin.physics.flows import CAUSES, Cause
from petroverse.twin.physics.incidents import (
    Incident,
    IncidentNotPossible,
    Leak,
    LineBreak,
    MeterDrift,
    OverfillAttempt,
    RunOut,
    ShortDelivery,
    SilentGauge,
    StuckGauge,
    Theft,
    WaterIngress,
    WrongChart,
    random_incidents,
)
from petroverse.twin.physics.instruments import SIMULATED, GaugeErrors, Instruments, message_of, seen
from petroverse.twin.physics.invented import INVENTED_REGIONS, Bounds, NetworkNotInvented, invented_network
from petroverse.twin.physics.notation import happening_to_plain, incident_from_plain, incident_to_plain
from petroverse.twin.physics.state import PLAN_S, Balance, Happening, Settings, Supply, World
from petroverse.twin.physics.world import TimeRunsBack, injected, start, step

__all__ = [
    "CAUSES",
    "INVENTED_REGIONS",
    "PLAN_S",
    "SIMULATED",
    "TEMPERATE",
    "Balance",
    "Bounds",
    "Cause",
    "Climate",
    "Demand",
    "DemandNotValid",
    "GaugeErrors",
    "Happening",
    "Incident",
    "IncidentNotPossible",
    "Instruments",
    "Leak",
    "LineBreak",
    "MeterDrift",
    "NetworkNotInvented",
    "OverfillAttempt",
    "RunOut",
    "Settings",
    "ShortDelivery",
    "SilentGauge",
    "StuckGauge",
    "Supply",
    "Theft",
    "TimeRunsBack",
    "WaterIngress",
    "World",
    "WrongChart",
    "happening_to_plain",
    "incident_from_plain",
    "incident_to_plain",
    "injected",
    "invented_network",
    "message_of",
    "random_incidents",
    "seen",
    "start",
    "step",
]
