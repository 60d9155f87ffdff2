"""What happens where a server has TimescaleDB: the tables of readings are handed to it, and nobody makes months.

There is no TimescaleDB here. A view tells that its extension is there, and a function of its own name and parameters
notes what it was called with; so this holds our half, and not that TimescaleDB does what it promises.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from engines import empty_database_url
from petroverse.core.grants import LOCAL, PersonId
from petroverse.core.messages import MessageId
from petroverse.core.places import PlaceId
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.tanks import TankId
from petroverse.database import (
    MIGRATIONS,
    Database,
    Engine,
    MeasuredSite,
    Volumes,
    add_site_readings,
    latest_state,
    read_series,
)

HANDED_OVER = {"readings", "meter_readings", "former_readings", "minute_rollups"}
AT = datetime(2024, 3, 31, 23, 59, tzinfo=UTC)
ANA = PersonId("ana")


@pytest.fixture
def url(engine: Engine) -> str:
    url = empty_database_url(engine)
    with psycopg.connect(url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute("create view pg_extension as select 'timescaledb'::name as extname")
        connection.execute("create table handed_over (name regclass, dimension name, every interval)")
        connection.execute(
            "create function create_hypertable(relation regclass, time_column_name name, chunk_time_interval interval) "
            "returns void language sql as 'insert into handed_over values ($1, $2, $3)'"
        )
        connection.execute(f"alter database {name} set search_path = public, pg_catalog")
    return url


def test_the_tables_of_readings_are_handed_to_it_by_the_month_and_take_readings_in(url: str):
    with Database(url) as database:
        database.migrate([MIGRATIONS])
        with psycopg.connect(url) as connection:
            told = connection.execute("select name::text, dimension, every from handed_over").fetchall()
            kinds = connection.execute(
                "select relkind::text from pg_class where oid = any(%s::regclass[])", [sorted(HANDED_OVER)]
            ).fetchall()
        assert {(name, dimension, every) for name, dimension, every in told} == {
            (name, "at", timedelta(days=30)) for name in HANDED_OVER
        }
        assert set(kinds) == {("r",)}, "a table of its own, not in parts"
        site = SiteReadings(
            PlaceId("S7"), tuple(Reading(TankId("S7/1"), AT + timedelta(minutes=n), 1.5) for n in (0, 2))
        )
        with database.unit_of_work(LOCAL, ANA) as unit:
            add_site_readings(unit, [MeasuredSite(MessageId("m-1"), AT, site, (Volumes(100.0, 99.0),) * 2)])
        with database.reading(LOCAL, ANA) as unit:
            series = read_series(unit, "S7/1", AT, AT + timedelta(hours=1), most_points=10)
            assert len(series.points) == len(site.readings)
            assert len(latest_state(unit)) == 1
        with psycopg.connect(url) as connection:
            parts = "select count(*) from pg_class where relname ~ '^readings_[0-9]'"
            assert connection.execute(parts).fetchone() == (0,)
