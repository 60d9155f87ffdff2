"""How soon the web app is there and how soon a filter answers, in Chromium, beside a bare page of the same server.

Opens every page of the navigation in a browser that holds nothing, and prints its first paint, when its head stands and
when its last figure does, with the ratio to a bare page. Then sets filters one after the other and prints how long it
takes until every figure is the new one. On the real publications where they are here, else on the sample. Exits with 1
when a target is missed: first paint 1 s, head 2 s, shell 200 kB packed, 150 ms for the median filter.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from petroverse.database import EngineSettings, forget_engine

ROOT = Path(__file__).resolve().parents[1]
REAL = Path(os.environ.get("PETROVERSE_REAL_DATA") or ROOT.parent / "shared" / "data") / "npa"
PAINT_MS, HEAD_MS, FILTER_MS, SHELL_BYTES = 1000, 2000, 150, 200_000
ROUNDS = 3
BARE = "/api/docs"
PRODUCTS = ("product=gasoil", "product=gasoline", "product=gasoil&product=gasoline")
FILTERS = {
    "/": PRODUCTS,
    "/market": (*PRODUCTS, "view=shares", "view=gain", "view=gain&product=gasoil"),
    "/companies": PRODUCTS,
    "/regions": PRODUCTS,
    "/supply": PRODUCTS,
    "/prices": ("product=gasoline", "product=lpg", "product=gasoil"),
    "/quality": ("product=gasoline", "product=lpg"),
}
UNTIL = """(isThere) => new Promise((done) => { const look = () => isThere() ? done(performance.now())
  : requestAnimationFrame(look); look(); })"""
PAINT = f"({UNTIL})(() => performance.getEntriesByName('first-contentful-paint').length > 0).then(() =>"
PAINT += " performance.getEntriesByName('first-contentful-paint')[0].startTime)"
HEAD = f"({UNTIL})(() => document.querySelector('h1'))"
STILL = """(act) => new Promise((done) => { const began = act ? performance.now() : 0; let last = began; let calm = 0;
  if (act) history.pushState(null, '', act);
  const look = () => { if (document.querySelector('.animate-pulse, [aria-busy="true"]')) {
      calm = 0; last = performance.now(); } else if (!calm++ && !act) last = performance.now();
    return calm > 15 ? done(last - began) : requestAnimationFrame(look); };
  requestAnimationFrame(look); })"""
"""Waits until nothing has been on its way for 15 frames, and tells when the last of it came."""


@contextmanager
def platform(home: Path) -> Iterator[str]:
    """A platform with the publications, or the sample; gives its sign-in link."""
    program = [sys.executable, "-m", "petroverse"]
    if REAL.is_dir():
        subprocess.run([*program, "import", "npa", REAL, "--home", home], capture_output=True, check=False)
    command = [*program, "up", "--port", "0", "--no-browser", "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()
            process.wait()
            forget_engine(EngineSettings(home))


def opened(context: BrowserContext, address: str) -> tuple[float, float, float]:
    """First paint, head and last figure, ms after the address was entered."""
    page = context.new_page()
    page.goto(address, wait_until="commit")
    times = tuple(float(page.evaluate(each)) for each in (HEAD, STILL, PAINT))
    page.close()
    return times[2], times[0], times[1]


def first_visits(chromium: Browser, address: str, path: str, cookies: list[Any]) -> list[float]:
    """Medians of what `opened` tells, each time in a browser that holds nothing."""
    rounds = []
    for _ in range(ROUNDS):
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        context.add_cookies(cookies)
        rounds.append(opened(context, address + path))
        context.close()
    return [statistics.median(each) for each in zip(*rounds, strict=True)]


def filters(context: BrowserContext, address: str) -> Iterator[tuple[str, float]]:
    """Every filter with how long its figures take to come, ms."""
    for path, wanted in FILTERS.items():
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        for each in wanted:
            yield f"{path}?{each}", float(page.evaluate(STILL, f"{path}?{each}"))
        page.close()


def shell_bytes() -> int:
    """What is fetched before any page, packed, bytes."""
    web = ROOT / "src" / "petroverse" / "api" / "web"
    asked = re.findall(r'(?:src|href)="\./(assets/[^"]+\.(?:js|css))"', (web / "index.html").read_text("utf-8"))
    return sum(len(gzip.compress((web / each).read_bytes())) for each in asked)


def measured(chromium: Browser, link: str) -> bool:
    """Prints everything; whether every target was met."""
    address = link.partition("/sign-in")[0]
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(link)
    cookies = context.cookies()
    page.get_by_role("navigation").first.wait_for()
    pages = page.eval_on_selector_all("nav a[href^='/']", "(all) => [...new Set(all.map((each) => each.pathname))]")
    bare = first_visits(chromium, address, BARE, cookies)
    print(f"{'first visit, ms':32} {'paint':>7} {'head':>7} {'figures':>8}   figures beside a bare page")
    print(f"{BARE:32} {bare[0]:7.0f} {bare[1]:7.0f} {bare[2]:8.0f}   1.0")
    is_met = True
    for path in pages:
        paint, head, still = first_visits(chromium, address, path, cookies)
        print(f"{path:32} {paint:7.0f} {head:7.0f} {still:8.0f}   {still / bare[2]:.1f}")
        is_met &= paint <= PAINT_MS and head <= HEAD_MS
    times = dict(filters(context, address))
    print("filters, ms until every figure is the new one")
    for name, took in times.items():
        print(f"{name:60} {took:7.0f}")
    median, shell = statistics.median(times.values()), shell_bytes()
    print(f"filters: median {median:.0f} ms, slowest {max(times.values()):.0f} ms; shell {shell / 1000:.0f} kB packed")
    print(f"targets: paint {PAINT_MS} ms, head {HEAD_MS} ms, filter {FILTER_MS} ms, shell {SHELL_BYTES // 1000} kB")
    return is_met and median <= FILTER_MS and shell <= SHELL_BYTES


def main() -> int:
    """Measures and prints."""
    program = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
    with (
        tempfile.TemporaryDirectory(prefix="pv-bench-") as place,
        platform(Path(place) / "home") as link,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-quic"])
        is_met = measured(chromium, link)
        chromium.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
