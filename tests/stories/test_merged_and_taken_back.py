"""A person merges two names, thinks better of it, and takes a whole file back: every answer is as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from petroverse.sources import available_packs, load_pack
from platform_process import answer, petroverse

BY_COMPANY = ("query", "-m", "volume", "-d", "year,company,product", "-f", "source=omc")
BY_PRODUCT = ("query", "-m", "volume", "-d", "year,product", "-f", "source=omc")


def rows(home: Path, *words: str) -> list[dict[str, Any]]:
    return answer(*words, home=home)["rows"]


@pytest.fixture
def proposed(filled_home: Path) -> dict[str, Any]:
    """A proposal whose two names both have volumes; any two companies where none is proposed."""
    held = sorted({row["company"] for row in rows(filled_home, *BY_COMPANY)})
    found = [
        each for each in rows(filled_home, "companies", "proposals") if {each["alias"], each["company"]} <= set(held)
    ]
    return found[0] if found else {"alias": held[0], "company": held[1]}


def test_proposals_leave_known_pairs_alone(filled_home: Path):
    never = {frozenset(pair) for name in available_packs() for pair in load_pack(name).never_merge}
    proposals = rows(filled_home, "companies", "proposals")
    assert proposals
    assert not never & {frozenset((each["alias"].upper(), each["company"].upper())) for each in proposals}


def test_a_pair_that_is_known_to_be_two_is_never_merged(filled_home: Path):
    held = {row["company"].upper() for row in rows(filled_home, *BY_COMPANY)}
    pairs = [pair for name in available_packs() for pair in load_pack(name).never_merge if held.issuperset(pair)]
    assert pairs
    for one, other in pairs:
        done = petroverse("companies", "merge", one, other, home=filled_home)
        assert done.returncode == 3, done.stderr


def test_a_merge_moves_litres_between_names_alone_and_its_undoing_moves_them_back(filled_home: Path, proposed):
    alias, company = proposed["alias"], proposed["company"]
    before, totals = rows(filled_home, *BY_COMPANY), rows(filled_home, *BY_PRODUCT)
    then = rows(filled_home, *BY_PRODUCT, "--as-of", "2024-06-30")
    merged = petroverse("companies", "merge", alias, company, home=filled_home)
    assert merged.returncode == 0, merged.stderr
    number = merged.stderr.split()[-1]
    try:
        after = rows(filled_home, *BY_COMPANY)
        assert alias not in {row["company"] for row in after}
        assert of(after, company) == pytest.approx(of(before, company) + of(before, alias))
        assert rows(filled_home, *BY_PRODUCT) == totals
        assert rows(filled_home, *BY_PRODUCT, "--as-of", "2024-06-30") == then
        exported = rows(filled_home, "export", "volume")
        assert alias not in {row["company"] for row in exported}
        assert all(row["cell"] and row["file"] and row["edition"] and row["known_at"] for row in exported)
    finally:
        assert petroverse("companies", "undo", number, home=filled_home).returncode == 0
    assert rows(filled_home, *BY_COMPANY) == before


def test_a_file_is_taken_back_and_brought_in_again(filled_home: Path, market):
    before = everything(filled_home)
    file = Path(market.restatements[0]["later_file"])
    listed = rows(filled_home, "imports", "list")
    number = next(row["import_id"] for row in listed if row["file_name"].endswith(file.name))
    assert petroverse("imports", "undo", number, home=filled_home).returncode == 0
    assert everything(filled_home) != before
    again = petroverse("import", market.folder / file, "--format", "json", home=filled_home)
    assert [row["verdict"] for row in json.loads(again.stdout)["rows"]] == ["read"]
    assert everything(filled_home) == before


def of(some: list[dict[str, Any]], company: str) -> float:
    """Litres and kilograms of a company, added only to be compared."""
    return sum(row["volume"] for row in some if row["company"] == company)


def everything(home: Path) -> list[str]:
    """Every volume that is read, without the words that say when it was taken in."""
    kept = ("source", "month", "grain", "product", "company", "region", "depot", "volume", "sheet", "cell", "edition")
    return sorted(repr([row[name] for name in kept]) for row in rows(home, "export", "volume"))
