"""Pages of other origins may ask only where the owner says so, and only with a token."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import httpx

from petroverse.api import create_app
from petroverse.app import Platform

BOARD = "https://board.example"
LINK = "/api/query?measure=volume&by=month,product&filter=source%3Dnational"


def asked(platform: Platform, origins: tuple[str, ...], origin: str, method: str = "GET") -> httpx.Response:
    app = create_app(replace(platform.service(), cors_origins=origins))
    headers = {"Origin": origin, "Authorization": f"Bearer {platform.home.token()}"}
    if method == "OPTIONS":
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST",
                   "Access-Control-Request-Headers": "authorization, idempotency-key"}  # fmt: skip

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=platform.settings.address) as client:
            return await client.request(method, LINK, headers=headers)

    return asyncio.run(send())


def test_no_page_elsewhere_may_read_unless_it_is_said(platform: Platform):
    answer = asked(platform, (), BOARD)
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


def test_a_named_origin_may_read_with_a_token_and_never_with_a_cookie(platform: Platform):
    answer = asked(platform, (BOARD,), BOARD)
    assert answer.headers["access-control-allow-origin"] == BOARD
    assert "access-control-allow-credentials" not in answer.headers
    assert "ETag" in answer.headers["access-control-expose-headers"]


def test_another_origin_may_not(platform: Platform):
    assert "access-control-allow-origin" not in asked(platform, (BOARD,), "https://other.example").headers


def test_a_browser_that_asks_first_is_told(platform: Platform):
    assert asked(platform, (BOARD,), BOARD, "OPTIONS").status_code == 200
    assert asked(platform, (BOARD,), "https://other.example", "OPTIONS").status_code == 400
