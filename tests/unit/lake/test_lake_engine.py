"""The engine: memory within its budget, streaming above it, many threads at once, no way out."""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pytest

from petroverse.database import Database
from petroverse.lake import FactsMissing, Lake, LakeUnreachable, NotInSnapshot, QueryBroken, QuestionTooLong, Snapshot
from petroverse.metrics import Model, compile_query, query_from_words
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant


@dataclass(frozen=True)
class Bare:
    """A statement by hand."""

    sql: str
    reads: dict[str, tuple[str, ...]] = field(default_factory=dict)


def fill(market: Market, companies: int = 20) -> None:
    tables = tuple(
        Table(
            "omc",
            "month",
            date(2024, month, 1),
            tuple(Figure("gasoil", month + 0.5, f"C{n}") for n in range(companies)),
        )
        for month in range(1, 13)
    )
    market.publish(Publication("year.xlsx", instant(2025), tables))


def snapshot_of(market: Market, lake: Lake) -> Snapshot:
    with market.database.reading(market.organisation, TESTER) as uow:
        return lake.snapshot(uow, (market.organisation,), ("volume",))


ASKED = query_from_words(["volume,companies_active"], ["month"], ["source=omc"])


@pytest.mark.parametrize("budget", [1 << 28, 40_000, 100], ids=["in memory", "evicting", "streamed"])
def test_the_budget_does_not_change_answers(market: Market, budget: int):
    fill(market)
    lake = Lake(market.lake.url, cache_bytes=budget)
    snapshot = snapshot_of(market, lake)
    compiled = compile_query(ASKED, market.grant(), Model(snapshot.holdings))
    assert lake.run(compiled, snapshot).to_pylist() == market.lake.run(compiled, snapshot).to_pylist()
    lake.close()


def test_the_statement_that_is_shown_gives_the_same_by_hand(market: Market):
    fill(market)
    snapshot = snapshot_of(market, market.lake)
    compiled = compile_query(ASKED, market.grant(), Model(snapshot.holdings))
    sql = market.lake.printed_sql(compiled, snapshot)
    root = market.lake.files("volume", market.organisation)[0].partition("/volume/")[0]
    assert root not in sql
    by_hand = duckdb.connect().execute(sql.replace("'lake/", f"'{root}/")).fetchall()
    assert by_hand == [tuple(each.values()) for each in market.lake.run(compiled, snapshot).to_pylist()]


def test_the_statement_that_is_shown_runs_where_nothing_is_held(market: Market):
    snapshot = snapshot_of(market, market.lake)
    compiled = compile_query(ASKED, market.grant(), Model(snapshot.holdings))
    assert duckdb.connect().execute(market.lake.printed_sql(compiled, snapshot)).fetchall() == []


def test_many_threads_get_the_right_answers_within_a_small_budget(stored: tuple[Database, Lake]):
    markets = [Market(*stored) for _ in range(6)]
    for number, each in enumerate(markets, start=1):
        fill(each, companies=number)
    lake = Lake(stored[1].url, cache_bytes=30_000, at_once=3)
    snapshots = [snapshot_of(each, lake) for each in markets]
    wrong: list[object] = []

    def ask(turn: int) -> None:
        for step in range(12):
            number = (turn + step) % len(markets)
            asked = query_from_words(["companies_active"], ["month"], ["source=omc"], limit=100 + turn * 12 + step)
            compiled = compile_query(asked, markets[number].grant(), Model(snapshots[number].holdings))
            try:
                rows = lake.run(compiled, snapshots[number]).to_pylist()
                wrong.extend(row for row in rows if row["companies_active"] != number + 1)
            except BaseException as fault:  # noqa: BLE001  # shown by the main thread
                wrong.append(fault)

    threads = [threading.Thread(target=ask, args=(turn,)) for turn in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    lake.close()
    assert wrong == []


@pytest.mark.parametrize(
    "sql",
    ["SELECT * FROM read_csv('{path}')", "SELECT * FROM '{path}'", "COPY (SELECT 1) TO '{path}.out'",
     "ATTACH '{path}.db'", "SET enable_external_access = true", "INSTALL httpfs", "SELECT * FROM read_text('{path}')"],
)  # fmt: skip
def test_the_engine_reaches_no_file_by_itself(market: Market, tmp_path: Path, sql: str):
    path = tmp_path / "secret.csv"
    path.write_text("a\n1\n")
    fill(market)
    bare = Bare(sql.format(path=path), {"volume": (market.organisation,)})
    with pytest.raises(QueryBroken):
        market.lake.run(bare, snapshot_of(market, market.lake))
    assert [each.name for each in tmp_path.iterdir()] == ["secret.csv"]


def test_a_statement_that_reads_nobody_does_not_run(market: Market):
    with pytest.raises(NotInSnapshot):
        market.lake.run(Bare("SELECT 1", {"volume": ()}), Snapshot())


def test_facts_that_could_not_be_loaded_once_are_loaded_the_next_time(market: Market, tmp_path: Path):
    fill(market)
    folder = tmp_path / "lake"
    lake = Lake(str(folder))
    snapshot = snapshot_of(market, lake)
    compiled = compile_query(ASKED, market.grant(), Model(snapshot.holdings))
    with pytest.raises(LakeUnreachable):
        lake.run(compiled, snapshot)
    shutil.copytree(market.lake.url, folder)
    assert len(lake.run(compiled, snapshot)) == 12
    lake.close()


def test_no_answer_is_given_where_registered_rows_are_missing(market: Market, tmp_path: Path):
    fill(market)
    lake = Lake(str(tmp_path / "lake"))
    other = Market(market.database, lake)
    fill(other)
    snapshot = snapshot_of(market, lake)
    with pytest.raises(FactsMissing, match="240 of 240"):
        lake.run(compile_query(ASKED, market.grant(), Model(snapshot.holdings)), snapshot)
    lake.close()


def test_facts_are_brought_in_before_anybody_asks_as_long_as_they_fit(market: Market):
    fill(market)
    snapshot = snapshot_of(market, market.lake)
    roomy, full = Lake(market.lake.url), Lake(market.lake.url, cache_bytes=1_000)
    assert [roomy.warm(snapshot), roomy.warm(snapshot), full.warm(snapshot)] == [1, 0, 0]
    compiled = compile_query(ASKED, market.grant(), Model(snapshot.holdings))
    assert roomy.run(compiled, snapshot) == market.lake.run(compiled, snapshot)
    for each in (roomy, full):
        each.close()


def test_a_question_that_runs_too_long_is_ended_and_the_next_one_answered(market: Market):
    fill(market)
    snapshot = snapshot_of(market, market.lake)
    reads = {"volume": (market.organisation,)}
    endless = Bare("SELECT sum(a.range * b.range) AS s FROM range(1000000) a, range(1000000) b", reads)
    with pytest.raises(QuestionTooLong, match=r"0\.2 s"):
        market.lake.run(endless, snapshot, most_s=0.2)
    assert market.lake.run(Bare("SELECT count(*) AS n FROM volume", reads), snapshot).to_pylist() == [{"n": 240}]
