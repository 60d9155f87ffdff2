"""From a folder of workbooks to exact answers, with a platform running and without one."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from platform_process import Running, answer, petroverse

SOURCES = {"omc": "", "bidec": "", "depot": "", "national": "", "regional": "region,"}


def expected(totals: list[dict[str, Any]], source: str) -> dict[tuple[int, str, str], float]:
    """What somebody else counted; a column that was always blank is a sum of nothing and may be missing."""
    names = {source, f"{source}_annual"}
    return {
        (int(row["year"]), row["region"], row["product"]): float(row["volume"])
        for row in totals
        if row["source"] in names and int(row["rows"])
    }


def told(document: dict[str, Any]) -> dict[tuple[int, str, str], float]:
    return {(row["year"], row.get("region") or "", row["product"]): row["volume"] for row in document["rows"]}


@pytest.mark.parametrize("source", SOURCES)
def test_every_year_and_product_is_exact(source: str, filled_home: Path, market):
    document = answer(
        "query", "-m", "volume", "-d", f"year,{SOURCES[source]}product", "-f", f"source={source}", home=filled_home
    )
    got, wanted = told(document), expected(market.control_totals, source)
    assert {key: got.get(key) for key in wanted} == wanted


def test_the_same_answer_comes_while_a_platform_runs(running: Running, market):
    words = ("query", "-m", "volume", "-d", "year,product", "-f", "source=national")
    got, wanted = told(answer(*words, home=running.home)), expected(market.control_totals, "national")
    assert {key: got.get(key) for key in wanted} == wanted


def test_the_api_gives_the_same_answer(running: Running, market):
    question = {
        "measures": ["volume"],
        "dimensions": ["year", "product"],
        "filters": [{"dimension": "source", "in": ["omc"]}],
    }
    request = urllib.request.Request(
        f"{running.address}/api/query",
        json.dumps(question).encode(),
        {"Authorization": f"Bearer {running.key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        got = told(json.load(response))
    wanted = expected(market.control_totals, "omc")
    assert {key: got.get(key) for key in wanted} == wanted


def test_the_same_files_again_change_nothing(filled_home: Path, market):
    before = [answer("export", what, home=filled_home)["rows"] for what in ("editions", "imports", "findings")]
    again = petroverse("import", market.folder, "--format", "json", home=filled_home)
    verdicts = json.loads(again.stdout)["meta"]["verdicts"]
    assert set(verdicts) <= {"same", "skipped", "refused"}
    after = [answer("export", what, home=filled_home)["rows"] for what in ("editions", "imports", "findings")]
    assert after == before


def test_what_is_said_beside_the_data_goes_to_stderr(filled_home: Path):
    done = petroverse("query", "-m", "volume", "-d", "year,product", "--format", "csv", home=filled_home)
    assert done.stdout.startswith("year,product,volume,unit\n")
    assert "Note: no source was named" in done.stderr
