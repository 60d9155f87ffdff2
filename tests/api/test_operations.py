"""What is answered without a session: readiness, numbers for this machine, and the id of every request."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from petroverse.api import Exchange, Forwarded, Operations, Telemetry, networks_of


def test_this_machine_reads_the_numbers_where_no_token_is_set(stranger: httpx.Client):
    told = stranger.get("/metrics")
    assert told.status_code == 200
    assert told.headers["content-type"].startswith("text/plain")
    assert "petroverse_requests_total" in told.text
    assert told.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "mark",
    [
        {"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}, {"Via": "1.1 proxy"},
        {"X-Real-IP": "203.0.113.9"}, {"Host": "fuel.example"}, {"Host": "127.0.0.1.evil.example"},
    ],
)  # fmt: skip
def test_whoever_comes_through_a_proxy_or_by_another_name_does_not(mark: dict[str, str], stranger: httpx.Client):
    assert stranger.get("/metrics", headers=mark).status_code == 403


def test_every_answer_has_an_id_and_a_given_one_comes_back(stranger: httpx.Client):
    assert re.fullmatch("[0-9a-f]{32}", stranger.get("/healthz").headers["x-request-id"])
    assert stranger.get("/api/home", headers={"X-Request-Id": "trace-7.b_1"}).headers["x-request-id"] == "trace-7.b_1"
    forged = stranger.get("/healthz", headers={"X-Request-Id": "a b" * 99}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", forged)


def served(app: ASGIApp, path: str = "/", *, peer: str = "127.0.0.1", **headers: str) -> httpx.Response:
    """One request from an address, straight into an application."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(peer, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as client:
            return await client.get(path, headers={name.replace("_", "-"): each for name, each in headers.items()})

    return asyncio.run(ask())


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Says who seems to ask, how, and whom."""
    host = dict(scope["headers"])[b"host"].decode()
    await PlainTextResponse(f"{scope['client'][0]} {scope['scheme']} {host}")(scope, receive, send)


def operations(**more: object) -> Operations:
    return Operations(echo, readiness=lambda: (True, {}), metrics=lambda: b"numbers", **more)


def test_the_numbers_stay_with_this_machine():
    assert served(operations(), "/metrics", peer="10.0.0.8").status_code == 403
    assert served(operations(), "/metrics", peer="::1").text == "numbers"
    assert served(operations(is_fronted=True), "/metrics").status_code == 403
    assert served(operations(token="x"), "/metrics").status_code == 403
    assert served(operations(token="x"), "/metrics", peer="10.0.0.8", Authorization="Bearer x").text == "numbers"
    assert served(operations(), "/metrics", peer="10.0.0.8", Authorization="Bearer ").status_code == 403


FORWARDED = {"X_Forwarded_For": "198.51.100.1, 10.0.0.9", "X_Forwarded_Proto": "https", "X_Forwarded_Host": "a.example"}


def forwarded(**more: object) -> Forwarded:
    return Forwarded(echo, proxies=networks_of("10.0.0.0/24, ::1"), **{"is_exclusive": False, **more})


def test_a_trusted_proxy_says_who_asks():
    assert served(forwarded(), peer="10.0.0.7", **FORWARDED).text == "198.51.100.1 https a.example"


def test_nobody_else_does():
    assert served(forwarded(), peer="10.0.1.7", **FORWARDED).text == "10.0.1.7 http 127.0.0.1:1"
    assert served(forwarded(), peer="127.0.0.1", **FORWARDED).text == "127.0.0.1 http 127.0.0.1:1"


def test_an_address_that_somebody_wrote_before_the_proxy_is_not_believed():
    spoofed = {**FORWARDED, "X_Forwarded_For": "127.0.0.1, 203.0.113.66"}
    assert served(forwarded(), peer="10.0.0.7", **spoofed).text.startswith("203.0.113.66 ")


def test_what_listens_openly_answers_the_proxy_and_probes_alone():
    app = forwarded(is_exclusive=True)
    assert served(app, peer="10.0.1.7").status_code == 403
    assert served(app, "/readyz", peer="10.0.1.7").status_code == 200
    assert served(app, peer="127.0.0.1").status_code == 200
    assert served(app, peer="10.0.0.7", **FORWARDED).status_code == 200


def test_a_request_is_told_of_even_where_answering_it_fails():
    told: list[Exchange] = []

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        served(Telemetry(broken, ended=told.append))
    assert [(each.method, each.route, each.status) for each in told] == [("GET", "(none)", 500)]
