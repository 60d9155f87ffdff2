"""Sending, to a hub that a test holds: in order, once more where it was lost, and through answers without sense."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

from gateway_site import PLACE, SITE, START, SetClock, reading
from petroverse.core.handovers import Handover
from petroverse.core.places import PlaceId
from petroverse.edge import EdgeSettings, HubAway, Journal, SiteKeeper
from petroverse.edge.sending import Sending

SETTINGS = EdgeSettings("https://fuel.example", "local", "s7", PLACE)


class HeldHub:
    """A hub that keeps what it is given, or does what a test says for its next calls."""

    def __init__(self, *moods: str) -> None:
        self.moods = list(moods)
        self.got: list[str] = []
        self.kept: set[str] = set()
        self.calls = 0

    def hand_over(self, handover: Handover) -> Mapping[str, Any]:
        self.calls += 1
        mood = self.moods.pop(0) if self.moods else "well"
        if mood == "away":
            raise HubAway("nobody answers")
        if mood == "nonsense":
            return {"now": "noon"}
        names = [name for name, _ in handover.messages]
        self.got += names
        if mood == "lost on the way back":
            raise HubAway("the answer did not come")
        known = [each for each in (*names, *handover.asks) if each in self.kept]
        self.kept |= set(names)
        site = SITE if handover.knows and handover.knows["site"] != SITE["mark"] else None
        handed = [each for each in names if each not in known]
        now = START + timedelta(seconds=90)
        return {"now": now, "kept": known, "handed": handed, "refused": [], "site": site, "said": None}


def sent(folder: Path, hub: HeldHub, *, messages: int = 1200, patience_s: float = 30.0) -> tuple[Sending, SiteKeeper]:
    """Sends what waits until the hub has kept all of it."""
    journal = Journal(folder / "journal.sqlite")
    keeper = SiteKeeper(journal, PlaceId(PLACE), SetClock())
    with journal.change():
        for number in range(messages):
            journal.add(reading(number), START)

    async def run() -> Sending:
        with ThreadPoolExecutor(1) as hand:
            sending = Sending(SETTINGS, keeper, journal, hub, clock=SetClock(), hand=hand)
            work = asyncio.create_task(sending.run())
            async with asyncio.timeout(patience_s):
                while (standing := journal.standing()).waiting or standing.handed or keeper.plan is None:
                    assert not work.done()
                    await asyncio.sleep(0.02)
            work.cancel()
            await asyncio.wait({work})
            return sending

    done = asyncio.run(run())
    journal.close()
    return done, keeper


def test_everything_goes_in_the_order_of_taking_and_is_kept(tmp_path: Path):
    hub = HeldHub()
    sending, keeper = sent(tmp_path, hub)
    assert hub.got == [f"r-{each}" for each in range(1200)]
    assert (sending.seen.is_there, sending.seen.clock_off_s, keeper.plan is not None) == (True, -90.0, True)


def test_what_an_answer_was_lost_of_goes_again_and_nothing_goes_before_it(tmp_path: Path):
    hub = HeldHub("away", "lost on the way back", "nonsense")
    sent(tmp_path, hub, messages=3)
    assert list(dict.fromkeys(hub.got)) == ["r-0", "r-1", "r-2"]
    assert hub.got[:3] == hub.got[3:6] == ["r-0", "r-1", "r-2"]


def test_a_hub_that_is_away_is_asked_softly(tmp_path: Path):
    hub = HeldHub(*["away"] * 3)
    sent(tmp_path, hub, messages=1)
    assert hub.calls <= 8
