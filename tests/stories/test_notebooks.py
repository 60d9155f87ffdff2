"""A notebook asks a folder and a server with the same code and gets the same answers, with units and sources."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

import petroverse as pv
from petroverse.core.errors import NotAllowed, QueryRefused, Unavailable
from platform_process import Running, running_up


@pytest.fixture(scope="module")
def up(filled_home: Path) -> Iterator[Running]:
    with running_up(filled_home) as up:
        yield up


@pytest.fixture(params=["folder", "server"], scope="module")
def place(request: pytest.FixtureRequest, up: Running) -> Iterator[pv.Connection]:
    """The same market, through its folder and through its server."""
    if request.param == "folder":
        with pv.connect(up.home) as opened:
            yield opened
    else:
        with pv.connect(up.address, token=up.home / "token") as opened:
            yield opened


def test_an_answer_is_one_table_in_every_library(place: pv.Connection) -> None:
    answer = place.query("volume", by=["year", "product"], where={"source": "national"})

    frame = answer.to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert len(answer) == len(frame) > 0
    assert answer.to_polars().equals(pl.DataFrame(answer))
    assert duckdb.from_arrow(answer.to_arrow()).sum("volume").fetchone() == (pytest.approx(frame["volume"].sum()),)


def test_an_answer_tells_units_sources_and_that_it_is_simulated(place: pv.Connection) -> None:
    answer = place.query("tonnes", by=["year"], where={"source": "national"})

    assert answer.units == {"tonnes": "t"}
    assert answer.to_pandas().attrs["units"] == answer.units
    assert all(each.file and len(each.sha256) == 64 for each in answer.lineage)
    assert answer.is_simulated == any("SAMPLE" in each for each in answer.warnings)


def test_the_view_of_a_notebook_shows_units_and_sources_and_runs_nothing(place: pv.Connection) -> None:
    view = place.query("tonnes", by=["year"], where={"source": "national"})._repr_html_()

    assert "<small>t</small>" in view
    assert "known at" in view
    assert "<script" not in view


def test_a_question_with_a_parameter_is_asked_again_and_again(place: pv.Connection) -> None:
    by_product = place.question("tonnes").by("year").where(source="national", product=pv.parameter("product"))

    whole = place.query("tonnes", by=["year", "product"], where={"source": "national"}).to_pandas()
    for product in ("gasoil", "gasoline"):
        own = whole[whole["product"] == product].drop(columns="product").reset_index(drop=True)
        assert by_product.ask(product=product).to_pandas().equals(own)


def test_a_refusal_is_the_same_fault_with_its_cure(place: pv.Connection) -> None:
    with pytest.raises(QueryRefused) as refused:
        place.query("volume", by=["colour"])

    assert refused.value.fix


def test_the_same_is_awaited(up: Running) -> None:
    async def both() -> tuple[int, int]:
        async with await pv.aconnect(up.address, token=up.home / "token") as market:
            one, two = await asyncio.gather(
                market.query("tonnes", by=["year"]), market.ask(market.question("tonnes").by("month"))
            )
            return len(one), len(two)

    with ThreadPoolExecutor(1) as apart:  # this thread may have a loop of the browser tests'
        years, months = apart.submit(lambda: asyncio.run(both())).result()

    assert 0 < years < months


def test_a_wrong_token_and_a_silent_address_are_named(up: Running) -> None:
    with pv.connect(up.address, token="pv_wrong") as market, pytest.raises(NotAllowed):
        market.query("volume")
    with pv.connect("http://127.0.0.1:9", token="x") as nobody, pytest.raises(Unavailable):
        nobody.query("volume")


def test_importing_the_package_loads_no_engine() -> None:
    engines = "{'duckdb', 'pyarrow', 'httpx', 'psycopg'}"
    told = f"import sys, petroverse as pv; pv.connect; print(sorted({engines} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True).stdout.strip() == "[]"
