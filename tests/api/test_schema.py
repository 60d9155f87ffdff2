"""What the OpenAPI document allows is answered as it says, and what it forbids is refused: no fault, no drift."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.config import SchemathesisConfig

from petroverse.app import Platform, Settings, open_platform
from petroverse.database import EngineSettings, forget_engine
from petroverse.workflows import OWNER, files_in, import_files, make_sample_organisation

schemathesis.openapi.format("cursor", st.just(""))  # others are made by the platform: tests/api/test_lists.py
EXAMPLES = int(os.environ.get("PETROVERSE_SOAK", "0")) or 5
LEFT_OUT = {
    "/api/events": "it never ends; tests/api/test_events.py listens to it",
    "/api/sample": "it takes minutes, or removes what the others read; tests/stories does both",
}
CONFIG: dict[str, Any] = {
    "checks": {
        # 422 is an answer: understood, and without an honest answer. 406 stands for formats that nobody has.
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "304", "401", "403", "404", "406", "409", "422", "429", "503"]
        },
        "negative_data_rejection": {
            "expected-statuses": ["400", "401", "403", "404", "405", "406", "409", "413", "422", "429", "431"]
        },
        "unsupported_method": {"enabled": False},  # a page answers GET anywhere, as pages of one app do
    },
    "generation": {"max-examples": EXAMPLES, "with-security-parameters": False, "allow-x00": False},
    "phases": {"coverage": {"enabled": False}},
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, workbooks: Path) -> Iterator[Platform]:
    """A platform of its own, for requests that change it at will."""
    home = tmp_path_factory.mktemp("schema-home")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with open_platform(Settings(home=home, port=port)) as opened:
        pack = next(name for name, each in opened.stores.packs.items() if each.is_simulated)
        make_sample_organisation(opened.stores, OWNER, pack)
        import_files(opened.stores, files_in(next(workbooks.glob("*national*"))), opened.service().import_options)
        server = uvicorn.Server(uvicorn.Config(opened.api(), port=port, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield opened
        server.should_exit = True
        thread.join()
    forget_engine(EngineSettings(home))


@pytest.fixture(scope="module")
def document(served: Platform) -> dict[str, Any]:
    return httpx.get(f"{served.settings.address}/api/openapi.json", headers=key_of(served)).raise_for_status().json()


def key_of(platform: Platform) -> dict[str, str]:
    return {"Authorization": f"Bearer {platform.home.token()}"}


def test_every_route_does_as_the_document_says(served: Platform, document: dict[str, Any]):
    chosen = {path: told for path, told in document["paths"].items() if path not in LEFT_OUT}
    schema = schemathesis.openapi.from_dict({**document, "paths": chosen}, config=SchemathesisConfig.from_dict(CONFIG))
    faults: dict[str, str] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:
            try:
                _tried(operation, mode, served)
            except (Exception, BaseExceptionGroup) as fault:  # noqa: BLE001 - each operation is tried before any is told of
                faults[f"{operation.label} ({mode.value})"] = "\n".join(_lines(fault))
    assert not faults, "\n\n".join(f"{name}: {told}" for name, told in faults.items())


def _tried(operation: schemathesis.APIOperation, mode: schemathesis.GenerationMode, served: Platform) -> None:
    @seed(0)
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def sent(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=served.settings.address, headers=key_of(served), timeout=60)

    with contextlib.suppress(Unsatisfiable):  # nothing can be wrong with an operation that takes nothing
        sent()


def _lines(fault: BaseException) -> Iterator[str]:
    if isinstance(fault, BaseExceptionGroup):
        yield str(fault.message)
        for each in fault.exceptions:
            yield from _lines(each)
    else:
        yield f"{type(fault).__name__}: {str(fault)[:2000]}"
