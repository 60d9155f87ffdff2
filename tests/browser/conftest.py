"""A real browser on a real platform with the sample: started once, and every page it opened must have been quiet."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from petroverse.database import EngineSettings, forget_engine

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
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The web app, built from the sources as they are now."""
    subprocess.run([sys.executable, "-m", "hatch_build"], cwd=ROOT, check=True, capture_output=True, timeout=120)
    return ROOT / "src" / "petroverse" / "api" / "web"


@pytest.fixture(scope="session")
def sign_in_link(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The one-time link of a platform that was just started on an empty home, so the sample is in."""
    command = [Path(sys.executable).with_name("petroverse"), "up", "--port", "0", "--no-browser"]
    home = tmp_path_factory.mktemp("browser") / "home"
    environment = os.environ | {"PETROVERSE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with (home.parent / "up.log").open("w") as log:
        platform = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    assert platform.stdout is not None
    try:
        yield _printed_link(platform, home.parent / "up.log")
    finally:
        platform.send_signal(signal.SIGTERM)
        platform.wait(timeout=30)
        platform.stdout.close()
        forget_engine(EngineSettings(home))


def _printed_link(platform: subprocess.Popen[str], log: Path) -> str:
    alarm = threading.Timer(120, platform.kill)
    alarm.start()
    try:
        assert platform.stdout is not None
        for line in platform.stdout:
            if found := re.search(r"http://\S+/sign-in\?token=\S+", line):
                return found.group(0)
    finally:
        alarm.cancel()
    pytest.fail(f"the platform printed no sign-in link: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def address(sign_in_link: str) -> str:
    """Where the platform answers, such as ``http://127.0.0.1:41234``."""
    return sign_in_link.partition("/sign-in")[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    assert program, "the browser tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def session(chromium: Browser, sign_in_link: str) -> list:
    """The cookies of a person who followed the link."""
    context = chromium.new_context()
    context.new_page().goto(sign_in_link)
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def visit(chromium: Browser, address: str, session: list) -> Iterator[Callable[..., Page]]:
    """Opens a page of the app, signed in; afterwards nothing may have been said on any console or asked elsewhere."""
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
    return said.type in {"error", "warning"} and (signed_in or not is_refusal)


def _note_elsewhere(url: str, address: str, noise: list[str]) -> None:
    if not url.startswith((address, "blob:", "data:")):
        noise.append(f"asked {url}")
