"""Connections: the same questions to a home on this machine or to a platform somewhere else, plain or awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from petroverse.client.answer import Answer
from petroverse.client.question import Question, Value

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["AsyncConnection", "Connection", "Door", "aconnect", "connect"]


class Door(Protocol):
    """How questions reach a platform: a folder's own engines, or a server's API. Safe to use from many threads."""

    def query(self, question: Mapping[str, Any]) -> pa.Table:
        """The answer's rows, with units and meta in the metadata."""
        ...

    def facts(self, dataset: str, as_of: str) -> pa.Table:
        """Every row of a dataset, with the cell it is from; ``as_of`` empty for everything known."""
        ...

    def forecast(self, asked: Mapping[str, Any]) -> pa.Table:
        """The forecast's rows, with meta in the metadata; waits until it is made."""
        ...

    def close(self) -> None:
        """Ends what was opened."""
        ...


def connect(
    place: str | Path | None = None,
    *,
    token: str | Path = "",
    organisation: str = "",
    authority: str | Path | None = None,
    timeout_s: float = 60.0,
) -> Connection:
    """Connects to a platform; use it as a ``with`` block, or ``close`` it.

    Args:
        place: A home's folder (None: the one that the command line uses), or the address of a platform.
        token: For an address: a token (``petroverse token new``), or the file that holds one.
        organisation: For a folder: whose facts to read; empty for the default.
        authority: For an address: a certificate to trust besides the system's, as ``petroverse up --tls local`` names.
        timeout_s: For an address: how long to wait for an answer, in seconds.

    Raises:
        Unavailable: The platform cannot be reached, or its engines do not start.
        NotAllowed: The token is not valid, or the home is another person's.

    Example:
        >>> import petroverse as pv
        >>> with pv.connect("/srv/market") as market:  # doctest: +SKIP
        ...     market.query("volume", by=["year", "product"], where={"source": "omc"}).to_pandas()
    """
    if isinstance(place, str) and place.partition("://")[0] in ("http", "https"):
        from petroverse.client.server import ServerDoor

        return Connection(ServerDoor(place, token=token, authority=authority, timeout_s=timeout_s))
    from petroverse.client.folder import FolderDoor

    return Connection(FolderDoor(place, organisation))


async def aconnect(place: str | Path | None = None, **options: Any) -> AsyncConnection:  # noqa: ANN401 - as connect
    """Connects without holding up the event loop; takes what ``connect`` takes."""
    return AsyncConnection(await asyncio.to_thread(lambda: connect(place, **options)))


class Connection:
    """A platform that answers. Safe to use from many threads.

    Args:
        door: How questions reach it.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    def question(self, *measures: str) -> Question:
        """A question to build step by step: ``.by(…)``, ``.where(…)``, ``.known(…)``, then ``.ask()``."""
        return Question(measures, _asker=self._ask)

    def query(
        self,
        measures: str | Sequence[str],
        *,
        by: Sequence[str] = (),
        where: Mapping[str, Value] | None = None,
        as_of: date | str | None = None,
        compare: str = "",
        **options: Any,  # noqa: ANN401 - parts of a JSON document
    ) -> Answer:
        """Asks one question.

        Args:
            measures: What is counted, such as ``"volume"`` or ``["volume", "share"]``.
            by: What it is split by, such as ``["month", "product"]``.
            where: Dimension → a value, a list of values, ``between(…)`` or ``excluding(…)``.
            as_of: Only what publishers had made known by then.
            compare: ``previous_period`` or ``year_ago``.
            options: ``span``, ``top``, ``sort``, ``limit``, ``as_recorded`` as ``POST /api/query`` takes them; and
                ``filters`` instead of ``where``, for two limits on one dimension.

        Raises:
            QueryRefused: It has no honest answer as it was asked; the message names the nearest one that has.
            NotAllowed: You may not ask it.
        """
        names = (measures,) if isinstance(measures, str) else tuple(measures)
        asked = Question(names, tuple(by), where or {}, {**options, **({"compare": compare} if compare else {})})
        return self._ask(asked.known(as_of).document())

    def facts(self, dataset: str, *, as_of: date | str | None = None) -> Answer:
        """Every row of a dataset that you may see, with file, sheet, cell and when it was known.

        Raises:
            NotFound: The catalogue has no such dataset.
            NotAllowed: You may not take facts away whole.
        """
        return Answer(self._door.facts(dataset, str(as_of or "")))

    def forecast(
        self,
        measure: str = "volume",
        *,
        by: Sequence[str] = (),
        where: Sequence[str] = (),
        only: Sequence[str] = (),
        horizon: int = 6,
        as_of: date | str | None = None,
        as_recorded: date | str | None = None,
    ) -> Answer:
        """The months ahead, with ``lo80``, ``hi80``, ``lo95`` and ``hi95``; made first where it is not there yet.

        Args:
            measure: What is forecast.
            by: What it is split by, such as ``["product"]``.
            where: Limits as the command line writes them, such as ``["source=omc"]``.
            only: Which series are shown, such as ``["product=gasoline"]``; they stay forecast with all.
            horizon: Months ahead, 1 to 12.
            as_of: As it would be made from what publishers had made known by then.
            as_recorded: As it stood there then.

        Raises:
            QueryRefused: There is no such forecast.
            NotAllowed: You may not ask it.
        """
        times = {"as_of": str(as_of or ""), "as_recorded": str(as_recorded or "")}
        asked = {"measure": [measure], "by": list(by), "filter": list(where), "only": list(only), "horizon": horizon}
        return Answer(self._door.forecast({**asked, **times}))

    def close(self) -> None:
        """Ends the connection; engines that it started are stopped."""
        self._door.close()

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, question: Mapping[str, Any]) -> Answer:
        return Answer(self._door.query(question))


class AsyncConnection:
    """The same as ``Connection``, awaited; use it as an ``async with`` block.

    Args:
        connection: Whom it asks, in threads of its own.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def question(self, *measures: str) -> Question:
        """A question to build step by step; give it to ``ask``."""
        return Question(measures)

    async def ask(self, question: Question, **given: Any) -> Answer:  # noqa: ANN401 - as Question.ask
        """Asks a question that was built step by step."""
        return await asyncio.to_thread(self._connection._ask, question.document(**given))

    async def query(self, measures: str | Sequence[str], **options: Any) -> Answer:  # noqa: ANN401 - as Connection
        """Asks one question; takes what ``Connection.query`` takes."""
        return await asyncio.to_thread(lambda: self._connection.query(measures, **options))

    async def facts(self, dataset: str, *, as_of: date | str | None = None) -> Answer:
        """Every row of a dataset; see ``Connection.facts``."""
        return await asyncio.to_thread(lambda: self._connection.facts(dataset, as_of=as_of))

    async def forecast(self, measure: str = "volume", **options: Any) -> Answer:  # noqa: ANN401 - as Connection
        """The months ahead; takes what ``Connection.forecast`` takes."""
        return await asyncio.to_thread(lambda: self._connection.forecast(measure, **options))

    async def close(self) -> None:
        """Ends the connection."""
        await asyncio.to_thread(self._connection.close)

    async def __aenter__(self) -> AsyncConnection:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
