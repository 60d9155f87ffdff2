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

from petroverse.twin.physics import (
    CAUSES,
    INVENTED_REGIONS,
    PLAN_S,
    SIMULATED,
    TEMPERATE,
    Balance,
    Bounds,
    Cause,
    Climate,
    Demand,
    DemandNotValid,
    GaugeErrors,
    Happening,
    Incident,
    IncidentNotPossible,
    Instruments,
    Leak,
    LineBreak,
    MeterDrift,
    NetworkNotInvented,
    OverfillAttempt,
    RunOut,
    Settings,
    ShortDelivery,
    SilentGauge,
    StuckGauge,
    Supply,
    Theft,
    TimeRunsBack,
    WaterIngress,
    World,
    WrongChart,
    injected,
    invented_network,
    message_of,
    random_incidents,
    seen,
    shown,
    start,
    step,
)

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
    "injected",
    "invented_network",
    "message_of",
    "random_incidents",
    "seen",
    "shown",
    "start",
    "step",
]
