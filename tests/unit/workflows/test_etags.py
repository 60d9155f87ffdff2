"""The name of an answer tells questions, facts and rights apart, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from petroverse.core.grants import LOCAL, PUBLIC, Grant, OrganisationId, PersonId
from petroverse.lake import Part, Snapshot
from petroverse.metrics import query_from_words
from petroverse.workflows.etags import etag_of

QUESTION = query_from_words(["volume"], ["year"], ["source=omc"])
OTHER = OrganisationId("other")
GRANT = Grant(
    PersonId("ama"),
    (LOCAL, OTHER),
    False,
    {"company": ("A", "B")},
    frozenset({"volume", "rank"}),
    frozenset({OTHER}),
    LOCAL,
)
CHANGES = {
    "organisations": (OTHER, LOCAL),
    "is_simulated": True,
    "row_rules": {"company": ("A",)},
    "measures": None,
    "shared": frozenset(),
    "acts_in": PUBLIC,
}


def test_every_right_has_its_change_here():
    assert {each.name for each in fields(Grant)} == {*CHANGES, "person"}


@pytest.mark.parametrize("name", CHANGES)
def test_other_rights_have_another_name(name: str):
    other = replace(GRANT, **{name: CHANGES[name]})
    assert etag_of(QUESTION.key, other, Snapshot()) != etag_of(QUESTION.key, GRANT, Snapshot())


def test_other_questions_and_other_facts_have_another_name():
    facts = Snapshot({("volume", LOCAL): Part(LOCAL, "volume", ())})
    question = query_from_words(["volume"], ["year"], ["source=bidec"])
    names = {
        etag_of(QUESTION.key, GRANT, Snapshot()),
        etag_of(question.key, GRANT, Snapshot()),
        etag_of(QUESTION.key, GRANT, facts),
    }
    assert len(names) == 3


def test_who_asks_and_the_order_of_names_do_not_matter():
    other = replace(
        GRANT, person=PersonId("kofi"), row_rules={"company": ("B", "A")}, measures=frozenset(["rank", "volume"])
    )
    assert etag_of(QUESTION.key, other, Snapshot()) == etag_of(QUESTION.key, GRANT, Snapshot())
