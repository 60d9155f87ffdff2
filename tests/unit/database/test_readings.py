"""The history of readings: in whatever order, batches and repetitions messages come, the same is kept, and right."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petroverse.core.devices import MeterId
from petroverse.core.errors import Conflict
from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.core.messages import MessageId
from petroverse.core.places import PlaceId
from petroverse.core.readings import QUALITIES, Drop, MeterReading, Reading, SiteReadings
from petroverse.database import (
    MIGRATIONS,
    Database,
    MeasuredSite,
    Organisation,
    ReadingAstray,
    SpanEmpty,
    Volumes,
    add_site_readings,
    create_organisation,
    drop_organisation,
    dump_database,
    held_cut,
    latest_state,
    load_database,
    provide_months,
    read_drops,
    read_meters,
    read_series,
)

AMA = PersonId("ama")
START = datetime(2024, 2, 29, 23, 58, tzinfo=UTC)  # buckets of minute, hour, day and month end here
TABLES = (
    "taken_messages", "readings", "former_readings", "minute_rollups", "hour_rollups", "day_rollups",
    "latest_readings", "meter_readings", "drops",
)  # fmt: skip

Told = tuple[str, datetime, float | None, float | None, str, datetime, str]
"""Tank, instant, level, volume, quality, when known, message."""


def site(
    message: str, *readings: Reading, known_at: datetime | None = None, litres: float | None = None
) -> MeasuredSite:
    volumes = tuple(Volumes(litres) for _ in readings)
    at = known_at or max(each.at for each in readings)
    return MeasuredSite(MessageId(message), at, SiteReadings(PlaceId("S1"), readings), volumes)


def taken(database: Database, *sites: MeasuredSite, organisation: OrganisationId = LOCAL) -> frozenset[MessageId]:
    with database.unit_of_work(organisation, AMA) as unit:
        return add_site_readings(unit, sites)


def rows(database: Database, table: str, organisation: OrganisationId = LOCAL) -> list[dict]:
    with database.reading(organisation, AMA) as unit:
        return unit.rows(f"select * from {table} order by 1, 2, 3")


@st.composite
def histories(draw: st.DrawFn) -> list[MeasuredSite]:
    """Messages that tell of few tanks and instants, so that they often tell of the same one."""
    messages = []
    for number in range(draw(st.integers(1, 8))):
        told = draw(
            st.lists(
                st.tuples(
                    st.sampled_from(("T1", "T2")),
                    st.sampled_from((0, 1, 59, 60, 119, 120, 3700, 90000)),
                    st.none() | st.floats(0, 10, allow_subnormal=False),
                    st.none() | st.floats(0, 50_000, allow_subnormal=False),
                    st.sampled_from((*QUALITIES[:3], "good", "good")),
                ),
                min_size=1,
                max_size=5,
                unique_by=lambda each: each[:2],
            )
        )
        readings = tuple(
            Reading(tank, START + timedelta(seconds=after), level, quality=quality)
            for tank, after, level, _, quality in told
        )
        known_at = START + timedelta(days=draw(st.integers(2, 4)))
        volumes = tuple(Volumes(each[3]) for each in told)
        messages.append(MeasuredSite(MessageId(f"m{number}"), known_at, SiteReadings(PlaceId("S1"), readings), volumes))
    return messages


def tellings(messages: Iterable[MeasuredSite]) -> list[Told]:
    return [
        (one.tank, one.at, one.level_m, volume.observed_l, one.quality, each.known_at, each.message)
        for each in messages
        for one, volume in zip(each.site.readings, each.volumes, strict=True)
    ]


def last_words(told: list[Told]) -> dict[tuple[str, datetime], Told]:
    found: dict[tuple[str, datetime], Told] = {}
    for each in sorted(told, key=lambda one: one[5:]):
        found[each[:2]] = each
    return found


def slow_bucket(told: list[Told]) -> dict[str, object]:
    """One bucket by hand, one reading after the other."""
    good = sorted((each for each in told if each[4] == "good" and each[2] is not None), key=lambda each: each[1])
    volumes = [each[3] for each in good if each[3] is not None]
    levels = [each[2] for each in good]
    return {
        "readings": len(told),
        **{quality: sum(each[4] == quality for each in told) for quality in QUALITIES},
        "level_count": len(levels),
        "level_min_m": min(levels, default=None),
        "level_max_m": max(levels, default=None),
        "level_first_m": levels[0] if levels else None,
        "level_last_m": levels[-1] if levels else None,
        "volume_count": len(volumes),
        "volume_min_l": min(volumes, default=None),
        "volume_max_l": max(volumes, default=None),
        "volume_first_l": good[0][3] if good else None,
        "volume_last_l": good[-1][3] if good else None,
        "first_at": good[0][1] if good else None,
        "last_at": good[-1][1] if good else None,
        "mean_m": pytest.approx(sum(levels) / len(levels), abs=1e-6) if levels else None,
        "mean_l": pytest.approx(sum(volumes) / len(volumes), abs=1e-3) if volumes else None,
    }


def stored_bucket(row: dict) -> dict[str, object]:
    told = {name: row[name] for name in slow_bucket([]) if not name.startswith("mean")}
    told["mean_m"] = row["level_sum_um"] / 1e6 / row["level_count"] if row["level_count"] else None
    told["mean_l"] = row["volume_sum_ml"] / 1e3 / row["volume_count"] if row["volume_count"] else None
    return told


def by_bucket(told: Iterable[Told], grain: str) -> dict[tuple[str, datetime], list[Told]]:
    zeros = {"minute": {}, "hour": {"minute": 0}, "day": {"hour": 0, "minute": 0}}[grain]
    found: dict[tuple[str, datetime], list[Told]] = defaultdict(list)
    for each in told:
        found[each[0], each[1].replace(second=0, microsecond=0, **zeros)].append(each)
    return found


def emptied(database: Database) -> None:
    with database.unit_of_work(LOCAL, AMA) as unit:
        for table in TABLES:
            unit.rows(f"delete from {table}")


@given(messages=histories(), seed=st.integers(0, 2**32))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_and_any_batches_of_repeated_messages_keep_the_same_and_the_right(database, messages, seed):
    emptied(database)
    chance = random.Random(seed)
    sent = [*messages, *chance.choices(messages, k=3)]
    chance.shuffle(sent)
    while sent:
        size = chance.randint(1, len(sent))
        taken(database, *sent[:size])
        sent = sent[size:]
    told = tellings(messages)
    kept = last_words(told)
    stored = {(each["tank"], each["at"]): each for each in rows(database, "readings")}
    assert {
        key: (*key, each["level_m"], each["observed_volume_l"], each["quality"], each["known_at"], each["message"])
        for key, each in stored.items()
    } == kept
    former = {
        (each["subject"], each["at"], each["known_at"], each["message"]) for each in rows(database, "former_readings")
    }
    assert former == {(*each[:2], *each[5:]) for each in told if each not in kept.values()}
    for grain in ("minute", "hour", "day"):
        found = {(each["tank"], each["at"]): stored_bucket(each) for each in rows(database, f"{grain}_rollups")}
        assert found == {key: slow_bucket(each) for key, each in by_bucket(kept.values(), grain).items()}
    latest = {each["tank"]: each["at"] for each in rows(database, "latest_readings")}
    assert latest == {tank: max(at for of, at in kept if of == tank) for tank, _ in kept}


def test_a_message_acts_once_and_says_whether_it_did(database):
    one = site("m1", Reading("T1", START, 1.0))
    assert taken(database, one, one) == {"m1"}
    assert taken(database, one, site("m2", Reading("T1", START + timedelta(minutes=1), 1.1))) == {"m2"}
    assert len(rows(database, "readings")) == 2
    assert rows(database, "former_readings") == []


def test_a_correction_known_later_is_read_and_the_former_is_kept(database):
    taken(database, site("m1", Reading("T1", START, 1.0), litres=1000.0))
    taken(database, site("m2", Reading("T1", START, 1.5), known_at=START + timedelta(hours=1), litres=1500.0))
    taken(database, site("m0", Reading("T1", START, 9.9), known_at=START - timedelta(hours=1), litres=9900.0))
    (now,) = rows(database, "readings")
    assert (now["level_m"], now["observed_volume_l"], now["message"]) == (1.5, 1500.0, "m2")
    former = {each["message"]: each["body"]["level_m"] for each in rows(database, "former_readings")}
    assert former == {"m1": 1.0, "m0": 9.9}
    (day,) = rows(database, "day_rollups")
    assert (day["readings"], day["level_max_m"], day["level_sum_um"], day["volume_sum_ml"]) == (
        1,
        1.5,
        1_500_000,
        1_500_000,
    )
    with database.reading(LOCAL, AMA) as unit:
        (latest,) = latest_state(unit)
    assert (latest.level_m, latest.at) == (1.5, START)


def test_meters_and_drops_are_kept_the_same_way(database):
    def told(message: str, hours: int, total: float, after: float) -> MeasuredSite:
        drop = Drop("T1", START, START + timedelta(minutes=30), 1000.0, after)
        body = SiteReadings(PlaceId("S1"), meters=(MeterReading("N1", START, total),), drops=(drop,))
        return MeasuredSite(MessageId(message), START + timedelta(hours=hours), body)

    taken(database, told("m2", 2, 20.0, 9000.0))
    taken(database, told("m1", 1, 10.0, 8000.0))
    taken(database, told("m3", 3, 30.0, 9500.0), told("m3", 3, 30.0, 9500.0))
    assert [(each["total_l"], each["message"]) for each in rows(database, "meter_readings")] == [(30.0, "m3")]
    assert [(each["after_l"], each["message"]) for each in rows(database, "drops")] == [(9500.0, "m3")]
    with database.reading(LOCAL, AMA) as unit:
        until = START + timedelta(seconds=1)
        assert read_meters(unit, ["N1", "N2"], START, until) == (MeterReading(MeterId("N1"), START, 30.0),)
        assert [each.after_l for each in read_drops(unit, ["T1"], START, until)] == [9500.0]
        assert read_meters(unit, ["N1"], until, until + timedelta(days=1)) == ()
        assert read_drops(unit, ["T1"], START - timedelta(days=1), START) == ()
    former = [(each["kind"], each["message"]) for each in rows(database, "former_readings")]
    assert sorted(former) == [("drops", "m1"), ("drops", "m2"), ("meter_readings", "m1"), ("meter_readings", "m2")]


@pytest.mark.parametrize("at", [datetime(1999, 12, 31, tzinfo=UTC), datetime(2124, 1, 1, tzinfo=UTC)])
def test_an_instant_that_no_clock_can_show_is_refused_and_nothing_of_its_batch_is_written(database, at):
    with pytest.raises(ReadingAstray, match="a clock is wrong"):
        taken(database, site("m1", Reading("T1", START, 1.0)), site("m2", Reading("T1", at, 1.0)))
    assert rows(database, "taken_messages") == rows(database, "readings") == []


def test_months_are_made_on_demand_ahead_and_for_the_past_and_none_is_open(database):
    taken(database, site("m1", Reading("T1", datetime(2003, 5, 17, tzinfo=UTC), 1.0)))
    with database.unit_of_work(LOCAL, AMA) as unit:
        provide_months(unit, [START, START])
        found = unit.rows(
            "select relname, relrowsecurity and relforcerowsecurity as is_protected from pg_class "
            "where relname ~ '^readings_[0-9]{4}_[0-9]{2}$'"
        )
        ahead = (unit.at + timedelta(days=7)).strftime("readings_%Y_%m")
    assert {each["relname"] for each in found} == {"readings_2003_05", "readings_2024_02", ahead}
    assert all(each["is_protected"] for each in found)
    assert database.migrate([MIGRATIONS]) == ()  # it refuses a table that is left open


def test_not_one_reading_crosses_from_one_organisation_into_another(database):
    other = OrganisationId("other")
    with database.unit_of_work(PUBLIC, AMA) as unit:
        create_organisation(unit, Organisation(other, "Other"))
    taken(database, site("m1", Reading("T1", START, 1.0)))
    taken(database, site("m1", Reading("T1", START, 2.0)), organisation=other)
    meter = SiteReadings(PlaceId("S1"), meters=(MeterReading("N1", START, 1.0),))
    taken(database, MeasuredSite(MessageId("m2"), START, meter), organisation=other)
    for table in TABLES:
        assert {each["organisation"] for each in rows(database, table)} <= {LOCAL}, table
        assert {each["organisation"] for each in rows(database, table, other)} <= {other}, table
        assert rows(database, table, PUBLIC) == []
    with database.reading(other, AMA) as unit:
        assert [each.level_m for each in latest_state(unit)] == [2.0]
        points = read_series(unit, "T1", START, START + timedelta(days=1)).points
        assert [each["level_m"] for each in points] == [2.0]
    with database.unit_of_work(PUBLIC, AMA) as unit:
        drop_organisation(unit, other)
    assert [each["level_m"] for each in rows(database, "readings")] == [1.0]


def test_a_series_is_as_fine_as_its_points_allow_and_never_has_more(database):
    for day in range(3):
        readings = [Reading("T1", START + timedelta(days=day, minutes=each), each / 100) for each in range(600)]
        taken(database, site(f"m{day}", *readings, known_at=START + timedelta(days=9), litres=5.0))
    since, until = START, START + timedelta(days=3)
    fits = {1800: "reading", 1799: "hour", 74: "hour", 73: "day", 5: "day", 4: "days", 1: "days"}
    with database.reading(LOCAL, AMA) as unit:
        found = {most: read_series(unit, "T1", since, until, most_points=most) for most in fits}
        minutes = read_series(unit, "T1", START + timedelta(minutes=20), START + timedelta(minutes=70), most_points=52)
        few = read_series(unit, "T1", START + timedelta(minutes=20), START + timedelta(minutes=70), most_points=51)
        with pytest.raises(SpanEmpty):
            read_series(unit, "T1", START, START)
    assert {most: each.grain for most, each in found.items()} == fits
    assert (minutes.grain, len(minutes.points), few.grain) == ("minute", 50, "hour")
    for most, each in found.items():
        assert 0 < len(each.points) <= most
        assert sum(point["readings"] for point in each.points) == 1800
        assert min(point["level_min_m"] for point in each.points) == 0.0
        assert max(point["level_max_m"] for point in each.points) == 5.99
        assert each.points[0]["level_first_m"] == 0.0
        assert each.points[-1]["level_last_m"] == 5.99


def test_two_who_correct_the_same_bucket_at_once_lose_no_reading(database):
    taken(database, site("m0", Reading("T1", START, 1.0), Reading("T1", START + timedelta(seconds=1), 1.0)))
    later = START + timedelta(days=1)

    def correct(number: int) -> None:
        at = START + timedelta(seconds=number % 2)
        new = START + timedelta(seconds=10 + number)
        message = site(f"m{number:02d}x", Reading("T1", at, 2.0 + number), Reading("T1", new, 0.5), known_at=later)
        while True:
            try:
                taken(database, message)
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(correct, range(24)))
    (minute,) = rows(database, "minute_rollups")
    assert minute["readings"] == 26
    stored = [each["level_m"] for each in rows(database, "readings")]
    assert minute["level_sum_um"] == round(sum(stored) * 1e6)
    assert minute["level_max_m"] == max(stored) == 25.0


def test_a_backup_holds_every_month_and_goes_on_from_there(database, engine, tmp_path):
    taken(database, site("m1", Reading("T1", START, 1.0), Reading("T1", START + timedelta(days=40), 2.0)))
    with held_cut(engine, lambda _rows, _organisation: None) as cut:
        dump_database(engine, cut, tmp_path / "dump")
    with psycopg.connect(engine.url) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    load_database(engine, tmp_path / "dump")
    taken(database, site("m1", Reading("T1", START, 9.0)), site("m2", Reading("T1", START + timedelta(days=400), 3.0)))
    assert [each["level_m"] for each in rows(database, "readings")] == [1.0, 2.0, 3.0]
    assert [each["readings"] for each in rows(database, "day_rollups")] == [1, 1, 1]
    assert database.migrate([MIGRATIONS]) == ()
