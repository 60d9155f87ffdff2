"""A real browser on real platforms, each started once; every page that was opened must have been quiet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from conftest import real_data_folder
from petroverse.database import EngineSettings, forget_engine
from platform_process import Running, petroverse, running_up

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHIFTS = """
window.shift = 0;
window.moved = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries().filter((each) => !each.hadRecentInput)) {
    window.shift += entry.value;
    const texts = entry.sources.map((each) => each.node?.textContent?.slice(0, 40)).join(", ");
    window.moved.push(`${entry.value.toFixed(3)} at ${Math.round(entry.startTime)} ms: ${texts}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The web app, built from the sources as they are now."""
    subprocess.run([sys.executable, "-m", "hatch_build"], cwd=ROOT, check=True, capture_output=True, timeout=120)
    return ROOT / "src" / "petroverse" / "api" / "web"


@pytest.fixture(scope="session")
def sample_up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform that was just started on an empty home, so the sample is in."""
    yield from _started(tmp_path_factory.mktemp("browser") / "home")


@pytest.fixture(scope="session")
def market_up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform with the real publications where they are here; with the sample where they are not."""
    home = tmp_path_factory.mktemp("market") / "home"
    if real := real_data_folder():
        done = petroverse("import", "npa", real / "npa", home=home)
        assert done.returncode in {0, 3}, done.stderr
    yield from _started(home)


@pytest.fixture(scope="session")
def live_up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform with nothing in it, for a network of its own."""
    yield from _started(tmp_path_factory.mktemp("live") / "home", "--empty")


@pytest.fixture(scope="session")
def sites_up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform with nothing in it, for the sites of whoever asks for it."""
    yield from _started(tmp_path_factory.mktemp("sites") / "home", "--empty")


def _started(home: Path, *more: str) -> Iterator[Running]:
    try:
        with running_up(home, *more) as up:
            yield up
    finally:
        forget_engine(EngineSettings(home))


@pytest.fixture(scope="session")
def sign_in_link(sample_up: Running) -> str:
    """The one-time link of the platform with the sample."""
    return sample_up.link


@pytest.fixture(scope="session")
def address(sample_up: Running) -> str:
    """Where the platform with the sample answers, such as ``http://127.0.0.1:41234``."""
    return sample_up.address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    assert program, "the browser tests need Chromium: apt-get install chromium"
    expect.set_options(timeout=15_000)  # as long as a click may wait; a busy machine is no defect of a page
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def session(chromium: Browser, sign_in_link: str) -> list:
    """The cookies of a person who followed the link."""
    return _cookies(chromium, sign_in_link)


@pytest.fixture(scope="session")
def market_session(chromium: Browser, market_up: Running) -> list:
    """The same on the platform with the market."""
    return _cookies(chromium, market_up.link)


@pytest.fixture(scope="session")
def live_session(chromium: Browser, live_up: Running) -> list:
    """The same on the platform for a network."""
    return _cookies(chromium, live_up.link)


def _cookies(chromium: Browser, link: str) -> list:
    context = chromium.new_context()
    context.new_page().goto(link)
    cookies = context.cookies()
    context.close()
    return cookies


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, address: str, session: list) -> Iterator[Visit]:
    """Opens a page of the app, signed in; afterwards nothing may have been said on any console or asked elsewhere."""
    yield from _visits(chromium, address, session)


@pytest.fixture
def visit_market(chromium: Browser, market_up: Running, market_session: list) -> Iterator[Visit]:
    """The same on the real publications where they are here, else on the sample."""
    yield from _visits(chromium, market_up.address, market_session)


@pytest.fixture
def visit_live(chromium: Browser, live_up: Running, live_session: list) -> Iterator[Visit]:
    """The same on the platform for a network."""
    yield from _visits(chromium, live_up.address, live_session)


@pytest.fixture(scope="session")
def sessions() -> dict[str, list]:
    """The cookies of each platform by its link, which signs in once."""
    return {}


@pytest.fixture(scope="module")
def cookies(chromium: Browser, up: Running, sessions: dict[str, list]) -> list:
    """The same on the platform that a file of tests calls ``up``."""
    if up.link not in sessions:
        sessions[up.link] = _cookies(chromium, up.link)
    return sessions[up.link]


@pytest.fixture
def open_page(chromium: Browser, up: Running, cookies: list) -> Iterator[Visit]:
    """Opens a page there, signed in."""
    contexts: list[BrowserContext] = []

    def opened(path: str, *, theme: str = "dark", width: int = 1280, script: str = "") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, has_touch=width < 600, accept_downloads=True
        )
        context.add_cookies(cookies)
        context.grant_permissions(["notifications"], origin=up.address)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.goto(up.address + path)
        return page

    yield opened
    for each in contexts:
        each.close()


@pytest.fixture(scope="session")
def keep_picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page, str], None]:
    """Keeps a screenshot outside the repository: in the folder that PETROVERSE_SCREENSHOTS names, else pytest's own."""
    folder = Path(os.environ.get("PETROVERSE_SCREENSHOTS") or tmp_path_factory.getbasetemp() / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return lambda page, name: page.screenshot(path=folder / f"{name}.png", full_page=True) and None


def _visits(chromium: Browser, address: str, session: list) -> Iterator[Visit]:
    contexts: list[BrowserContext] = []
    noise: list[str] = []

    def open_page(path: str = "/", *, theme: str = "dark", width: int = 1280, signed_in: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, accept_downloads=True, has_touch=width < 640
        )
        contexts.append(context)
        context.add_init_script(SHIFTS)
        if signed_in:
            context.add_cookies(session)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: noise.append(said.text) if _is_noise(said, signed_in) else None)
        page.on("pageerror", lambda fault: noise.append(str(fault)))
        page.on("request", lambda asked: _note_elsewhere(asked.url, address, noise))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noise == []


def _is_noise(said: object, signed_in: bool) -> bool:
    # Chromium itself reports every answer that lets nobody in, which is what a signed-out page is about.
    is_refusal = any(status in said.text for status in ("401", "403", "429"))
    # A question without an honest answer is refused, and the page shows what may be asked instead; so is a change
    # that somebody else was quicker with, and the page shows theirs.
    if said.type == "error" and any(status in said.text for status in ("status of 422", "status of 409")):
        return False
    return said.type in {"error", "warning"} and (signed_in or not is_refusal)


def _note_elsewhere(url: str, address: str, noise: list[str]) -> None:
    if not url.startswith((address, "blob:", "data:")):
        noise.append(f"asked {url}")
