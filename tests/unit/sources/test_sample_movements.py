"""The stock balance over the sample's tables finds exactly the two losses that nobody recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from petroverse.core.events import Event
from petroverse.core.movement_rows import from_row
from petroverse.measurement.stock_book import BookBalance, BookKey, book_balances, moved_by_key
from petroverse.sources import load_pack
from petroverse.sources.sample import SAMPLE_PACK, SampleTables, write_sample_tables
from petroverse.sources.tabular import load_mapping, read_table

MOST_NOISE_L = 500.0
"""Two dips of a depot are each uncertain by some 60 L; nothing honest comes near this."""

Sample = tuple[Path, SampleTables]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    return folder, write_sample_tables(folder, seed=23)


def rows(sample: Sample, dataset: str) -> Iterator[dict[str, object]]:
    folder, made = sample
    for table, rule in made.tables:
        mapping = load_mapping(folder / rule)
        if mapping.dataset == dataset:
            reading = read_table((folder / table).read_bytes(), table, mapping, load_pack(SAMPLE_PACK))
            assert (reading.verdict, reading.findings) == ("read", ()), table
            columns = {name: values.to_pylist() for name, values in reading.tables[0].columns.items()}  # type: ignore[attr-defined]
            for values in zip(*columns.values(), strict=True):
                yield dict(zip(columns, values, strict=True))


def balances(sample: Sample) -> dict[BookKey, BookBalance]:
    dips = {
        BookKey(str(row["place"]), str(row["product"]), row["day"]): float(str(row["closing"]))  # type: ignore[arg-type]
        for row in rows(sample, "stock")
    }
    first = min(each.day for each in dips)
    openings = {(each.place, each.product): litres for each, litres in dips.items() if each.day == first}
    later = {each: litres for each, litres in dips.items() if each.day > first}
    events: list[Event] = [from_row(row) for row in rows(sample, "movement")]
    return book_balances(openings, moved_by_key(events, ZoneInfo("Etc/GMT-3")), later)


def test_every_row_is_an_event_of_the_trade(sample: Sample) -> None:
    kinds = {type(from_row(row)).__name__ for row in rows(sample, "movement")}
    assert kinds == {"Cargo", "Discharge", "Loading", "Waybill", "Delivery", "Sale", "TaxEntry"}


def test_the_balance_is_open_only_where_product_was_lost(sample: Sample) -> None:
    open_ones = {
        (key.place, key.product, key.day): -row.variance
        for key, row in balances(sample).items()
        if row.variance is not None and abs(row.variance) > MOST_NOISE_L
    }
    planted = {
        (each.place, each.product, date.fromisoformat(each.day)): each.standard_volume_l for each in sample[1].losses
    }
    assert open_ones.keys() == planted.keys()
    for key, litres in planted.items():
        assert open_ones[key] == pytest.approx(litres, abs=MOST_NOISE_L)


def test_one_loss_is_before_tax_and_one_is_a_short_delivery(sample: Sample) -> None:
    assert {each.kind for each in sample[1].losses} == {"lost_before_tax", "short_delivery"}


def test_every_ship_discharged_what_its_papers_say(sample: Sample) -> None:
    by_event: dict[str, float] = {}
    for row in rows(sample, "movement"):
        by_event[str(row["event"])] = by_event.get(str(row["event"]), 0.0) + float(str(row["standard_volume"]))
    assert by_event["cargo"] == by_event["discharge"]
    assert by_event["loading"] == by_event["waybill"] == by_event["delivery"]


def test_no_tank_is_ever_below_empty_or_above_its_brim(sample: Sample) -> None:
    assert all(float(str(row["closing"])) > 0 for row in rows(sample, "stock"))
