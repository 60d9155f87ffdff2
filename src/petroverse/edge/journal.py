"""The journal of a site: every message that was taken, in order, until the hub has it; and what followed from it.

SQLite in one file, each transaction on the disk before it returns (``synchronous=full``), whole after a kill or a power
loss. It is bounded: what the hub has goes first, the oldest first, by age and by room; only where that is not enough
what the hub has not is given up, again the oldest first, and how much that was is kept and told. Order is the order of
taking; no clock decides over what the hub has not.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from petroverse.core.errors import Unavailable
from petroverse.core.messages import Message, from_bytes, to_bytes

__all__ = ["Entry", "Journal", "JournalUnusable", "Standing"]

_WAITING, _HANDED, _KEPT, _REFUSED = range(4)
_TABLES: Final = f"""
create table if not exists messages (
    seq integer primary key autoincrement, id text not null unique, kind text not null, printed blob not null,
    taken_at text not null, standing integer not null default {_WAITING}, why text not null default '');
create index if not exists messages_open on messages (seq) where standing < {_KEPT};
create table if not exists lines (id text primary key, number integer not null, at text not null, body text not null);
create index if not exists lines_by_number on lines (number);
create table if not exists notes (name text primary key, body text not null);
"""
_LINES_KEPT: Final = 2000
_AT_ONCE: Final = 500
"""How many messages are given up or forgotten at once."""
_ROOM_LEFT: Final = 0.9
"""To which part of its bound the journal is brought down once it is reached."""


class JournalUnusable(Unavailable):
    """The journal cannot be read or written: the disk is full, or the file is damaged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in the journal."""

    seq: int
    id: str
    kind: str
    printed: bytes

    @property
    def message(self) -> Message:
        """What it says."""
        return from_bytes(self.printed)


@dataclass(frozen=True, slots=True)
class Standing:
    """How much there is in the journal.

    Attributes:
        waiting: Messages that the hub has not been given.
        handed: Messages that it has, and has not acted on yet.
        oldest_at: When the oldest of those was taken, UTC; None where there is none.
        refused: Messages that it did not take, and set aside.
        given_up: Messages that were forgotten before the hub had them, for want of room.
        given_up_from: When the first of those was taken, UTC.
        given_up_to: When the last was.
        bytes: How large the journal is.
    """

    waiting: int
    handed: int
    oldest_at: datetime | None
    refused: int
    given_up: int
    given_up_from: datetime | None
    given_up_to: datetime | None
    bytes: int


class Journal:
    """One journal; used by one thread at a time.

    Args:
        path: Its file, made where there is none.
        most_bytes: How large it may become.
        kept: How long what the hub has is kept.

    Raises:
        JournalUnusable: It cannot be opened.
    """

    def __init__(self, path: Path, *, most_bytes: int = 1 << 30, kept: timedelta = timedelta(days=30)) -> None:
        self._most_bytes = most_bytes
        self._kept = kept
        with _named():
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            self._db.execute(f"pragma journal_size_limit = {4 << 20}")
            self._db.executescript(_TABLES)
        path.chmod(0o600)

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction: on the disk when the block ends, undone where it raises.

        Raises:
            JournalUnusable: It was not written.
        """
        with _named():
            self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._undo()
            raise
        with _named():
            try:
                self._db.execute("commit")
            except sqlite3.Error:
                self._undo()
                raise

    def add(self, message: Message, at: datetime) -> int | None:
        """Takes a message in, and gives its place; None where it was taken before."""
        printed = to_bytes(message)
        added = self._rows(
            "insert into messages (id, kind, printed, taken_at) values (?, ?, ?, ?) "
            "on conflict do nothing returning seq",
            [message.id, message.kind, printed, at.isoformat()],
        )
        return added[0][0] if added else None

    def since(self, seq: int) -> Iterator[Entry]:
        """Every message after a place, in order."""
        while found := self._entries("seq > ?", [seq], _AT_ONCE):
            yield from found
            seq = found[-1].seq

    def next_waiting(self, most: int, most_bytes: int) -> tuple[Entry, ...]:
        """The next messages for the hub, in order.

        What people said goes when the hub has all that came before it, for an alarm must be there to be spoken of.
        """
        found: list[Entry] = []
        size = 0
        oldest = self._rows(f"select min(seq) from messages where standing < {_KEPT}", [])[0][0]
        for each in self._entries(f"standing = {_WAITING} and standing < {_KEPT}", [], most):
            is_word = not each.kind.startswith("readings/")
            size += len(each.printed)
            if (found and size > most_bytes) or (is_word and each.seq != oldest):
                break
            found.append(each)
            if is_word:
                break
        return tuple(found)

    def handed(self, most: int) -> tuple[str, ...]:
        """Ids of messages that the hub was given, and of which it is not known that they are kept, oldest first."""
        rows = self._rows(
            f"select id from messages where standing = {_HANDED} and standing < {_KEPT} order by seq limit ?", [most]
        )
        return tuple(id_ for (id_,) in rows)

    def settle(self, *, handed: Iterable[str] = (), kept: Iterable[str] = (), refused: Mapping[str, str]) -> None:
        """Notes what became of messages: handed on, kept for good, or refused with the reason."""
        self._many(
            f"update messages set standing = {_HANDED} where id = ? and standing = {_WAITING}",
            [(each,) for each in handed],
        )
        self._many(f"update messages set standing = {_KEPT} where id = ?", [(each,) for each in kept])
        self._many(
            f"update messages set standing = {_REFUSED}, why = ? where id = ?",
            [(why, each) for each, why in refused.items()],
        )

    def hand_again(self) -> int:
        """Has everything sent once more that was handed over and is not known to be kept; gives how many."""
        return self._run(
            f"update messages set standing = {_WAITING} where standing = {_HANDED} and standing < {_KEPT}"
        ).rowcount

    def note(self, name: str, value: object) -> None:
        """Keeps a JSON value under a name, in place of the last."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self._run("insert or replace into notes (name, body) values (?, ?)", [name, body])

    def noted(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """The JSON value under a name; None where there is none."""
        found = self._rows("select body from notes where name = ?", [name])
        return json.loads(found[0][0]) if found else None

    def add_lines(self, lines: Sequence[tuple[str, datetime, Mapping[str, Any]]]) -> None:
        """Adds what happened to alarms, by id, instant and body; a line that is known stays as it was."""
        number = self._rows("select coalesce(max(number), 0) from lines", [])[0][0]
        rows = [
            (id_, number + place, at.isoformat(), json.dumps(body)) for place, (id_, at, body) in enumerate(lines, 1)
        ]
        self._many("insert or ignore into lines (id, number, at, body) values (?, ?, ?, ?)", rows)
        self._run("delete from lines where number <= (select max(number) from lines) - ?", [_LINES_KEPT])

    def lines(self, most: int) -> tuple[Mapping[str, Any], ...]:
        """What happened to alarms, the last first."""
        rows = self._rows("select body from lines order by number desc limit ?", [most])
        return tuple(json.loads(body) for (body,) in rows)

    def must_make_room(self) -> bool:
        """Whether it has reached its bound."""
        return self._bytes() >= self._most_bytes

    def make_room(self, now: datetime) -> int:
        """Forgets what it may, then what it must; gives how many messages were given up that the hub has not.

        Args:
            now: The present instant; it decides only over what the hub has.
        """
        given_up = 0
        self._forget_old(now)
        while self._bytes() >= self._most_bytes * _ROOM_LEFT:
            if self._delete(f"standing >= {_KEPT}"):
                continue
            lost = self._delete(f"standing < {_KEPT}")
            if not lost:
                break
            given_up += len(lost)
            self._tell_given_up(lost)
        return given_up

    def standing(self) -> Standing:
        """How much there is."""
        open_ = f"from messages where standing < {_KEPT}"
        waiting, handed, oldest = self._rows(
            f"select coalesce(sum(standing = {_WAITING}), 0), coalesce(sum(standing = {_HANDED}), 0), "
            f"min(taken_at) {open_}",
            [],
        )[0]
        refused = self._rows(f"select count(*) from messages where standing = {_REFUSED}", [])[0][0]
        lost = self.noted("given_up") or {}
        return Standing(
            waiting, handed, _instant(oldest), refused,
            lost.get("count", 0), _instant(lost.get("first")), _instant(lost.get("last")), self._bytes(),
        )  # fmt: skip

    def close(self) -> None:
        """Lets the file go."""
        self._db.close()

    def _undo(self) -> None:
        """Ends the transaction; where the disk was full, SQLite may have undone it by itself."""
        if self._db.in_transaction:
            self._db.execute("rollback")

    def _forget_old(self, now: datetime) -> None:
        before = (now - self._kept).isoformat()
        self._run(f"delete from messages where standing >= {_KEPT} and taken_at < ?", [before])

    def _delete(self, which: str) -> list[tuple[str]]:
        """Forgets some of the oldest, and gives when each was taken."""
        oldest = f"select seq from messages where {which} order by seq limit {_AT_ONCE}"
        return self._rows(f"delete from messages where seq in ({oldest}) returning taken_at", [])

    def _tell_given_up(self, lost: Sequence[tuple[str]]) -> None:
        known = self.noted("given_up") or {"count": 0, "first": lost[0][0]}
        self.note("given_up", {**known, "count": known["count"] + len(lost), "last": lost[-1][0]})

    def _bytes(self) -> int:
        pages, free, size = (
            self._rows(f"pragma {name}", [])[0][0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _entries(self, which: str, values: Sequence[Any], most: int) -> list[Entry]:
        rows = self._rows(
            f"select seq, id, kind, printed from messages where {which} order by seq limit ?", [*values, most]
        )
        return [Entry(*row) for row in rows]

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Any]:
        with _named():
            return self._db.execute(sql, values).fetchall()

    def _run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        with _named():
            return self._db.execute(sql, values)

    def _many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            with _named():
                self._db.executemany(sql, rows)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        fix = "make room on the disk; where the file is damaged, move it away and start again"
        raise JournalUnusable(f"the journal cannot be used: {fault}", where="journal", fix=fix) from fault
