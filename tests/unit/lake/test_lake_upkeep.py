"""Upkeep: orphans go, imports that run are left alone, compaction and vacuum disturb no reader."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from petroverse.lake import FileStamp, Lake, LakeUnreachable, StampedReading, stamp
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant, reading


@pytest.fixture
def own(stored: tuple, tmp_path: Path) -> Market:
    """A market with a lake of its own."""
    return Market(stored[0], Lake(str(tmp_path / "lake")))


def publication(month: int, volume: float = 1.0) -> Publication:
    return Publication(
        f"{month}.xlsx", instant(2025), (Table("omc", "month", date(2024, month, 1), (Figure("gasoil", volume, "A"),)),)
    )


def append_only(market: Market, uow: object, month: int) -> StampedReading:
    ids = market.lake.reserve_edition_ids(uow, 1)
    stamped = stamp(reading(publication(month)), FileStamp(9, market.organisation, "lost.xlsx", "0" * 64, uow.at), ids)
    market.lake.append("volume", stamped.tables["volume"])
    return stamped


def rows(market: Market) -> int:
    return market.lake.sizes()["volume"]["rows"]


def volumes(market: Market) -> list[float]:
    return [row["volume"] for row in market.rows("volume", "month", ["source=omc"])]


def test_rows_of_an_import_that_never_committed_are_removed(own: Market):
    own.publish(publication(1))
    with own.database.unit_of_work(own.organisation, TESTER) as uow:
        append_only(own, uow, 2)
    own.publish(publication(3))
    assert rows(own) == 3
    with own.database.unit_of_work(own.organisation, TESTER) as uow:
        assert own.lake.repair(uow) == 1
    assert rows(own) == 2
    assert volumes(own) == [1, 1]


def test_an_import_that_runs_is_left_alone(own: Market):
    with own.database.unit_of_work(own.organisation, TESTER) as uow:
        stamped = append_only(own, uow, 2)
        with own.database.unit_of_work(own.organisation, TESTER) as starting:
            assert own.lake.repair(starting) == 0
        own.lake.register(uow, stamped.editions)
    assert volumes(own) == [1]


def test_a_repair_sees_other_organisations_rows_as_nobodys_business(own: Market):
    own.publish(publication(1))
    other = Market(own.database, own.lake)
    with other.database.unit_of_work(other.organisation, TESTER) as uow:
        assert other.lake.repair(uow) == 0
    assert volumes(own) == [1]
    assert own.lake.organisations() == (own.organisation,)


def test_small_files_are_joined_and_old_ones_go_without_disturbing_a_reader(own: Market):
    for month in range(1, 7):
        own.publish(publication(month))
    with own.database.reading(own.organisation, TESTER) as uow:
        before = own.lake.snapshot(uow, (own.organisation,), ("volume",))
    assert own.lake.compact() == 6
    assert own.lake.sizes()["volume"]["files"] == 1
    assert own.lake.vacuum(timedelta(days=1)) == 0
    assert own.lake.vacuum(timedelta(0)) == 6
    assert volumes(own) == [1] * 6
    fresh = Lake(own.lake.url)
    from petroverse.metrics import Model, compile_query, query_from_words

    compiled = compile_query(query_from_words(["cells"], [], ["source=omc"]), own.grant(), Model(before.holdings))
    assert fresh.run(compiled, before).to_pylist()[0]["cells"] == 6
    assert own.lake.printed_sql(compiled, before).count(".parquet") == 1
    fresh.close()


def test_a_lake_that_cannot_be_written_says_where(own: Market, tmp_path: Path):
    (tmp_path / "lake").write_text("a file, not a folder")
    source = stamp(reading(publication(1)), FileStamp(1, own.organisation, "a", "0" * 64, instant(2025)), [1])
    with pytest.raises(LakeUnreachable, match="volume"):
        own.lake.append("volume", source.tables["volume"])
