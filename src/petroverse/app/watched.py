"""The application as operators run it: behind proxies, asked whether it is ready, counted, logged and traced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from petroverse.api import Exchange, Forwarded, Operations, Telemetry, create_app, networks_of, no_request_spans
from petroverse.app.health import Readiness
from petroverse.app.logs import log_request
from petroverse.app.meters import Meters
from petroverse.app.serving import is_loopback

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["watched"]


def watched(platform: Platform, is_draining: Callable[[], bool]) -> ASGIApp:
    """Gives the whole application of a platform.

    Args:
        platform: What is served.
        is_draining: Whether it was told to stop.
    """
    settings, meters = platform.settings, Meters(platform)

    def ended(exchange: Exchange) -> None:
        meters.ended(exchange)
        log_request(exchange)

    answered = Operations(
        create_app(replace(platform.service(), is_draining=is_draining)),
        readiness=Readiness(platform, is_draining),
        metrics=meters.page,
        token=settings.metrics_token,
        is_fronted=bool(settings.url or settings.trusted_proxy),
    )
    spans = platform.traces.request if platform.traces else no_request_spans
    told = Telemetry(answered, ended=ended, spans=spans)
    is_open = not (is_loopback(settings.host) or settings.is_tls)
    return Forwarded(told, proxies=networks_of(settings.trusted_proxy), is_exclusive=is_open)
