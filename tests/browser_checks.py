"""What every page of the app is held to, whatever it shows."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page

__all__ = ["ask", "serious_findings", "short"]

_AXE = Path(__file__).resolve().parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"


_STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity).map((each) => each.finished))"""
"""What fades in is half as dark as it will be."""

_GUARDS = "[data-base-ui-focus-guard]"
"""Beside an open menu's button, these hand the focus on as soon as they get it: nobody stays on them. The library sets
them under a finger as well and cannot be told otherwise."""


def serious_findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical once nothing moves, each with the elements it means."""
    page.evaluate(f"({_STILL})().then(() => true)")
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate(f"() => axe.run({{exclude: ['{_GUARDS}']}}, {{resultTypes: ['violations']}})")["violations"]
    return [
        f"{each['id']}: {each['help']} at {[node['target'] for node in each['nodes']][:5]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


def ask(page: Page, **question: object) -> list[dict]:
    """The rows that the semantic model itself gives."""
    origin = urljoin(page.url, "/")
    answer = page.request.post(f"{origin}api/query", data=question, headers={"Origin": origin[:-1]})
    assert answer.ok, answer.text()
    return answer.json()["rows"]


def short(value: float) -> str:
    """A large number as the pages write it: ``536.3 M``."""
    by, word = next(
        ((by, word) for by, word in ((1e9, "bn"), (1e6, "M"), (1e4, "k")) if value >= by * 0.99995), (1, "")
    )
    if not word:
        return f"{value:,.1f}" if value < 100 and value % 1 else f"{value:,.0f}"
    scaled = value / (1e3 if word == "k" else by)
    return f"{scaled:,.{2 if abs(scaled) < 10 else 1}f} {word}"
