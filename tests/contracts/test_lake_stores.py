"""One suite for every place that a lake may lie in: a folder, and a bucket of an S3-compatible store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from petroverse.lake import FileStamp, Lake, stamp
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant, reading

MakeLake = Callable[[], Lake]


@pytest.fixture(scope="module")
def bucket() -> Iterator[dict[str, str]]:
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    boto3.client("s3", endpoint_url=address, region_name="us-east-1", **keys).create_bucket(Bucket="lake")
    yield {
        **keys, "aws_endpoint_url": address, "aws_region": "us-east-1", "aws_allow_http": "true",
        "aws_conditional_put": "etag",
    }  # fmt: skip
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def make_lake(request: pytest.FixtureRequest, tmp_path: Path) -> MakeLake:
    if request.param == "folder":
        return lambda: Lake(str(tmp_path / "lake"))
    options = request.getfixturevalue("bucket")
    return lambda: Lake(f"s3://lake/{tmp_path.name}", storage_options=options)


@pytest.fixture
def placed(stored: tuple, make_lake: MakeLake) -> Market:
    return Market(stored[0], make_lake())


def publication(month: int) -> Publication:
    figures = (Figure("gasoil", float(month), "A"), Figure("lpg", None, "A"))
    return Publication(f"{month}.xlsx", instant(2025), (Table("omc", "month", date(2024, month, 1), figures),))


def volumes(market: Market) -> list[float]:
    return [row["volume"] for row in market.rows("volume", "month", ["source=omc", "product=gasoil"])]


def test_facts_are_read_as_they_were_written(placed: Market):
    placed.publish(publication(1))
    placed.publish(publication(2))
    assert volumes(placed) == [1, 2]


def test_a_second_process_reads_the_same(placed: Market, make_lake: MakeLake):
    placed.publish(publication(1))
    second = Market(placed.database, make_lake(), placed.organisation)
    assert volumes(second) == [1]


def test_appends_at_one_time_are_all_kept(placed: Market):
    faults: list[BaseException] = []

    def publish(month: int) -> None:
        try:
            placed.publish(publication(month))
        except BaseException as fault:  # noqa: BLE001  # shown by the main thread
            faults.append(fault)

    threads = [threading.Thread(target=publish, args=(month,)) for month in range(1, 9)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    assert volumes(placed) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_orphans_go_and_files_are_joined(placed: Market):
    placed.publish(publication(1))
    with placed.database.unit_of_work(placed.organisation, TESTER) as uow:
        ids = placed.lake.reserve_edition_ids(uow, 1)
        lost = stamp(reading(publication(2)), FileStamp(9, placed.organisation, "x", "0" * 64, uow.at), ids)
        placed.lake.append("volume", lost.tables["volume"])
    placed.publish(publication(3))
    with placed.database.unit_of_work(placed.organisation, TESTER) as uow:
        assert placed.lake.repair(uow) == 1
    placed.lake.compact()
    placed.lake.vacuum(timedelta(0))
    assert placed.lake.sizes()["volume"]["rows"] == 4
    assert volumes(placed) == [1, 3]


def test_rows_are_given_with_their_cells_and_a_withdrawn_import_is_out_of_sight(placed: Market):
    placed.publish(publication(1))
    placed.publish(publication(2))
    with placed.database.reading(placed.organisation, TESTER) as uow:
        first = placed.lake.editions(uow, organisation=placed.organisation)[0]
        snapshot = placed.lake.snapshot(uow, (placed.organisation,), ("volume",))
    stored = placed.lake.rows("volume", placed.organisation, [first["edition_id"]], ["product", "cell"]).to_pylist()
    assert stored == [{"product": "gasoil", "cell": "D0"}, {"product": "lpg", "cell": "D1"}]
    pieces = placed.lake.streamed_facts("volume", snapshot)
    assert {(row["file"], row["cell"]) for each in pieces for row in each.to_pylist()} == {
        ("1.xlsx", "D0"), ("1.xlsx", "D1"), ("2.xlsx", "D0"), ("2.xlsx", "D1"),
    }  # fmt: skip
    with placed.database.unit_of_work(placed.organisation, TESTER) as uow:
        assert placed.lake.withdraw(uow, first["import_id"]) == 1
    assert volumes(placed) == [2]
