"""Simulating: a network that nobody has, whose devices are emulated and read as those of any site are.

    invented network ─▶ world (twin) ─▶ devices on this machine ─protocols─▶ gateway ─▶ the platform's bus
                             │                                                 its clock is the world's
                             └─▶ the truth: what went wrong, beside what the platform found

It lives in the simulated organisation, whose facts are never read together with real ones, and every message says by
its source that it is simulated. The world begins a day before the present, runs through it at the speed that was asked
for, and goes on with the present; it is never ahead of it. What was before is a past without devices, coarser. One
that was stopped is gone on with: the world of a seed goes the same way whatever steps it is taken through.
"""

from petroverse.app.simulating.incidents import KINDS, IncidentUnknown, incident_called
from petroverse.app.simulating.notes import Notes, NothingSimulated, SimulationRuns
from petroverse.app.simulating.running import NoPlatform, Progress, Simulation, simulate
from petroverse.app.simulating.world_made import NetworkThere

__all__ = [
    "KINDS",
    "IncidentUnknown",
    "NetworkThere",
    "NoPlatform",
    "Notes",
    "NothingSimulated",
    "Progress",
    "Simulation",
    "SimulationRuns",
    "incident_called",
    "simulate",
]
