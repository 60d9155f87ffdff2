"""Two organisations and a regulator on one platform: through every door everybody sees exactly what they may."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import httpx
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import petroverse as pv
from petroverse.app import Platform, Settings, open_platform
from petroverse.core.errors import NotAllowed, NotFound
from petroverse.core.grants import PersonId
from petroverse.core.rights import RIGHTS_OF, Right, Role
from petroverse.database import EngineSettings, forget_engine
from petroverse.workflows import Standing as Membership
from petroverse.workflows import add_person, new_token, owner_reader, set_standing, share, unshare
from platform_process import PROGRAM, environment, petroverse, running_up
from private_market import COMPANIES, OWNERS, PRODUCTS, Lifting, Standing, markers, visible, write_liftings

QUESTION: dict[str, Any] = {
    "measures": ["volume"],
    "dimensions": ["month", "product", "company", "organisation"],
    "filters": [{"dimension": "source", "in": ["omc"]}],
}
NUMBERS = count(1)
EXAMPLES = int(os.environ.get("PETROVERSE_SOAK", "8"))
EVERYBODY = sum(COMPANIES.values(), ())


class Doors:
    """One platform, its owner's hands on it, and its address."""

    def __init__(self, platform: Platform, address: str) -> None:
        self.platform = platform
        self.address = address
        self.ruled: dict[str, set[str]] = {owner: set() for owner in OWNERS}
        """Companies that rules of an organisation's people name: its admins read them there."""

    def token(self, standing: Standing) -> str:
        """Makes a person of that standing, and a token that may do all that the person may."""
        person = PersonId(f"person-{next(NUMBERS)}")
        stores, owner = self.platform.stores, owner_reader(standing.organisation)
        add_person(stores, owner_reader(), person, person, f"{person}@example.org")
        set_standing(stores, owner, person, Membership(standing.role, standing.rules, None))
        self.ruled[standing.organisation] |= set(standing.rules.get("company", ()))
        return new_token(stores, owner, "all", scopes=RIGHTS_OF[standing.role], days=1, person=person)[1]

    def share(self, shares: set[tuple[str, str]]) -> None:
        """Lets these organisations read those, and no others."""
        for owner, reader in (("alpha", "watch"), ("beta", "watch"), ("alpha", "beta")):
            change = share if (owner, reader) in shares else unshare
            try:
                change(self.platform.stores, owner_reader(owner), reader)
            except NotFound:  # it was not shared
                assert change is unshare


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("tables")
    for owner in OWNERS[:3]:
        assert petroverse("org", "add", owner, home=home).returncode == 0
    for owner, table in write_liftings(folder).items():
        done = petroverse("import", "table", table, "--mapping", folder / "mapping.toml", "--org", owner, home=home)
        assert done.returncode == 0, done.stderr
    with running_up(home) as up, open_platform(Settings(home=home)) as platform:
        yield Doors(platform, up.address)
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
    expected = _as_rows(visible(standing, shares))

    for door in (_rest_json, _rest_csv, _graphql, _notebook, _command_line):
        assert door(doors, token) == expected, door.__name__
    may_export = Right.EXPORT in RIGHTS_OF[standing.role]
    for export in (_export_csv, _export_arrow, _export_xlsx, _export_notebook, _export_command_line):
        assert export(doors, token) == (expected if may_export else None), export.__name__


@SLOWLY
@given(standing=STANDINGS, shares=SHARES)
def test_no_route_names_a_company_that_a_person_may_not_see(
    doors: Doors, standing: Standing, shares: set[tuple[str, str]]
) -> None:
    doors.share(shares)
    token = doors.token(standing)
    may_see = {each.company for each in visible(standing, shares)} | doors.ruled[standing.organisation]

    with _client(doors, token) as client:
        for path in _readable_paths(client):
            answered = client.get(path)
            assert answered.status_code < 500, path
            assert markers(_text(answered)) <= may_see, path


@SLOWLY
@given(standing=STANDINGS, shares=SHARES)
def test_a_total_holds_no_litre_of_a_row_that_a_person_may_not_see(
    doors: Doors, standing: Standing, shares: set[tuple[str, str]]
) -> None:
    doors.share(shares)
    with _client(doors, doors.token(standing)) as client:
        answered = client.post("/api/query", json={**QUESTION, "dimensions": ["organisation"]}).json()

    assert sum(row["volume"] or 0 for row in answered["rows"]) == sum(each.litres for each in visible(standing, shares))


def _as_rows(liftings: list[Lifting]) -> list[tuple[str, str, str, float]]:
    return sorted((each.month, each.product, each.company, float(each.litres)) for each in liftings)


def _rows(found: list[dict[str, Any]]) -> list[tuple[str, str, str, float]]:
    return sorted((str(row["month"])[:7], row["product"], row["company"], float(row["volume"])) for row in found)


def _client(doors: Doors, token: str) -> httpx.Client:
    return httpx.Client(base_url=doors.address, headers={"Authorization": f"Bearer {token}"}, timeout=60)


def _well(answered: httpx.Response) -> httpx.Response:
    assert answered.is_success, answered.text
    return answered


def _rest_json(doors: Doors, token: str) -> list[tuple[str, str, str, float]]:
    with _client(doors, token) as client:
        return _rows(_well(client.post("/api/query", json=QUESTION)).json()["rows"])


def _rest_csv(doors: Doors, token: str) -> list[tuple[str, str, str, float]]:
    chosen = {"measure": "volume", "by": "month,product,company,organisation", "filter": "source=omc", "format": "csv"}
    with _client(doors, token) as client:
        return _rows(_csv(_well(client.get("/api/query", params=chosen)).text))


def _graphql(doors: Doors, token: str) -> list[tuple[str, str, str, float]]:
    asked = {"query": "query($q: QuestionInput!) { answer(question: $q) { rows } }", "variables": {"q": QUESTION}}
    with _client(doors, token) as client:
        return _rows(_well(client.post("/api/graphql", json=asked)).json()["data"]["answer"]["rows"])


def _notebook(doors: Doors, token: str) -> list[tuple[str, str, str, float]]:
    with pv.connect(doors.address, token=token) as market:
        answer = market.query("volume", by=["month", "product", "company", "organisation"], where={"source": "omc"})
        return _rows(list(answer))


def _command_line(doors: Doors, token: str) -> list[tuple[str, str, str, float]]:
    words = [
        "query",
        "-m",
        "volume",
        "-d",
        "month,product,company,organisation",
        "-f",
        "source=omc",
        "--format",
        "json",
    ]
    return _rows(json.loads(_said(doors, token, *words).stdout)["rows"])


def _export_csv(doors: Doors, token: str) -> list[tuple[str, str, str, float]] | None:
    return _exported(doors, token, "csv", lambda answered: _csv(answered.text))


def _export_arrow(doors: Doors, token: str) -> list[tuple[str, str, str, float]] | None:
    return _exported(
        doors, token, "arrow", lambda answered: pa.ipc.open_stream(answered.content).read_all().to_pylist()
    )


def _export_xlsx(doors: Doors, token: str) -> list[tuple[str, str, str, float]] | None:
    return _exported(doors, token, "xlsx", lambda answered: _sheet(answered.content))


def _exported(
    doors: Doors, token: str, form: str, read: Callable[[httpx.Response], list[dict[str, Any]]]
) -> list[tuple[str, str, str, float]] | None:
    with _client(doors, token) as client:
        answered = client.get("/api/exports/volume", params={"format": form})
    if answered.status_code == 403:
        return None
    assert answered.status_code == 200, answered.text
    return _rows(read(answered))


def _export_notebook(doors: Doors, token: str) -> list[tuple[str, str, str, float]] | None:
    with pv.connect(doors.address, token=token) as market:
        try:
            return _rows(list(market.facts("volume")))
        except NotAllowed:
            return None


def _export_command_line(doors: Doors, token: str) -> list[tuple[str, str, str, float]] | None:
    done = _said(doors, token, "export", "volume", "--format", "csv")
    return None if done.returncode == 6 else _rows(_csv(done.stdout))


def _said(doors: Doors, token: str, *words: str) -> subprocess.CompletedProcess[str]:
    around = {**environment(), "PETROVERSE_TOKEN": token}
    command = [*PROGRAM, *words, "--home", str(doors.platform.settings.home)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=around)


def _csv(text: str) -> list[dict[str, Any]]:
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    return [{_plain(name): value for name, value in row.items()} for row in found]


def _sheet(content: bytes) -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0].values)
    heads = [_plain(str(each)) for each in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def _plain(heading: str) -> str:
    """A heading without its unit."""
    return re.split(r"\W", heading)[0]


def _readable_paths(client: httpx.Client) -> list[str]:
    """Every address that the API's own description says can be read, with each dataset and dimension filled in."""
    paths = client.get("/api/openapi.json").json()["paths"]
    plain = [path for path, verbs in paths.items() if "get" in verbs and "{" not in path and "events" not in path]
    filled = [f"/api/values/{each}" for each in ("company", "product", "month")]
    chosen = "measure=volume&by=company&filter=source=omc"
    return [*plain, *filled, *(f"/api/imports/{each}" for each in range(1, 5)), f"/api/query?{chosen}"]


def _text(answered: httpx.Response) -> str:
    return answered.content.decode("utf-8", "replace")
