"""Traces to an OTLP/HTTP collector: one from the request down to each statement of PostgreSQL and DuckDB."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers

from petroverse import __version__
from petroverse.api import Exchange

__all__ = ["Traces"]

_LONGEST: Final = 4000
_EVERY_MS: Final = 1000
_PATIENCE_S: Final = 3


class Traces:
    """Spans of requests and statements, sent in batches by a thread of its own; close it to send the last ones.

    Args:
        endpoint: The collector, such as ``http://127.0.0.1:4318``.
        role: Which role of the platform this process has.
    """

    def __init__(self, endpoint: str, *, role: str) -> None:
        about = {"service.name": "petroverse", "service.version": __version__, "petroverse.role": role}
        exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=_PATIENCE_S)
        self._provider = TracerProvider(resource=Resource.create(about), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=_EVERY_MS))
        self._tracer = self._provider.get_tracer("petroverse", __version__)
        self._propagator = TraceContextTextMapPropagator()

    @contextlib.contextmanager
    def request(self, method: str, headers: Headers) -> Iterator[_RequestSpan]:
        """The span of a request; it continues the trace that a W3C ``traceparent`` header names."""
        context = self._propagator.extract(dict(headers))
        begun = self._tracer.start_as_current_span(method, context=context, kind=SpanKind.SERVER)
        with begun as span:
            yield _RequestSpan(span, f"{span.get_span_context().trace_id:032x}")

    @contextlib.contextmanager
    def statement(self, engine: str, statement: str) -> Iterator[None]:
        """The span of one statement, below whatever runs it; see ``core.spans.Spans``."""
        words = statement.split(None, 1)
        about: dict[str, Any] = {"db.system.name": engine, "db.query.text": statement[:_LONGEST]}
        name = f"{engine} {words[0].lower() if words else ''}".strip()
        with self._tracer.start_as_current_span(name, kind=SpanKind.CLIENT, attributes=about):
            yield

    def close(self) -> None:
        """Sends what is left, for a few seconds at most."""
        self._provider.force_flush(_PATIENCE_S * 1000)
        self._provider.shutdown()


@dataclass(slots=True)
class _RequestSpan:
    span: Span
    trace_id: str

    def finish(self, exchange: Exchange) -> None:
        """Names the span by its route and says how it ended."""
        self.span.update_name(f"{exchange.method} {exchange.route}")
        self.span.set_attribute("http.request.method", exchange.method)
        self.span.set_attribute("http.route", exchange.route)
        self.span.set_attribute("http.response.status_code", exchange.status)
        self.span.set_attribute("petroverse.request_id", exchange.request_id)
        if exchange.status >= 500:
            self.span.set_status(StatusCode.ERROR)
