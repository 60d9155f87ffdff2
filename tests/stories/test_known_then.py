"""What was known on a day, in whatever order the files came in."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from platform_process import answer, petroverse


@pytest.fixture(params=["as published", "backwards"])
def restated_home(request: pytest.FixtureRequest, own_home: Path, market) -> Path:
    """A home with the files that were restated and those that restate them, in one order or the other."""
    pairs = {(row["earlier_file"], row["later_file"]) for row in market.restatements}
    files = [*sorted({earlier for earlier, _ in pairs}), *sorted({later for _, later in pairs})]
    for file in files if request.param == "as published" else reversed(files):
        done = petroverse("import", market.folder / file, home=own_home)
        assert done.returncode == 0, done.stderr
    return own_home


def volumes(home: Path, source: str, *more: str) -> dict[tuple[str, str, str], Any]:
    region = ",region" if source == "regional" else ""
    document = answer(
        "query", "-m", "volume", "-d", f"month{region},product", "-f", f"source={source}", *more, home=home
    )
    return {(row["month"], row.get("region", ""), row["product"]): row["volume"] for row in document["rows"]}


def test_two_points_of_knowledge_differ_by_exactly_the_restated_cells(restated_home: Path, market):
    editions = answer("export", "editions", home=restated_home)["rows"]
    for earlier in sorted({row["earlier_file"] for row in market.restatements}):
        own = [row for row in market.restatements if row["earlier_file"] == earlier]
        mine = [each for each in editions if each["file"] == Path(earlier).name]
        moment = max(datetime.fromisoformat(each["known_at"]) for each in mine) + timedelta(seconds=1)
        source, last = mine[0]["series"], max(each["span_start"] for each in mine if each["cell_count"])[:7]
        first = min(each["span_start"] for each in mine)[:7]
        window = f"month={first}..{last}"
        then = volumes(restated_home, source, "-f", window, "--as-of", moment.isoformat())
        now = volumes(restated_home, source, "-f", window)
        wanted = {
            (row["month"], row["region"], row["product"]): (number(row["earlier_value"]), number(row["later_value"]))
            for row in own
            if "Q" not in row["month"] and row["region"] != "TOTAL"
        }
        moved = {key: (then.get(key), now.get(key)) for key in then | now if then.get(key) != now.get(key)}
        assert moved == wanted, earlier


def number(text: Any) -> float | None:
    return None if text in ("", None) else float(text)
