"""A simulation at its work: the world moves, devices show it, a gateway reads them, and the platform hears of it.

Everything happens in one event loop of the command's own process. Readings reach the platform by its bus, as from any
site; only the past, which no device tells, is written straight into the history.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from petroverse.app.gathering import sending
from petroverse.app.simulating.devices import Devices
from petroverse.app.simulating.history import give_past
from petroverse.app.simulating.incidents import incident_called
from petroverse.app.simulating.live_world import LiveWorld
from petroverse.app.simulating.notes import Notes
from petroverse.app.simulating.publishing import let_in
from petroverse.app.simulating.rules import write_rules
from petroverse.app.simulating.world_made import SIMULATOR, begun, keep_world, provide_network, simulator
from petroverse.core.devices import GaugeId
from petroverse.core.errors import PetroVerseError, Unavailable
from petroverse.core.grants import SAMPLE
from petroverse.core.messages import Message
from petroverse.edge import Gathering
from petroverse.gauges import Pace, Surroundings
from petroverse.twin import SIMULATED
from petroverse.workflows import has_sample

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["NoPlatform", "Progress", "Simulation", "simulate"]

_LEAD: Final = timedelta(days=1)
"""So long before the present a fast world begins, so that it has something to run through."""

_PAST_STEP: Final = timedelta(minutes=30)
_TICK_S: Final = 0.1
_LOOK_S: Final = 1.0
_ROOM: Final = 20_000
_POLL_S, _POLL_WORLD_S = 5.0, 300.0
"""A gauge is asked at least every so many seconds of ours, and of the world's."""

_LEAST_POLL_S: Final = 0.5
_FIRST_INCIDENT_S: Final = 8.0
_DRAIN_S: Final = 10.0


class NoPlatform(Unavailable):
    """No platform runs on the home."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What is wanted.

    Attributes:
        stations: How many; None as before, or 20.
        speed: Seconds of the world in one of ours, until the world has reached the present.
        days: How long a past a new network is given.
        seed: Where its chance comes from; None as before, or 7.
        incidents: Kind and place (or nothing) of each that begins soon; an overfill of the fullest tank where there is
            none.
    """

    stations: int | None = None
    speed: float = 60.0
    days: float = 30.0
    seed: int | None = None
    incidents: Sequence[tuple[str, str]] = ()


@dataclass(slots=True)
class Progress:
    """How far it is.

    Attributes:
        world_at: The world's own time.
        told: Messages that the platform's bus has.
        behind_s: The longest that the world was late in the last second, seconds of ours.
        faults: Gauges that do not tell now.
        incidents: How many began or will.
    """

    world_at: datetime
    told: int = 0
    behind_s: float = 0.0
    faults: int = 0
    incidents: int = 0


def simulate(
    platform: Platform,
    wanted: Simulation,
    *,
    say: Callable[[str], None],
    show: Callable[[Progress], None],
    typed: Callable[[], Sequence[tuple[str, str]]] = tuple,
) -> Progress:
    """Simulates a network until it is told to stop.

    Args:
        platform: The platform that runs, which hears of it.
        wanted: What.
        say: Hears what happens, a line each.
        show: Hears every second how far it is.
        typed: Gives the incidents that somebody typed since it was asked last.

    Raises:
        NoPlatform: None runs on this home.
        SimulationRuns: Another simulation does.
        NetworkThere: The simulated organisation has another network.
        IncidentUnknown: An incident cannot be.
    """
    if platform.home.running() is None:
        fix = "start it with `petroverse up` in another terminal, and leave it running"
        raise NoPlatform("no platform runs on this home", where=str(platform.home.folder), fix=fix)
    notes = Notes(platform.home.folder)
    with notes.held():
        now = datetime.now(UTC).replace(microsecond=0)
        live_from = now - _LEAD if wanted.speed > 1 else now
        of = begun(platform, notes, wanted.stations, wanted.seed, live_from - timedelta(days=wanted.days))
        live, network = of.live, of.live.world.plant.network
        demand = "demand in the proportions of real regions" if of.about["demand"] else "demand is invented"
        say(f"{len(network.places_of('station'))} simulated stations, {len(network.tanks)} tanks; {demand}")
        provide_network(platform, network)
        if write_rules(platform.stores, simulator()):
            say("Alarm rules of the simulation were written, for there were none")
        keep_world(notes, of)
        if live.now() < live_from:
            say(f"Giving it a past from {live.now():%Y-%m-%d %H:%M} on …")
            give_past(platform.stores, SIMULATOR, live, live_from, every=_PAST_STEP, say=say)
        run = _Run(platform, notes, live, wanted, say)
        try:
            asyncio.run(run.go_on(show, typed))
        finally:
            keep_world(notes, of)
            run.note()
        return run.progress()


@dataclass
class _Run:
    """One simulation while it lives."""

    platform: Platform
    notes: Notes
    live: LiveWorld
    wanted: Simulation
    say: Callable[[str], None]
    told: int = 0
    behind_s: float = 0.0
    ill: set[GaugeId] = field(default_factory=set)
    asked_up_to: int = 0
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    rng: np.random.Generator = field(default_factory=np.random.default_rng)

    def progress(self) -> Progress:
        count = len(self.live.world.incidents)
        return Progress(self.live.now(), self.told, self.behind_s, len(self.ill), count)

    def note(self) -> None:
        """Writes down how far it is, and the truth."""
        state = {
            "organisation": SAMPLE,
            "world_at": self.live.now().isoformat(),
            "speed": self.wanted.speed,
            "told": self.told,
            "behind_s": round(self.behind_s, 3),
            "incidents": self.live.truth(),
        }
        self.notes.write("state", state)

    async def go_on(self, show: Callable[[Progress], None], typed: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Until a stop signal, or until the platform stops."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.stop.set)
        waiting: asyncio.Queue[Message] = asyncio.Queue(_ROOM)
        bus = self.platform.bus.connect()
        devices = Devices(self.live.world.plant.network, self.live.shown)
        clock = Surroundings(clock=self.live)
        gathering = Gathering(
            SAMPLE,
            waiting.put,
            say=self._heard,
            pace=self._pace(),
            around=lambda _gauge: clock,
            source_of=lambda gauge: f"{SIMULATED}{gauge.id}",
        )
        with let_in(self.platform, self.live, self._count) as publishers:
            tasks = [asyncio.create_task(self._move()), asyncio.create_task(sending(bus, waiting, self._count))]
            tasks += [asyncio.create_task(each.publish(self._pace())) for each in publishers]
            try:
                await gathering.use(await devices.serve())
                await self._look_after(devices, show, typed)
            finally:
                await gathering.close()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(waiting.join(), _DRAIN_S)
                for each in tasks:
                    each.cancel()
                await asyncio.wait(tasks)
                devices.close()
                await bus.close()

    async def _move(self) -> None:
        """Moves the world on: fast until it has reached the present, and with it from then on."""
        loop = asyncio.get_running_loop()
        due, last_s = self.live.now(), loop.time()
        while True:
            await asyncio.sleep(_TICK_S)
            now_s = loop.time()
            late_s = now_s - last_s - _TICK_S
            due = min(due + timedelta(seconds=(now_s - last_s) * self.wanted.speed), datetime.now(UTC))
            last_s = now_s
            self.live.move(due)
            self.behind_s = max(self.behind_s, late_s, loop.time() - now_s)

    async def _look_after(
        self, devices: Devices, show: Callable[[Progress], None], typed: Callable[[], Sequence[tuple[str, str]]]
    ) -> None:
        for kind, where in self.wanted.incidents or (("overfill", self.live.fullest()),):
            self._harm(kind, where, in_s=_FIRST_INCIDENT_S)
        while not self.stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), _LOOK_S)
            if gone := await asyncio.to_thread(self._gone):
                self.say(f"{gone}, and the simulation ends with it.")
                return
            asked, self.asked_up_to = self.notes.asked(self.asked_up_to)
            for kind, where in (*asked, *typed()):
                self._harm(kind, where, in_s=_LOOK_S)
            await devices.keep()
            self.note()
            show(self.progress())
            self.behind_s = 0.0

    def _gone(self) -> str:
        """What it cannot go on without and is no longer there; empty where all is."""
        if self.platform.home.running() is None:
            return "The platform has stopped"
        return "" if has_sample(self.platform.stores, SIMULATOR) else "The sample was removed"

    def _harm(self, kind: str, where: str, *, in_s: float) -> None:
        at = self.live.now() + timedelta(seconds=max(1.0, in_s * self._speed()))
        try:
            self.live.harm(incident_called(kind, where, self.live.world.plant.network, at, self.rng))
        except PetroVerseError as fault:
            self.say(str(fault))
            return
        truth = self.live.truth()[-1]
        self.say(f"{truth['kind']} at {truth['subject']} from {at:%Y-%m-%d %H:%M} of the world on")

    def _speed(self) -> float:
        return self.wanted.speed if datetime.now(UTC) - self.live.now() > timedelta(minutes=1) else 1.0

    def _pace(self) -> Pace:
        return Pace(every_s=max(_LEAST_POLL_S, min(_POLL_S, _POLL_WORLD_S / self.wanted.speed)))

    def _count(self, messages: int = 1) -> None:
        self.told += messages

    def _heard(self, gauge: GaugeId, fault: PetroVerseError | None) -> None:
        if fault is None:
            self.ill.discard(gauge)
            return
        if gauge not in self.ill:
            self.ill.add(gauge)
            self.say(f"{gauge} does not tell: {fault}")
