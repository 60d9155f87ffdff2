"""A month of wet stock over a real database: verdicts, books that add up, and what cannot be told."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pypdfium2 as pdfium
import pytest

from leak_stations import GALLON_L, plain_history
from petroverse.alarms import AlarmRule, Rulebook
from petroverse.blobs import FolderBlobs
from petroverse.core.conditions import Condition
from petroverse.core.devices import Meter, MeterId
from petroverse.core.errors import InputRefused
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import MeterReading, Reading, SiteReadings
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import (
    AlarmsFilter,
    Database,
    MeasuredSite,
    NewJob,
    add_site_readings,
    enqueue_job,
    list_alarms,
    list_notices,
    list_waybills,
    save_network,
)
from petroverse.detect.tank import History
from petroverse.lake import Lake
from petroverse.workflows import (
    OWNER,
    JobKind,
    Organisation,
    Stores,
    Work,
    add_organisation,
    deliveries_of_site,
    import_waybills,
    month_body,
    owner_reader,
    reckon_wet_stock,
    remove_waybill,
    run_one,
    take_waybills,
    wet_stock_of_site,
    wet_stock_report,
    wet_stock_sites,
)
from petroverse.workflows.month_end import tell_conditions
from petroverse.workflows.wet_stock_month import StockMonthAsked, month_called

SITE = PlaceId("S7")
BEGIN = datetime(2024, 2, 29, 22, tzinfo=UTC)
"""Two hours before March begins at Greenwich."""
TANK = Tank(TankId("S7/1"), SITE, "gasoil", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0, 840.0)
NUMBERS = count()


@dataclass(frozen=True)
class Clock:
    at: datetime

    def now(self) -> datetime:
        return self.at


@pytest.fixture(scope="module")
def stores(stored: tuple[Database, Lake], tmp_path_factory: pytest.TempPathFactory) -> Stores:
    database, lake = stored
    return Stores(database, lake, FolderBlobs(tmp_path_factory.mktemp("blobs")))


Station = Callable[..., OrganisationId]


@pytest.fixture
def station(stores: Stores) -> Station:
    """Keeps what a station told, as an organisation of its own."""

    def kept(
        history: History, *, tank: Tank = TANK, has_meters: bool = True, rows: Sequence[int] | None = None,
        begin: datetime = BEGIN,
    ) -> OrganisationId:  # fmt: skip
        name = OrganisationId(f"stock-{next(NUMBERS)}")
        add_organisation(stores, owner_reader(), Organisation(name, name))
        meters = tuple(Meter(MeterId(each), SITE, tank.id) for each in ("N1", "N2")) if has_meters else ()
        with stores.database.unit_of_work(name, OWNER) as unit:
            save_network(
                unit, Network(places=(Place(SITE, "Seven", "station"),), tanks=(tank,), meters=meters), version=0
            )
            told = [
                _told(history, row, begin, tank.id, has_meters)
                for row in (range(history.at_s.size) if rows is None else rows)
            ]
            add_site_readings(unit, told)
        return name

    return kept


def _told(history: History, row: int, begin: datetime, tank: TankId, has_meters: bool) -> MeasuredSite:
    at = begin + timedelta(seconds=float(history.at_s[row]))
    temp = float(history.temp_c[row, 0])
    readings = (Reading(tank, at, float(history.level_m[row, 0]), None if np.isnan(temp) else temp),)
    totals = tuple(MeterReading(MeterId(f"N{n + 1}"), at, float(each)) for n, each in enumerate(history.total_l[row]))
    return MeasuredSite(MessageId(f"{row}"), at, SiteReadings(SITE, readings, totals if has_meters else ()))


def march(stores: Stores, home: OrganisationId, month: str = "2024-03") -> dict[str, Any]:
    (system,) = wet_stock_of_site(stores, owner_reader(home), SITE, month)["systems"]
    return system


def test_a_tight_tank_passes_and_its_book_adds_up_to_the_litre(stores: Stores, station: Station):
    home = station(plain_history(days=32))
    system = march(stores, home)
    assert (system["verdict"], system["rule"]["verdict"], system["leak"]["verdict"]) == ("PASS", "PASS", "PASS")
    assert system["leak"]["mdl_gal_h"] < 0.2
    assert system["resolution_m"] == 0.0003
    days = system["days"]
    assert [each["day"] for each in days] == [f"2024-03-{day:02}" for day in range(1, 32)]
    for each in days:
        book = each["opening_standard_l"] + each["received_standard_l"] - each["sold_standard_l"]
        assert abs(book - each["book_standard_l"]) < 1e-3
        assert abs(each["closing_standard_l"] - book - each["variance_standard_l"]) < 1e-3
    for one, following in pairwise(days):
        assert one["closing_standard_l"] == following["opening_standard_l"]
    total = system["standard"]
    whole = total["opening_l"] + total["received_l"] - total["sold_l"] + total["variance_l"]
    assert abs(whole - total["closing_l"]) < 1e-3
    assert abs(days[-1]["cumulative_standard_l"] - total["variance_l"]) < 1e-3


def test_a_leak_of_a_fifth_of_a_gallon_an_hour_fails_with_its_rate(stores: Stores, station: Station):
    truth = 0.2 * GALLON_L
    system = march(stores, station(plain_history(days=32, leak_l_h=truth)))
    leak = system["leak"]
    assert (system["verdict"], leak["verdict"]) == ("FAIL", "FAIL")
    assert abs(leak["rate_l_h"] - truth) < 2 * leak["se_l_h"]
    (cause,) = [each for each in system["causes"] if "leak" in each["causes"]]
    assert abs(cause["litres"] - truth * 24 * 31) < 3 * cause["sd_l"]


def test_the_book_is_what_a_slow_second_way_makes_of_the_readings(stores: Stores, station: Station):
    """Hand-made: litres by the cylinder's formula, correction by the standard's function, day by day."""
    from petroverse.core.units import ObservedVolume
    from petroverse.measurement.strapping import curve_of
    from petroverse.measurement.volume_correction import Commodity, standard_volume

    history = replace(plain_history(days=32, paper_share=0.0), temp_c=np.full((32 * 96, 1), 27.5))
    system = march(stores, station(history))
    curve = curve_of(TANK.strapping)

    def litres(row: int) -> float:
        observed = ObservedVolume(float(curve.volume_l(float(history.level_m[row, 0]))))
        return standard_volume(observed, 840.0, 27.5, Commodity.REFINED).litres

    factor = standard_volume(ObservedVolume(1000.0), 840.0, 27.5, Commodity.REFINED).litres / 1000.0
    for number, day in enumerate(system["days"]):
        first, last = 8 + 96 * number, 8 + 96 * (number + 1)
        sold = float((history.total_l[last] - history.total_l[first]).sum()) * factor
        assert day["opening_standard_l"] == pytest.approx(litres(first), abs=0.5)
        assert day["closing_standard_l"] == pytest.approx(litres(last), abs=0.5)
        assert day["sold_standard_l"] == pytest.approx(sold, abs=0.5)
        dropped = sum(each["standard_l"] for each in system["drops"] if _day_of(each["ended_at"]) == day["day"])
        assert day["received_standard_l"] == pytest.approx(dropped, abs=0.5)
        left = litres(last) - (litres(first) + dropped - sold)
        assert day["variance_standard_l"] == pytest.approx(left, abs=1.0)
        assert day["sold_observed_l"] == pytest.approx(sold / factor, abs=0.5)


def _day_of(instant: str) -> str:
    return instant[:10]


def test_without_meters_nothing_is_guessed(stores: Stores, station: Station):
    system = march(stores, station(plain_history(days=32), has_meters=False))
    assert system["verdict"] == system["leak"]["verdict"] == system["rule"]["verdict"] == "INCONCLUSIVE"
    assert system["reasons"] == ["no meter counts what is sold"]
    assert system["standard"] is None
    assert system["observed"] is None
    assert all(each["variance_observed_l"] is None and each["closing_observed_l"] for each in system["days"])


def test_without_a_density_litres_are_observed_ones(stores: Stores, station: Station):
    system = march(stores, station(plain_history(days=32), tank=replace(TANK, density15_kg_m3=None)))
    assert system["standard"] is None
    assert system["observed"]["variance_l"] is not None
    assert system["rule"]["is_standard"] is False
    assert any("density" in each for each in system["notes"])


def test_without_temperatures_the_leak_test_does_not_answer(stores: Stores, station: Station):
    history = plain_history(days=32)
    system = march(stores, station(replace(history, temp_c=np.full_like(history.temp_c, np.nan))))
    assert system["leak"]["verdict"] == "INCONCLUSIVE"
    assert "temperature" in system["leak"]["reason"]
    assert system["rule"]["verdict"] == "PASS"
    assert system["standard"] is None


def test_missing_days_are_said_and_too_many_make_it_inconclusive(stores: Stores, station: Station):
    history = plain_history(days=32)
    five = [row for row in range(history.at_s.size) if not 10 <= row // 96 < 15]
    system = march(stores, station(history, rows=five))
    blank = [each["day"] for each in system["days"] if each["variance_standard_l"] is None]
    assert 4 <= len(blank) <= 5
    assert system["rule"]["measured_days"] == 31 - len(blank)
    assert system["verdict"] == "PASS"
    assert march(stores, station(history, rows=range(12 * 96)))["reasons"] == [
        "12 days, 20 are needed",
        "11 days were measured, 20 are needed",
    ]


def test_a_month_goes_by_the_midnights_of_the_country(stores: Stores, station: Station):
    """The same readings where days begin five and a half hours earlier: other days."""
    kolkata, berlin = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Berlin")
    now = datetime(2024, 3, 31, 20, tzinfo=UTC)
    month = month_called("2024-03", now, kolkata)
    assert StockMonthAsked(month, kolkata, now).begin == datetime(2024, 2, 29, 18, 30, tzinfo=UTC)
    assert StockMonthAsked(month, kolkata, now).is_over  # in Kolkata April has begun
    assert month_called("", now, kolkata) == month
    edges = StockMonthAsked(month, berlin, now + timedelta(days=9)).edges
    assert (len(edges), edges[-1] - edges[0]) == (32, timedelta(days=31, hours=-1))  # the clocks went forward


def test_a_month_is_kept_and_reckoned_anew_once_readings_come(stores: Stores, station: Station):
    history = plain_history(days=32)
    home = station(history, rows=range(31 * 96))
    first = wet_stock_of_site(stores, owner_reader(home), SITE, "2024-03")
    again = wet_stock_of_site(stores, owner_reader(home), SITE, "2024-03")
    assert again == first
    with stores.database.unit_of_work(home, OWNER) as unit:
        add_site_readings(unit, [_told(history, row, BEGIN, TANK.id, True) for row in range(31 * 96, 32 * 96)])
    anew = wet_stock_of_site(stores, owner_reader(home), SITE, "2024-03")
    assert anew["reckoned_at"] != first["reckoned_at"]
    assert anew["systems"][0]["readings"] > first["systems"][0]["readings"]


def test_a_month_that_goes_on_has_its_days_so_far_and_no_verdict_by_the_rule(stores: Stores, station: Station):
    home = station(plain_history(days=32))
    early = replace(stores, clock=Clock(datetime(2024, 3, 25, 12, tzinfo=UTC)))
    told = wet_stock_of_site(early, owner_reader(home), SITE, "2024-03")
    assert told["is_over"] is False
    assert told["systems"][0]["rule"]["verdict"] == "INCONCLUSIVE"


def test_every_site_is_there_in_short_and_a_page_says_what_is_pending(stores: Stores, station: Station):
    home = station(plain_history(days=32))
    pending = wet_stock_sites(stores, owner_reader(home), "2024-03", budget_s=0.0)
    assert [each["reckoned_at"] for each in pending["sites"]] == [None]
    told = wet_stock_sites(stores, owner_reader(home), "2024-03")
    assert [(each["place"], each["systems"][0]["verdict"]) for each in told["sites"]] == [("S7", "PASS")]
    assert not told["has_more"]


def test_the_report_says_what_was_tested_how_and_what_came_of_it(stores: Stores, station: Station):
    home = station(plain_history(days=32, leak_l_h=0.2 * GALLON_L))
    made = wet_stock_report(stores, owner_reader(home), SITE, "2024-03")
    document = pdfium.PdfDocument(made.content)
    words = " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")
    for each in ("FAIL", "280.43", "S7/1", "2024-03-31", "signature", "No independent body", "840 kg/m", "MDL"):
        assert each in words
    assert "SIMULATED" not in words
    if folder := os.environ.get("SHOW"):
        Path(folder, "report.pdf").write_bytes(made.content)


def test_the_end_of_a_month_tells_what_it_found_once_and_ends_it_with_the_next_tight_month(
    stores: Stores, station: Station
):
    """One leaks and calls nobody: a notice; the other has a rule: an alarm, which a tight month ends."""
    at = datetime(2024, 4, 1, tzinfo=UTC)
    home = station(plain_history(days=32))
    leaking = Condition("slow_loss", "S7/1", at, is_active=True, value=0.8, limit=0.1, unit="L/h", litres=560.0)
    tight = replace(leaking, at=at + timedelta(days=30), is_active=False)
    rule = AlarmRule("slow_loss", cause="a leak", consequence="product in the ground", severity="severe",
                     response="stop deliveries", time_available_s=86400.0, limit=0.1, unit="L/h", deadband=0.0,
                     valid_states=("in_service",), approver="ama", is_enabled=True)  # fmt: skip
    for rules, has_rule in ((Rulebook(), False), (Rulebook((rule,)), True)):
        words = []
        for condition in (leaking, leaking, tight):
            with stores.database.unit_of_work(home, OWNER) as unit:
                tell_conditions(unit, SITE, [condition], rules, cause="a month")
            with stores.database.reading(home, OWNER) as unit:
                alarms = list_alarms(unit, AlarmsFilter(is_open=False))
                notices = [each.ended_at for each in list_notices(unit)]
                words.append(([each.is_active for each in alarms], notices))
        ended = [tight.at]
        if has_rule:
            assert words == [([True], ended), ([True], ended), ([False], ended)]
        else:
            assert words == [([], [None]), ([], [None]), ([], ended)]


def test_the_job_reckons_every_site_and_tells_of_the_last_month(stores: Stores, station: Station):
    home = station(plain_history(days=32, leak_l_h=0.2 * GALLON_L))
    now = replace(stores, clock=Clock(datetime(2024, 4, 2, 3, tzinfo=UTC)))
    with stores.database.unit_of_work(home, OWNER) as unit:
        enqueue_job(unit, NewJob("wet_stock", {"month": ""}))
    work = Work({"wet_stock": JobKind(reckon_wet_stock, month_body)}, lambda _: owner_reader(home))
    job = run_one(now, work, "here", stop=threading.Event())
    assert job is not None
    assert (job.state, job.result) == ("done", {**(job.result or {}), "month": "2024-03", "verdicts": {"FAIL": 1}})
    with stores.database.reading(home, OWNER) as unit:
        notices = {each.rule: each for each in list_notices(unit)}
    assert notices["slow_loss"].begun_at == datetime(2024, 4, 1, tzinfo=UTC)
    assert 500 < (notices["slow_loss"].litres or 0.0) < 650


def waybill(history: History, number: int, **more: object) -> dict[str, object]:
    """The paper of one of a station's drops."""
    assert history.papers
    at_s, litres = history.papers[number]
    at = BEGIN + timedelta(seconds=at_s)
    return {"number": f"W{number}", "tank": "S7/1", "delivered_at": at.isoformat(), "standard_l": litres, **more}


def test_a_delivery_short_of_its_paper_is_told_with_its_litres(stores: Stores, station: Station):
    history = plain_history(days=32)
    home = station(history)
    owner = owner_reader(home)
    papers = history.papers or ()
    told = take_waybills(stores, owner, [waybill(history, 0), waybill(history, 1, standard_l=15_400.0)])
    assert told == {"kept": 2, "short": ["S7/1"]}
    rows = deliveries_of_site(stores, owner, SITE, "2024-03")["deliveries"]
    assert len(rows) == len(papers)
    assert [each["is_short"] for each in rows[:3]] == [False, True, None]
    assert [each["waybills"] for each in rows[:3]] == [["W0"], ["W1"], []]
    assert rows[1]["short_l"] == pytest.approx(400.0, abs=40.0)
    for row, (at_s, litres) in zip(rows, papers, strict=True):
        assert row["standard_l"] == pytest.approx(litres, abs=40.0)  # what pumps sold meanwhile is in it
        assert abs(datetime.fromisoformat(row["ended_at"]) - BEGIN - timedelta(seconds=at_s)) <= timedelta(hours=1)
    with stores.database.reading(home, OWNER) as unit:
        (notice,) = [each for each in list_notices(unit) if each.rule == "short_delivery"]
    assert notice.litres == pytest.approx(rows[1]["short_l"])
    assert notice.body["evidence"]["paper"] == "W1"


def test_by_papers_the_book_lacks_what_the_truck_did_not_bring(stores: Stores, station: Station):
    history = plain_history(days=32)
    home = station(history)
    before = march(stores, home)
    take_waybills(stores, owner_reader(home), [waybill(history, 1, standard_l=15_400.0)])
    after = march(stores, home)
    took = before["drops"][1]["standard_l"]
    assert (before["standard"]["from_paper"], after["standard"]["from_paper"]) == (False, True)
    assert after["standard"]["received_l"] - before["standard"]["received_l"] == pytest.approx(15_400.0 - took)
    assert after["rule"]["variance_l"] - before["rule"]["variance_l"] == pytest.approx(took - 15_400.0)
    remove_waybill(stores, owner_reader(home), "W1", "S7/1")
    assert march(stores, home)["standard"] == before["standard"]


def test_a_paper_of_which_no_tank_tells_stands_alone(stores: Stores, station: Station):
    history = plain_history(days=32)
    home = station(history)
    far = waybill(history, 0) | {"number": "W9", "delivered_at": "2024-03-02T09:00:00Z"}
    take_waybills(stores, owner_reader(home), [far])
    rows = deliveries_of_site(stores, owner_reader(home), SITE, "2024-03")["deliveries"]
    (alone,) = [each for each in rows if each["started_at"] is None]
    assert (alone["waybills"], alone["paper_l"], alone["is_short"]) == (["W9"], far["standard_l"], None)


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"tank": "S9/9"}, "line 1, tank"),
        ({"product": "gasoline"}, "line 1"),
        ({"delivered_at": "2024-03-05T10:00:00"}, "line 1, delivered_at"),
        ({"delivered_at": None}, "line 1, delivered_at"),
        ({"standard_l": None}, "line 1, field standard_volume"),
        ({"standard_l": -5.0}, "line 1, field standard_volume"),
        ({"observed_l": "many"}, "line 1, observed_l"),
        ({"colour": "red"}, "line 1"),
        ({"number": ""}, "line 1"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_kept(
    stores: Stores, station: Station, more: dict[str, object], where: str
):
    history = plain_history(days=3)
    line = {"number": "W0", "tank": "S7/1", "delivered_at": "2024-03-01T10:00:00Z", "standard_l": 9000.0, **more}
    home = station(history, rows=range(10))
    with pytest.raises(InputRefused) as refused:
        take_waybills(stores, owner_reader(home), [line])
    assert refused.value.where == where
    with stores.database.reading(home, OWNER) as unit:
        assert not list_waybills(unit, [SITE], BEGIN, BEGIN + timedelta(days=40))


def test_papers_come_by_file_too(stores: Stores, station: Station):
    home = station(plain_history(days=3), rows=range(10))
    heads = "Number,tank,delivered_at,observed_l,temp_c,density15_kg_m3,truck"
    text = f"{heads}\nW1,S7/1,2024-03-05T10:00:00Z,9000,30,840,GT 1\n"
    assert import_waybills(stores, owner_reader(home), "papers.csv", text.encode())["kept"] == 1
    with stores.database.reading(home, OWNER) as unit:
        (line,) = list_waybills(unit, [SITE], BEGIN, BEGIN + timedelta(days=40))
    assert (line.observed_l, line.temp_c, line.product, line.truck) == (9000.0, 30.0, "gasoil", "GT 1")


def test_tanks_that_are_drawn_through_the_same_meters_are_one_system(stores: Stores, station: Station):
    """Two manifolded tanks share what one held; alone each would look like a leak or a gain."""
    history = plain_history(days=32)
    home = station(history)
    with stores.database.unit_of_work(home, OWNER) as unit:
        meters = tuple(Meter(MeterId(each), SITE, TANK.id) for each in ("N1", "N2"))
        half = replace(TANK, strapping=HorizontalCylinder(2.5, 3.05))
        tanks = (half, replace(half, id=TankId("S7/2")))
        save_network(unit, Network(places=(Place(SITE, "Seven", "station"),), tanks=tanks, meters=meters), version=1)
        add_site_readings(unit, [
            replace(each, message=MessageId(f"{each.message}b"),
                    site=SiteReadings(SITE, tuple(replace(one, tank=tanks[1].id) for one in each.site.readings)))
            for each in (_told(history, row, BEGIN, TANK.id, True) for row in range(history.at_s.size))
        ])  # fmt: skip
    system = march(stores, home)
    assert (system["system"], system["tanks"]) == ("S7/1", ["S7/1", "S7/2"])
    assert (system["verdict"], len(system["drops"])) == ("PASS", 6)
    assert system["standard"]["variance_l"] == pytest.approx(
        march(stores, station(history))["standard"]["variance_l"], abs=1
    )
