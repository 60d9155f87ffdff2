"""What changed since somebody looked: exactly the cells that were restated, each with both of its places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from petroverse.app import Platform, Settings, open_platform
from petroverse.core.grants import PUBLIC, SAMPLE
from petroverse.workflows import (
    RestatementsWanted,
    files_in,
    import_files,
    owner_reader,
    restatements_page,
    take_import_back,
)

MOST_S = 0.3
ALL = 100_000


@pytest.fixture
def restated(own_home: Path, market) -> Iterator[Platform]:
    """A platform with every file that was restated, and those that restate them."""
    with open_platform(Settings(home=own_home)) as platform:
        names = {each[name] for each in market.restatements for name in ("earlier_file", "later_file")}
        for name in sorted(names):
            import_files(platform.stores, files_in(market.folder / name), platform.import_options())
        yield platform


def page(platform: Platform, **wanted: Any) -> dict[str, Any]:
    return restatements_page(platform.stores, owner_reader(), RestatementsWanted(limit=ALL, **wanted))


def editions(platform: Platform) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for owner in (PUBLIC, SAMPLE):
        with platform.stores.database.reading(owner, owner_reader().person) as uow:
            found += platform.stores.lake.editions(uow, organisation=owner)
    return found


def test_what_changed_since_a_file_was_known_is_what_later_files_restate(restated: Platform, market):
    known = {Path(each["file"]).name: each for each in editions(restated)}
    for earlier in sorted({row["earlier_file"] for row in market.restatements}):
        edition = known[Path(earlier).name]
        found = page(restated, since=edition["known_at"] + timedelta(seconds=1), basis="known")
        rows = [each for each in found["rows"] if Path(each["earlier_file"]).name == Path(earlier).name]
        wanted = {
            (row["sheet"], row["cell"], row["later_sheet"], row["later_cell"], row["kind"])
            for row in market.restatements
            if row["earlier_file"] == earlier and row["region"] != "TOTAL" and "Q" not in row["month"]
        }
        names = ("earlier_sheet", "earlier_cell", "sheet", "cell", "kind")
        assert {tuple(row[name] for name in names) for row in rows} == wanted, earlier
        sizes = [abs(row["difference"]) for row in found["rows"]]
        assert sizes == sorted(sizes, reverse=True)


def test_nothing_changed_since_now_and_an_answer_comes_at_once(restated: Platform):
    found = page(restated, since=restated.stores.clock.now())
    assert (found["rows"], found["total"], found["files"], found["new_tables"]) == ([], 0, [], 0)
    first = min(each["known_at"] for each in editions(restated))
    page(restated, since=first, basis="known")
    began = perf_counter()
    page(restated, since=first + timedelta(days=1), basis="known")
    assert perf_counter() - began < MOST_S


def test_an_import_that_is_taken_back_changed_nothing_any_more(restated: Platform):
    last = max(editions(restated), key=lambda each: each["edition_id"])
    changed = page(restated, import_id=last["import_id"])
    assert changed["until"] == last["recorded_at"]
    before = last["recorded_at"] - timedelta(microseconds=1)
    assert changed["rows"] == page(restated, since=before)["rows"]
    owner = str(last["organisation"])
    take_import_back(restated.stores, owner_reader("" if owner == PUBLIC else owner), last["import_id"])
    assert page(restated, since=before)["rows"] == []
