"""The door to a platform somewhere else: its API, over HTTP."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from petroverse.core.errors import (
    Conflict,
    InputRefused,
    NotAllowed,
    NotFound,
    PetroVerseError,
    QueryRefused,
    Unavailable,
)

if TYPE_CHECKING:
    import httpx
    import pyarrow as pa

__all__ = ["ServerDoor"]

_ARROW: Final = "application/vnd.apache.arrow.stream"
_MAKING: Final = 202
_FAULTS: Final[Mapping[int, type[PetroVerseError]]] = {
    401: NotAllowed,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    422: QueryRefused,
    429: Unavailable,
    503: Unavailable,
}


class ServerDoor:
    """Asks a platform by its address.

    Args:
        address: Such as ``https://market.example``.
        token: A token, or the file that holds one.
        authority: A certificate to trust besides the system's.
        timeout_s: How long to wait for an answer, in seconds.

    Raises:
        NotFound: The token's file is not there.
    """

    def __init__(self, address: str, *, token: str | Path, authority: str | Path | None, timeout_s: float) -> None:
        import httpx

        headers = {"Accept": _ARROW, "User-Agent": "petroverse-client"}
        secret = _secret(token)
        if secret:
            headers["Authorization"] = f"Bearer {secret}"
        trusted = ssl.create_default_context()
        if authority is not None:
            trusted.load_verify_locations(authority)
        self._http = httpx.Client(base_url=address.rstrip("/"), headers=headers, timeout=timeout_s, verify=trusted)

    def query(self, question: Mapping[str, Any]) -> pa.Table:
        """The answer's rows."""
        return _table(self._sent("POST", "/api/query", json=question))

    def forecast(self, asked: Mapping[str, Any]) -> pa.Table:
        """The forecast's rows; waits while the platform makes it."""
        while (
            answer := self._sent("GET", "/api/forecasts", params={**asked, "format": "arrow"})
        ).status_code == _MAKING:
            time.sleep(float(answer.headers.get("Retry-After", "2")))
        return _table(answer)

    def facts(self, dataset: str, as_of: str) -> pa.Table:
        """Every row of a dataset."""
        chosen = {"format": "arrow", **({"as_of": as_of} if as_of else {})}
        return _table(self._sent("GET", f"/api/exports/{dataset}", params=chosen))

    def close(self) -> None:
        """Closes its connections."""
        self._http.close()

    def _sent(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - as httpx
        import httpx

        try:
            answer = self._http.request(method, path, **options)
        except httpx.HTTPError as fault:
            where = str(self._http.base_url)
            raise Unavailable(f"no answer: {fault}", where=where, fix="is the platform running there?") from fault
        if answer.is_success:
            return answer
        raise _fault(answer)


def _secret(token: str | Path) -> str:
    if isinstance(token, str):
        return token.strip()
    try:
        return token.read_text("utf-8").strip()
    except OSError as fault:
        raise NotFound(f"the token cannot be read: {fault.strerror}", where=str(token), fix="name its file") from fault


def _table(answer: httpx.Response) -> pa.Table:
    import pyarrow as pa

    if not answer.headers.get("content-type", "").startswith(_ARROW):
        raise Unavailable("the answer is no Arrow stream", where=str(answer.url), fix="is this a platform's address?")
    return pa.ipc.open_stream(answer.content).read_all()


def _fault(answer: httpx.Response) -> PetroVerseError:
    """The fault that the platform named, as the branch of our own tree that its status stands for."""
    kind = _FAULTS.get(answer.status_code, InputRefused if answer.status_code < 500 else PetroVerseError)
    try:
        told: Mapping[str, Any] = answer.json()
        return kind(told["what"], where=told["where"], fix=told["fix"])
    except (ValueError, LookupError, TypeError):
        return kind(
            f"the answer was {answer.status_code} {answer.reason_phrase}",
            where=str(answer.url),
            fix="is this a platform's address?",
        )
