"""Every route, whoever asks, whoseever thing it is: one declared table says what must come of it."""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from petroverse.api import create_routes
from petroverse.api.access import check_access
from petroverse.api.gate import Gate
from petroverse.api.limits import Limits
from petroverse.app import Platform
from petroverse.core.country import CompanyAlias
from petroverse.core.dashboards import Dashboard, Panel, Place, View
from petroverse.core.grants import LOCAL, SAMPLE, OrganisationId, PersonId
from petroverse.core.messages import MessageId
from petroverse.core.places import Place as Site
from petroverse.core.places import PlaceId
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.rights import Right, Role
from petroverse.core.tanks import Tank, TankId, VerticalCylinder
from petroverse.database import (
    MeasuredSite,
    NewImport,
    NewJob,
    NewSchedule,
    StoredReceiver,
    accept_alias,
    add_dashboard,
    add_imports,
    add_receiver,
    add_schedule,
    add_site_readings,
    decide_companies,
    delete_dashboard,
    enqueue_job,
    make_invitation,
    make_token,
    put_membership,
    read_network,
    reserve_import_ids,
    save_insights,
    save_market_findings,
    save_network,
    save_view,
    share_with,
)
from petroverse.detect.market import Evidence, Finding, Node, Signal, finding_to_json
from petroverse.insight import About, Candidate, Insight, insight_to_plain
from petroverse.metrics import Filter, Query
from petroverse.workflows import (
    OWNER,
    Organisation,
    Standing,
    add_organisation,
    add_person,
    admit_person,
    new_link_token,
    new_token,
    owner_reader,
    reader_of_session,
    redeem_link,
    set_standing,
)
from served_app import served
from written_sheets import written_book

VOLTA, DENSU = OrganisationId("volta"), OrganisationId("densu")
PEOPLE = tuple(map(str, Role))
CALLERS = ("nobody", *PEOPLE, "owner", "read-only token", "expired token")

EVERYBODY = frozenset(CALLERS)
KNOWN = EVERYBODY - {"nobody", "expired token"}
SIGNED_IN = KNOWN - {"read-only token"}
MAY = {
    "open": EVERYBODY,
    "known": KNOWN,
    "session": SIGNED_IN,
    "read": KNOWN,
    "export": frozenset({"analyst", "regulator", "operator", "admin", "owner"}),
    "work": frozenset({"operator", "admin", "owner"}),
    "administer": frozenset({"admin", "owner"}),
    "platform": frozenset({"owner"}),
}
ROUTES = {
    "open": """
        GET /{path:path} | GET /sign-in | GET /sign-in/provider | GET /sign-in/provider/return
        GET /api/sign-in | POST /api/sign-in | POST /api/invitations/look | POST /api/invitations/accept
        GET /api/openapi.json | GET /api/docs | POST /api/gateways/handovers
    """,
    "known": """
        GET /api/session | GET /api/health | GET /api/graphql/schema
    """,
    "session": """
        DELETE /api/session | POST /api/session/organisation | GET /api/sessions | DELETE /api/sessions
        DELETE /api/sessions/{number} | POST /api/password
        GET /api/push/subscriptions | POST /api/push/subscriptions | DELETE /api/push/subscriptions/{receiver}
        POST /api/push/subscriptions/{receiver}/test
    """,
    "read": """
        GET /api/home | GET /api/catalogue | GET /api/query | POST /api/query | GET /api/values/{dimension}
        GET /api/country | GET /api/events | POST /api/graphql
        GET /api/insights | GET /api/insights/{insight}
        GET /api/anomalies | GET /api/anomalies/signals | GET /api/anomalies/{anomaly}
        GET /api/forecasts | GET /api/forecasts/in-full | GET /api/forecasts/history
        GET /api/imports | GET /api/imports/{import_id} | GET /api/findings | GET /api/editions
        GET /api/imports/{import_id}/sheet | GET /api/restatements
        GET /api/companies/proposals | GET /api/companies/names | GET /api/companies/aliases
        GET /api/lapses | GET /api/lapses/company
        GET /api/tokens | POST /api/tokens | DELETE /api/tokens/{token} | GET /api/shares
        GET /api/views | POST /api/views | DELETE /api/views/{view}
        GET /api/dashboards | POST /api/dashboards | GET /api/dashboards/{dashboard} | PUT /api/dashboards/{dashboard}
        DELETE /api/dashboards/{dashboard} | POST /api/dashboards/{dashboard}/bring-back
        GET /api/dashboards/{dashboard}/versions | POST /api/dashboards/{dashboard}/versions/{version}/restore
        GET /api/notices/told | GET /api/push/key
        GET /api/network | GET /api/readings/set-aside | GET /api/tanks/latest | GET /api/tanks/{tank:path}/readings
        GET /api/wet-stock | GET /api/wet-stock/{place:path} | GET /api/deliveries
        GET /api/alarms | GET /api/alarms/history | GET /api/alarms/notices | GET /api/alarms/rules
        GET /api/alarms/health
    """,
    "export": """
        GET /api/imports/{import_id}/file | GET /api/exports/{dataset}
        GET /api/dashboards/{dashboard}/report | POST /api/reports | GET /api/network/export
        GET /api/wet-stock/{place:path}/report | GET /api/insights/report
    """,
    "work": """
        POST /api/imports | DELETE /api/imports/{import_id}
        POST /api/companies/aliases | DELETE /api/companies/aliases/{number}
        POST /api/companies/verdicts | DELETE /api/companies/verdicts/{number}
        GET /api/jobs | POST /api/jobs | GET /api/jobs/{job_id} | POST /api/jobs/{job_id}/cancel
        POST /api/jobs/{job_id}/retry | GET /api/schedules | POST /api/schedules | PATCH /api/schedules/{name}
        GET /api/receivers | POST /api/receivers | PUT /api/receivers/{receiver} | DELETE /api/receivers/{receiver}
        POST /api/receivers/{receiver}/test
        DELETE /api/schedules/{name} | PUT /api/network | POST /api/network/import | POST /api/readings
        POST /api/deliveries | DELETE /api/deliveries
        POST /api/anomalies/{anomaly}/verdict
        POST /api/alarms/deeds | POST /api/alarms/rules/preview
        GET /api/gauges/protocols | POST /api/gauges/look | POST /api/gauges
    """,
    "administer": """
        GET /api/people | PUT /api/people/{person} | DELETE /api/people/{person} | GET /api/activity
        GET /api/invitations | POST /api/invitations | DELETE /api/invitations/{number}
        POST /api/shares | DELETE /api/shares/{organisation} | PUT /api/alarms/rules | DELETE /api/alarms/rules
    """,
    "platform": "POST /api/sign-in-links | POST /api/sample | DELETE /api/sample",
}
"""What each route takes, said here once more and on purpose: a change of the program's own table must be meant."""

TABLE = {
    tuple(route.split(maxsplit=1)): level
    for level, lines in ROUTES.items()
    for route in re.split(r"\s*[|\n]\s*", lines.strip())
}

FRESH = itertools.count(1)
PANEL = Panel("all", "Rows", {"measures": ["cells"]}, View("figure", "cells"), Place(0, 0, 12, 4))


class World:
    """Two organisations with one person for each role, and whoever else may ask."""

    def __init__(self, platform: Platform) -> None:
        self.stores, self.origin = platform.stores, platform.settings.address
        owner = owner_reader()
        for each in (VOLTA, DENSU):
            add_organisation(self.stores, owner, Organisation(each, each.title()))
        for role in PEOPLE:
            add_person(self.stores, owner, PersonId(f"matrix-{role}"), role.title(), f"{role}@matrix.example")
            set_standing(self.stores, owner_reader(VOLTA), f"matrix-{role}", Standing(Role(role)))
        self.kept = {each: self.fresh(each) for each in CALLERS}

    def fresh(self, caller: str) -> dict[str, str]:
        """Headers of a caller, signed in anew."""
        if caller == "nobody":
            return {"Origin": self.origin}
        if caller == "read-only token":
            admin = reader_of_session(self.stores, admit_person(self.stores, PersonId("matrix-admin"), "password"))
            made = new_token(self.stores, admin, "matrix", scopes={Right.READ}, days=1)
            return {"Authorization": f"Bearer {made[1]}"}
        if caller == "expired token":
            return {"Authorization": f"Bearer {self._over()}"}
        if caller == "owner":
            session = redeem_link(self.stores, new_link_token(self.stores, OWNER))
        else:
            session = admit_person(self.stores, PersonId(f"matrix-{caller}"), "password")
        return {"Cookie": f"petroverse_session={session}", "Origin": self.origin}

    def _over(self) -> str:
        with self.stores.database.unit_of_work(VOLTA, PersonId("matrix-admin")) as unit:
            everything = set(Right) - {Right.PLATFORM}
            made = make_token(unit, "over", person=PersonId("matrix-admin"), scopes=everything, lasts=timedelta(days=1))
            unit.rows(
                "update tokens set made_at = made_at - interval '2 days', expires_at = expires_at - interval '2 days' "
                "where id = %s",
                [made[0]],
            )
        return made[1]


@pytest.fixture(scope="module")
def world(platform: Platform) -> World:
    return World(platform)


@pytest.fixture(scope="module")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def status(http: httpx.Client, method: str, path: str, headers: dict[str, str], **more: object) -> int:
    """The status of one request, without waiting for the rest of a long answer."""
    with http.stream(method, path, headers={"Accept": "text/html,*/*", **headers}, **more) as answer:
        return answer.status_code


def test_no_route_is_left_out_of_the_table(platform: Platform):
    def routes_in(routes: list) -> Iterator[tuple[str, str]]:
        for each in routes:
            if hasattr(each, "original_router"):
                yield from routes_in(each.original_router.routes)
            else:
                assert each.methods, f"{each} answers no method"
                yield from ((method, each.path) for method in each.methods - {"HEAD"})

    assert set(routes_in(create_routes(platform.service()).routes)) == set(TABLE)


def test_what_a_route_takes_stands_in_its_description(platform: Platform):
    paths = create_routes(platform.service()).openapi()["paths"]
    told = {(method.upper(), path): of["x-right"] for path, each in paths.items() for method, of in each.items()}
    declared = {(method, path.replace(":path", "")): level for (method, path), level in TABLE.items()}
    work = {"import", "curate", "operate"}
    wrong = {
        route: right
        for route, right in told.items()
        if right not in (work if declared[route] == "work" else {declared[route]})
    }
    assert wrong == {}


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize(("method", "path"), TABLE, ids=lambda each: str(each))
def test_a_route_lets_in_whom_the_table_names(method: str, path: str, caller: str, world: World, http: httpx.Client):
    level = TABLE[method, path]
    headers = world.fresh(caller) if level == "session" and caller in MAY[level] else world.kept[caller]
    # Nothing is to be done here, so a change is asked for with a parameter that no route has.
    void = {} if method == "GET" else {"no_such_parameter": "1"}
    got = status(http, method, re.sub(r"\{[\w:]+\}", "1", path), headers, params=void)
    if caller in MAY[level]:
        assert got not in {401, 403}
        assert got < 500
    else:
        assert got == (403 if caller in KNOWN else 401)


def _import(world: World, unit: object, person: str) -> object:
    number = reserve_import_ids(unit, 1)[0]
    add_imports(unit, [NewImport(number, "own.csv", f"{number:064x}", 1, "stored")])
    return number


def _workbook(world: World, unit: object, person: str) -> object:
    number = reserve_import_ids(unit, 1)[0]
    content = written_book({"Jan": [["Company", "Gasoil"], ["STAR", number]]})
    add_imports(unit, [NewImport(number, "own.xlsx", world.stores.blobs.put(content), len(content), "stored")])
    return number


def _decision(world: World, unit: object, person: str) -> object:
    return decide_companies(unit, (f"Matrix {next(FRESH)}", "Whole Oil"), "two", "")


def _schedule(world: World, unit: object, person: str) -> object:
    wanted = NewSchedule(f"matrix-{next(FRESH)}", "0 6 * * *", "UTC", "lake_upkeep")
    return add_schedule(unit, wanted).name


def _member(world: World, unit: object, person: str) -> object:
    number = next(FRESH)
    name = PersonId(f"matrix-member-{number}")
    add_person(world.stores, owner_reader(), name, f"Member {number}", f"{number}@member.example")
    put_membership(unit, name, Standing(Role.VIEWER))
    return name


def _share(world: World, unit: object, person: str) -> object:
    name = OrganisationId(f"matrix-reader-{next(FRESH)}")
    add_organisation(world.stores, owner_reader(), Organisation(name, "Reader"))
    share_with(unit, name)
    return name


def _alias(world: World, unit: object, person: str) -> object:
    return accept_alias(unit, CompanyAlias(f"Matrix {next(FRESH)}", "Whole Oil"))


def _view(world: World, unit: object, person: str) -> object:
    return save_view(unit, f"view-{next(FRESH)}", f"View {next(FRESH)}", "/market", is_shared=False).id


def _dashboard(world: World, unit: object, person: str) -> object:
    return add_dashboard(unit, f"matrix-{next(FRESH)}", Dashboard("Matrix", panels=(PANEL,))).id


def _deleted_dashboard(world: World, unit: object, person: str) -> object:
    made = _dashboard(world, unit, person)
    delete_dashboard(unit, made)
    return made


def _tank(world: World, unit: object, person: str) -> object:
    name, at = f"matrix/{next(FRESH)}", datetime(2024, 3, 1, tzinfo=UTC)
    site = SiteReadings(PlaceId("S7"), (Reading(TankId(name), at, 1.0),))
    add_site_readings(unit, [MeasuredSite(MessageId(name), at, site)])
    return name


def _site(world: World, unit: object, person: str) -> object:
    name, stored = f"matrix-{next(FRESH)}", read_network(unit)
    tank = Tank(TankId(f"{name}/1"), PlaceId(name), "gasoil", VerticalCylinder(2.0, 3.0), 9_000.0, 8_000.0)
    places = (*stored.network.places, Site(PlaceId(name), name, "station"))
    save_network(
        unit, replace(stored.network, places=places, tanks=(*stored.network.tanks, tank)), version=stored.version
    )
    return name


def _insight(world: World, unit: object, person: str) -> object:
    name, month = f"matrix-{next(FRESH)}", date(2024, 3, 1)
    query = Query(("volume",), ("month",), (Filter("organisation", "in", (unit.organisation,)),))
    found = Candidate("repeated", About("omc", ("gasoline",)), month, (query,), 1.0, 1.0)
    told = Insight(
        found, {"value": 1.0, "unit": "L"}, {"analyst": 1.0}, query, {"kind": "line", "x": "month", "y": "volume"}
    )
    save_insights(unit, {name: (month, insight_to_plain(told))}, name)
    return name


def _anomaly(world: World, unit: object, person: str) -> object:
    name = f"matrix-{next(FRESH)}"
    signal = Signal("level", Node("omc", "gasoline", company="GOIL"), "2024-03", "2024-03", 9.0, 3.0, "L", 1e-9)
    asked = {"measures": ["volume"], "dimensions": ["month", "product", "company", "unit"], "filters": []}
    save_market_findings(unit, {name: finding_to_json(Finding(signal, Evidence((asked,))))}, name, {})
    return name


def _receiver(world: World, unit: object, person: str, *, of: str = "") -> object:
    wants = {
        "priorities": ["high"], "places": [], "rules": [], "zone": "UTC", "quiet": None, "urgent": [],
        "after_minutes": 0, "digest_at": None,
    }  # fmt: skip
    made = StoredReceiver(
        secrets.token_hex(8), "Ama", "mail", "ama@example.org", of, "", wants, True, unit.at, unit.at, person
    )
    add_receiver(unit, made)
    return made.id


def _browser(world: World, unit: object, person: str) -> object:
    return _receiver(world, unit, person, of=person)


def _token(world: World, unit: object, person: str) -> object:
    return make_token(unit, "own", person=PersonId(person), scopes={Right.READ}, lasts=timedelta(days=1))[0]


THINGS: dict[tuple[str, str], tuple[Callable[[World, object, str], object], dict | None]] = {
    ("GET", "/api/imports/{import_id}"): (_import, None),
    ("DELETE", "/api/imports/{import_id}"): (_import, None),
    ("GET", "/api/imports/{import_id}/sheet"): (_workbook, None),
    ("GET", "/api/imports/{import_id}/file"): (_workbook, None),
    ("DELETE", "/api/companies/aliases/{number}"): (_alias, None),
    ("DELETE", "/api/companies/verdicts/{number}"): (_decision, None),
    ("GET", "/api/jobs/{job_id}"): (lambda world, unit, person: enqueue_job(unit, NewJob("lake_upkeep")).id, None),
    ("POST", "/api/jobs/{job_id}/cancel"): (
        lambda world, unit, person: enqueue_job(unit, NewJob("lake_upkeep")).id,
        None,
    ),
    ("PATCH", "/api/schedules/{name}"): (_schedule, {"is_paused": True}),
    ("DELETE", "/api/schedules/{name}"): (_schedule, None),
    ("PUT", "/api/people/{person}"): (_member, {"role": "analyst"}),
    ("DELETE", "/api/people/{person}"): (_member, None),
    ("DELETE", "/api/invitations/{number}"): (
        lambda world, unit, person: make_invitation(unit, "new@matrix.example", Standing(Role.VIEWER))[0],
        None,
    ),
    ("DELETE", "/api/shares/{organisation}"): (_share, None),
    ("DELETE", "/api/tokens/{token}"): (_token, None),
    ("DELETE", "/api/views/{view}"): (_view, None),
    ("GET", "/api/dashboards/{dashboard}"): (_dashboard, None),
    ("PUT", "/api/dashboards/{dashboard}"): (_dashboard, {"name": "Other", "version": 1}),
    ("DELETE", "/api/dashboards/{dashboard}"): (_dashboard, None),
    ("POST", "/api/dashboards/{dashboard}/bring-back"): (_deleted_dashboard, None),
    ("GET", "/api/dashboards/{dashboard}/versions"): (_dashboard, None),
    ("GET", "/api/dashboards/{dashboard}/report"): (_dashboard, None),
    ("GET", "/api/tanks/{tank:path}/readings"): (_tank, None),
    ("GET", "/api/insights/{insight}"): (_insight, None),
    ("GET", "/api/anomalies/{anomaly}"): (_anomaly, None),
    ("POST", "/api/anomalies/{anomaly}/verdict"): (_anomaly, {"verdict": "dismissed", "reason": "a new mine"}),
    ("GET", "/api/wet-stock/{place:path}"): (_site, None),
    ("GET", "/api/wet-stock/{place:path}/report"): (_site, None),
    ("PUT", "/api/receivers/{receiver}"): (_receiver, {"name": "Other"}),
    ("DELETE", "/api/receivers/{receiver}"): (_receiver, None),
    ("POST", "/api/receivers/{receiver}/test"): (_receiver, None),
    ("DELETE", "/api/push/subscriptions/{receiver}"): (_browser, None),
}
"""Routes about one thing of an organisation: how such a thing is made, and what is sent."""

ELSEWHERE = {
    ("POST", "/api/jobs/{job_id}/retry"),
    ("DELETE", "/api/sessions/{number}"),
    ("POST", "/api/dashboards/{dashboard}/versions/{version}/restore"),
    ("POST", "/api/push/subscriptions/{receiver}/test"),
}
"""A job must fail first to be tried again; sessions belong to a person, not to an organisation; a version is not one
thing alone; a trial of a browser is not sent to a regulator."""


ODD = {
    (("GET", "/api/imports/{import_id}/sheet"), "regulator"),
    (("GET", "/api/imports/{import_id}/file"), "regulator"),
    (("GET", "/api/imports/{import_id}"), "regulator"),  # reads what others share, nothing of its own organisation
    (("GET", "/api/tanks/{tank:path}/readings"), "regulator"),
    (("GET", "/api/insights/{insight}"), "regulator"),
    (("GET", "/api/anomalies/{anomaly}"), "regulator"),
    (("GET", "/api/wet-stock/{place:path}"), "regulator"),
    (("GET", "/api/wet-stock/{place:path}/report"), "regulator"),
    (("PUT", "/api/people/{person}"), "owner"),  # makes anybody a member
}


def test_every_route_about_one_thing_is_tried_on_ones_own_and_on_anothers():
    about_one = {route for route in TABLE if re.search(r"\{(?!path|dataset|dimension)", route[1])}
    assert about_one == set(THINGS) | ELSEWHERE


@pytest.mark.parametrize("whose", ["own", "another's"])
@pytest.mark.parametrize(
    ("route", "caller"),
    [(route, caller) for route in THINGS for caller in sorted(MAY[TABLE[route]]) if (route, caller) not in ODD],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_a_thing_is_reached_in_ones_own_organisation_alone(
    route: tuple[str, str], caller: str, whose: str, world: World, http: httpx.Client
):
    method, path = route
    make, body = THINGS[route]
    # The owner reads the sample while nothing real is in.
    reads_sample = caller == "owner" and re.search("imports|companies|insights|anomalies", path)
    own = VOLTA if caller != "owner" else SAMPLE if reads_sample else LOCAL
    person = "matrix-admin" if caller == "read-only token" else OWNER if caller == "owner" else f"matrix-{caller}"
    with world.stores.database.unit_of_work(own if whose == "own" else DENSU, PersonId(person)) as unit:
        thing = make(world, unit, person)
    more = {} if body is None else {"json": body}
    got = status(http, method, re.sub(r"\{[\w:]+\}", str(thing), path), world.kept[caller], **more)
    assert got in ({200, 204} if whose == "own" else {404})


def test_a_person_never_ends_anothers_session(world: World, http: httpx.Client):
    victim = world.fresh("viewer")
    numbers = [each["number"] for each in http.get("/api/sessions", headers=victim).json()["sessions"]]
    assert {status(http, "DELETE", f"/api/sessions/{each}", world.kept["admin"]) for each in numbers} == {404}
    assert status(http, "GET", "/api/session", victim) == 200


LACKS = {"export": "viewer", "work": "analyst", "administer": "operator", "platform": "admin"}
"""Somebody who may much, and not this."""

BODIES = {
    ("POST", "/api/imports"): {"files": {"file": ("a.csv", b"a,b\n1,2\n")}},
    ("POST", "/api/companies/aliases"): {"json": {"alias": "Whole Oil Ltd", "company": "Whole Oil"}},
    ("POST", "/api/companies/verdicts"): {"json": {"name": "Whole Oil", "other": "Old Oil", "verdict": "two"}},
    ("POST", "/api/jobs"): {"json": {"kind": "lake_upkeep"}},
    ("POST", "/api/schedules"): {"json": {"name": "nightly", "cron": "0 6 * * *", "kind": "lake_upkeep"}},
    ("PATCH", "/api/schedules/{name}"): {"json": {"is_paused": True}},
    ("POST", "/api/reports"): {
        "json": {
            "title": "All",
            "panels": [
                {"id": "a", "title": "A", "question": {"measures": ["cells"]}, "view": {"kind": "table", "y": "cells"}}
            ],
        }
    },
    ("PUT", "/api/people/{person}"): {"json": {"role": "admin"}},
    ("POST", "/api/invitations"): {"json": {"email": "new@matrix.example", "role": "admin"}},
    ("POST", "/api/shares"): {"json": {"reader": "densu"}},
    ("PUT", "/api/network"): {"json": {}},
    ("POST", "/api/network/import"): {"files": {"file": ("network.json", b"{}")}},
    ("POST", "/api/gauges/look"): {"json": {"protocol": "modbus", "address": "169.254.169.254:80"}},
    ("POST", "/api/gauges"): {"json": {"gauge": {"id": "g", "place": "S7", "protocol": "modbus", "address": "a:1"}}},
    ("POST", "/api/readings"): {"json": {"messages": [{}]}},
    ("GET", "/api/deliveries"): {"params": {"place": "S7"}},
    ("POST", "/api/deliveries"): {
        "json": {"lines": [{"number": "W1", "tank": "S7/1", "delivered_at": "2024-03-05T10:00:00Z", "standard_l": 9e3}]}
    },
    ("DELETE", "/api/deliveries"): {"params": {"number": "W1", "tank": "S7/1"}},
    ("POST", "/api/alarms/deeds"): {"json": {"does": "note", "rule": "high", "subject": "S7/1", "text": "seen"}},
    ("PUT", "/api/alarms/rules"): {"json": {"name": "high"}},
    ("POST", "/api/receivers"): {"json": {"name": "Ama", "kind": "mail", "address": "ama@example.org"}},
    ("PUT", "/api/receivers/{receiver}"): {"json": {"name": "Ama"}},
    ("POST", "/api/anomalies/{anomaly}/verdict"): {"json": {"verdict": "dismissed", "reason": "a new mine"}},
    ("POST", "/api/alarms/rules/preview"): {"json": {"rule": {"name": "high", "limit": 9000, "unit": "L"}}},
    ("DELETE", "/api/alarms/rules"): {"params": {"name": "high"}},
}


@pytest.fixture(scope="module")
def unguarded(platform: Platform) -> Iterator[httpx.Client]:
    """The platform with the routes' own check switched off, so that the workflows stand alone."""

    def app(host: str) -> Gate:
        service = platform.service()
        routes = create_routes(service)
        routes.dependency_overrides[check_access] = lambda: None
        limits = {"upload_bytes": 1 << 20, "limits": Limits(service.rates)}
        return Gate(routes, sign_in=service.sign_in, hosts=frozenset({host}), **limits)

    with served(app) as host, httpx.Client(base_url=f"http://{host}", timeout=60) as client:
        yield client


@pytest.mark.parametrize(("method", "path"), [route for route, level in TABLE.items() if level in LACKS])
def test_a_workflow_refuses_by_itself_whatever_door_is_left_open(
    method: str, path: str, world: World, unguarded: httpx.Client
):
    caller = LACKS[TABLE[method, path]]
    with world.stores.database.unit_of_work(VOLTA, PersonId("matrix-admin")) as unit:
        thing = "volume" if "{dataset}" in path else _import(world, unit, "") if "{import_id}" in path else 1
    headers = {**world.kept[caller], "Origin": str(unguarded.base_url).rstrip("/"), "Accept": "*/*"}
    more = BODIES.get((method, path), {})
    assert status(unguarded, method, re.sub(r"\{\w+\}", str(thing), path), headers, **more) == 403
