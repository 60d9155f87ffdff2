"""Who calls: the gate finds it out once, every route is given it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from petroverse.workflows import Reader

__all__ = ["Caller"]


async def _caller(request: Request) -> Reader:  # waits for nothing: a plain function would take a thread each time
    reader: Reader = request.state.reader
    return reader


Caller = Annotated[Reader, Depends(_caller)]
"""A route's parameter ``reader: Caller`` is who asks, with organisation, rights and row rules."""
