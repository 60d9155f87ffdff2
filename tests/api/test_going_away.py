"""Whoever stops listening stops the writing; a fault before the first row is told, a later one breaks it off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest

from petroverse.api.conditional import document_response
from petroverse.core.errors import Unavailable
from petroverse.documents import Document, format_called

SCHEMA = pa.schema([("n", pa.int64())])
BATCH = pa.record_batch([pa.array(range(20_000))], schema=SCHEMA)


class Rows:
    """Rows without end, that know whether they were let go."""

    def __init__(self, fault_after: int = 1_000_000) -> None:
        self.given, self.is_closed, self.fault_after = 0, False, fault_after

    def batches(self) -> Iterator[pa.RecordBatch]:
        try:
            while True:
                if self.given >= self.fault_after:
                    raise Unavailable("the lake went away")
                self.given += 1
                yield BATCH
        finally:
            self.is_closed = True


def answered(rows: Rows, form: str, leaves: Callable[[int], bool]) -> list[dict[str, Any]]:
    """What is sent to a client that leaves after so many bytes."""
    sent: list[dict[str, Any]] = []

    async def talk() -> None:
        gone = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)
            if leaves(sum(len(each.get("body", b"")) for each in sent)):
                asyncio.get_running_loop().call_later(0.2, gone.set)
                await asyncio.sleep(0.05)

        answer = await asyncio.to_thread(
            document_response, Document("x/1", SCHEMA, rows.batches()), format_called(form), "rows"
        )
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "asgi": {"spec_version": "2.3"}}
        await answer(scope, receive, send)  # type: ignore[arg-type]  # plain mappings are messages
        await asyncio.sleep(0.1)

    asyncio.run(talk())
    return sent


@pytest.mark.timeout(30)
@pytest.mark.parametrize("form", ["arrow", "csv", "jsonl", "parquet"])
def test_a_client_that_goes_away_stops_the_work(form: str):
    rows = Rows()
    answered(rows, form, lambda size: size > 500_000)
    assert rows.is_closed


@pytest.mark.timeout(30)
def test_a_client_that_does_not_wait_for_a_workbook_stops_it():
    rows = Rows()
    answered(rows, "xlsx", lambda _: True)
    assert rows.is_closed


def test_a_fault_before_the_first_row_is_told():
    with pytest.raises(Unavailable):
        answered(Rows(fault_after=0), "csv", lambda _: False)


def test_a_fault_in_the_middle_breaks_the_answer_off():
    rows = Rows(fault_after=30)
    with pytest.raises(Unavailable):
        answered(rows, "csv", lambda _: False)
    assert rows.is_closed
