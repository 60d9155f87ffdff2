"""The journal: order, what became of each message, and what goes when there is no more room."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gateway_site import START, reading
from petroverse.alarms import ALARM_COMMAND
from petroverse.core.messages import to_bytes
from petroverse.edge import Journal, JournalUnusable

MORE = 1 << 20


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite")
    yield made
    made.close()


def filled(journal: Journal, count: int, *, since: int = 0) -> None:
    for number in range(since, since + count):
        with journal.change():
            journal.add(reading(number), START + timedelta(minutes=number))


def waiting(journal: Journal) -> list[str]:
    return [each.id for each in journal.next_waiting(500, MORE)]


def test_what_waits_comes_in_the_order_of_taking_and_its_bytes_are_the_messages_own(journal: Journal):
    filled(journal, 5)
    assert waiting(journal) == [f"r-{each}" for each in range(5)]
    assert [each.printed for each in journal.next_waiting(2, MORE)] == [to_bytes(reading(each)) for each in range(2)]
    assert len(journal.next_waiting(500, 1)) == 1  # never nothing, however small the bound


def test_a_message_is_taken_once(journal: Journal):
    filled(journal, 1)
    with journal.change():
        assert journal.add(reading(0), START) is None
    assert journal.standing().waiting == 1


def test_each_goes_from_waiting_over_handed_to_kept_and_one_that_is_lost_on_the_way_goes_again(journal: Journal):
    filled(journal, 4)
    with journal.change():
        journal.settle(handed=["r-0", "r-1", "r-2"], refused={})
    assert (waiting(journal), journal.handed(9)) == (["r-3"], ("r-0", "r-1", "r-2"))
    with journal.change():
        journal.settle(kept=["r-0"], refused={"r-1": "a clock is wrong"})
    standing = journal.standing()
    assert (standing.waiting, standing.handed, standing.refused) == (1, 1, 1)
    with journal.change():
        assert journal.hand_again() == 1
    assert waiting(journal) == ["r-2", "r-3"]


def test_what_a_person_said_goes_alone_and_when_all_before_it_is_kept(journal: Journal):
    filled(journal, 1)
    with journal.change():
        journal.add(replace(reading(9, id="c-1"), kind=ALARM_COMMAND), START)
        journal.add(reading(10), START)
    assert waiting(journal) == ["r-0"]
    with journal.change():
        journal.settle(handed=["r-0"], refused={})
    assert waiting(journal) == []  # an alarm must be there before it can be spoken of
    with journal.change():
        journal.settle(kept=["r-0"], refused={})
    assert waiting(journal) == ["c-1"]


def test_a_change_that_fails_changes_nothing(journal: Journal):
    def fail() -> None:
        with journal.change():
            journal.add(reading(0), START)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert journal.standing().waiting == 0


def test_what_the_hub_has_goes_first_then_the_oldest_and_what_is_given_up_is_told(tmp_path: Path):
    journal = Journal(tmp_path / "journal.sqlite", most_bytes=1 << 20)
    filled(journal, 1200)
    with journal.change():
        journal.settle(kept=[f"r-{each}" for each in range(600)], refused={})
    number = 1200
    while not journal.must_make_room():
        filled(journal, 100, since=number)
        number += 100
    with journal.change():
        assert journal.make_room(START) == 0  # what the hub has was enough
    assert waiting(journal)[0] == "r-600"
    while not journal.must_make_room():
        filled(journal, 100, since=number)
        number += 100
    with journal.change():
        lost = journal.make_room(START)
    standing = journal.standing()
    assert lost == standing.given_up > 0
    assert waiting(journal)[0] == f"r-{600 + lost}"
    assert (standing.given_up_from, standing.given_up_to) == (
        START + timedelta(minutes=600), START + timedelta(minutes=600 + lost - 1)
    )  # fmt: skip
    assert standing.bytes < 1 << 20
    journal.close()


def test_age_counts_for_what_the_hub_has_alone_so_no_clock_makes_readings_disappear(tmp_path: Path):
    journal = Journal(tmp_path / "journal.sqlite", most_bytes=1 << 20, kept=timedelta(days=1))
    filled(journal, 100)
    with journal.change():
        journal.settle(kept=["r-0"], refused={})
        journal.make_room(START + timedelta(days=20_000))
    assert journal.standing().waiting == 99
    assert next(each.id for each in journal.since(0)) == "r-1"
    journal.close()


def test_a_full_disk_takes_nothing_and_breaks_nothing(tmp_path: Path):
    journal = Journal(tmp_path / "journal.sqlite")
    filled(journal, 1)
    pages = journal._rows("pragma page_count", [])[0][0]
    journal._rows(f"pragma max_page_count = {pages}", [])
    with pytest.raises(JournalUnusable, match="full"):
        filled(journal, 1000, since=1)
    journal._rows("pragma max_page_count = 1000000", [])
    taken = journal.standing().waiting
    assert waiting(journal) == [f"r-{each}" for each in range(taken)]
    filled(journal, 1, since=taken)
    assert journal.standing().waiting == taken + 1
    journal.close()


def test_each_transaction_is_synced_and_the_file_is_its_owners(tmp_path: Path):
    journal = Journal(tmp_path / "journal.sqlite")
    assert journal._rows("pragma synchronous", [])[0][0] == 2
    assert journal._rows("pragma journal_mode", [])[0][0] == "wal"
    assert (tmp_path / "journal.sqlite").stat().st_mode & 0o077 == 0
    journal.close()


def test_a_file_that_is_no_journal_is_named(tmp_path: Path):
    (tmp_path / "journal.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(JournalUnusable):
        Journal(tmp_path / "journal.sqlite")
    assert sqlite3.sqlite_version_info >= (3, 35)  # returning
