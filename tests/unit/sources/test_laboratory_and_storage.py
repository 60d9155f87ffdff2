"""Laboratory summaries and storage capacities, with the made-up country's pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.sources import load_pack, read_source
from petroverse.sources.sample import SAMPLE_PACK
from written_sheets import written_book

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PACK = load_pack(SAMPLE_PACK)
TITLE = [None, "Petroleum Product Quality Indicators\n March 2, 2025 -  March 8, 2025"]
HEADS = [None, "Vessel ", "Grade", "Density @15°C\n (Kg/m3)", "Sulphur max\n(mg/Kg)", "RON (Rating)\nmin"]
LIMITS = ["National Specification", None, None, "720 - 780", 50.0, "Regular 91\nPremium 95"]
SAMPLES = [
    ["KS 1:2024", "MT GULL", "Regular", 721.5, 12.0, 91.2],
    [None, None, "Premium", 741.0, 8.0, 95.1],
    [None, "MT HERON", "Regular", 790.0, "55.0", 90.4],
]
AVERAGE = [None, "AVERAGE", "Regular", 755.75, 33.5, 90.8]
DIESEL = [
    [None, "AUTO DIESEL"],
    [None, "Vessel ", None, "Density @15°C\n (Kg/m3)", "Flash Point, min\n(°C)", "Colour, max"],
    ["National Specification", None, None, "820 - 850", "55.0", 3.0],
    ["KS 2:2024", "MT TERN", None, 833.0, 61.0, "L1.5"],
]


def lab(samples=SAMPLES, average=AVERAGE, limits=LIMITS, title=TITLE, name="q.xlsx", **marks):
    rows = [[], title, [], [None, "MOTOR SPIRIT (IMPORT)"], HEADS, limits, *samples, average, [], *DIESEL]
    reading = read_source(written_book({"MARCH WEEK 1": rows}, **marks), name, [PACK], now=NOW)
    assert reading.verdict == "read", reading.reason
    return reading


def results(reading, *names):
    table = reading.tables[0]
    return dict(zip(table.cell, zip(*(table.columns[name] for name in names), strict=True), strict=True))


def cells_of(reading, rule):
    return [each.cell for each in reading.findings if each.rule == rule]


def test_every_sample_gives_a_row_a_parameter_and_averages_give_none():
    reading = lab()
    assert len(reading.tables[0].cell) == 3 * 3 + 3
    assert reading.editions[0].slot == "quality/quality/week/2025-03-02"
    assert {product for (product,) in results(reading, "product").values()} == {"gasoline", "gasoil"}


def test_limits_come_from_the_specification_by_grade():
    seen = results(lab(), "parameter", "value", "limit_low", "limit_high", "is_within", "unit")
    assert seen["D7"] == ("density_15c", 721.5, 720.0, 780.0, True, "kg/m3")
    assert seen["F7"][1:5] == (91.2, 91.0, None, True)
    assert seen["F8"][1:5] == (95.1, 95.0, None, True)
    assert seen["E7"][1:5] == (12.0, None, 50.0, True)


@pytest.mark.parametrize(
    ("heading", "unit"), [("Vapour Pressure @37.8°C, max\n(kPa)", "kPa"), ("Viscosity @ 40 °C (cSt)", "cSt")]
)
def test_the_temperature_of_a_measurement_is_not_its_unit(heading: str, unit: str):
    rows = [[], TITLE, [], DIESEL[0], [*DIESEL[1][:4], heading], [*DIESEL[2][:4], 480.0], [*DIESEL[3][:4], 257.0]]
    reading = read_source(written_book({"MARCH WEEK 1": rows}), "q.xlsx", [PACK], now=NOW)
    assert reading.verdict == "read", reading.reason
    assert set(results(reading, "unit").values()) == {("kg/m3",), (unit,)}


def test_results_outside_the_limits_say_so():
    seen = results(lab(), "is_within")
    assert (seen["D9"], seen["E9"], seen["F9"]) == ((False,), (False,), (False,))


@pytest.mark.parametrize("printed", ["Premuim 95", "PREMIUM 95.0"])
def test_a_misspelt_grade_still_finds_its_limit(printed):
    seen = results(lab(limits=[*LIMITS[:5], f"Regular 91\n{printed}"]), "limit_low")
    assert seen["F8"] == (95.0,)


def test_a_vessel_named_once_holds_for_the_row_below():
    assert results(lab(), "sample", "grade")["D8"] == ("MT GULL", "Premium")


def test_a_colour_class_is_a_label_and_no_number():
    reading = lab()
    assert results(reading, "value", "printed")["F15"] == (None, "L1.5")
    assert cells_of(reading, "censored_value") == ["F15"]


def test_a_number_stored_as_text_is_read_and_reported():
    reading = lab()
    assert results(reading, "value")["E9"] == (55.0,)
    assert cells_of(reading, "text_in_number") == ["E9;E14"]


def test_a_result_below_detection_has_no_number():
    reading = lab([["KS", "MT GULL", "Regular", 721.5, "<0.05", 91.2]], [None, "AVERAGE", "Regular", 721.5, None, 91.2])
    assert results(reading, "value", "printed")["E7"] == (None, "<0.05")
    assert cells_of(reading, "below_detection") == ["E7"]


@given(st.lists(st.floats(700.0, 800.0).map(lambda value: round(value, 1)), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_a_right_average_is_never_called_wrong(densities):
    samples = [[None, f"MT {at}", "Regular", value, 10.0, 91.0] for at, value in enumerate(densities)]
    average = [None, "AVERAGE", None, round(sum(densities) / len(densities), 1), 10.0, 91.0]
    assert not cells_of(lab(samples, average), "average_mismatch")


def test_a_wrong_average_is_found():
    assert cells_of(lab(average=[None, "AVERAGE", "Regular", 755.75, 12.0, 90.8]), "average_mismatch") == ["E10"]


def test_hidden_samples_are_reported_and_never_taken_in():
    reading = lab(hidden_rows=[9])
    assert "D9" not in results(reading, "value")
    assert cells_of(reading, "hidden_row") == ["9:9"]


def test_a_title_without_a_year_takes_the_year_in_which_it_was_saved():
    reading = lab(title=[None, "Quality Indicators March 2 - March 8"])
    assert reading.editions[0].span.start == date(2025, 3, 2)


def test_blocks_are_found_wherever_they_stand():
    rows = [TITLE, [None, "MOTOR SPIRIT"], HEADS, LIMITS, *SAMPLES]
    moved = [[], [], *[[None, None, None, *row] for row in rows]]
    seen = [read_source(written_book({"W": each}), "q.xlsx", [PACK], now=NOW) for each in (rows, moved)]
    assert seen[0].tables[0].columns == seen[1].tables[0].columns


def test_a_new_parameter_is_kept_and_reported():
    reading = read_source(
        written_book(
            {"W": [TITLE, [None, "MOTOR SPIRIT"], [*HEADS, "Octane Sensitivity"], [*LIMITS, 9.0], [*SAMPLES[0], 8.0]]}
        ),
        "q.xlsx",
        [PACK],
        now=NOW,
    )
    assert results(reading, "parameter")["G5"] == ("octane_sensitivity",)
    assert cells_of(reading, "unknown_parameter") == ["G3"]


STORAGE = [
    [None, None, "PETROLEUM PRODUCTS STORAGE CAPACITY"],
    [None, "UNIT: CUBIC METERS"],
    [None, "REGION", "ZONES", "DEPOTS", "MOTOR SPIRIT", "AUTO DIESEL", "ALL PRODUCTS"],
    [None, "Harbour", "PORT", "*QUAY DEPOT", 1000.0, 2500.5, 3500.5],
    [None, None, None, "PIER DEPOT", None, 1200.0, 1200.0],
    [None, "TOTAL STORAGE CAPACITY", None, None, 1000.0, 3700.5, 4700.5],
    [],
    [None, "UNIT: METRIC TONNES"],
    [None, "REGION", "ZONES", "DEPOTS", "MOTOR SPIRIT", "AUTO DIESEL", "ALL PRODUCTS"],
    [None, "Harbour", "PORT", "*QUAY DEPOT", 755.0, 2113.0, 2868.0],
]


def storage(rows=STORAGE, sheet="June 2025"):
    reading = read_source(written_book({sheet: rows}), "s.xlsx", [PACK], now=NOW)
    assert reading.verdict == "read", reading.reason
    return reading


def test_capacities_are_taken_from_the_table_in_cubic_metres_alone():
    seen = results(storage(), "depot", "product", "capacity", "unit", "zone", "day")
    assert seen["F5"] == ("PIER DEPOT", "gasoil", 1200.0, "m3", "PORT", date(2025, 6, 30))
    assert len(seen) == 3


def test_marks_of_a_depot_are_no_part_of_its_name():
    assert results(storage(), "depot", "depot_printed")["E4"] == ("QUAY DEPOT", "*QUAY DEPOT")


def test_a_depot_is_named_as_the_pack_says_that_other_publications_write_it():
    pack = replace(PACK, words={**PACK.words, "depot.QUAY TERMINALS": ("QUAY DEPOT",)})
    reading = read_source(written_book({"June 2025": STORAGE}), "s.xlsx", [pack], now=NOW)
    seen = results(reading, "depot", "depot_printed")
    assert seen["E4"] == ("QUAY TERMINALS", "*QUAY DEPOT")
    assert seen["F5"][0] == "PIER DEPOT"


def test_a_printed_total_of_depots_is_checked():
    assert not cells_of(storage(), "total_mismatch")
    wrong = [*STORAGE[:5], [None, "TOTAL STORAGE CAPACITY", None, None, 1000.0, 3800.5, 4700.5], *STORAGE[6:]]
    assert cells_of(storage(wrong), "total_mismatch") == ["F6"]
