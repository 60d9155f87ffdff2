"""A gateway whose power goes, or whose disk is full: what its journal took is there, whole and in order."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway_site import reading
from petroverse.edge import Journal, JournalUnusable
from power_loss import NotedDisk, noted_disk

CUTS = int(os.environ.get("PETROVERSE_SOAK", "30"))
SEED = int(os.environ.get("PETROVERSE_SEED", "3"))
MESSAGES = 380


@pytest.fixture
def disk() -> Iterator[NotedDisk]:
    try:
        noting = noted_disk()
        disk = noting.__enter__()
    except OSError:
        pytest.skip("this Python carries its SQLite inside, where nobody can note what it writes")
    yield disk
    noting.__exit__(None, None, None)


def filled(disk: NotedDisk, path: Path, *pragmas: str) -> None:
    """Takes messages in, settles and forgets some, and notes each one when it is said to be kept."""
    chance, journal = random.Random(SEED), Journal(path, most_bytes=1 << 20)
    for each in pragmas:
        journal._db.execute(each)
    for number in range(MESSAGES):
        message = reading(number, source=("s7" * chance.randrange(1, 30))[:60])
        with journal.change():
            journal.add(message, message.at)
            journal.note("last", number)
        disk.promised(message.id)
        if number % 40 == 39:
            with journal.change():
                journal.settle(kept=[f"r-{each}" for each in range(number - 60, number - 20)], refused={})
    journal.close()


def found_after(disk: NotedDisk, at: int, folder: Path, chance: random.Random) -> tuple[list[str], list[str]]:
    """What was promised up to a cut, and what a journal that begins on what it left has."""
    folder.mkdir()
    promised = disk.after_a_cut(at, folder, chance)
    journal = Journal(folder / "journal.sqlite")
    found = [each.id for each in journal.since(0)]
    assert journal._rows("pragma integrity_check", []) == [("ok",)]
    assert journal.noted("last") == (int(found[-1].removeprefix("r-")) if found else None)
    journal.close()
    return promised, found


def test_what_the_journal_took_is_there_after_the_power_went_at_any_moment(disk: NotedDisk, tmp_path: Path):
    filled(disk, tmp_path / "journal.sqlite")
    chance = random.Random(SEED)
    assert len([each for each in disk.events if each[0] == "sync" and each[1].endswith(".sqlite")]) > 1, "checkpoints"
    for cut in range(CUTS):
        at = chance.randrange(len(disk.events))
        promised, found = found_after(disk, at, tmp_path / f"cut-{cut}", chance)
        assert found[: len(promised)] == promised, at
        assert len(found) <= len(promised) + 1, "the one that was being taken is there whole, or not"


def test_a_journal_that_did_not_sync_would_be_found_out(disk: NotedDisk, tmp_path: Path):
    filled(disk, tmp_path / "journal.sqlite", "pragma synchronous = off")
    chance, lost = random.Random(SEED), 0
    for cut in range(5):
        at = chance.randrange(len(disk.events) // 2, len(disk.events))
        try:
            promised, found = found_after(disk, at, tmp_path / f"cut-{cut}", chance)
        except (AssertionError, JournalUnusable):
            lost += 1
        else:
            lost += found[: len(promised)] != promised
    assert lost


def test_each_commit_of_the_journal_is_synced(tmp_path: Path):
    journal = Journal(tmp_path / "journal.sqlite")
    assert journal._rows("pragma synchronous", []) == [(2,)]
    assert journal._rows("pragma journal_mode", []) == [("wal",)]
    journal.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_takes_nothing_in_and_loses_nothing_and_goes_on_when_there_is_room(small_disk: Path):
    other = small_disk / "somebody's"
    other.write_bytes(bytes(4 << 20))
    journal, taken = Journal(small_disk / "journal.sqlite"), []

    def take(number: int) -> None:
        with journal.change():
            journal.add(reading(number), reading(number).at)
        taken.append(f"r-{number}")

    def fill() -> None:
        for number in range(100_000):
            take(number)

    with pytest.raises(JournalUnusable, match="full"):
        fill()
    refused = len(taken)
    with pytest.raises(JournalUnusable):
        take(refused)
    assert [each.id for each in journal.since(0)] == taken
    other.unlink()
    for number in range(refused, refused + 100):
        take(number)
    journal.close()
    with sqlite3.connect(small_disk / "journal.sqlite") as file:
        assert [name for (name,) in file.execute("select id from messages order by seq")] == taken
    file.close()
