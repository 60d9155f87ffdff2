"""Whose sites a reader is shown: simulated ones, said to be so, while there are none of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from petroverse.blobs import FolderBlobs
from petroverse.core.errors import NotAllowed
from petroverse.core.grants import SAMPLE, OrganisationId, PersonId
from petroverse.core.network import from_plain, to_plain
from petroverse.core.rights import RIGHTS_OF, Role
from petroverse.database import Database, sites_shown
from petroverse.lake import Lake
from petroverse.twin import invented_network
from petroverse.workflows import (
    OWNER,
    Organisation,
    Reader,
    Stores,
    add_organisation,
    alarms_list,
    change_network,
    events_since,
    export_network,
    first_place,
    handle_alarm,
    make_sample_organisation,
    network_now,
    owner_reader,
    remove_organisation,
    site_organisation,
    tanks_latest,
)

INVENTED = to_plain(invented_network(2, seed=7))
OWN = {"places": [{"id": "P1", "name": "Mine", "kind": "station"}]}
MINE = OrganisationId("mine")
OPERATOR = Reader(PersonId("ama"), MINE, RIGHTS_OF[Role.OPERATOR])


@pytest.fixture
def stores(stored: tuple[Database, Lake], tmp_path: Path) -> Iterator[Stores]:
    """A platform with a simulated network, and nothing of anybody's own."""
    made = Stores(*stored, FolderBlobs(tmp_path / "blobs"))
    make_sample_organisation(made, OWNER, "")
    add_organisation(made, owner_reader(), Organisation(MINE, "Mine"))
    change_network(made, owner_reader(SAMPLE), INVENTED, version=0)
    yield made
    for each in (SAMPLE, MINE):
        remove_organisation(made, owner_reader(), each)


def test_simulated_sites_are_shown_until_there_are_sites_of_ones_own(stores: Stores):
    shown = network_now(stores, OPERATOR)
    assert shown["simulated"]
    assert len(shown["network"]["gauges"]) == len(INVENTED["gauges"])
    assert tanks_latest(stores, OPERATOR)["simulated"]
    assert site_organisation(stores, OPERATOR) == SAMPLE
    saved = change_network(stores, owner_reader(MINE), OWN, version=0)
    assert not saved["simulated"]
    assert saved["version"] == 1
    now = network_now(stores, OPERATOR)
    assert [each["id"] for each in now["network"]["places"]] == ["P1"]
    assert not now["simulated"]
    assert site_organisation(stores, OPERATOR) == MINE


def test_nothing_simulated_is_given_out_as_ones_own(stores: Stores):
    file = export_network(stores, replace(OPERATOR, rights=RIGHTS_OF[Role.ADMIN]), "json")
    assert b"simulated" not in file.content
    assert b'"places": []' in file.content
    assert from_plain(INVENTED).gauges


def test_whoever_operates_here_cannot_answer_for_the_simulated_organisation(stores: Stores):
    assert alarms_list(stores, OPERATOR)["alarms"] == []
    with pytest.raises(NotAllowed):
        handle_alarm(stores, OPERATOR, "acknowledge", ("overfill", "S001/T1"))


def record(stores: Stores, organisation: OrganisationId, kind: str, **body: object) -> None:
    with stores.database.unit_of_work(organisation, OWNER) as unit:
        unit.record(kind, body)


def test_alarms_of_simulated_sites_are_heard_as_they_come_and_nothing_else_of_them(stores: Stores):
    seen = first_place(stores, OPERATOR, "")
    _, seen = events_since(stores, OPERATOR, seen)
    record(stores, SAMPLE, "import", files=[])
    record(stores, SAMPLE, "alarms", events=[{"rule": "overfill", "subject": "S001/T1"}])
    record(stores, MINE, "import", files=[])
    found, after = events_since(stores, OPERATOR, seen)
    assert [(each.kind, each.told["organisation"]) for each in found] == [("import", MINE), ("alarms", SAMPLE)]
    assert events_since(stores, OPERATOR, first_place(stores, OPERATOR, found[-1].place))[0] == []
    assert events_since(stores, replace(OPERATOR, role=Role.REGULATOR), seen)[0][0].kind == "import"
    assert after.numbers[SAMPLE] == seen.numbers[SAMPLE] + 2


def test_whoever_has_sites_hears_nothing_of_simulated_ones(stores: Stores):
    change_network(stores, owner_reader(MINE), OWN, version=0)
    seen = first_place(stores, OPERATOR, "")
    _, seen = events_since(stores, OPERATOR, seen)
    record(stores, SAMPLE, "alarms", events=[])
    assert events_since(stores, OPERATOR, seen)[0] == []


def test_whose_sites_are_shown_is_one_transaction_and_no_other_organisation_is_looked_into(stores: Stores):
    other = OrganisationId("theirs")
    add_organisation(stores, owner_reader(), Organisation(other, "Theirs"))
    change_network(stores, owner_reader(other), OWN, version=0)
    try:
        with stores.database.reading(MINE, OPERATOR.person) as unit:
            assert sites_shown(unit, other) == MINE
            assert sites_shown(unit, SAMPLE) == SAMPLE
    finally:
        remove_organisation(stores, owner_reader(), other)
