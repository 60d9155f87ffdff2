"""Watching a site, step by step, beside the same rules as bare functions over the same readings: the limit.

Stations of ten tanks and ten meters, each told once a minute; one message in ten brings a level that begins or ends a
condition, which is 1 % of the readings. The bare side is given the readings ready made, in order, each once: it takes
detect's step tank by tank and keeps nothing else: no window, no alarms, no message read. Printed: steps a second, p50
and p99 of a step, with the message's body read in it; the same of a message that comes five minutes late; and apart,
what the state weighs and how long it takes to JSON and back. Run: ``python benchmarks/watch_speed.py``. Exits with 1
when the p50 of a step is above 0.5 ms.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta

from petroverse.alarms import AlarmRule, Rulebook
from petroverse.core.devices import Meter, MeterId
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, MeterReading, Reading, SiteReadings, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.detect.tank import SiteState, site_step, watched_site
from petroverse.watch import SiteWatch, from_plain, hash_of, plan_of, step, to_plain

STATIONS, MINUTES, TANKS = 8, 720, 10
CEILING_MS = 0.5
START = datetime(2024, 3, 1, tzinfo=UTC)


def rule(name, limit, unit):
    return AlarmRule(
        name, cause="a", consequence="b", severity="severe", response="c", time_available_s=600.0, limit=limit,
        unit=unit, deadband=0.004, valid_states=("in_service",), approver="ama", is_enabled=True,
    )  # fmt: skip


RULES = Rulebook((
    rule("overfill", 95.0, "%"), rule("high", 90.0, "%"), rule("low", 10.0, "%"), rule("water", 0.05, "m"),
    rule("sudden_loss", 100.0, "L"), rule("run_out", 24.0, "h"), rule("temperature", 45.0, "°C"),
    rule("stuck", 1.0, "h"), rule("silent", 15.0, "min"),
))  # fmt: skip


def network(place):
    shape = HorizontalCylinder(2.5, 6.1)
    tanks = [Tank(TankId(f"{place}/{n}"), place, "gasoline", shape, 29_900.0, 28_400.0, 1_000.0) for n in range(TANKS)]
    meters = [Meter(MeterId(f"{place}/N{n}"), place, tanks[n].id) for n in range(TANKS)]
    return Network(places=(Place(place, place, "station"),), tanks=tuple(tanks), meters=tuple(meters))


def told(place, chance):
    """A station's twelve hours: sales by meter, small deliveries, noise, and water that comes and goes in a tank."""
    levels, totals, wet = [chance.uniform(0.8, 2.0) for _ in range(TANKS)], [0.0] * TANKS, set()
    for minute in range(MINUTES):
        at = START + timedelta(minutes=minute)
        if chance.random() < 0.1:
            wet ^= {chance.randrange(TANKS)}
        readings, meters = [], []
        for tank in range(TANKS):
            if chance.random() < 0.5:
                levels[tank] -= 0.002
                totals[tank] += 30.0
            if levels[tank] < 0.5:
                levels[tank] += 0.08
            level = levels[tank] + chance.gauss(0, 0.0003)
            readings.append(
                Reading(TankId(f"{place}/{tank}"), at, level, 29.5, 0.08 if tank in wet else 0.01, gauge_volume_l=9e3)
            )
            meters.append(MeterReading(MeterId(f"{place}/N{tank}"), at, totals[tank]))
        yield SiteReadings(place, tuple(readings), tuple(meters))


def sent(number, site):
    at = site.readings[0].at
    return Message(MessageId(f"{site.place}-{number}"), READINGS, at, at, OrganisationId("oda"), "gauge", to_body(site))


def timed(works):
    """Milliseconds of each piece of work, by the clock, and of all by the processor."""
    each, begun = [], time.process_time()
    for work in works:
        start = time.perf_counter()
        work()
        each.append((time.perf_counter() - start) * 1e3)
    return sorted(each), time.process_time() - begun


def shown(name, each, spent_s):
    count = len(each)
    p50, p99 = each[count // 2], each[int(count * 0.99)]
    print(f"{name:34} {count / spent_s:8.0f} steps/s  p50 {p50:6.3f} ms  p99 {p99:6.3f} ms", flush=True)
    return p50


class Watching:
    """A station that is stepped, message by message."""

    def __init__(self, messages, plan):
        self.plan, self.messages, self.state, self.begun = plan, messages, SiteWatch(), 0

    def take(self, number):
        self.state, outcome = step(self.state, [self.messages[number]], self.plan)
        self.begun += len(outcome.found)


class Bare:
    """The same rules alone."""

    def __init__(self, place, sites):
        self.site, self.sites, self.state = watched_site(network(place), place), sites, SiteState()

    def take(self, number):
        self.state = site_step(self.site, self.state, self.sites[number]).state


def main():
    places = [PlaceId(f"S{n}") for n in range(STATIONS)]
    sites = {place: list(told(place, random.Random(n))) for n, place in enumerate(places)}
    messages = {place: [sent(n, each) for n, each in enumerate(sites[place])] for place in places}
    plans = {place: plan_of(network(place), place, RULES) for place in places}
    gc.collect()
    gc.freeze()  # the messages lie ready here; a host's come one by one and go

    bare = [Bare(place, sites[place]) for place in places]
    works = (lambda n=n, b=b: b.take(n) for n in range(MINUTES) for b in bare)
    limit = shown("the rules as bare functions", *timed(works))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    weighed = Watching(messages[places[0]], plans[places[0]])
    for number in range(MINUTES):
        weighed.take(number)
    held_kb = (tracemalloc.get_traced_memory()[0] - before) / 1e3
    tracemalloc.stop()
    watching = [Watching(messages[place], plans[place]) for place in places]
    works = (lambda n=n, w=w: w.take(n) for n in range(MINUTES) for w in watching)
    found = shown("watch.step, in order", *timed(works))
    rows = STATIONS * MINUTES * TANKS
    print(f"{'':34} {sum(w.begun for w in watching) / rows:.1%} of readings began or ended a condition")

    late, missed = [Watching(messages[place], plans[place]) for place in places], MINUTES - 6
    for each in late:
        for number in (n for n in range(MINUTES) if n != missed):
            each.take(number)
    shown("one message, five minutes late", *timed(lambda w=w: w.take(missed) for w in late))
    assert [hash_of(w.state) for w in late] == [hash_of(w.state) for w in watching], "late is not as in order"

    state, plan = watching[0].state, plans[places[0]]
    text = json.dumps(to_plain(state))
    shown("state to JSON (apart)", *timed(lambda: json.dumps(to_plain(state)) for _ in range(5)))
    shown("JSON to state (apart)", *timed(lambda: from_plain(json.loads(text), plan) for _ in range(5)))
    print(f"a station's state: {len(text) / 1e3:.0f} kB as JSON, {held_kb:.0f} kB held")
    print(f"one step is {found / limit:.1f} × its rules; ceiling {CEILING_MS} ms")
    return found > CEILING_MS


if __name__ == "__main__":
    sys.exit(main())
