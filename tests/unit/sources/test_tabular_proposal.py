"""A table that nobody described: what is proposed, and what is asked."""

from __future__ import annotations

from petroverse.sources import load_pack
from petroverse.sources.sample import SAMPLE_PACK
from petroverse.sources.tabular import SURE, load_mapping, print_mapping, propose_mapping, read_table

DIPS = "Date,Depot,Product,Closing stock (litres)\n2025-01-01,D1,Motor Spirit,5\n2025-01-13,D1,Auto Diesel,6\n"


def test_a_plain_table_is_proposed_without_a_question_and_reads() -> None:
    pack = load_pack(SAMPLE_PACK)
    proposal = propose_mapping(DIPS.encode(), "dips.csv", pack)
    assert proposal.questions == ()
    assert min(each.confidence for each in proposal.guesses) >= SURE
    reading = read_table(DIPS.encode(), "dips.csv", load_mapping(print_mapping(proposal.mapping)), pack)
    assert reading.tables[0].columns["closing"].to_pylist() == [5.0, 6.0]  # type: ignore[attr-defined]


def test_words_that_nobody_knows_lower_the_confidence_and_are_asked() -> None:
    proposal = propose_mapping(DIPS.encode(), "dips.csv")
    product = next(each for each in proposal.guesses if each.column == "product")
    assert product.confidence < SURE
    assert any("'Product'" in each for each in proposal.questions)


def test_a_unit_that_is_not_stated_is_asked() -> None:
    text = DIPS.replace(" (litres)", "").replace("Motor Spirit", "gasoline").replace("Auto Diesel", "gasoil")
    assert any("count in" in each for each in propose_mapping(text.encode(), "dips.csv").questions)


def test_days_that_may_be_months_are_asked() -> None:
    text = DIPS.replace("2025-01-01", "03/04/2025").replace("2025-01-13", "05/06/2025")
    assert any("%d/%m/%Y or %m/%d/%Y" in each for each in propose_mapping(text.encode(), "dips.csv").questions)


def test_a_day_above_twelve_settles_the_order() -> None:
    text = DIPS.replace("2025-01-01", "03/04/2025").replace("2025-01-13", "25/06/2025")
    proposal = propose_mapping(text.encode(), "dips.csv")
    assert proposal.mapping.columns["day"].format == "%d/%m/%Y"


def test_headings_without_a_meaning_are_listed() -> None:
    text = (
        DIPS.replace("Product,", "Product,Weather,").replace("Spirit,", "Spirit,wet,").replace("Diesel,", "Diesel,dry,")
    )
    assert propose_mapping(text.encode(), "dips.csv").unmapped == ("Weather",)
