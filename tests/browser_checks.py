"""What every page of the app is held to, whatever it shows."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

__all__ = ["serious_findings"]

_AXE = Path(__file__).resolve().parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"


_STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity).map((each) => each.finished))"""
"""What fades in is half as dark as it will be."""


def serious_findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical once nothing moves, each with the elements it means."""
    page.evaluate(f"({_STILL})().then(() => true)")
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{each['id']}: {each['help']} at {[node['target'] for node in each['nodes']][:5]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]
