"""Being the only one: of all processes on one database, one at a time holds a part."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psycopg

from petroverse.database.faults import named_faults

__all__ = ["SolePart", "sole_part"]


class SolePart:
    """Something that one process at a time does; ``sole_part`` gives one."""

    def __init__(self, connection: psycopg.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def is_ours(self) -> bool:
        """Whether this process holds it now; it is taken where nobody does.

        Raises:
            ServerUnreachable: The connection went away, and with it whatever was held.
        """
        with named_faults("holding a part"):
            found = self._connection.execute(
                "select pg_try_advisory_lock(hashtextextended(%s, 0)) as is_ours", [self._name]
            ).fetchone()
            return bool(found and found[0])


@contextlib.contextmanager
def sole_part(url: str, name: str) -> Iterator[SolePart]:
    """Gives a part that this process holds as long as the block runs and its connection lives.

    Args:
        url: The database.
        name: Which part.

    Raises:
        ServerUnreachable: The database cannot be reached.
    """
    with contextlib.ExitStack() as stack:
        with named_faults("holding a part"):
            connection = stack.enter_context(
                psycopg.connect(url, autocommit=True, connect_timeout=10, application_name="petroverse-part")
            )
        yield SolePart(connection, name)
