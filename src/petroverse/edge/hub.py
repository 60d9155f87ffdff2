"""The way to the hub: signed handovers over HTTPS, by what Python brings along."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from petroverse.core.errors import NotAllowed, Unavailable
from petroverse.core.handovers import Handover, to_bytes
from petroverse.edge.settings import EdgeSettings, EdgeSettingsRefused
from petroverse.vault import sign

__all__ = ["HttpHub", "Hub", "HubAway", "HubRefuses"]

_PATH: Final = "/api/gateways/handovers"
_PATIENCE_S: Final = 30.0
_LARGEST_ANSWER: Final = 16 << 20
_TOO_LARGE: Final = 413
_BUSY: Final = 429
_FAILED: Final = 500
_OK: Final = 200


class HubAway(Unavailable):
    """The hub does not answer, or cannot take anything now; what is in the journal waits."""


class HubRefuses(NotAllowed):
    """The hub answers and takes nothing from this gateway: it is not admitted, or its clock or program is too old."""


class Hub(Protocol):
    """Whoever takes what a gateway has."""

    def hand_over(self, handover: Handover) -> Mapping[str, Any]:
        """Hands over, and gives the answer: ``kept``, ``handed``, ``refused``, ``now``, ``site``, ``said``.

        Raises:
            HubAway: It may have been taken or not: hand over again.
            HubRefuses: Nothing was taken.
        """
        ...


class HttpHub:
    """A hub over HTTP; used by one thread at a time.

    Args:
        settings: Where it answers, and who we are.
        key: What we sign with.

    Raises:
        EdgeSettingsRefused: The file of the authority cannot be used.
    """

    def __init__(self, settings: EdgeSettings, key: bytes) -> None:
        self._settings = settings
        self._key = key
        self._open = _opener(settings)
        self._link: http.client.HTTPConnection | None = None

    def hand_over(self, handover: Handover) -> Mapping[str, Any]:
        """See ``Hub``."""
        envelope = sign(self._key, to_bytes(handover)).decode("ascii")
        told = {"organisation": handover.organisation, "gateway": handover.gateway, "envelope": envelope}
        status, answer = self._asked(json.dumps(told).encode())
        if status == _OK:
            return answer
        what = f"the hub answers {status}: {answer.get('title') or answer.get('detail') or 'no reason'}"
        if status >= _FAILED or status == _BUSY:
            raise HubAway(what, where=self._settings.hub, fix="what is in the journal waits")
        fix = str(answer.get("fix") or "admit this gateway at the hub: see `petroverse edge status`")
        raise HubRefuses(what, where=self._settings.hub, fix=fix)

    def close(self) -> None:
        """Ends the connection, if there is one."""
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _asked(self, body: bytes) -> tuple[int, Mapping[str, Any]]:
        self._link = self._link or self._open()
        try:
            self._link.request("POST", _PATH, body, {"Content-Type": "application/json"})
            answer = self._link.getresponse()
            told = answer.read(_LARGEST_ANSWER)
            plain = json.loads(told) if told else {}
            return answer.status, plain if isinstance(plain, dict) else {}
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as fault:
            self.close()
            what = f"the hub does not answer: {fault or type(fault).__name__}"
            raise HubAway(what, where=self._settings.hub, fix="what is in the journal waits") from fault


def _opener(settings: EdgeSettings) -> Callable[[], http.client.HTTPConnection]:
    url = urlsplit(settings.hub)
    host, port = url.hostname or "", url.port
    if url.scheme == "http":
        return lambda: http.client.HTTPConnection(host, port, timeout=_PATIENCE_S)
    try:
        around = ssl.create_default_context(cafile=settings.ca or None)
    except (OSError, ssl.SSLError) as fault:
        what = f"the authority's certificate cannot be read: {fault}"
        raise EdgeSettingsRefused(what, where="ca", fix="give a file in PEM, as the hub's `ca.pem`") from fault
    return lambda: http.client.HTTPSConnection(host, port, timeout=_PATIENCE_S, context=around)
