"""A question within the limits of its page: what they reach, what they leave whole, what they mean nothing to."""

from __future__ import annotations

import pytest

from petroverse.metrics import scoped

COMPANY = {"dimension": "company", "in": ["A"]}
PRODUCT = {"dimension": "product", "in": ["gasoil"]}


def asked(*measures: str, source: str = "omc", **more: object) -> dict:
    return {"measures": list(measures), "filters": [{"dimension": "source", "in": [source]}], **more}


def test_a_limit_takes_the_place_of_the_questions_own():
    own = asked("volume") | {"filters": [{"dimension": "product", "in": ["gasoline"]}]}
    query, left_out = scoped(own, [PRODUCT], {"from": "2024-01", "until": "2024-06"}, "2025-01-01")
    assert [(each.dimension, each.values) for each in query.filters] == [("product", ("gasoil",))]
    assert (query.span is not None, left_out) == (True, ())


@pytest.mark.parametrize(("source", "left_out"), [("omc", ()), ("national", ("company",)), ("depot", ("company",))])
def test_a_stage_that_names_no_company_is_not_limited_by_one(source: str, left_out: tuple[str, ...]):
    query, told = scoped(asked("volume", source=source), [COMPANY, PRODUCT])
    assert told == left_out
    assert "product" in {each.dimension for each in query.filters}


def test_a_share_stays_a_part_of_the_whole_and_the_limit_says_which_is_shown():
    top = {"n": 7, "dimension": "company", "by": "volume"}
    query, left_out = scoped(asked("share", dimensions=["month", "company"], top=top), [COMPANY, PRODUCT])
    assert [each.dimension for each in query.only] == ["company"]
    assert "company" not in {each.dimension for each in query.filters}
    assert (query.top, left_out) == (None, ())


@pytest.mark.parametrize("measure", ["hhi", "top_5_share", "companies_active"])
def test_one_company_is_neither_many_nor_concentrated(measure: str):
    assert scoped(asked(measure, dimensions=["month"]), [COMPANY, PRODUCT])[1] == ("company",)
