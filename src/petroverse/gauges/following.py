"""Follows a gauge for ever, whether it is asked or tells by itself, through silence, garbage and restarts."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

from petroverse.core.errors import InputRefused, Unavailable
from petroverse.core.readings import SiteReadings
from petroverse.core.tanks import TankId
from petroverse.gauges.faults import FrameNotValid
from petroverse.gauges.marking import Bounds, Past, marked_site
from petroverse.gauges.roles import PolledGauge, SubscribedGauge

__all__ = ["Pace", "follow"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a gauge is asked, and how it is tried again after a fault.

    Attributes:
        every_s: From one question to the next, seconds; a gauge that tells by itself is not asked.
        first_wait_s: Longest wait after the first fault; it doubles with each fault in a row.
        longest_wait_s: It grows no further than this.
        chance: Draws each wait between half of it and the whole, so that a hundred gauges behind one router that
            comes back are not all asked at once.
        sleep: Waits so many seconds.
    """

    every_s: float = 10.0
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    chance: Callable[[], float] = random.random
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def wait_s(self, faults: int) -> float:
        """How long to wait after so many faults in a row, seconds.

        Example:
            >>> [Pace(chance=lambda: 1.0).wait_s(each) for each in (1, 2, 3, 20)]
            [1.0, 2.0, 4.0, 60.0]
        """
        whole = min(self.longest_wait_s, self.first_wait_s * 2.0 ** min(faults - 1, 32))
        return whole * (1 + self.chance()) / 2


async def follow(
    link: PolledGauge | SubscribedGauge, pace: Pace, bounds: Mapping[TankId, Bounds] | None = None
) -> AsyncGenerator[SiteReadings | Unavailable | InputRefused, None]:
    """What a gauge tells, as it comes, and each fault between; ends only when its reader does, and closes the link.

    Args:
        link: Opened by ``open_gauge``.
        pace: How often, and how again.
        bounds: What can be in each tank, by which its readings are marked; those of other tanks stay as they were told.

    Yields:
        Readings, or the fault that stands in their place; after a fault the link is connected afresh.
    """
    faults = 0
    pasts: dict[TankId, Past] = {}
    try:
        while True:
            try:
                async with aclosing(_told(link, pace)) as told:
                    async for each in told:
                        faults = 0
                        yield marked_site(each, pasts, bounds) if bounds and isinstance(each, SiteReadings) else each
            except (Unavailable, InputRefused) as fault:
                faults += 1
                await link.close()
                yield fault
                await pace.sleep(pace.wait_s(faults))
    finally:
        await link.close()


def _told(
    link: PolledGauge | SubscribedGauge, pace: Pace
) -> AsyncGenerator[SiteReadings, None] | AsyncGenerator[SiteReadings | FrameNotValid, None]:
    return _asked(link, pace) if isinstance(link, PolledGauge) else link.readings()


async def _asked(link: PolledGauge, pace: Pace) -> AsyncGenerator[SiteReadings, None]:
    while True:
        yield await link.read()
        await pace.sleep(pace.every_s)
