"""Reading processes: a hostile file costs its own verdict, and the others are read."""

from __future__ import annotations

import time

import pytest

from hostile_acts import act, loaded
from petroverse.workflows import ReaderLimits
from petroverse.workflows.readers import Job, Readers


@pytest.mark.parametrize("hostile", [b"die", b"spin", b"grow", b"raise"])
def test_a_hostile_file_is_refused_and_the_others_are_read(hostile: bytes):
    jobs = [Job(f"{number}", hostile if number == 2 else b"fine") for number in range(6)]
    with Readers(act, ReaderLimits(processes=2, memory_mb=256, seconds=1)) as readers:
        verdicts = {job.name: reading.verdict for job, reading in readers.read_all(jobs)}
    assert verdicts == {name: "refused" if name == "2" else "read" for name in "012345"}


def test_a_refusal_says_what_to_do():
    with Readers(act, ReaderLimits(processes=1, memory_mb=256, seconds=1)) as readers:
        ((_, reading),) = readers.read_all([Job("a.xlsx", b"grow")])
    assert "reader_memory_mb" in reading.reason


def test_no_reader_is_left_when_the_work_is_stopped():
    with Readers(act, ReaderLimits(processes=2, seconds=60)) as readers:
        processes = [reader.process for reader in readers._readers]
        readers._hand(readers._readers[0], Job("a.xlsx", b"spin"))
        time.sleep(0.05)
    assert [process.is_alive() for process in processes] == [False, False]


def test_readers_come_with_what_reads_publications():
    with Readers(loaded, ReaderLimits(processes=1)) as readers:
        ((_, reading),) = readers.read_all([Job("a.xlsx", b"petroverse.workflows.publication")])
    assert reading.family == "True"
