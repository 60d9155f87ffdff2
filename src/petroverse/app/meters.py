"""Numbers for Prometheus: requests, queries, imports, jobs, connections, the lake's queue, and the process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from petroverse.api import Exchange
from petroverse.core.errors import PetroVerseError
from petroverse.workflows import OWNER, stored_counts

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["Meters"]

_SECONDS: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Meters:
    """The numbers of one process.

    Args:
        platform: What is measured.
    """

    def __init__(self, platform: Platform) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("petroverse_requests", "Requests that were answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "petroverse_request_seconds",
            "How long an answer took, s.",
            labels,
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Stored(platform))
        for each in (ProcessCollector, PlatformCollector, GCCollector):
            each(registry=self._registry)

    def ended(self, exchange: Exchange) -> None:
        """Counts one answered request."""
        labels = (exchange.method, exchange.route, str(exchange.status))
        self._requests.labels(*labels).inc()
        self._seconds.labels(*labels).observe(exchange.seconds)

    def page(self) -> bytes:
        """All numbers as Prometheus reads them."""
        return generate_latest(self._registry)


class _Stored(Collector):
    """Numbers that the stores know; read when they are asked for."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        stores = self._platform.stores
        replies = {"hit": stores.replies.hits, "fresh": stores.replies.misses}
        yield _family(
            CounterMetricFamily, "petroverse_queries", "Queries answered, from memory or fresh.", "kind", replies
        )
        pool = stores.database.pool_use()
        yield _family(GaugeMetricFamily, "petroverse_connections", "Connections to PostgreSQL.", "state", pool)
        waiting = stores.lake.queue_length
        yield GaugeMetricFamily("petroverse_lake_queue", "Queries that wait for their turn.", value=waiting)
        yield from self._counted()

    def _counted(self) -> Iterator[Metric]:
        try:
            counts = stored_counts(self._platform.stores, OWNER)
        except PetroVerseError:  # the database is away: /readyz says so, the other numbers are told
            return
        yield _family(GaugeMetricFamily, "petroverse_imports", "Files taken in or refused.", "verdict", counts.imports)
        yield _family(GaugeMetricFamily, "petroverse_jobs", "Jobs by state.", "state", counts.jobs)


def _family(
    kind: type[CounterMetricFamily] | type[GaugeMetricFamily],
    name: str,
    meaning: str,
    label: str,
    values: dict[str, int],
) -> Metric:
    family = kind(name, meaning, labels=[label])
    for each, value in sorted(values.items()):
        family.add_metric([each], value)
    return family
