"""The platform's log: text for people or one JSON object a line, on stderr, with every secret taken out."""

from __future__ import annotations

import logging
import re
from typing import Final

from petroverse.api import Exchange
from petroverse.app.settings import Settings

__all__ = ["log_request", "prepare_log"]

_PLAIN: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_FIELDS: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
_SECRETS: Final = (
    (re.compile(r"(\w+://[^:/@\s]+):[^@\s]+@"), r"\1:***@"),
    (re.compile(r"(?i)\b(token|key|password|secret|session)=[^&\s\"']+"), r"\1=***"),
    (re.compile(r"(?i)\b(bearer|basic) [\w.~+/=-]+"), r"\1 ***"),
)
_REQUESTS: Final = logging.getLogger("petroverse.request")
_PROBES: Final = frozenset({"/healthz", "/readyz", "/metrics"})


def prepare_log(settings: Settings, *, usual_level: str) -> None:
    """Sends everything that this process logs, its libraries included, to stderr as the settings say.

    Args:
        settings: With ``log_format`` and ``log_level``.
        usual_level: The level where no setting names one.
    """
    out = logging.StreamHandler()
    out.setFormatter(_Sealed(_formatter(settings.log_format)))
    root = logging.getLogger()
    for each in root.handlers[:]:
        root.removeHandler(each)
    root.addHandler(out)
    root.setLevel(logging.WARNING)
    level = (settings.log_level or usual_level).upper()
    for name in ("petroverse", "uvicorn"):
        logging.getLogger(name).setLevel(level)


def log_request(exchange: Exchange) -> None:
    """One line for an answered request."""
    is_probe = exchange.route in _PROBES and exchange.status < 400
    level = logging.DEBUG if is_probe else logging.INFO  # a balancer asks every second
    if not _REQUESTS.isEnabledFor(level):
        return
    told = {
        "request_id": exchange.request_id,
        "method": exchange.method,
        "route": exchange.route,
        "status": exchange.status,
        "ms": round(exchange.seconds * 1000, 1),
        "person": exchange.person,
        "organisation": exchange.organisation,
        "trace_id": exchange.trace_id,
    }
    words = " ".join(f"{name}={value}" for name, value in told.items() if value != "")
    _REQUESTS.log(level, "request %s", words, extra=told)


class _Sealed(logging.Formatter):
    """What another formatter writes, without passwords, keys and tokens."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        text = self._inner.format(record)
        for pattern, kept in _SECRETS:
            text = pattern.sub(kept, text)
        return text


def _formatter(form: str) -> logging.Formatter:
    if form == "text":
        return logging.Formatter(_PLAIN)
    from pythonjsonlogger.json import JsonFormatter

    renamed = {"asctime": "at", "levelname": "level", "name": "logger"}
    return JsonFormatter(_FIELDS, rename_fields=renamed, datefmt="%Y-%m-%dT%H:%M:%S%z")
