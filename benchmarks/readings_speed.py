"""The history of readings beside plain SQL on one unpartitioned table, in one database and one run, as ratios.

One tank over 30 days in which it told every minute, and the latest state of every tank, asked through the block's own
functions and by the SQL that somebody would write over one table with the same rows and the same key; then how fast
batches are taken in, with latest state and rollups, beside a plain COPY. ``--full`` holds 100 million readings (some
60 GB, an hour or more to fill), the default 5 million, ``--quick`` 200 thousand. Exits with 1 when a target is missed
(p95: 30 days of a tank 50 ms, the latest state of 4,000 tanks 100 ms).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import psycopg

from petroverse.core.grants import LOCAL, PersonId
from petroverse.core.messages import MessageId
from petroverse.core.places import PlaceId
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.tanks import TankId
from petroverse.database import (
    MIGRATIONS,
    Database,
    EngineSettings,
    MeasuredSite,
    Volumes,
    add_site_readings,
    forget_engine,
    latest_state,
    open_engine,
    provide_months,
    read_series,
)
from petroverse.database.rollups import GRAINS, roll_sql

TANKS, AT_A_SITE = 4000, 10
PERSON = PersonId("benchmark")
MONTH = timedelta(days=30)
MINUTES = 30 * 24 * 60
ROUNDS = 60
TARGETS_MS = {"one tank over 30 days": 50.0, "latest state of every tank": 100.0}
COLUMNS = (
    "organisation, tank, at, level_m, temp_c, water_m, gauge_volume_l, observed_volume_l, standard_volume_l, quality, "
    "known_at, recorded_at, message"
)
PLAIN_SERIES = """
    select date_trunc('hour', at, 'UTC') as bucket, avg(level_m) as level_m, min(level_m), max(level_m),
           avg(observed_volume_l) as volume_l, min(observed_volume_l), max(observed_volume_l), count(*)
    from plain_readings where organisation = %s and tank = %s and at >= %s and at < %s group by 1 order by 1"""
PLAIN_LATEST = """
    select distinct on (tank) tank, at, level_m, observed_volume_l, quality from plain_readings
    where organisation = %s order by tank, at desc"""


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def timed_ms(act: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return times


def fill(database: Database, url: str, count: int, end: datetime) -> int:
    """The rows of both tables, and the latest state and the rollups, by set; gives how many tanks tell every minute."""
    start = end - MONTH
    busy = max(4, round(0.85 * count / MINUTES))
    seldom = max((count - busy * MINUTES) // (TANKS - busy), 2)
    with database.unit_of_work(LOCAL, PERSON, timeout_s=36_000) as unit:
        provide_months(unit, [start + timedelta(days=day) for day in range(MONTH.days)] + [end])
    with psycopg.connect(url) as connection:
        connection.execute("set role petroverse_app")
        connection.execute("select set_config('app.organisation', %s, false)", [LOCAL])
        connection.execute("set synchronous_commit = off")
        for first, last, steps in ((0, busy, MINUTES), (busy, TANKS, seldom)):
            _tell(connection, start, (first, last), steps)
        for grain in GRAINS:
            connection.execute(roll_sql(grain, "readings"))
            connection.commit()
        connection.execute(
            "insert into latest_readings (organisation, tank, place, at, level_m, temp_c, water_m, gauge_volume_l, "
            "observed_volume_l, standard_volume_l, quality, known_at, recorded_at, message) "
            "select distinct on (tank) organisation, tank, split_part(tank, '/', 1), at, level_m, temp_c, water_m, "
            "gauge_volume_l, observed_volume_l, standard_volume_l, quality, known_at, recorded_at, message "
            "from readings where at >= %s order by tank, at desc",
            [end - MONTH / seldom - timedelta(seconds=1)],
        )
        connection.commit()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select set_config('app.organisation', %s, false)", [LOCAL])
        connection.execute(f"create table plain_readings as select {COLUMNS} from readings")
        connection.execute("alter table plain_readings add primary key (organisation, tank, at)")
        connection.execute("grant select, insert on plain_readings to petroverse_app")
        connection.execute("vacuum analyze")
    return busy


def _tell(connection: psycopg.Connection, start: datetime, tanks: tuple[int, int], steps: int) -> None:
    """Readings of some tanks, evenly over the month, a million or so at a time."""
    step = MONTH / steps
    chunk = max(1_000_000 // (tanks[1] - tanks[0]), 1)
    for first in range(0, steps, chunk):
        connection.execute(
            f"insert into readings ({COLUMNS}) "
            f"select %s, 'S' || t / {AT_A_SITE} || '/' || t, %s + n * %s::interval, "
            "1 + 0.5 * sin(n / 100.0 + t), 28.5, 0.01, null, 10000 + 5000 * sin(n / 100.0 + t), "
            "9900 + 4950 * sin(n / 100.0 + t), 'good', %s + n * %s::interval, now(), 'm' || n "
            "from generate_series(%s::int, %s::int) n, generate_series(%s::int, %s::int) t",
            [LOCAL, start, step, start, step, first, min(first + chunk, steps) - 1, tanks[0], tanks[1] - 1],
        )
        connection.commit()


def batches(end: datetime, number: int) -> Iterator[list[MeasuredSite]]:
    """Batches of 10,000 readings, one message a site."""
    chance = np.random.default_rng(7)
    for batch in range(number):
        at = end + timedelta(seconds=10 * batch)
        told = []
        for site in range(1000):
            levels = chance.uniform(0.5, 2.0, AT_A_SITE).tolist()
            readings = tuple(
                Reading(TankId(f"S{site}/{site * AT_A_SITE + each}"), at, level, 28.5, 0.01)
                for each, level in enumerate(levels)
            )
            volumes = tuple(Volumes(10_000.0 * level, 9_900.0 * level) for level in levels)
            body = SiteReadings(PlaceId(f"S{site}"), readings)
            told.append(MeasuredSite(MessageId(f"b{batch}-{site}"), at, body, volumes))
        yield told


def asked(database: Database, end: datetime, busy: int) -> dict[str, tuple[list[float], list[float]]]:
    """Each question's times, ours and the plain SQL's, taken in turns; both open a transaction of their own."""
    chance = np.random.default_rng(11)
    tanks = [f"S{each // AT_A_SITE}/{each}" for each in chance.integers(0, busy, ROUNDS).tolist()]

    def ours_series(tank: str) -> object:
        with database.reading(LOCAL, PERSON, timeout_s=600) as unit:
            series = read_series(unit, tank, end - MONTH, end, most_points=1000)
            assert 0 < len(series.points) <= 1000
            return series

    def plain(statement: str, values: list[object]) -> object:
        with database.reading(LOCAL, PERSON, timeout_s=600) as unit:
            return unit.rows(statement, values)

    def ours_latest() -> object:
        with database.reading(LOCAL, PERSON, timeout_s=600) as unit:
            found = latest_state(unit)
            assert len(found) == TANKS
            return found

    series: tuple[list[float], list[float]] = ([], [])
    for tank in tanks:
        series[0].extend(timed_ms(lambda tank=tank: ours_series(tank), 1))  # type: ignore[misc]
        series[1].extend(timed_ms(lambda tank=tank: plain(PLAIN_SERIES, [LOCAL, tank, end - MONTH, end]), 1))  # type: ignore[misc]
    latest = timed_ms(ours_latest, ROUNDS), timed_ms(lambda: plain(PLAIN_LATEST, [LOCAL]), 3)
    return {"one tank over 30 days": series, "latest state of every tank": latest}


def taken_in(database: Database, url: str, end: datetime) -> tuple[float, float]:
    """Readings a second, ours with latest state and rollups, and plain inserts into the one table."""
    rounds = 6
    began = time.perf_counter()
    for told in batches(end, rounds):
        with database.unit_of_work(LOCAL, PERSON) as unit:
            add_site_readings(unit, told)
    ours = rounds * 10_000 / (time.perf_counter() - began)
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('app.organisation', %s, false)", [LOCAL])
        began = time.perf_counter()
        for told in batches(end, rounds):
            rows = [
                (LOCAL, one.tank, one.at, one.level_m, one.temp_c, one.water_m, None, *volume, one.quality,
                 each.known_at, each.known_at, each.message)
                for each in told
                for one, volume in zip(each.site.readings, each.volumes, strict=True)
            ]  # fmt: skip
            with connection.cursor().copy(f"copy plain_readings ({COLUMNS}) from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
            connection.commit()
        plain = rounds * 10_000 / (time.perf_counter() - began)
    return ours, plain


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--quick", action="store_const", const=200_000, dest="count")
    sizes.add_argument("--full", action="store_const", const=100_000_000, dest="count")
    sizes.add_argument("--count", type=int, help="so many readings")
    count = parser.parse_args().count or 5_000_000
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    missed = []
    with tempfile.TemporaryDirectory(prefix="pv-bench-") as folder:
        settings = EngineSettings(Path(folder))
        try:
            with open_engine(settings) as engine, Database(engine.url) as database:
                database.migrate([MIGRATIONS])
                began = time.perf_counter()
                busy = fill(database, engine.url, count, end)
                took_s = time.perf_counter() - began
                print(
                    f"{count:,} readings of {TANKS:,} tanks in 30 days, {busy:,} of which tell every minute, filled in"
                    f" {took_s:.0f} s; the machine's load is {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
                )
                for name, (ours, plain) in asked(database, end, busy).items():
                    p95, median = percentile(ours, 0.95), statistics.median(ours)
                    other = statistics.median(plain)
                    print(
                        f"{name}: p50 {median:.1f} ms, p95 {p95:.1f} ms (target {TARGETS_MS[name]:.0f});"
                        f" plain SQL p50 {other:.1f} ms, {other / median:.1f} times ours"
                    )
                    missed += [name] if p95 > TARGETS_MS[name] else []
                rate, plain_rate = taken_in(database, engine.url, end)
                print(
                    f"taken in: {rate:,.0f} readings/s with latest state and rollups;"
                    f" plain COPY {plain_rate:,.0f}/s, {plain_rate / rate:.1f} times ours"
                )
        finally:
            forget_engine(settings)
    for each in missed:
        print(f"MISSED: {each}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
