"""Forecasts as people and programs get them: kept, remembered as known then, made anew, never told to a stranger."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import petroverse as pv
from killable import WORKER, Begin, begun
from petroverse.app import Platform, Settings, forecast_now, open_platform
from petroverse.app.work import working
from petroverse.core.grants import LOCAL, SAMPLE, PersonId
from petroverse.core.rights import Role
from petroverse.database import EngineSettings, forget_engine, list_jobs, list_records, verify_records
from petroverse.sources.sample import write_sample
from petroverse.workflows import (
    ForecastAsked,
    ForecastRefused,
    NoForecastThen,
    Organisation,
    Standing,
    ToldForecast,
    add_organisation,
    add_person,
    asked_forecast,
    files_in,
    forecast_document,
    forecast_in_full,
    import_files,
    order_forecast,
    owner_reader,
    past_forecasts,
    question_from_words,
    set_standing,
    told_forecast,
)
from petroverse.workflows.admit import reader_of_person
from petroverse.workflows.forecast_asked import narrowed
from petroverse.workflows.forecast_process import foreseen
from petroverse.workflows.turns import JobCancelled
from platform_process import killed, petroverse

__all__ = ["begun"]

PATIENCE_S = 120
FUELS = "product=gasoline,gasoil"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """National supply of the sample: the first two years, then the last one."""
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    return {each.stem.rpartition("supply-")[2]: each for each in (whole / "national").glob("*.xlsx")}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("forecast-home")
    yield folder
    forget_engine(EngineSettings(folder))


@pytest.fixture(scope="module")
def platform(home: Path, books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with open_platform(Settings(home=home)) as opened:
        take_in(opened, tmp_path_factory.mktemp("first"), books["2023"], books["2024"])
        yield opened


def take_in(platform: Platform, folder: Path, *books: Path) -> None:
    for each in books:
        (folder / each.name).write_bytes(each.read_bytes())
    import_files(platform.stores, files_in(folder), platform.import_options())


def asked(*limits: str, horizon: int = 2, **options: Any) -> ForecastAsked:
    words = ["source=national", *(limits or (FUELS,))]
    return asked_forecast(question_from_words(["volume"], ["product"], words, **options), horizon)


def made(platform: Platform, wanted: ForecastAsked, said: list[str] | None = None) -> ToldForecast:
    return forecast_now(platform, wanted, lambda *_: None, (said if said is not None else []).append)


def rows(told: ToldForecast) -> list[dict[str, Any]]:
    return [row for batch in forecast_document(told).batches for row in batch.to_pylist()]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def first(platform: Platform) -> ToldForecast:
    """What was forecast from two years."""
    return made(platform, asked())


def test_the_months_ahead_of_every_product_are_told_with_ranges_around_them(first: ToldForecast):
    told = rows(first)
    assert [(row["month"], row["product"]) for row in told] == [
        (month, product) for product in ("gasoil", "gasoline") for month in ("2025-01", "2025-02")
    ]
    for row in told:
        assert row["lo95"] <= row["lo80"] <= row["forecast"] <= row["hi80"] <= row["hi95"]
        assert (row["unit"], bool(row["method"])) == ("L", True)
    document = forecast_document(first)
    assert document.meta["simulated"] is True
    assert document.warnings[0].startswith("SAMPLE")


def test_what_is_kept_answers_at_once_and_is_the_same(platform: Platform, first: ToldForecast):
    said: list[str] = []
    again = made(platform, asked(), said)
    assert (again.kept.id, rows(again), said) == (first.kept.id, rows(first), [])
    nearer = made(platform, asked(horizon=1), said)
    assert (nearer.kept.id, said) == (first.kept.id, [])
    assert rows(nearer) == [row for row in rows(first) if row["month"] == "2025-01"]


def test_a_series_is_shown_by_what_people_call_it(platform: Platform, first: ToldForecast):
    shown = rows(made(platform, asked(only=["product=petrol"])))
    assert shown == [row for row in rows(first) if row["product"] == "gasoline"]


def test_a_series_whole_has_its_past_its_reasons_and_how_it_did_before(first: ToldForecast):
    whole = forecast_in_full(first)
    one = next(each for each in whole["series"] if each["of"] == {"product": "gasoil"})
    assert (one["first_month"], len(one["past"])) == ("2023-01", 24)
    assert one["accuracy"]["folds"] > 0
    assert one["explanation"]["words"]
    assert abs(sum(each["weight"] for each in one["explanation"]["members"].values()) - 1) < 0.01
    assert one["spans"][-1]["last"] == "2025-02"
    json.dumps(whole, allow_nan=False)


def test_what_cannot_be_forecast_is_refused_with_what_can():
    for words, wrong in (
        ((["share"], [], []), "measure"),
        ((["volume"], ["year"], []), "year"),
        ((["volume"], [], ["month>=2024-01"]), "month"),
    ):
        with pytest.raises(ForecastRefused) as refused:
            asked_forecast(question_from_words(*words))
        assert (refused.value.where, bool(refused.value.fix)) == (wrong, True)
    with pytest.raises(ForecastRefused):
        asked_forecast(question_from_words(["volume"], [], []), 13)


def test_who_may_see_some_rows_is_told_no_forecast_that_others_had_made(platform: Platform, first: ToldForecast):
    ama = narrowed(owner_reader(), {"product": ["gasoline"]})
    assert told_forecast(platform.stores, ama, asked()) is None
    assert told_forecast(platform.stores, owner_reader(), asked()) is not None
    with pytest.raises(NoForecastThen):
        told_forecast(platform.stores, ama, asked(as_recorded="2099-01-01"))


def test_a_job_keeps_to_the_rows_of_who_asked_for_it(platform: Platform, first: ToldForecast):
    ama = narrowed(owner_reader(), {"product": ["gasoline"]})
    order_forecast(platform.stores, ama, asked())
    with working(platform):
        until(lambda: told_forecast(platform.stores, ama, asked()) is not None)
    told = told_forecast(platform.stores, ama, asked())
    assert {row["product"] for row in rows(told)} == {"gasoline"}
    assert told.kept.audience != first.kept.audience
    assert {each["key"]["product"] for each in told.kept.body["past"]["L"]} == {"gasoline"}


def test_another_organisation_reads_only_what_is_published(platform: Platform):
    add_organisation(platform.stores, owner_reader(), Organisation("others", "Others"))
    add_person(platform.stores, owner_reader(), PersonId("kofi"), "Kofi", "kofi@others.example")
    set_standing(platform.stores, owner_reader("others"), PersonId("kofi"), Standing(Role.VIEWER))
    kofi = reader_of_person(platform.stores, PersonId("kofi"), "others")
    with pytest.raises(ForecastRefused, match="nothing is known"):
        told_forecast(platform.stores, kofi, asked())


def test_a_new_month_makes_it_anew_by_itself_and_what_was_told_before_stays(
    platform: Platform, first: ToldForecast, books: dict[str, Path], tmp_path: Path
):
    told_by = datetime.now(UTC)
    take_in(platform, tmp_path, books["2025"])
    stores, reader = platform.stores, platform.reader
    assert told_forecast(stores, reader, asked()) is None
    with working(platform):  # nobody asks
        until(lambda: told_forecast(stores, reader, asked()) is not None)
    now = told_forecast(stores, reader, asked())
    assert {row["month"] for row in rows(now)} == {"2026-01", "2026-02"}

    then = made(platform, asked(as_recorded=told_by.isoformat()))
    assert (then.kept.id, rows(then)) == (first.kept.id, rows(first))
    known = made(platform, asked(as_of=first.kept.known_at.isoformat()))
    assert (known.kept.id, rows(known)) == (first.kept.id, rows(first))
    with pytest.raises(NoForecastThen):
        made(platform, asked(as_recorded=(first.kept.made_at - timedelta(days=1)).isoformat()))

    past = [row for batch in past_forecasts(stores, reader, now).batches for row in batch.to_pylist()]
    before = [row for row in past if row["made_at"] == first.kept.made_at.isoformat()]
    came = next(each for each in now.kept.body["past"]["L"] if each["key"] == {"product": "gasoil"})
    assert before[0]["came"] == came["values"][24]
    changed = forecast_in_full(now)["series"][0]["explanation"]["changed"]
    assert isinstance(changed, dict)


def test_a_forecast_as_of_a_day_knows_nothing_of_what_came_later(platform: Platform, first: ToldForecast):
    """The same question as of an earlier day that was never asked then: its folds are played from what was known."""
    wanted = asked("product=gasoline", as_of=first.kept.known_at.isoformat())
    told = made(platform, wanted)
    assert told.kept.known_at == first.kept.known_at
    assert {row["month"] for row in rows(told)} == {"2025-01", "2025-02"}
    (past,) = told.kept.body["past"]["L"]
    assert len(past["values"]) == 24


def test_a_killed_worker_costs_one_fold_and_nothing_twice(platform: Platform, home: Path, begun: Begin):
    wanted, stores = asked("product=lpg"), platform.stores
    worker = begun(WORKER, home)
    order_forecast(stores, platform.reader, wanted)
    until(lambda: folds(platform) > 0)
    killed(worker)
    finished = made_before(platform)
    begun(WORKER, home)
    until(lambda: told_forecast(stores, platform.reader, wanted) is not None)
    until(lambda: all(each.is_over for each in jobs(platform)))
    assert finished <= made_before(platform)
    with stores.database.reading(SAMPLE, platform.reader.person) as unit:
        verify_records(unit)
        records = list_records(unit, kind="forecast_made", limit=1000)
    stamp = told_forecast(stores, platform.reader, wanted).kept.id
    assert [each.body["forecast"] for each in records].count(stamp) == 1


def folds(platform: Platform) -> int:
    return len(made_before(platform))


def made_before(platform: Platform) -> set[tuple[Any, ...]]:
    """The folds of gas that are kept, each with when it was played."""
    with platform.stores.database.reading(SAMPLE, platform.reader.person) as unit:
        found = unit.rows("select origin, known_at, made_at from forecast_folds where unit = 'kg'")
    return {tuple(each.values()) for each in found}


def jobs(platform: Platform) -> list[Any]:
    with platform.stores.database.reading(LOCAL, platform.reader.person) as unit:
        return list(list_jobs(unit, kind="forecast"))


def test_the_command_line_and_a_notebook_tell_the_same(platform: Platform, home: Path):
    words = ("forecast", "-m", "volume", "-d", "product", "-f", "source=national", "-f", FUELS, "--horizon", "2")
    done = petroverse(*words, "--format", "json", "--explain", home=home)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["rows"] == rows(told_forecast(platform.stores, platform.reader, asked()))
    contract = ["month", "product", "forecast", "lo80", "hi80", "lo95", "hi95", "method"]
    assert list(told["rows"][0])[:8] == contract
    assert "SAMPLE" in done.stderr
    assert "gasoline" in done.stderr
    with pv.connect(home) as market:
        answer = market.forecast(by=["product"], where=["source=national", FUELS], horizon=2)
    assert list(answer) == told["rows"]
    assert answer.is_simulated
    assert petroverse(*words[:-1], "13", home=home).returncode == 2


def test_a_forecast_that_is_cancelled_ends_its_process():
    def check() -> None:
        raise JobCancelled("it is not wanted any more")

    with pytest.raises(JobCancelled):
        list(foreseen([], 6, check))
    assert not [each for each in multiprocessing.active_children() if each.name == "forecast"]
