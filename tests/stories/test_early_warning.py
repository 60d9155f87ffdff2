"""The regions that take what their neighbours do not sell are named first; the capital, which grew as all, is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from platform_process import answer


@pytest.mark.usefixtures("real_data")
def test_the_border_that_petrol_left_by_leads_the_warnings(filled_home: Path):
    rows = answer("anomalies", "signals", "--until", "2024-06", home=filled_home)["rows"]
    assert [(row["region"], row["product"]) for row in rows[:2]] == [
        ("Upper West", "gasoline"),
        ("Upper East", "gasoline"),
    ]
    assert rows[0]["is_early_warning"]
    told = answer("anomalies", "--since", "2024-01", "--limit", "1000", home=filled_home)["rows"]
    shifts = [each["text"] for each in told if each["kind"] == "shift"]
    assert any("Upper West" in each for each in shifts)
    assert not any("Greater Accra" in each for each in shifts)
    for each in told[:2]:
        assert answer("anomalies", "show", each["id"], home=filled_home)["rows"][0]["holds"]
