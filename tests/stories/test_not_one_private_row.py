"""Two organisations and a regulator on one platform: through every door everybody sees exactly what they may."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mail_server import mail_server
from petroverse.app import Settings, open_platform
from petroverse.core.catalogue import datasets
from petroverse.core.grants import OrganisationId
from petroverse.core.rights import RIGHTS_OF, Right, Role
from petroverse.database import EngineSettings, forget_engine
from petroverse.workflows import LISTS, OWNER
from platform_process import Running, petroverse
from private_doors import ANSWERS, EXPORTS, MAILED, QUESTION, Doors, as_rows, client_of, said, text_of
from private_market import COMPANIES, MONTHS, OWNERS, PRODUCTS, Standing, markers, visible, write_liftings

EXAMPLES = int(os.environ.get("PETROVERSE_SOAK", "8"))
EVERYBODY = sum(COMPANIES.values(), ())
COMMANDS = (
    "companies list", "companies proposals", "dashboard list", "export editions", "export findings", "export imports",
    "imports list", "jobs list", "org list", "org log", "org shares", "schedule list", "token list", "user list",
)  # fmt: skip
"""Commands that show what is in a platform; each takes ``--org`` for whoever acts in an organisation by a key."""


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("tables")
    for owner in OWNERS[:3]:
        assert petroverse("org", "add", owner, home=home).returncode == 0
    for owner, table in write_liftings(folder).items():
        done = petroverse("import", "table", table, "--mapping", folder / "mapping.toml", "--org", owner, home=home)
        assert done.returncode == 0, done.stderr
    with mail_server("none") as mails:
        post = {"smtp_host": "127.0.0.1", "smtp_port": str(mails.port), "smtp_tls": "none"}
        serving = Running(
            home, "up", "--port", "0", "--no-browser", settings={**post, "mail_from": "reports@example.org"}
        )
        with serving as up, open_platform(Settings(home=home)) as platform:
            yield Doors(platform, up.address, mails)
    forget_engine(EngineSettings(home))


SLOWLY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],  # each example makes a person; the smallest one says no more
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
STANDINGS = st.builds(
    Standing,
    st.sampled_from(OWNERS[:3]),
    st.sampled_from(list(Role)),
    st.one_of(
        st.just({}),
        st.fixed_dictionaries({"product": st.sampled_from([(each,) for each in PRODUCTS])}),
        st.fixed_dictionaries({"company": st.lists(st.sampled_from(EVERYBODY), min_size=1, max_size=5).map(tuple)}),
    ),
)
SHARES = st.sets(st.sampled_from([("alpha", "watch"), ("beta", "watch"), ("alpha", "beta")]))


@SLOWLY
@given(standing=STANDINGS, shares=SHARES)
def test_every_door_shows_exactly_the_rows_that_a_person_may_see(
    doors: Doors, standing: Standing, shares: set[tuple[str, str]]
) -> None:
    doors.share(shares)
    token = doors.token(standing)
    expected, rights = as_rows(visible(standing, shares)), RIGHTS_OF[standing.role]

    for door in ANSWERS:
        assert door(doors, token) == expected, door.__name__
    for door in EXPORTS:
        assert door(doors, token) == (expected if Right.EXPORT in rights else None), door.__name__
    assert MAILED(doors, token) == (expected if {Right.EXPORT, Right.OPERATE} <= rights else None)


@SLOWLY
@given(standing=STANDINGS, shares=SHARES, command=st.sampled_from(COMMANDS))
def test_no_route_and_no_command_names_what_a_person_may_not_see(
    doors: Doors, standing: Standing, shares: set[tuple[str, str]], command: str
) -> None:
    doors.share(shares)
    token = doors.token(standing)
    own = standing.organisation
    kept = {f"{own.upper()}-7", f"{own.upper()}-9"}  # what its people called their own dashboards and views
    may_see = {each.company for each in visible(standing, shares)} | doors.ruled[own] | kept

    with client_of(doors, token) as client:
        for path in _readable_paths(client, doors):
            answered = client.get(path)
            guessed = markers(path) - may_see  # a refusal says what was asked for
            assert answered.status_code in ({403, 404} if guessed else {200, 202, 400, 403, 404, 422}), path
            assert markers(text_of(answered.content)) - guessed <= may_see, path
    done = said(doors, token, *command.split())
    assert done.returncode in (0, 6), done.stderr
    assert markers(done.stdout + done.stderr) <= may_see, command


@SLOWLY
@given(standing=STANDINGS, shares=SHARES)
def test_a_total_holds_no_litre_of_a_row_that_a_person_may_not_see(
    doors: Doors, standing: Standing, shares: set[tuple[str, str]]
) -> None:
    doors.share(shares)
    with client_of(doors, doors.token(standing)) as client:
        answered = client.post("/api/query", json={**QUESTION, "dimensions": ["organisation"]}).json()

    assert sum(row["volume"] or 0 for row in answered["rows"]) == sum(each.litres for each in visible(standing, shares))


@settings(SLOWLY, max_examples=max(2, EXAMPLES // 4))  # each of them is forecast in a process of its own
@given(standing=STANDINGS, shares=SHARES)
def test_a_forecast_is_made_of_no_row_that_a_person_may_not_see(
    doors: Doors, standing: Standing, shares: set[tuple[str, str]]
) -> None:
    doors.share(shares)
    litres: dict[tuple[str, str], dict[str, int]] = {}
    for row in visible(standing, shares):
        litres.setdefault((row.company, row.product), {})[row.month] = row.litres
    with client_of(doors, doors.token(standing)) as client:
        told = _forecast(client)
    assert told.status_code == (200 if litres else 422), told.text
    made_of = _past(doors, standing.organisation, told.json()["meta"]["forecast"]) if litres else {}
    assert made_of == {key: [months.get(each) for each in MONTHS] for key, months in litres.items()}


def _past(doors: Doors, organisation: str, number: int) -> dict[tuple[str, str], list[int | None]]:
    """What a forecast was made of, as it is kept."""
    found = []
    for owner in (organisation, "public"):
        with doors.platform.stores.database.reading(OrganisationId(owner), OWNER) as unit:
            found += unit.rows("select body->'past'->'L' as past from forecasts where id = %s", [number])
    keys = [(each["key"], each["values"]) for each in found[0]["past"]]
    return {(key["company"], key["product"]): values for key, values in keys if "company" in key}


def _forecast(client: httpx.Client) -> httpx.Response:
    """The forecast of every company and product, once it is made."""
    end = time.monotonic() + 120
    while True:
        told = client.get("/api/forecasts/in-full?by=organisation,company,product&filter=source=omc")
        if told.status_code != 202:
            return told
        assert time.monotonic() < end, told.text
        time.sleep(0.2)


def _readable_paths(client: httpx.Client, doors: Doors) -> list[str]:
    """Every address that the API's own description says can be read, with whatever there is of anybody's filled in."""
    boards, imports = doors.dashboards, range(1, 5)
    filled = {
        "/api/values/{dimension}": [f"/api/values/{each}" for each in ("company", "product", "month")],
        "/api/exports/{dataset}": [f"/api/exports/{each}?format=jsonl" for each in (*datasets(), *LISTS)],
        "/api/imports/{import_id}": [f"/api/imports/{each}" for each in imports],
        "/api/imports/{import_id}/sheet": [f"/api/imports/{each}/sheet" for each in imports],
        "/api/imports/{import_id}/file": [f"/api/imports/{each}/file" for each in imports],
        "/api/jobs/{job_id}": [f"/api/jobs/{each}" for each in imports],
        "/api/dashboards/{dashboard}": [f"/api/dashboards/{each}" for each in boards],
        "/api/dashboards/{dashboard}/versions": [f"/api/dashboards/{each}/versions" for each in boards],
        "/api/dashboards/{dashboard}/report": [
            f"/api/dashboards/{each}/report?format={form}" for each in boards for form in ("pdf", "xlsx")
        ],
        "/api/tanks/{tank}/readings": ["/api/tanks/S7/1/readings"],
        "/api/insights/{insight}": ["/api/insights/0"],
        "/api/anomalies/{anomaly}": ["/api/anomalies/0"],
        "/api/wet-stock/{place}": ["/api/wet-stock/S7"],
        "/api/wet-stock/{place}/report": ["/api/wet-stock/S7/report"],
        "/api/events": [],  # it never ends; what it tells has its own tests
    }
    paths = client.get("/api/openapi.json").json()["paths"]
    readable = [path for path, verbs in paths.items() if "get" in verbs]
    assert {each for each in readable if "{" in each} <= set(filled), "a route is left out"
    chosen = [
        "/api/query?measure=volume&by=company&filter=source=omc",
        "/api/dashboards?deleted=true",
        *(f"/api/restatements?import_id={each}&since=2000-01-01" for each in imports),
        *(f"/api/companies/names?company={each}" for each in EVERYBODY),
    ]
    return [*chosen, *(found for path in readable for found in filled.get(path, [path]))]
