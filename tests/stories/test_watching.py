"""Watching a platform: whether it is ready, its numbers, and one trace from the request to the statement."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from petroverse.database import EngineSettings, forget_engine
from platform_process import Running, petroverse, running_role

PARENT = "4bf92f3577b34da6a3ce929d0e0e4736"
QUESTION = {"measures": ["volume"], "dimensions": ["product"], "filters": []}


class Collector:
    """A small collector that speaks OTLP over HTTP and keeps every span that it is sent."""

    def __init__(self) -> None:
        spans = self.spans = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    import gzip

                    body = gzip.decompress(body)
                sent = ExportTraceServiceRequest.FromString(body)
                spans.extend(span for of in sent.resource_spans for scope in of.scope_spans for span in scope.spans)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.close()


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[Running]:
    """A role that is traced, with the sample in."""
    home = tmp_path_factory.mktemp("watched")
    assert petroverse("sample", "add", home=home).returncode == 0
    with running_role("api", home, settings={"otel_endpoint": collector.endpoint, "metrics_token": "s3cret"}) as role:
        yield role
    forget_engine(EngineSettings(home))


def spans_of(collector: Collector, trace: str) -> list:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = [span for span in collector.spans if span.trace_id.hex() == trace]
        if any(span.kind == 2 for span in found):  # the server's own span is sent last
            return found
        time.sleep(0.1)
    raise AssertionError("the trace did not come")


def attributes(span: object) -> dict[str, object]:
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def test_one_trace_leads_from_the_request_to_every_statement(api: Running, collector: Collector):
    caller = {"traceparent": f"00-{PARENT}-00f067aa0ba902b7-01"}
    assert api.ask("POST", "/api/query", json=QUESTION, headers=caller).status_code == 200
    spans = spans_of(collector, PARENT)
    server = next(span for span in spans if span.kind == 2)
    assert server.parent_span_id.hex() == "00f067aa0ba902b7"
    assert server.name == "POST /api/query"
    assert attributes(server)["http.response.status_code"] == 200
    statements = [span for span in spans if span.kind == 3]
    assert {attributes(span)["db.system.name"] for span in statements} == {"postgresql", "duckdb"}
    known = {span.span_id: span for span in spans}
    for each in statements:
        above = each
        while above.parent_span_id in known:
            above = known[above.parent_span_id]
        assert above is server
        assert server.start_time_unix_nano <= each.start_time_unix_nano <= each.end_time_unix_nano
    texts = " ".join(str(attributes(span)["db.query.text"]) for span in statements)
    assert "lake_versions" in texts


def test_a_request_without_a_trace_begins_its_own(api: Running, collector: Collector):
    before = {span.trace_id for span in collector.spans}
    api.ask("GET", "/api/session")
    until = time.monotonic() + 20
    while not (fresh := {span.trace_id for span in collector.spans} - before) and time.monotonic() < until:
        time.sleep(0.1)
    assert PARENT not in {each.hex() for each in fresh}
    assert fresh


def test_an_untraced_process_does_not_even_load_the_tracer(tmp_path: Path):
    import subprocess
    import sys

    program = (
        "import sys\nfrom pathlib import Path\nfrom petroverse.app import Settings\n"
        "import petroverse.app.watched, petroverse.app.wiring, petroverse.app.roles\n"
        "print([name for name in sys.modules if name.startswith(('opentelemetry.sdk', 'petroverse.app.traces'))])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def metrics(api: Running, token: str = "s3cret") -> httpx.Response:
    return httpx.get(f"{api.address}/metrics", headers={"Authorization": f"Bearer {token}"})


def number(page: str, line: str) -> float:
    found = [each.rpartition(" ")[2] for each in page.splitlines() if each.startswith(f"{line} ")]
    assert len(found) == 1, f"{line} is not told once"
    return float(found[0])


def test_the_numbers_tell_what_happened(api: Running):
    route = 'petroverse_requests_total{method="POST",route="/api/query",status="200"}'
    question = {**QUESTION, "dimensions": ["year", "product"]}
    api.ask("POST", "/api/query", json=question)
    before = metrics(api).text
    api.ask("POST", "/api/query", json=question)
    httpx.get(f"{api.address}/api/never/heard/of")
    after = metrics(api).text
    assert number(after, route) - number(before, route) == 1
    hits = 'petroverse_queries_total{kind="hit"}'
    assert number(after, hits) - number(before, hits) >= 1
    assert number(after, 'petroverse_queries_total{kind="fresh"}') >= 1
    assert number(after, 'petroverse_imports{verdict="read"}') > 0
    assert number(after, 'petroverse_connections{state="open"}') > 0
    assert number(after, "petroverse_lake_queue") == 0
    assert number(after, "process_resident_memory_bytes") > 0
    assert "never/heard" not in after


def test_the_numbers_are_for_whoever_has_the_token(api: Running):
    assert metrics(api).status_code == 200
    for refused in (metrics(api, "wrong"), httpx.get(f"{api.address}/metrics")):
        assert refused.status_code == 403
        assert "petroverse_" not in refused.text
    assert api.ask("GET", "/metrics").status_code == 403


def test_it_is_ready_without_a_sign_in_and_says_nothing_that_helps_a_stranger(api: Running):
    told = httpx.get(f"{api.address}/readyz", headers={"Host": "10.1.2.3:8080"})
    assert told.status_code == 200
    assert told.json() == {
        "status": "ready",
        "parts": {name: {"status": "ok", "reason": ""} for name in ("database", "schema", "lake", "blobs", "bus")},
    }


def test_a_database_that_is_away_makes_it_not_ready_in_seconds(tmp_path: Path):
    home, server = tmp_path / "home", EngineSettings(tmp_path / "server")
    from petroverse.database import open_engine

    engine = open_engine(server)
    settings = {"database_url": engine.url, "lake_url": str(tmp_path / "lake"), "blobs_url": str(tmp_path / "blobs")}
    with running_role("api", home, settings=settings) as api:
        assert httpx.get(f"{api.address}/readyz").status_code == 200
        engine.stop()
        time.sleep(1.1)
        began = time.monotonic()
        told = httpx.get(f"{api.address}/readyz", timeout=30)
        assert told.status_code == 503
        assert time.monotonic() - began < 6
        assert "password" not in told.text
        assert str(tmp_path) not in told.text
        assert httpx.get(f"{api.address}/healthz").status_code == 200
    forget_engine(server)
