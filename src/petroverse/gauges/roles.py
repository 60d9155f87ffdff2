"""The roles of the block: a gauge that is asked, a gauge that tells by itself, and what a look at one finds.

A link is opened without a connection and connects when it is first used. A fault closes the connection, so the next use
begins with a fresh one; ``follow`` does that over and over. No role has a way to change anything in a gauge.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from petroverse.core.readings import SiteReadings
from petroverse.core.times import Clock, SystemClock
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused

__all__ = ["Found", "FoundMeter", "FoundTank", "PolledGauge", "SubscribedGauge", "Surroundings"]


@dataclass(frozen=True, slots=True)
class FoundTank:
    """A tank as a gauge tells of it, whether or not the network has it.

    Attributes:
        name: The gauge's own name of it, the key of ``Gauge.tanks``.
        label: What people called it in the gauge, such as REGULAR UNLEADED; empty when it tells none.
        level_m: Height of product and water now; None when it tells none.
        temp_c: Product temperature now; None when it tells none.
        water_m: Height of water now; None when it tells none.
        volume_l: Observed volume now, by the gauge's own chart; None when it tells none.
        room_l: What still fits by the gauge's own chart; None when it tells none.
        alarms: What the gauge complains of now, in its own words.
    """

    name: str
    label: str = ""
    level_m: float | None = None
    temp_c: float | None = None
    water_m: float | None = None
    volume_l: float | None = None
    room_l: float | None = None
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundMeter:
    """A meter as a gauge tells of it: its own name, the key of ``Gauge.meters``, and what it stands at, litres."""

    name: str
    total_l: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at a gauge finds.

    Attributes:
        make: Who made it, or which protocol it speaks, such as ``Veeder-Root TLS``.
        revision: Of its software; empty when it tells none.
        tanks: In its order.
        meters: In its order.
        drops: How many deliveries it remembers; None when it keeps none.
        clock_off_s: By how much its clock is ahead of ours, seconds; None when it tells no time.
    """

    make: str
    revision: str = ""
    tanks: tuple[FoundTank, ...] = ()
    meters: tuple[FoundMeter, ...] = ()
    drops: int | None = None
    clock_off_s: float | None = None


@runtime_checkable
class PolledGauge(Protocol):
    """A gauge that answers when asked; one question at a time."""

    async def read(self) -> SiteReadings:
        """What its tanks and meters that the network knows stand at now, under the network's ids.

        A tank of ``Gauge.tanks`` that it tells nothing of has a reading of quality ``gap``. A delivery is told once
        by one link; whoever reads it again after a restart knows it by its tank and start.

        Raises:
            GaugeSilent: No whole answer within the time limit.
            FrameNotValid: The answer is none of the protocol.
            QuestionRefused: The gauge has no such thing.
        """
        ...

    async def discover(self) -> Found:
        """Looks at all that the gauge has; needs no ``tanks`` or ``meters``.

        Raises:
            GaugeSilent: As ``read``.
            FrameNotValid: As ``read``.
            QuestionRefused: As ``read``.
        """
        ...

    async def close(self) -> None:
        """Ends the connection, if there is one; never raises."""
        ...


@runtime_checkable
class SubscribedGauge(Protocol):
    """A gauge, or a broker in front of many, that tells by itself."""

    def readings(self) -> AsyncGenerator[SiteReadings | FrameNotValid, None]:
        """Connects, subscribes, and gives what comes, under the network's ids, until it is closed or a fault.

        What cannot be read is told as a fault in its place, and the subscription goes on: one device that sends
        garbage keeps no other waiting. Calling it again subscribes afresh.

        Raises:
            GaugeSilent: No connection in time, or it broke, or its keep-alive failed.
            QuestionRefused: The peer has no such topic or node, or does not let us in.
        """
        ...

    async def discover(self) -> Found:
        """Listens or browses for as long as the time limit allows; needs no ``tanks`` or ``meters``.

        Raises:
            GaugeSilent: As ``readings``.
            QuestionRefused: As ``readings``.
        """
        ...

    async def close(self) -> None:
        """Ends the connection, if there is one; never raises."""
        ...


def _no_secret(name: str) -> str:
    raise GaugeSettingsRefused(f"there is no vault here to open {name!r}", where="options", fix="give one that has it")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a link is given of the world around it.

    Attributes:
        clock: Tells when an answer came.
        secret_of: Opens the secret that an option names.
        timeout_s: Longest wait for a connection, and for one whole answer, above 0.
    """

    clock: Clock = field(default_factory=SystemClock)
    secret_of: Callable[[str], str] = _no_secret
    timeout_s: float = 10.0
