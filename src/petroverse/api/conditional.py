"""One answer in the format that was asked for, under a name that caches can ask about again."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncGenerator, Iterator, Mapping
from typing import Annotated, Any, Final, Literal

import anyio
from fastapi import Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.types import Receive, Scope, Send

from petroverse.api.errors import NotAcceptable
from petroverse.documents import FORMATS, Document, Format, format_called, written

__all__ = ["FILES", "FormatName", "FormatWanted", "chosen_format", "document_response", "not_modified", "tagged"]

FormatName = Annotated[
    Literal["", "json", "jsonl", "csv", "parquet", "arrow", "xlsx"],
    Field(description="How the answer is written; wins over `Accept`.", examples=["csv"]),
]
FormatWanted = Annotated[FormatName, Query(alias="format")]
FILES: Final[dict[str, Any]] = {
    each.media_type: {"schema": {"type": "string", "format": "binary"}}
    for each in FORMATS.values()
    if each.name != "json"
}
"""What an answer is besides JSON, for the OpenAPI document."""

_ALSO: Final = {"application/jsonl": "jsonl", "application/x-parquet": "parquet", "text/json": "json"}
_BY_TYPE: Final[Mapping[str, str]] = {**{each.media_type: each.name for each in FORMATS.values()}, **_ALSO}
_SENT_AT_ONCE: Final = 256 * 1024
"""What a socket takes in a moment; of a longer piece the rest would be moved about while it waits."""
_SAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")


def chosen_format(request: Request, wanted: str) -> Format:
    """The format of an answer: as the parameter says, else the best that ``Accept`` names, else JSON.

    Raises:
        NotAcceptable: ``Accept`` names nothing that there is.
    """
    if wanted:
        return format_called(wanted)
    accepted = sorted(_accepted(request.headers.get("accept", "*/*") or "*/*"), key=lambda each: -each[1])
    for kind, weight in accepted:
        if weight > 0 and kind in _BY_TYPE:
            return FORMATS[_BY_TYPE[kind]]
        if weight > 0 and kind in {"*/*", "application/*"}:
            return FORMATS["json"]
        if weight > 0 and kind == "text/*":
            return FORMATS["csv"]
    known = ", ".join(each.media_type for each in FORMATS.values())
    raise NotAcceptable("no format that you accept is one of ours", where="Accept", fix=f"one of {known}")


def tagged(etag: str, form: Format) -> dict[str, str]:
    """The headers of an answer that may be kept by whoever asked, and must be asked about before it is shown again."""
    return {
        "ETag": f'"{etag}-{form.name}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Accept, Authorization, Cookie",
    }


def not_modified(request: Request, headers: Mapping[str, str]) -> Response | None:
    """304 where the client holds this very answer; None where it does not."""
    held = request.headers.get("if-none-match", "")
    names = {each.strip().removeprefix("W/") for each in held.split(",")}
    if held and (headers["ETag"] in names or "*" in names):
        return Response(status_code=304, headers=dict(headers))
    return None


def document_response(
    document: Document, form: Format, name: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A document as a download, written while it is sent; work stops where the client goes away.

    Args:
        document: What is sent; its first rows are read here, so that a fault there is still a problem document.
        form: How.
        name: What the file is called, without its ending.
        headers: More headers.
    """
    pieces = written(document, form.name)
    first = next(pieces, b"")
    media = f"{form.media_type}; charset=utf-8" if form.name == "csv" else form.media_type
    told = {"Content-Disposition": f'attachment; filename="{_safe(name)}.{form.name}"', **(headers or {})}
    return _Download(first, pieces, media, told)


class _Download(StreamingResponse):
    """Pieces, the next one made in a thread while one is sent; whoever stops listening stops the writing."""

    def __init__(self, first: bytes, pieces: Iterator[bytes], media_type: str, headers: Mapping[str, str]) -> None:
        self._pieces = pieces
        self._sending = _sent(itertools.chain([first], pieces))
        super().__init__(self._sending, media_type=media_type, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it, and lets go of what it is made of however that ends."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await self._sending.aclose()
            close = getattr(self._pieces, "close", None)
            if close:
                close()


async def _sent(pieces: Iterator[bytes]) -> AsyncGenerator[memoryview, None]:
    ahead = asyncio.create_task(run_in_threadpool(next, pieces, None))
    try:
        while (piece := await asyncio.shield(ahead)) is not None:
            ahead = asyncio.create_task(run_in_threadpool(next, pieces, None))
            for start in range(0, len(piece), _SENT_AT_ONCE):
                yield memoryview(piece)[start : start + _SENT_AT_ONCE]
    finally:
        with anyio.CancelScope(shield=True):
            await asyncio.wait([ahead])
            ahead.cancelled() or ahead.exception()  # looked at, so that nobody warns of it once it is gone


def _safe(name: str) -> str:
    return _SAFE.sub("-", name).strip("-.")[:100] or "petroverse"


def _accepted(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        kind, *parameters = (each.strip().lower() for each in part.split(";"))
        weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        yield kind, _weight(weight)


def _weight(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
