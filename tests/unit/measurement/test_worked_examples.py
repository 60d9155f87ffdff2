"""The standard's own worked examples, on the scalar calls and on arrays (tests/vectors has their source)."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from petroverse.measurement.volume_correction import (
    Commodity,
    Correction,
    base_densities_of,
    base_density,
    correction,
    corrections_of,
    special_alpha,
)

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "volume_correction" / "worked_examples.csv"
EXAMPLES = list(csv.DictReader(VECTORS.read_text("utf-8").splitlines()))
FORWARD = [row for row in EXAMPLES if row["section"] == "6.1"]
INVERSE = [row for row in EXAMPLES if row["section"] == "6.2"]


def liquid(row: dict[str, str]):
    kind = row["commodity"]
    commodity = special_alpha(float(row["alpha60_per_f"])) if kind == "SPECIAL" else Commodity[kind]
    return float(row["density_kg_m3"]), float(row["temp_f"]), float(row["pressure_psig"]), commodity


def agrees(row: dict[str, str], found: Correction) -> None:
    assert found.density_kg_m3 == pytest.approx(float(row["density60_kg_m3"]), abs=1e-8, rel=0)
    assert found.ctl == pytest.approx(float(row["ctl"]), abs=1e-8, rel=0)
    assert found.fp == pytest.approx(float(row["fp"]), abs=1e-8, rel=0)
    assert found.cpl == pytest.approx(float(row["cpl"]), abs=1e-8, rel=0)
    assert found.ticket_ctpl == float(row["ctpl"])


@pytest.mark.parametrize("row", FORWARD, ids=lambda row: row["density_kg_m3"])
def test_a_base_density_gives_the_factors_the_standard_prints(row: dict[str, str]):
    agrees(row, correction(*liquid(row)))


@pytest.mark.parametrize("row", INVERSE, ids=lambda row: row["density_kg_m3"])
def test_an_observed_density_gives_the_base_density_the_standard_prints(row: dict[str, str]):
    agrees(row, base_density(*liquid(row)))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['section']} {row['density_kg_m3']}")
def test_arrays_give_what_the_standard_prints(row: dict[str, str]):
    density, temp_f, psig, commodity = liquid(row)
    law = corrections_of if row["section"] == "6.1" else base_densities_of
    found = law(np.array([density]), temp_f, psig, commodity)
    agrees(row, Correction(*(float(each[0]) for each in (found.density_kg_m3, found.ctl, found.fp, found.cpl))))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['section']} {row['density_kg_m3']}")
def test_codes_of_commodities_give_the_same_as_one_commodity_for_all(row: dict[str, str]):
    density, temp_f, psig, commodity = liquid(row)
    if not isinstance(commodity, Commodity):
        commodity, density = Commodity.REFINED, 853.7
    law = corrections_of if row["section"] == "6.1" else base_densities_of
    one = law([density], temp_f, psig, commodity)
    coded = law([density], temp_f, psig, np.array([commodity], dtype=np.int8))
    assert coded.density_kg_m3[0] == one.density_kg_m3[0]
    assert coded.ctpl[0] == one.ctpl[0]
