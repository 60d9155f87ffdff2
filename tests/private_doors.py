"""Every door of a platform, asked the one question: each function gives the rows that it lets a person see.

``None`` stands for a door that is shut to this person.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import openpyxl
import pyarrow as pa
import pypdfium2

import petroverse as pv
from mail_server import MailServer
from petroverse.app import Platform
from petroverse.core.errors import NotAllowed, NotFound
from petroverse.core.grants import PersonId
from petroverse.core.rights import RIGHTS_OF, Role
from petroverse.workflows import Standing as Membership
from petroverse.workflows import add_person, new_token, owner_reader, set_standing, share, unshare
from platform_process import PROGRAM, environment
from private_market import ALL, COMPANIES, OWNERS, Lifting, Standing

__all__ = ["ANSWERS", "EXPORTS", "MAILED", "QUESTION", "Doors", "as_rows", "client_of", "said", "text_of"]

Rows = list[tuple[str, str, str, float]]

QUESTION: dict[str, Any] = {
    "measures": ["volume"],
    "dimensions": ["month", "product", "company", "organisation"],
    "filters": [{"dimension": "source", "in": ["omc"]}],
}
PANEL: dict[str, Any] = {"id": "all", "title": "All", "question": QUESTION, "view": {"kind": "table", "y": "volume"}}
_BY_LITRES = {each.litres: each for each in ALL}


class Doors:
    """One platform, its owner's hands on it, its address, and where its mail goes."""

    def __init__(self, platform: Platform, address: str, mails: MailServer) -> None:
        self.platform, self.address, self.mails = platform, address, mails
        self.ruled: dict[str, set[str]] = {owner: set() for owner in OWNERS}
        """Companies that rules of an organisation's people name: its admins read them there."""
        self.boards: dict[str, str] = {}
        """An organisation's shared dashboard."""
        self.dashboards: list[str] = []
        """Every dashboard of any organisation, private and deleted ones too."""
        self._people = 0
        for owner in OWNERS[:3]:
            self._furnish(owner)

    def token(self, standing: Standing) -> str:
        """Makes a person of that standing, and a token that may do all that the person may."""
        self._people += 1
        person = PersonId(f"person-{self._people}")
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

    def _furnish(self, owner: str) -> None:
        """What an operator keeps: ``OWNER-7`` is shared there, ``-8`` private, ``-9`` was shared and is deleted.

        And that two of its companies are two, in its own words.
        """
        with client_of(self, self.token(Standing(owner, Role.OPERATOR, {}))) as keeper:
            for mark in (7, 8, 9):
                name, is_shared = f"{owner.upper()}-{mark}", mark != 8
                board = {
                    "name": name,
                    "description": name,
                    "panels": [{**PANEL, "title": name}],
                    "is_shared": is_shared,
                }
                made = _well(keeper.post("/api/dashboards", json=board)).json()["id"]
                self.dashboards.append(made)
                _well(keeper.put(f"/api/dashboards/{made}", json={**board, "version": 1, "note": name}))
                view = {"name": name, "path": f"/market?company={name}", "is_shared": is_shared}
                _well(keeper.post("/api/views", json=view))
                if mark == 7:
                    self.boards[owner] = made
                if mark == 9:
                    _well(keeper.delete(f"/api/dashboards/{made}"))
            one, other = COMPANIES[owner][:2]
            two = {"name": one, "other": other, "verdict": "two", "reason": f"{owner.upper()}-7"}
            _well(keeper.post("/api/companies/verdicts", json=two))


def as_rows(liftings: Iterable[Lifting]) -> Rows:
    """Rows of the market as every door gives them."""
    return sorted((each.month, each.product, each.company, float(each.litres)) for each in liftings)


def client_of(doors: Doors, token: str) -> httpx.Client:
    """Whoever holds a token."""
    return httpx.Client(base_url=doors.address, headers={"Authorization": f"Bearer {token}"}, timeout=60)


def said(doors: Doors, token: str, *words: str) -> subprocess.CompletedProcess[str]:
    """One command in the name of whoever holds a token."""
    around = {**environment(), "PETROVERSE_TOKEN": token}
    command = [*PROGRAM, *words, "--home", str(doors.platform.settings.home)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=around)


def text_of(content: bytes) -> str:
    """All that somebody can read in an answer, out of workbooks and PDFs too."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(each).decode("utf-8", "replace") for each in parts.namelist())
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    return content.decode("utf-8", "replace")


def _rest_json(doors: Doors, token: str) -> Rows:
    with client_of(doors, token) as client:
        return _rows(_well(client.post("/api/query", json=QUESTION)).json()["rows"])


def _rest_csv(doors: Doors, token: str) -> Rows:
    chosen = {"measure": "volume", "by": "month,product,company,organisation", "filter": "source=omc", "format": "csv"}
    with client_of(doors, token) as client:
        return _rows(_csv(_well(client.get("/api/query", params=chosen)).text))


def _dashboard(doors: Doors, token: str) -> Rows | None:
    """What the panel of somebody else's shared dashboard asks, asked by whoever opens it."""
    board = _own_board(doors, token)
    with client_of(doors, token) as client:
        panel = _well(client.get(f"/api/dashboards/{board}")).json()["panels"][0]
        return _rows(_well(client.post("/api/query", json=panel["question"])).json()["rows"])


def _graphql(doors: Doors, token: str) -> Rows:
    asked = {"query": "query($q: QuestionInput!) { answer(question: $q) { rows } }", "variables": {"q": QUESTION}}
    with client_of(doors, token) as client:
        return _rows(_well(client.post("/api/graphql", json=asked)).json()["data"]["answer"]["rows"])


def _notebook(doors: Doors, token: str) -> Rows:
    with pv.connect(doors.address, token=token) as market:
        answer = market.query("volume", by=["month", "product", "company", "organisation"], where={"source": "omc"})
        return _rows(list(answer))


def _command_line(doors: Doors, token: str) -> Rows:
    by = "month,product,company,organisation"
    done = said(doors, token, "query", "-m", "volume", "-d", by, "-f", "source=omc", "--format", "json")
    return _rows(json.loads(done.stdout)["rows"])


def _export_csv(doors: Doors, token: str) -> Rows | None:
    return _exported(doors, token, "csv", lambda answered: _csv(answered.text))


def _export_arrow(doors: Doors, token: str) -> Rows | None:
    return _exported(
        doors, token, "arrow", lambda answered: pa.ipc.open_stream(answered.content).read_all().to_pylist()
    )


def _export_xlsx(doors: Doors, token: str) -> Rows | None:
    return _exported(doors, token, "xlsx", lambda answered: _sheet(answered.content))


def _export_notebook(doors: Doors, token: str) -> Rows | None:
    with pv.connect(doors.address, token=token) as market:
        try:
            return _rows(list(market.facts("volume")))
        except NotAllowed:
            return None


def _export_command_line(doors: Doors, token: str) -> Rows | None:
    done = said(doors, token, "export", "volume", "--format", "csv")
    return None if done.returncode == 6 else _rows(_csv(done.stdout))


def _report_of_panels(doors: Doors, token: str) -> Rows | None:
    wanted = {"title": "All", "panels": [PANEL], "format": "xlsx"}
    with client_of(doors, token) as client:
        answered = client.post("/api/reports", json=wanted)
    return None if answered.status_code == 403 else _reported(_well(answered).content)


def _report_of_a_dashboard(doors: Doors, token: str) -> Rows | None:
    board = _own_board(doors, token)
    with client_of(doors, token) as client:
        answered = client.get(f"/api/dashboards/{board}/report", params={"format": "xlsx"})
    return None if answered.status_code == 403 else _reported(_well(answered).content)


def _mailed_report(doors: Doors, token: str) -> Rows | None:
    """A dashboard that the worker mails."""
    subject = f"report {os.urandom(6).hex()}"
    told = {"dashboard": _own_board(doors, token), "format": "xlsx", "to": ["ama@example.org"], "subject": subject}
    with client_of(doors, token) as client:
        queued = client.post("/api/jobs", json={"kind": "mail_report", "body": told})
        if queued.status_code == 403:
            return None
        place = f"/api/jobs/{_well(queued).json()['id']}"
        until = time.monotonic() + 60
        while (job := _well(client.get(place)).json())["state"] in ("waiting", "running"):
            assert time.monotonic() < until, job
            time.sleep(0.1)
        assert job["state"] == "done", job
    (mail,) = [mail[2] for mail in doors.mails.mails if subject in mail[2]["Subject"]]
    (attached,) = mail.iter_attachments()
    return _reported(attached.get_content())


ANSWERS: tuple[Callable[[Doors, str], Rows | None], ...] = (
    _rest_json, _rest_csv, _graphql, _notebook, _command_line, _dashboard,
)  # fmt: skip
"""Doors that answer questions, to all who may read."""

EXPORTS: tuple[Callable[[Doors, str], Rows | None], ...] = (
    _export_csv, _export_arrow, _export_xlsx, _export_notebook, _export_command_line, _report_of_panels,
    _report_of_a_dashboard,
)  # fmt: skip
"""Doors through which facts are taken away."""

MAILED = _mailed_report
"""The door through which facts are sent: to those who may take them away, and have work done."""


def _own_board(doors: Doors, token: str) -> str:
    with client_of(doors, token) as client:
        return doors.boards[_well(client.get("/api/session")).json()["organisation"]]


def _rows(found: list[dict[str, Any]]) -> Rows:
    return sorted((str(row["month"])[:7], row["product"], row["company"], float(row["volume"])) for row in found)


def _well(answered: httpx.Response) -> httpx.Response:
    assert answered.is_success, answered.text
    return answered


def _exported(
    doors: Doors, token: str, form: str, read: Callable[[httpx.Response], list[dict[str, Any]]]
) -> Rows | None:
    with client_of(doors, token) as client:
        answered = client.get("/api/exports/volume", params={"format": form})
    return None if answered.status_code == 403 else _rows(read(_well(answered)))


def _reported(content: bytes) -> Rows:
    """The rows of a report's one panel; its volumes tell which they are, whatever months and products are called."""
    cells = [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[1].values]
    heads = [[_plain(str(each)).lower() for each in row] for row in cells]
    top = next(line for line, names in enumerate(heads) if "volume" in names and "company" in names)
    volume, company = heads[top].index("volume"), heads[top].index("company")
    found = []
    for row in cells[top + 1 :]:
        if row[volume] is None:
            break
        found.append(_BY_LITRES[row[volume]])
        assert found[-1].company == row[company]
    return as_rows(found)


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
