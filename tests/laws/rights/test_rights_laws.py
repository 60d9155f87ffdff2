"""Whatever the organisations, memberships, row rules and shares: nobody is given a row that a slow reading refuses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from petroverse.core.errors import NotAllowed
from petroverse.core.rights import RIGHTS_OF, Right, Role
from petroverse.workflows import (
    Standing,
    answer_question,
    export_dataset,
    new_token,
    question_from_words,
    reader_of_token,
)
from rights_world import ORGANISATIONS, Asked, Shared, World

COMPANIES = ("STAR", "MOON", "SUN")
PRODUCTS = ("gasoil", "gasoline")
SOURCES = ("omc", "bidec")
MONTHS = (date(2024, 1, 1), date(2024, 2, 1))
WHOLE = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example fills stores: looking for the smallest one that fails would take minutes."""

slots = st.sets(st.tuples(st.sampled_from(SOURCES), st.sampled_from(MONTHS)), max_size=3)
cells = st.sets(st.tuples(st.sampled_from(PRODUCTS), st.sampled_from(COMPANIES)), min_size=1, max_size=4)
holdings = st.lists(
    slots.flatmap(lambda of: st.fixed_dictionaries(dict.fromkeys(sorted(of), cells))),
    min_size=ORGANISATIONS,
    max_size=ORGANISATIONS,
)
places = st.integers(0, ORGANISATIONS - 1)
shares = st.lists(
    st.builds(
        Shared, places, places, st.sampled_from([(), ("volume",), ("price",), ("price", "volume")]), st.booleans()
    ).filter(lambda each: each.owner != each.reader),
    max_size=5,
    unique_by=lambda each: (each.owner, each.reader),
)
rules = st.fixed_dictionaries(
    {},
    optional={
        "company": st.sets(st.sampled_from([*COMPANIES, "NOBODY"]), min_size=1).map(lambda of: tuple(sorted(of))),
        "product": st.sets(st.sampled_from(PRODUCTS), min_size=1).map(lambda of: tuple(sorted(of))),
    },
)
measures = st.sampled_from([None, None, None, frozenset({"volume"}), frozenset({"tonnes"})])
standings = st.builds(Standing, st.sampled_from(Role), rules, measures)
questions = st.builds(
    Asked,
    st.sampled_from(SOURCES),
    st.sets(st.sampled_from(["company", "product", "month", "organisation"])).map(lambda of: tuple(sorted(of))),
    st.one_of(st.none(), places),
)


@given(held=holdings, shared=shares, standing=standings, asked=st.lists(questions, min_size=1, max_size=4))
@settings(max_examples=30, phases=WHOLE)
def test_an_answer_holds_exactly_the_rows_that_a_slow_reading_allows(stores, held, shared, standing, asked):
    world = World(stores, held, shared, standing)
    reader = world.reader()
    for each in asked:
        filters = [f"source={each.source}", *([] if each.of is None else [f"organisation={world.names[each.of]}"])]
        question = question_from_words(["volume"], each.dimensions, filters)
        if standing.measures is not None and "volume" not in standing.measures:
            with pytest.raises(NotAllowed):
                answer_question(stores, question, reader)
            continue
        document = answer_question(stores, question, reader).document
        found = {tuple(row[name] for name in each.dimensions): row["volume"] for row in document["rows"]}
        assert found == world.answer(each)
        assert set(document["meta"]["organisations"]) <= {*world.readable(), world.names[0]}
        files = {file["file"].removesuffix(".xlsx") for file in document["meta"]["sources"]}
        assert files <= set(world.readable())


@given(held=holdings, shared=shares, standing=standings)
@settings(max_examples=20, phases=WHOLE)
def test_an_export_holds_exactly_the_rows_that_a_slow_reading_allows(stores, held, shared, standing):
    world = World(stores, held, shared, standing)
    reader = world.reader()
    is_cut = standing.measures is not None and "volume" not in standing.measures
    if is_cut or Right.EXPORT not in RIGHTS_OF[standing.role]:
        with pytest.raises(NotAllowed):
            export_dataset(stores, reader, "volume")
        return
    try:
        exported = export_dataset(stores, reader, "volume")
    except NotAllowed:
        assert standing.measures is not None  # raw rows hold more figures than the one that may be asked for
        return
    named = {each["file"].removesuffix(".xlsx") for each in exported.meta["sources"]}
    assert named <= (set() if standing.row_rules else set(world.readable()))
    found = sorted(
        (row["organisation"], row["source"], row["month"], row["product"], row["company"], row["volume"])
        for row in exported.rows
    )
    allowed = [each for each in world.facts if world.may_see(each)]
    assert found == sorted(
        (each.organisation, each.source, each.month, each.product, each.company, each.volume) for each in allowed
    )


@given(held=holdings, shared=shares, standing=standings, scopes=st.sets(st.sampled_from(Right), min_size=1))
@settings(max_examples=10, phases=WHOLE)
def test_a_token_may_do_no_more_than_its_scopes_and_its_person(stores, held, shared, standing, scopes):
    world = World(stores, held, shared, standing)
    maker = world.reader()
    if not scopes <= RIGHTS_OF[standing.role]:
        with pytest.raises(NotAllowed):
            new_token(stores, maker, "law", scopes=scopes, days=1)
        return
    _, token = new_token(stores, maker, "law", scopes=scopes, days=1)
    by_token = reader_of_token(stores, token)
    assert by_token.rights == scopes
    assert (by_token.organisation, by_token.row_rules, by_token.measures, by_token.shared) == (
        maker.organisation,
        maker.row_rules,
        maker.measures,
        maker.shared,
    )
