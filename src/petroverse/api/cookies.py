"""The cookies of this platform: which session, and which sign-in at a provider is under way."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Final, Literal

from starlette.datastructures import Headers
from starlette.responses import Response

__all__ = ["Cookies"]

_SESSION: Final = "petroverse_session"
_JOURNEY: Final = "petroverse_journey"
_SESSION_S: Final = 30 * 24 * 3600
_JOURNEY_S: Final = 600


class Cookies:
    """Reads and writes the platform's cookies; over TLS their names forbid any other host or path to set them.

    The session comes back from this site's own pages alone (``Strict``). A journey must come back from the provider's
    page (``Lax``), is over in ten minutes, and opens nothing by itself.

    Args:
        is_https: Whether people come over TLS.
    """

    def __init__(self, *, is_https: bool) -> None:
        self._is_https = is_https
        self._mark = "__Host-" if is_https else ""

    def session(self, headers: Headers) -> str:
        """The session's secret in a request; empty where it has none."""
        return self._read(headers, _SESSION)

    def journey(self, headers: Headers) -> str:
        """The journey in a request; empty where it has none."""
        return self._read(headers, _JOURNEY)

    def keep_session(self, answer: Response, secret: str) -> None:
        """Lets the browser keep a session."""
        self._keep(answer, _SESSION, secret, lasts_s=_SESSION_S, same_site="strict")

    def keep_journey(self, answer: Response, journey: str) -> None:
        """Lets the browser keep a journey until it comes back."""
        self._keep(answer, _JOURNEY, journey, lasts_s=_JOURNEY_S, same_site="lax")

    def drop_session(self, answer: Response) -> None:
        """Lets the browser forget its session."""
        self._keep(answer, _SESSION, "", lasts_s=0, same_site="strict")

    def drop_journey(self, answer: Response) -> None:
        """Lets the browser forget its journey."""
        self._keep(answer, _JOURNEY, "", lasts_s=0, same_site="lax")

    def _keep(
        self, answer: Response, name: str, value: str, *, lasts_s: int, same_site: Literal["strict", "lax"]
    ) -> None:
        answer.set_cookie(
            self._mark + name,
            value,
            max_age=lasts_s,
            path="/",
            httponly=True,
            samesite=same_site,
            secure=self._is_https,
        )

    def _read(self, headers: Headers, name: str) -> str:
        try:
            jar = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        found = jar.get(self._mark + name)
        return found.value if found else ""
