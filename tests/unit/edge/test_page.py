"""The page of a site: who may see it, what it shows, and what may be pressed."""

from __future__ import annotations

import asyncio
import base64
import http.client
import json
from collections.abc import Mapping
from typing import Any

import pytest

from gateway_site import PLACE
from petroverse.alarms import CommandNotValid
from petroverse.edge import Deed, EdgeSettings, PagePortBusy, served_page
from petroverse.edge.settings import EdgeSettingsRefused

OPEN = EdgeSettings("https://fuel.example", "local", "s7", PLACE, page_port=0)
GUARDED = EdgeSettings("https://fuel.example", "local", "s7", PLACE, page_port=0, page_password="abcd-efgh")
ACKNOWLEDGE = {"does": "acknowledge", "rule": "high", "subject": "S7/1", "person": "Ama"}


def asked(
    settings: EdgeSettings, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, Mapping[str, str], bytes, list[Deed]]:
    """What the page answers, and the deeds that were done."""
    done: list[Deed] = []

    async def shows() -> Mapping[str, Any]:
        return {"name": "s7"}

    async def does(deed: Deed) -> None:
        if deed.person == "nobody":
            raise CommandNotValid("nobody is named", fix="give your name")
        done.append(deed)

    async def run() -> tuple[int, Mapping[str, str], bytes]:
        with served_page(settings, shows=shows, does=does) as address:
            return await asyncio.to_thread(ask, address.removeprefix("http://"))

    def ask(host: str) -> tuple[int, Mapping[str, str], bytes]:
        link = http.client.HTTPConnection(host, timeout=20)
        content = json.dumps(body) if isinstance(body, dict) else body
        link.request(method, path, content, headers)
        answer = link.getresponse()
        told = answer.status, dict(answer.getheaders()), answer.read()
        link.close()
        return told

    return *asyncio.run(run()), done


@pytest.mark.parametrize(("path", "kind"), [("/", "html"), ("/page.js", "javascript"), ("/page.css", "css")])
def test_the_page_comes_whole_and_lets_no_other_in(path: str, kind: str):
    status, headers, content, _ = asked(OPEN, "GET", path)
    assert (status, kind in headers["Content-Type"], len(content) > 300) == (200, True, True)
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_what_it_shows_is_told_as_it_is_now():
    assert json.loads(asked(OPEN, "GET", "/state.json")[2]) == {"name": "s7"}
    assert asked(OPEN, "GET", "/../settings.py")[0] == 404


def test_a_page_of_another_name_is_not_answered_where_there_is_no_password():
    assert asked(OPEN, "GET", "/state.json", Host="evil.example")[0] == 403


def test_with_a_password_whoever_lacks_it_is_asked_for_it():
    status, headers, _, _ = asked(GUARDED, "GET", "/")
    assert (status, headers["WWW-Authenticate"].partition(" ")[0]) == (401, "Basic")
    for password, expected in (("abcd-efgh", 200), ("abcd-efgi", 401), ("", 401)):
        given = base64.b64encode(f"ama:{password}".encode()).decode()
        assert asked(GUARDED, "GET", "/", Authorization=f"Basic {given}")[0] == expected
    assert asked(GUARDED, "GET", "/", Authorization="Basic %%%")[0] == 401


def test_what_a_person_presses_is_done_and_nothing_that_another_page_sends():
    own = {"X-PetroVerse-Page": "1"}
    status, _, _, done = asked(OPEN, "POST", "/deeds", ACKNOWLEDGE, **own)
    assert (status, done) == (200, [Deed("acknowledge", "high", "S7/1", "Ama")])
    assert asked(OPEN, "POST", "/deeds", ACKNOWLEDGE)[0] == 403
    assert asked(OPEN, "POST", "/deeds", ACKNOWLEDGE, **own, Host="evil.example")[3] == []


@pytest.mark.parametrize(
    "body", ["{", "[]", "{}", {**ACKNOWLEDGE, "hours": "x"}, {**ACKNOWLEDGE, "rule": 7}, "9" * 8000]
)
def test_what_is_no_deed_is_refused_in_words(body: Any):
    status, _, content, done = asked(OPEN, "POST", "/deeds", body, **{"X-PetroVerse-Page": "1"})
    assert (status, bool(json.loads(content)["what"]), done) == (400, True, [])


def test_a_deed_that_cannot_be_is_told_with_its_cure():
    told = asked(OPEN, "POST", "/deeds", {**ACKNOWLEDGE, "person": "nobody"}, **{"X-PetroVerse-Page": "1"})
    assert (told[0], json.loads(told[2])) == (400, {"what": "nobody is named", "fix": "give your name"})
    assert asked(OPEN, "POST", "/deeds", "x" * 9000, **{"X-PetroVerse-Page": "1"})[0] == 413


def test_other_machines_see_it_with_a_password_alone():
    with pytest.raises(EdgeSettingsRefused, match="page_host"):
        EdgeSettings("https://fuel.example", "local", "s7", PLACE, page_host="0.0.0.0")


def test_a_port_that_is_taken_is_named():
    async def twice() -> None:
        async def nothing(*_: object) -> Mapping[str, Any]:
            return {}

        with served_page(OPEN, shows=nothing, does=nothing) as address:
            port = int(address.rpartition(":")[2])
            taken = EdgeSettings("https://fuel.example", "local", "s7", PLACE, page_port=port)
            with pytest.raises(PagePortBusy), served_page(taken, shows=nothing, does=nothing):
                pass

    asyncio.run(twice())
