"""What has no honest answer is refused, with the nearest question that has one."""

from __future__ import annotations

import shlex

import pytest

from petroverse.core.errors import PetroVerseError
from petroverse.core.facts import Holding
from petroverse.core.grants import LOCAL, PUBLIC, Grant, PersonId
from petroverse.core.times import month_span
from petroverse.metrics import (
    MeasureNotGranted,
    MixedSum,
    Model,
    RuleNotApplicable,
    UnknownWord,
    WordsDoNotFit,
    compile_query,
    query_from_words,
)

STAGES = ("omc", "bidec", "national", "regional", "depot")
HELD = Model([Holding(PUBLIC, "volume", stage, "month", month_span(2024, 1), 9, False) for stage in STAGES])
ANYBODY = Grant(PersonId("ama"), (LOCAL, PUBLIC))


def compiled(measures: str, dimensions: str = "", *filters: str, grant: Grant = ANYBODY, **options: object):
    return compile_query(query_from_words([measures], [dimensions], filters, **options), grant, HELD)


def nearest(refused: PetroVerseError):
    """The question that a refusal proposes, compiled."""
    words = shlex.split(refused.fix_for("command").split("petroverse query ")[1].split(";")[0])
    lists: dict[str, list[str]] = {"-m": [], "-d": [], "-f": []}
    for flag, value in zip(words[::2], words[1::2], strict=True):
        lists[flag].append(value)
    return compile_query(query_from_words(lists["-m"], lists["-d"], lists["-f"]), ANYBODY, HELD)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (MixedSum, ("volume", "year", "source=omc,bidec")),
        (MixedSum, ("volume", "year", "source!=omc")),
        (WordsDoNotFit, ("hhi", "year", "source=national")),
        (WordsDoNotFit, ("hhi", "year,company", "source=omc")),
        (WordsDoNotFit, ("growth_month", "year")),
        (WordsDoNotFit, ("growth_ytd", "year")),
        (WordsDoNotFit, ("growth_year", "product")),
        (WordsDoNotFit, ("component_value", "product")),
        (WordsDoNotFit, ("indicator_value", "year")),
        (WordsDoNotFit, ("quality_value", "product")),
    ],
)
def test_a_refusal_proposes_a_question_that_compiles(fault: type[PetroVerseError], words: tuple[str, ...]):
    with pytest.raises(fault) as refused:
        compiled(*words)
    assert nearest(refused.value).sql


@pytest.mark.parametrize(
    "words",
    [("wibble", ""), ("volume", "wibble"), ("volume", "week"), ("volume", "", "product=wibble"),
     ("volume", "", "wibble=1"), ("average_price", "depot")],
)  # fmt: skip
def test_unknown_words_are_refused_with_those_there_are(words: tuple[str, ...]):
    with pytest.raises(UnknownWord) as refused:
        compiled(*words)
    assert "one of " in refused.value.fix


@pytest.mark.parametrize("options", [{"compare": "year_ago"}, {"top": "5"}])
def test_a_month_is_neither_compared_nor_the_largest(options: dict[str, str]):
    assert compiled("first_month,volume", "company", "unit=L").sql
    with pytest.raises(WordsDoNotFit, match="first_month is a month"):
        compiled("first_month,volume", "company", "unit=L", **options)


@pytest.mark.parametrize("only", ["product=gasoil", "month=2024-01", "company=A"])
def test_rows_to_show_are_of_a_dimension_of_the_answer(only: str):
    with pytest.raises(UnknownWord, match="the answer is not split by"):
        compiled("share", "month,region", "source=regional", "unit=L", only=[only])


def test_measures_of_two_subjects_are_two_questions():
    with pytest.raises(WordsDoNotFit, match="average_price is of price"):
        compiled("volume,average_price")


def test_sorting_by_what_is_not_in_the_answer_is_refused():
    with pytest.raises(UnknownWord, match="no column 'tonnes'"):
        compiled("volume", "year", sort="tonnes")


def test_comparing_everything_with_its_previous_period_is_refused():
    with pytest.raises(WordsDoNotFit, match="previous period"):
        compiled("volume", "product", compare="previous_period")


def test_a_top_of_nothing_is_refused():
    with pytest.raises(PetroVerseError, match="no dimension"):
        compiled("volume", "year", top=5)


@pytest.mark.parametrize(
    ("words", "stage"),
    [(("volume", "year,product"), "national"), (("volume", "year,product,company"), "omc"),
     (("volume", "product", "company=GOIL"), "omc"), (("volume", "region,product"), "regional"),
     (("volume", "product", "depot=Tema"), "depot"), (("hhi", "year"), "omc")],
)  # fmt: skip
def test_a_question_without_a_source_reads_the_usual_one_and_says_so(words: tuple[str, ...], stage: str):
    plan = compiled(*words).plan
    assert [each.values for each in plan.filters if each.dimension == "source"] == [(stage,)]
    assert f"source={stage}" in plan.warnings[0]


def test_the_only_source_that_is_held_is_read():
    held = Model([Holding(PUBLIC, "volume", "depot", "month", month_span(2024, 1), 9, False)])
    plan = compile_query(query_from_words(["volume"], ["product"]), ANYBODY, held).plan
    assert "source=depot" in plan.warnings[0]


def test_grouping_by_source_is_allowed():
    assert compiled("volume", "source,product").plan.dimensions == ("source", "product")


def test_a_measure_outside_the_grant_is_refused():
    with pytest.raises(MeasureNotGranted, match="hhi"):
        compiled("hhi", "year", grant=Grant(PersonId("ama"), (PUBLIC,), measures=frozenset({"volume"})))


def test_no_organisation_no_query():
    with pytest.raises(MeasureNotGranted):
        compiled("volume", grant=Grant(PersonId("ama"), ()))


def test_a_row_rule_that_the_subject_cannot_follow_refuses_everything():
    with pytest.raises(RuleNotApplicable, match="region"):
        compiled(
            "average_price", "product", grant=Grant(PersonId("ama"), (PUBLIC,), row_rules={"region": ("Ashanti",)})
        )


@pytest.mark.parametrize("value", ["x' OR '1'='1", "'; DROP TABLE volume; --", "\\", 'a"b', "ends with '"])
def test_a_value_never_becomes_a_word_of_the_statement(value: str):
    import sqlglot
    from sqlglot import exp

    filters = [{"dimension": "company", "in": [value]}]
    from petroverse.metrics import query_from_json

    sql = compile_query(query_from_json({"measures": ["volume"], "filters": filters}), ANYBODY, HELD).sql
    tree = sqlglot.parse_one(sql, read="duckdb")
    assert value.strip() in [each.this for each in tree.find_all(exp.Literal)]


def test_only_organisations_that_hold_the_source_are_read():
    own = Holding(LOCAL, "volume", "omc", "month", month_span(2024, 1), 9, False)
    model = Model([own, *HELD.holdings])
    ask = query_from_words(["volume"], ["product"], ["source=omc"])
    assert compile_query(ask, ANYBODY, model).reads == {"volume": (LOCAL,)}
    ask = query_from_words(["volume"], ["product"], ["source=national"])
    assert compile_query(ask, ANYBODY, model).reads == {"volume": (PUBLIC,)}


def test_a_row_rule_of_one_source_is_the_source():
    grant = Grant(PersonId("ama"), (PUBLIC,), row_rules={"source": ("omc",)})
    assert compiled("volume", "product", grant=grant).plan.owners == {"omc": PUBLIC}


def test_a_row_rule_of_two_sources_does_not_let_them_be_added():
    grant = Grant(PersonId("ama"), (PUBLIC,), row_rules={"source": ("omc", "national")})
    with pytest.raises(MixedSum):
        compiled("volume", "product", "source!=bidec", grant=grant)


def test_two_organisations_figures_of_one_source_are_not_added():
    own = Holding(LOCAL, "volume", "omc", "month", month_span(2024, 1), 9, False)
    model = Model([own, *HELD.holdings])
    ask = query_from_words(["volume"], ["product"], ["source=omc", "organisation=local,public"])
    assert compile_query(ask, ANYBODY, model).reads == {"volume": (LOCAL,)}
    ask = query_from_words(["volume"], ["organisation", "product"], ["source=omc"])
    assert compile_query(ask, ANYBODY, model).reads == {"volume": (LOCAL, PUBLIC)}


def test_a_refusal_proposes_its_question_as_words_as_a_command_and_as_a_link():
    with pytest.raises(MixedSum) as refused:
        compiled("volume", "month", "source=omc,national")
    told = refused.value
    assert told.fix == 'group by source: set dimensions to ["month", "source"]'
    assert (
        told.fix_for("command") == "group by source: petroverse query -m volume -d month,source -f source=national,omc"
    )
    assert (
        told.fix_for("link") == "group by source: /api/query?measure=volume&by=month,source&filter=source=national,omc"
    )
    assert "petroverse query" not in str(told)


@pytest.mark.parametrize(
    ("word", "code"),
    [("diesel", "gasoil"), ("Petrol", "gasoline"), ("jet a1", "atk"), ("Gasoil (mines)", "gasoil_mines")],
)
def test_a_word_of_the_street_is_read_as_the_product_and_the_answer_says_so(word: str, code: str):
    plan = compiled("volume", "month", f"product={word}").plan
    assert [each.values for each in plan.query.filters if each.dimension == "product"] == [(code,)]
    assert any(each.startswith(f"{word!r} is read as product={code}") for each in plan.warnings)


def test_a_word_of_the_street_for_a_group_is_the_whole_group():
    plan = compiled("volume", "month,product", "product_group=Jet Fuel").plan
    assert [each.values for each in plan.query.filters if each.dimension == "product_group"] == [("aviation",)]


def test_a_code_is_read_as_it_is_and_nothing_is_said():
    assert not any("is read as" in each for each in compiled("volume", "month", "product=gasoil").plan.warnings)


@pytest.mark.parametrize(("word", "measure"), [("market_share", "share"), ("sales", "volume"), ("yoy", "growth_year")])
def test_a_measure_by_another_word_is_told_its_name(word: str, measure: str):
    with pytest.raises(UnknownWord) as refused:
        compiled(word, "month")
    assert f"did you mean {measure!r}?" in refused.value.fix


def test_the_rest_of_a_top_may_be_left_out_of_products_too():
    compiled("volume", "month,product", "source=national", "unit=L", top="2:product", only="product!=others")
