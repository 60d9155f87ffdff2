"""Imports, quality reports and documents: a whole folder at once, found again by bytes, litres and words."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petroverse.core.facts import Finding, IgnoredRange
from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.database import (
    FindingsFilter,
    NewImport,
    Organisation,
    add_findings,
    add_imports,
    count_findings,
    create_organisation,
    find_imports,
    get_import,
    list_findings,
    list_ignored,
    list_imports,
    reserve_import_ids,
    search_documents,
)
from petroverse.database.faults import AlreadyThere, RowNotFound, RowRefused

AMA = PersonId("ama")
STAR = OrganisationId("star")
TOTAL = Finding("total_mismatch", "look", " OMC ", "C9", "12", "10", "look again", 2.0)
SPILL = Finding("spill", "blocks", "Depot", "A1:B2", "x", "", "", 7.5)


def _sha(number):
    return f"{number:064x}"


def _take_in(database, *imports, organisation=LOCAL):
    with database.unit_of_work(organisation, AMA) as unit:
        ids = reserve_import_ids(unit, len(imports))
        add_imports(unit, [replace(each, import_id=number) for each, number in zip(imports, ids, strict=True)])
    return ids


def _file(number=1, **kind):
    return NewImport(0, f"file {number}.xlsx", _sha(number), 10, kind.pop("verdict", "read"), **kind)


def test_an_import_is_given_back_as_it_was_added(database):
    (number,) = _take_in(
        database,
        _file(3, reason="why", publisher="pack", family="omc", fact_rows=5, editions=2, settings={"mapping": [1, "é"]}),
    )
    with database.reading(LOCAL, AMA) as unit:
        found = get_import(unit, number)
    assert (found.file_name, found.sha256, found.size_bytes, found.verdict) == ("file 3.xlsx", _sha(3), 10, "read")
    assert (found.reason, found.publisher, found.family) == ("why", "pack", "omc")
    assert (found.fact_rows, found.editions, found.settings) == (5, 2, {"mapping": [1, "é"]})
    assert (found.organisation, found.person, found.finding_count) == ("local", "ama", 0)


def test_no_import_id_is_ever_given_twice(database):
    def reserve(_):
        with database.unit_of_work(LOCAL, AMA) as unit:
            return reserve_import_ids(unit, 25)

    with ThreadPoolExecutor(4) as pool:
        ids = [number for batch in pool.map(reserve, range(8)) for number in batch]
    assert len(set(ids)) == 200


def test_an_import_id_that_was_used_is_refused(database):
    (number,) = _take_in(database, _file())
    with pytest.raises(AlreadyThere), database.unit_of_work(LOCAL, AMA) as unit:
        add_imports(unit, [replace(_file(), import_id=number)])


def test_a_hash_that_is_none_is_refused(database):
    with pytest.raises(RowRefused):
        _take_in(database, replace(_file(), sha256="abc"))


def test_the_same_bytes_are_found_again_unless_they_were_refused(database):
    first, second, _ = _take_in(database, _file(1), _file(1), _file(2, verdict="refused"))
    with database.reading(LOCAL, AMA) as unit:
        found = find_imports(unit, [_sha(1), _sha(2), _sha(3)])
    assert {key: each.import_id for key, each in found.items()} == {_sha(1): max(first, second)}


def test_imports_are_listed_newest_first_by_page_and_verdict(database):
    ids = _take_in(database, *map(_file, range(5))) + _take_in(database, _file(9, verdict="stored"))
    with database.reading(LOCAL, AMA) as unit:
        assert [each.import_id for each in list_imports(unit)] == sorted(ids, reverse=True)
        first = list_imports(unit, limit=1)[0]
        following = list_imports(unit, limit=2, after=(first.recorded_at, first.import_id))
        assert [each.import_id for each in following] == sorted(ids, reverse=True)[1:3]
        assert [each.file_name for each in list_imports(unit, verdict="stored")] == ["file 9.xlsx"]


def test_published_imports_are_listed_only_where_they_are_asked_for(database):
    _take_in(database, _file(1), organisation=PUBLIC)
    with database.reading(LOCAL, AMA) as unit:
        assert list_imports(unit) == ()
        assert len(list_imports(unit, [LOCAL, PUBLIC])) == 1


def test_a_private_import_and_its_report_stay_private(database):
    with database.unit_of_work(PUBLIC, AMA) as unit:
        create_organisation(unit, Organisation(STAR, "Star"))
    (number,) = _take_in(database, _file(1, findings=[TOTAL], text="secret tank"), organisation=STAR)
    with database.reading(LOCAL, AMA) as unit:
        assert list_imports(unit, [STAR]) == ()
        assert list_findings(unit, FindingsFilter([STAR])) == ()
        assert search_documents(unit, "tank", [STAR]) == ()
        with pytest.raises(RowNotFound):
            get_import(unit, number)


def test_findings_come_with_the_most_litres_first(database):
    (number,) = _take_in(database, _file(findings=[TOTAL, SPILL]))
    with database.reading(LOCAL, AMA) as unit:
        found = list_findings(unit)
    assert [each.finding for each in found] == [SPILL, TOTAL]
    assert [(each.import_id, each.number, each.file_name) for each in found] == [
        (number, 2, "file 1.xlsx"),
        (number, 1, "file 1.xlsx"),
    ]


def test_findings_are_chosen_by_file_rule_severity_and_text(database):
    first, second = _take_in(database, _file(1, findings=[TOTAL]), _file(2, findings=[SPILL, TOTAL]))
    choices = {
        FindingsFilter(import_id=first): [TOTAL],
        FindingsFilter(import_id=second, rule="spill"): [SPILL],
        FindingsFilter(severity="blocks"): [SPILL],
        FindingsFilter(text="LOOK AGAIN"): [TOTAL, TOTAL],
        FindingsFilter(text="file 2"): [SPILL, TOTAL],
        FindingsFilter(text="100%"): [],
    }
    with database.reading(LOCAL, AMA) as unit:
        for choice, expected in choices.items():
            assert [each.finding for each in list_findings(unit, choice)] == expected
        assert count_findings(unit) == {"total_mismatch": 2, "spill": 1}
        every = list_findings(unit)
        places = [(each.finding.litres, each.import_id, each.number) for each in every]
        assert [list_findings(unit, limit=1, after=place) for place in places[:-1]] == [(each,) for each in every[1:]]
        assert list_findings(unit, after=places[-1]) == ()


def test_findings_added_later_go_on_counting(database):
    (number,) = _take_in(database, _file(findings=[TOTAL]))
    with database.unit_of_work(LOCAL, AMA) as unit:
        add_findings(unit, {number: [SPILL]})
        assert [each.number for each in list_findings(unit, FindingsFilter(rule="spill"))] == [2]


def test_what_was_left_out_is_kept_with_its_reason(database):
    parts = (IgnoredRange("S1", "A1:B2", "a note"), IgnoredRange("", "C3", "blank"))
    (number,) = _take_in(database, _file(ignored=parts))
    with database.reading(LOCAL, AMA) as unit:
        assert list_ignored(unit, number) == parts


printable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    findings=st.lists(
        st.builds(
            Finding, printable, st.sampled_from(["blocks", "look"]), printable, printable, printable, printable,
            printable, st.floats(allow_nan=False),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_quality_report_comes_back_as_it_was_written(database, findings):
    (number,) = _take_in(database, _file(findings=findings))
    with database.reading(LOCAL, AMA) as unit:
        found = list_findings(unit, FindingsFilter(import_id=number))
    assert [each.finding for each in sorted(found, key=lambda each: each.number)] == findings


def test_text_that_postgresql_cannot_keep_is_kept_without_the_offending_characters(database):
    odd = replace(TOTAL, seen="a\x00b\ud800")
    (number,) = _take_in(database, _file(findings=[odd], text="words\x00 and \udfff more"))
    with database.reading(LOCAL, AMA) as unit:
        assert list_findings(unit, FindingsFilter(import_id=number))[0].finding.seen == "a b?"
        assert len(search_documents(unit, "words")) == 1


def test_documents_are_found_by_words_in_any_form_and_by_parts_of_their_name(database):
    floors, levies = _take_in(
        database,
        _file(1, verdict="stored", text="The prices of gasoline may not fall below these floors."),
        _file(2, verdict="stored", text="Levies on diesel, in pesewas."),
    )
    with database.reading(LOCAL, AMA) as unit:
        (hit,) = search_documents(unit, "gasoline price floor")
        assert hit.import_id == floors
        assert "«floors»" in hit.excerpt
        assert [each.import_id for each in search_documents(unit, "file 2")] == [levies]
        assert search_documents(unit, "kerosene") == ()
        assert search_documents(unit, "   ") == ()
        assert search_documents(unit, "50%_\\") == ()


def test_a_document_longer_than_one_index_entry_is_found_to_its_last_word_and_once(database):
    long = " ".join(f"word{number}" for number in range(100_000)) + " ullage"
    (number,) = _take_in(database, _file(text=long))
    with database.reading(LOCAL, AMA) as unit:
        assert [each.import_id for each in search_documents(unit, "ullage")] == [number]
        assert [each.import_id for each in search_documents(unit, "file")] == [number]


def test_a_whole_folder_with_its_report_is_added_at_once(database):
    folder = [_file(number, findings=[TOTAL] * 15, ignored=[IgnoredRange("s", "A1", "w")]) for number in range(200)]
    start = time.perf_counter()
    _take_in(database, *folder)
    assert time.perf_counter() - start < 6
