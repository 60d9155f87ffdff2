"""An import that is taken back leaves everything as it was before it; the same file brings it in again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from petroverse.app import Platform, Settings, open_platform
from petroverse.app.warming import kept_warm
from petroverse.core.country import CompanyAlias
from petroverse.core.errors import Conflict, InputRefused, NotFound, Unavailable
from petroverse.database import EngineSettings, forget_engine, list_records
from petroverse.lake import Lake, Snapshot
from petroverse.metrics import CompiledQuery
from petroverse.sources.sample import write_sample
from petroverse.workflows import (
    OWNER,
    FindingsWanted,
    answer_question,
    export_dataset,
    files_in,
    findings_page,
    home_overview,
    import_files,
    imports_list,
    merge_companies,
    merge_proposals,
    merges_list,
    question_from_words,
    stored_sizes,
    take_import_back,
    undo_merge,
    warm_facts,
)

QUESTIONS = (
    (["volume"], ["year", "product"], ["source=regional"]),
    (["volume"], ["month", "product"], ["source=omc"]),
    (["volume"], ["company"], ["source=omc", "product=gasoil"]),
    (["share", "rank"], ["company"], ["source=omc", "product=gasoline"]),
    (["companies_active"], ["month"], ["source=omc"]),
)


@pytest.fixture(scope="module")
def restated(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[Path]]:
    """Files that stay, and files that restate some of them."""
    folder = tmp_path_factory.mktemp("sample")
    truth = write_sample(folder, seed=7)
    earlier = sorted({folder / each.earlier_file for each in truth.restatements})
    later = sorted({folder / each.later_file for each in truth.restatements} - set(earlier))
    return [*earlier, *sorted((folder / "omc").glob("*.xlsx"))[:2]], later


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, restated: tuple[list[Path], list[Path]]) -> Iterator[Platform]:
    home = tmp_path_factory.mktemp("home")
    with open_platform(Settings(home=home)) as platform:
        for each in restated[0]:
            take_in(platform, each)
        yield platform
    forget_engine(EngineSettings(home))


def take_in(platform: Platform, file: Path) -> str:
    report = import_files(platform.stores, files_in(file), platform.import_options())
    return report.files[0].verdict


def answers(platform: Platform) -> list[Any]:
    found = (answer_question(platform.stores, question_from_words(*each), platform.reader) for each in QUESTIONS)
    return [each.document["rows"] for each in found]


def seen(platform: Platform) -> dict[str, Any]:
    """Everything that a reader can see of the facts and their quality."""
    page = findings_page(platform.stores, platform.reader, FindingsWanted(limit=1000))
    facts = export_dataset(platform.stores, platform.reader, "volume").rows
    return {
        "answers": answers(platform),
        "facts": sorted(map(repr, facts)),
        "findings": sorted(repr({**each, "number": 0, "import_id": 0}) for each in page["findings"]),
        "home": home_overview(platform.stores, platform.reader),
    }


def number_of(platform: Platform, name: str) -> int:
    listed = imports_list(platform.stores, platform.reader, limit=1000)
    return next(each["import_id"] for each in listed if each["file_name"].endswith(name))


def test_taking_an_import_back_leaves_all_as_it_was_and_the_file_may_come_again(opened: Platform, restated):
    before = seen(opened)
    file = restated[1][0]
    assert take_in(opened, file) == "read"
    with_it = seen(opened)
    assert with_it["facts"] != before["facts"]
    number = number_of(opened, file.name)
    done = take_import_back(opened.stores, opened.reader, number)
    assert (done.file_name, done.editions > 0, done.rows > 0) == (file.name, True, True)
    assert seen(opened) == before
    assert stored_sizes(opened.stores, OWNER).orphan_rows > 0
    assert opened.repair() > 0
    assert stored_sizes(opened.stores, OWNER).orphan_rows == 0
    assert seen(opened) == before
    assert take_in(opened, file) == "read"
    assert seen(opened) == with_it
    take_import_back(opened.stores, opened.reader, number_of(opened, file.name))


def test_a_withdrawn_import_keeps_its_line_its_bytes_and_a_record(opened: Platform, restated):
    file = restated[1][0]
    take_in(opened, file)
    number = number_of(opened, file.name)
    take_import_back(opened.stores, opened.reader, number)
    line = next(each for each in imports_list(opened.stores, opened.reader, limit=1000) if each["import_id"] == number)
    assert line["withdrawn_at"]
    assert line["withdrawn_by"] == OWNER
    assert opened.stores.blobs.get(line["sha256"]) == file.read_bytes()
    with opened.stores.database.reading(line["organisation"], OWNER) as unit:
        last = list_records(unit, kind="import_withdrawn")[-1]
    assert (last.body["import_id"], last.body["sha256"]) == (number, line["sha256"])


def test_an_import_is_taken_back_once(opened: Platform, restated):
    take_in(opened, restated[1][0])
    number = number_of(opened, restated[1][0].name)
    take_import_back(opened.stores, opened.reader, number)
    with pytest.raises(NotFound):
        take_import_back(opened.stores, opened.reader, number)
    with pytest.raises(NotFound):
        take_import_back(opened.stores, opened.reader, 999_999)


def companies(platform: Platform) -> dict[str, float]:
    question = question_from_words(["volume"], ["company"], ["source=omc", "product=gasoil"])
    return {
        row["company"]: row["volume"]
        for row in answer_question(platform.stores, question, platform.reader).document["rows"]
    }


def test_a_merge_holds_at_once_and_its_undoing_too(opened: Platform):
    before, facts = answers(opened), companies(opened)
    name, company, *_ = sorted(facts)
    number = merge_companies(opened.stores, opened.reader, CompanyAlias(name.lower(), f" {company} "))
    merged = companies(opened)
    assert merged == {**{each: facts[each] for each in facts if each != name}, company: facts[name] + facts[company]}
    exported = export_dataset(opened.stores, opened.reader, "volume").rows
    assert name not in {row["company"] for row in exported}
    assert name in {row["company_printed"] for row in exported}
    undo_merge(opened.stores, opened.reader, number)
    assert answers(opened) == before
    assert [each["number"] for each in merges_list(opened.stores, opened.reader) if each["withdrawn_at"]] == [number]


def test_a_merge_that_cannot_be_is_refused(opened: Platform):
    one, other, *_ = sorted(companies(opened))
    pack = next(each for each in opened.stores.packs.values() if each.is_simulated)
    with pytest.raises(NotFound, match="no fact names"):
        merge_companies(opened.stores, opened.reader, CompanyAlias("NOBODY AT ALL", one))
    with pytest.raises(InputRefused, match="two companies"):
        merge_companies(opened.stores, opened.reader, CompanyAlias(*pack.never_merge[0]))
    with pytest.raises(InputRefused, match="the company itself"):
        merge_companies(opened.stores, opened.reader, CompanyAlias(one, one))
    number = merge_companies(opened.stores, opened.reader, CompanyAlias(one, other))
    with pytest.raises(Conflict, match="itself read as"):
        merge_companies(opened.stores, opened.reader, CompanyAlias(other, one))
    with pytest.raises(Conflict):
        merge_companies(opened.stores, opened.reader, CompanyAlias(one, other))
    undo_merge(opened.stores, opened.reader, number)


def test_proposals_merge_nothing_and_leave_known_pairs_alone(opened: Platform):
    before = answers(opened)
    never = {frozenset(pair) for pack in opened.stores.packs.values() for pair in pack.never_merge}
    rows = merge_proposals(opened.stores, opened.reader)
    assert not never & {frozenset((row["alias"].upper(), row["company"].upper())) for row in rows}
    assert answers(opened) == before


def test_asking_for_a_merged_name_says_what_it_is_read_as(opened: Platform):
    name, company, *_ = sorted(companies(opened))
    number = merge_companies(opened.stores, opened.reader, CompanyAlias(name, company))
    question = question_from_words(["volume"], ["year"], ["source=omc", "product=gasoil", f"company={name}"])
    document = answer_question(opened.stores, question, opened.reader).document
    undo_merge(opened.stores, opened.reader, number)
    assert document["rows"] == []
    assert f"{name} is read as {company}; ask for that name" in document["warnings"]


def test_the_homes_own_file_holds_while_it_says_so(opened: Platform):
    before = companies(opened)
    name, company, *_ = sorted(before)
    file = opened.home.aliases
    file.write_text(f'[[alias]]\nalias = "{name}"\ncompany = "{company}"\n', "utf-8")
    with open_platform(opened.settings) as second:
        assert companies(second)[company] == before[name] + before[company]
        assert merges_list(second.stores, second.reader)[0]["accepted_by"] == "aliases.toml"
    file.unlink()
    with open_platform(opened.settings) as third:
        assert companies(third) == before


def test_an_etag_changes_with_the_facts_and_comes_back_with_them(opened: Platform, restated):
    question = question_from_words(["volume"], ["year", "product"], ["source=regional"])
    other = question_from_words(["volume"], ["year"], ["source=regional", "product=gasoil"])
    before = answer_question(opened.stores, question, opened.reader)
    take_in(opened, restated[1][0])
    between = answer_question(opened.stores, question, opened.reader)
    take_import_back(opened.stores, opened.reader, number_of(opened, restated[1][0].name))
    again = answer_question(opened.stores, question, opened.reader)
    assert before.etag == again.etag
    assert len({before.etag, between.etag, answer_question(opened.stores, other, opened.reader).etag}) == 3
    assert before.table.to_pylist() == before.document["rows"]


class Endless:
    """A lake whose every statement would run for hours."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lake, name)

    def run(self, compiled: CompiledQuery, snapshot: Snapshot, *, most_s: float) -> Any:
        hours = "SELECT sum(a.range * b.range) AS hours FROM range(10000000) a, range(10000000) b"
        return self._lake.run(replace(compiled, sql=hours), snapshot, most_s=most_s)


def test_a_question_that_takes_too_long_says_what_to_narrow(opened: Platform):
    stores = replace(opened.stores, lake=Endless(opened.stores.lake))
    question = question_from_words(["volume"], ["half", "region", "product"], ["source=regional"])
    with pytest.raises(Unavailable, match=r"name the time, .* leave out a dimension, such as product"):
        answer_question(stores, question, opened.reader, most_s=0.2)


def test_facts_are_brought_in_before_anybody_asks_and_once(opened: Platform):
    stores = replace(opened.stores, lake=Lake(opened.stores.lake.url))
    assert warm_facts(stores, lambda: True) == 0
    assert warm_facts(stores, lambda: False) > 0
    assert warm_facts(stores, lambda: False) == 0
    stores.lake.close()


def test_keeping_facts_warm_ends_with_its_block(opened: Platform):
    stores = replace(opened.stores, lake=Lake(opened.stores.lake.url))
    with kept_warm(stores):
        assert any(each.name == "keep-warm" for each in threading.enumerate())
    assert not any(each.name == "keep-warm" for each in threading.enumerate())
    stores.lake.close()
