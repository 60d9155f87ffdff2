"""The quality report names every known fault, and a check tells it before anything is stored."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from platform_process import answer, petroverse

Fault = tuple[str, str, str, str]


def faults(rows: list[dict[str, str]]) -> set[Fault]:
    return {(row["file"], row["sheet"], row["cell"], row["rule"]) for row in rows}


def test_every_known_fault_is_in_the_report(real_data: Path, filled_home: Path):
    with (real_data / "expected" / "expected_faults.csv").open(newline="", encoding="utf-8") as lines:
        wanted = faults(list(csv.DictReader(lines)))
    found = faults(answer("export", "findings", home=filled_home)["rows"])
    assert wanted - found == set()


def test_a_check_tells_what_the_import_would_and_stores_nothing(own_home: Path, market):
    words = ("import", *filter(None, [market.name]), market.folder, "--format", "json")
    told = json.loads(petroverse(*words, "--check", home=own_home).stdout)
    assert answer("export", "imports", home=own_home)["rows"] == []
    assert answer("doctor", home=own_home)["meta"]["blobs"]["files"] == 0
    done = json.loads(petroverse(*words, home=own_home).stdout)
    found = [faults(each["meta"]["findings"]) for each in (told, done)]
    assert found[0] == found[1]
    moved = [{row["name"]: row["change"] for row in each["rows"]} for each in (told, done)]
    assert moved[0] == moved[1]


def test_files_that_disagree_are_told_alike_however_they_come(own_home: Path, filled_home: Path, market):
    """What only holds until another publication arrives is taken away when it does."""
    for folder in sorted(each for each in market.folder.iterdir() if each.is_dir()):
        petroverse("import", folder, home=own_home)
    apart, together = (
        {(Path(row["file"]).name, row["sheet"], row["cell"], row["seen"], row["expected"], row["note"]) for row in rows}
        for rows in (
            answer("export", "findings", "--rule", "cross_source_mismatch", home=each)["rows"]
            for each in (own_home, filled_home)
        )
    )
    assert apart == together
