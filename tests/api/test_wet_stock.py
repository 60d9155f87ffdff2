"""Wet stock over real HTTP: read by a site's own people alone, as pages, tables and a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from leak_stations import plain_history
from petroverse.app import Platform
from petroverse.core.devices import Meter, MeterId
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.messages import MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import MeterReading, Reading, SiteReadings
from petroverse.core.rights import Role
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import MeasuredSite, add_site_readings, save_network
from petroverse.workflows import (
    OWNER,
    Organisation,
    Standing,
    add_organisation,
    add_person,
    admit_person,
    owner_reader,
    set_standing,
)

HOME, OTHER = OrganisationId("wetstock"), OrganisationId("wetstock-other")
BEGIN = datetime(2024, 2, 29, 22, tzinfo=UTC)
SITE = PlaceId("S/7")
TANK = Tank(TankId("S/7/1"), SITE, "gasoil", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0, 840.0)


def person(platform: Platform, address: str, organisation: str, role: Role) -> httpx.Client:
    name = PersonId(f"{organisation}-{role}")
    add_person(platform.stores, owner_reader(), name, role.title(), f"{name}@stock.example")
    set_standing(platform.stores, owner_reader(organisation), name, Standing(role))
    session = admit_person(platform.stores, name, "password")
    headers = {"Cookie": f"petroverse_session={session}", "Origin": address}
    return httpx.Client(base_url=address, headers=headers, timeout=60)


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> Iterator[dict[str, httpx.Client]]:
    for each in (HOME, OTHER):
        add_organisation(platform.stores, owner_reader(), Organisation(each, "Stations"))
    meters = tuple(Meter(MeterId(each), SITE, TANK.id) for each in ("N1", "N2"))
    history = plain_history(days=32)
    told = []
    for row, at_s in enumerate(history.at_s):
        at = BEGIN + timedelta(seconds=float(at_s))
        totals = tuple(MeterReading(each.id, at, float(history.total_l[row, n])) for n, each in enumerate(meters))
        site = SiteReadings(SITE, (Reading(TANK.id, at, float(history.level_m[row, 0]), 15.0),), totals)
        told.append(MeasuredSite(MessageId(f"{row}"), at, site))
    with platform.stores.database.unit_of_work(HOME, OWNER) as unit:
        save_network(unit, Network(places=(Place(SITE, "Seven", "station"),), tanks=(TANK,), meters=meters), version=0)
        add_site_readings(unit, told)
    found = {
        f"{organisation} {role}": person(platform, address, organisation, role)
        for organisation in (HOME, OTHER)
        for role in (Role.OPERATOR, Role.VIEWER, Role.REGULATOR)
    }
    yield found
    for each in found.values():
        each.close()


def test_a_month_is_read_as_a_page_and_as_one_site(people: dict[str, httpx.Client]):
    page = people["wetstock viewer"].get("/api/wet-stock", params={"month": "2024-03"}).json()
    assert [(each["place"], each["systems"][0]["verdict"]) for each in page["sites"]] == [("S/7", "PASS")]
    assert (page["month"], page["is_over"], page["simulated"], page["next_cursor"]) == ("2024-03", True, False, None)
    site = people["wetstock viewer"].get("/api/wet-stock/S/7", params={"month": "2024-03"}).json()
    assert len(site["systems"][0]["days"]) == 31
    assert site["systems"][0]["leak"]["verdict"] == "PASS"


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "parquet"])
def test_tables_are_given_to_whoever_may_take_figures_along(people: dict[str, httpx.Client], form: str):
    for path in ("/api/wet-stock", "/api/wet-stock/S/7"):
        wanted = {"month": "2024-03", "format": form}
        given = people["wetstock operator"].get(path, params=wanted)
        assert given.status_code == 200, given.text
        assert given.headers["content-disposition"].endswith(f'.{form}"')
        assert people["wetstock viewer"].get(path, params=wanted).status_code == 403
        if form == "csv" and path.endswith("7"):
            rows = list(csv.DictReader(io.StringIO(given.text)))
            assert len(rows) == 31
            assert rows[0]["day"] == "2024-03-01"


def test_the_record_is_a_pdf_for_whoever_may_take_figures_along(people: dict[str, httpx.Client]):
    given = people["wetstock operator"].get("/api/wet-stock/S/7/report", params={"month": "2024-03"})
    assert (given.status_code, given.headers["content-type"]) == (200, "application/pdf")
    assert given.content.startswith(b"%PDF")
    assert people["wetstock viewer"].get("/api/wet-stock/S/7/report").status_code == 403


def test_others_and_the_regulator_see_no_site(people: dict[str, httpx.Client]):
    for who in ("wetstock regulator", "wetstock-other operator"):
        assert people[who].get("/api/wet-stock", params={"month": "2024-03"}).json()["sites"] == []
        assert people[who].get("/api/wet-stock/S/7", params={"month": "2024-03"}).status_code == 404
        assert people[who].get("/api/deliveries", params={"place": "S/7"}).status_code == 404
        assert people[who].get("/api/wet-stock/S/7/report").status_code in (403, 404)


@pytest.mark.parametrize("month", ["March", "2024-13", "2024-3", "1999-01", "2999-01", "9999-12", "٢٠٢٤-٠٣"])
def test_what_is_no_month_is_refused(people: dict[str, httpx.Client], month: str):
    assert people["wetstock viewer"].get("/api/wet-stock", params={"month": month}).status_code in (400, 422)


def test_papers_are_kept_matched_and_taken_out(people: dict[str, httpx.Client]):
    operator, params = people["wetstock operator"], {"place": "S/7", "month": "2024-03"}
    drop = operator.get("/api/deliveries", params=params).json()["deliveries"][0]
    line = {"number": "W1", "tank": "S/7/1", "delivered_at": drop["started_at"], "standard_l": 15_600.0}
    assert people["wetstock viewer"].post("/api/deliveries", json={"lines": [line]}).status_code == 403
    kept = operator.post("/api/deliveries", json={"lines": [line]})
    assert (kept.status_code, kept.json()) == (201, {"kept": 1, "short": ["S/7/1"]})
    told = operator.get("/api/deliveries", params=params).json()["deliveries"][0]
    assert (told["waybills"], told["is_short"], told["paper_l"]) == (["W1"], True, 15_600.0)
    taken = operator.delete("/api/deliveries", params={"number": "W1", "tank": "S/7/1"})
    assert taken.status_code == 204
    assert operator.get("/api/deliveries", params=params).json()["deliveries"][0]["waybills"] == []
