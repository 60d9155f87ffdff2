"""A question that a program builds is the JSON document that every door reads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.client import Question, between, excluding, parameter
from petroverse.client.question import ParameterNotGiven
from petroverse.metrics import query_from_json

_WORDS = st.text("abcdefghij -", min_size=1, max_size=8).filter(str.strip)


def test_every_kind_of_condition_becomes_a_filter_that_the_model_reads() -> None:
    built = (
        Question(("volume",))
        .by("month", "product")
        .where(source="omc", product=["gasoil", "gasoline"], region=excluding("Ashanti"))
        .where({"month": between("2024-01", None)})
    )

    read = query_from_json(built.document())

    assert {each.dimension: (each.op, each.values) for each in read.filters} == {
        "source": ("in", ("omc",)),
        "product": ("in", ("gasoil", "gasoline")),
        "region": ("not_in", ("Ashanti",)),
        "month": ("range", ("2024-01", "")),
    }


def test_each_step_gives_another_question_and_leaves_the_first_as_it_was() -> None:
    first = Question(("volume",))
    second = first.by("year").top(5, "company").sorted("-volume").known(date(2024, 6, 30)).compared("year_ago")

    assert first.document() == {"measures": ["volume"], "dimensions": [], "filters": []}
    assert query_from_json(second.document()).as_of is not None
    assert second.document()["sort"] == [{"by": "volume", "descending": True}]


@given(value=_WORDS)
def test_a_parameter_filled_is_the_value_written_out(value: str) -> None:
    asked = Question(("volume",)).where(company=parameter("who"))

    assert asked.document(who=value) == Question(("volume",)).where(company=value).document()


@pytest.mark.parametrize("given_", [{}, {"who": "a", "what": "b"}, {"what": "b"}])
def test_a_parameter_missing_or_unknown_is_refused_by_name(given_: dict[str, str]) -> None:
    asked = Question(("volume",)).where(company=parameter("who"))

    with pytest.raises(ParameterNotGiven, match="who"):
        asked.document(**given_)


def test_a_question_that_knows_no_platform_says_so() -> None:
    with pytest.raises(TypeError, match="knows no platform"):
        Question(("volume",)).ask()
