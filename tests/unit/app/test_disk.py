"""The disk of a home: measured where the home will be, and low before it is full."""

from __future__ import annotations

from pathlib import Path

from petroverse.app.disk import Disk, disk_of

MIB = 1 << 20


def test_a_home_that_is_not_there_yet_has_the_disk_of_the_folder_above(tmp_path: Path):
    assert disk_of(tmp_path / "not" / "yet").total_bytes == disk_of(tmp_path).total_bytes > 0


def test_a_disk_is_low_before_it_is_full_and_says_how_much_is_left():
    roomy, low, full = (Disk(10_000 * MIB, free * MIB) for free in (2000, 500, 100))
    assert [(each.is_low, each.is_full) for each in (roomy, low, full)] == [(False, False), (True, False), (True, True)]
    assert low.what == "only 500 MiB are free on the disk of the home"
