"""Forecasts over real HTTP: made first and told then, in any format, and refused in words."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator

import httpx
import pytest

from petroverse.api.forecast_forms import ForecastInFull
from petroverse.app import Platform
from petroverse.app.work import working

ASKED = {"by": "product", "filter": ["source=national", "product=gasoline,gasoil"], "horizon": 2}
PATIENCE_S = 120


@pytest.fixture(scope="module")
def making(platform: Platform) -> Iterator[None]:
    """A worker beside the API, as in every platform."""
    with working(platform):
        yield


@pytest.fixture
def told(owner: httpx.Client, making: None) -> httpx.Client:
    """Somebody whose forecast is there."""
    end = time.monotonic() + PATIENCE_S
    while (answer := owner.get("/api/forecasts", params=ASKED)).status_code == 202:
        assert answer.headers["Retry-After"] == "2"
        assert answer.json()["schema"] == "petroverse.forecast_making/1"
        assert time.monotonic() < end, answer.text
        time.sleep(0.2)
    assert answer.status_code == 200, answer.text
    return owner


def test_rows_are_told_in_the_order_of_the_contract(told: httpx.Client):
    answer = told.get("/api/forecasts", params=ASKED).json()
    assert (answer["schema"], answer["meta"]["simulated"], answer["meta"]["horizon"]) == (
        "petroverse.forecast/1",
        True,
        2,
    )
    assert list(answer["rows"][0]) == [
        "month", "product", "forecast", "lo80", "hi80", "lo95", "hi95", "method", "is_unknown", "unit",
    ]  # fmt: skip
    assert {row["product"] for row in answer["rows"]} == {"gasoil", "gasoline"}


def test_the_same_rows_are_a_table_to_take_along(told: httpx.Client):
    answer = told.get("/api/forecasts", params={**ASKED, "format": "csv", "only": "product=petrol"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["product"] for row in rows} == {"gasoline"}
    assert 'filename="forecast.csv"' in answer.headers["Content-Disposition"]


def test_a_series_whole_is_what_the_description_says(told: httpx.Client):
    answer = told.get("/api/forecasts/in-full", params=ASKED).json()
    whole = ForecastInFull.model_validate(answer)
    assert [len(each.rows) for each in whole.series] == [2, 2]
    assert whole.others == [{"product": "gasoil"}, {"product": "gasoline"}]


def test_what_was_foretold_before_stands_beside_what_came(told: httpx.Client):
    rows = told.get("/api/forecasts/history", params=ASKED).json()["rows"]
    assert {row["came"] for row in rows} == {None}  # the future is not there yet
    assert {"made_at", "known_at", "month", "forecast"} <= set(rows[0])


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ({"measure": "share"}, "measure"),
        ({"by": "year"}, "year"),
        ({"only": "company=X"}, "only"),
        ({"as_of": "1999-01-01"}, "as_of"),
    ],
)
def test_what_cannot_be_forecast_is_refused_in_words(owner: httpx.Client, words: dict[str, str], where: str):
    answer = owner.get("/api/forecasts", params={"filter": "source=national", **words})
    assert (answer.status_code, answer.json()["where"]) == (422, where)
    assert answer.json()["fix"]


def test_a_horizon_beyond_a_year_and_a_past_without_forecasts_are_refused(owner: httpx.Client):
    assert owner.get("/api/forecasts", params={**ASKED, "horizon": 13}).status_code == 400
    assert owner.get("/api/forecasts", params={**ASKED, "as_recorded": "2020-01-01"}).status_code == 404


def test_asking_twice_orders_the_work_once(owner: httpx.Client):
    wanted = {"by": "product", "filter": ["source=national", "product=lpg"], "as_of": "2025-06-30"}
    first, second = (owner.get("/api/forecasts", params=wanted) for _ in range(2))
    assert first.status_code == 202
    assert second.status_code == 200 or second.json()["job"] == first.json()["job"]
