"""One platform for the API's tests: real stores with a small made-up market, served over real HTTP."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from petroverse.app import Platform, Settings, open_platform
from petroverse.database import EngineSettings, forget_engine
from petroverse.sources.sample import write_sample
from petroverse.workflows import OWNER, files_in, import_files, make_sample_organisation, new_link_token


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few publications of the sample market."""
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    chosen = tmp_path_factory.mktemp("few")
    for each in [*sorted(whole.rglob("*national*.xlsx"))[:2], *sorted((whole / "omc").glob("*.xlsx"))[:1]]:
        (chosen / each.name).write_bytes(each.read_bytes())
    return chosen


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory, workbooks: Path) -> Iterator[Platform]:
    home = tmp_path_factory.mktemp("api-home")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    unlimited = {"rate_per_minute": 0, "rate_per_minute_strangers": 0, "sign_ins_per_minute": 0}
    with open_platform(Settings(home=home, port=port, **unlimited)) as opened:
        pack = next(name for name, each in opened.stores.packs.items() if each.is_simulated)
        make_sample_organisation(opened.stores, OWNER, pack)
        import_files(opened.stores, files_in(workbooks), opened.import_options())
        yield opened
    forget_engine(EngineSettings(home))


@pytest.fixture(scope="session")
def address(platform: Platform) -> Iterator[str]:
    """Where the platform answers."""
    server = uvicorn.Server(
        uvicorn.Config(platform.api(), port=platform.settings.port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield platform.settings.address
    server.should_exit = True
    thread.join()


@pytest.fixture
def stranger(address: str) -> Iterator[httpx.Client]:
    """Somebody who has not signed in."""
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def owner(stranger: httpx.Client, platform: Platform) -> httpx.Client:
    """The home's owner, signed in through a link, as a browser on the page is."""
    stranger.get("/sign-in", params={"token": new_link_token(platform.stores, OWNER)}, follow_redirects=False)
    stranger.headers["Origin"] = platform.settings.address
    return stranger
