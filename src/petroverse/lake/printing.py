"""A compiled query as one statement over the lake's own files, that a person can run by hand in any DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from petroverse.core.catalogue import dataset
from petroverse.lake.engine import Compiled, with_relations
from petroverse.lake.files import DeltaFiles
from petroverse.lake.names import NameMap
from petroverse.lake.schema import query_columns
from petroverse.lake.snapshot import Part, Snapshot, Winner
from petroverse.lake.winners import names_join, winner_select

__all__ = ["FilePaths", "sql_over_files"]

_KEPT: Final = 512


class FilePaths:
    """Gives the files that hold a part's rows, from memory while they are there.

    Args:
        files: The tables.
    """

    def __init__(self, files: DeltaFiles) -> None:
        self._files = files
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, part: Part) -> Sequence[str]:
        """The files of one organisation's dataset, as an outsider would open them."""
        kept = self._found.get(part.key)
        if kept and self._files.is_local and all(Path(each).is_file() for each in kept):
            return kept
        found = tuple(self._files.uris(part.dataset, part.organisation))
        if len(self._found) >= _KEPT:
            self._found.clear()
        self._found[part.key] = found
        return found


def sql_over_files(compiled: Compiled, snapshot: Snapshot, paths: Callable[[Part], Sequence[str]]) -> str:
    """The query with its relations written out as reads of files and lists of editions.

    Args:
        compiled: The query.
        snapshot: The facts it reads.
        paths: Gives the files that hold a part's rows.
    """
    relations = {}
    for name, organisations in compiled.reads.items():
        parts = [snapshot.parts[name, owner] for owner in organisations]
        selects = "\n  UNION ALL BY NAME\n".join(_select(each, paths(each)) for each in parts)
        relations[name] = f"AS (\n{selects}\n)"
    return with_relations(compiled.sql, relations)


def _select(part: Part, files: Sequence[str]) -> str:
    if not files or not part.winners:
        columns = ", ".join(f'NULL AS "{each}"' for each in (*query_columns(part.dataset), "edition_id"))
        return f"  SELECT {_quoted(part.organisation)} AS organisation, {columns}, true AS counts_in_year WHERE false"
    stored = f"read_parquet([{', '.join(_quoted(each) for each in files)}], hive_partitioning = true)"
    names = f"({_names(part.names)})" if part.names.rows else ""
    if dataset(part.dataset).resolve == "key":
        rows = winner_select(part, stored, f"({_ranks(part.winners)})", names)
        return f"  SELECT {_quoted(part.organisation)} AS organisation, * FROM (\n    {rows}\n  )"
    counted = _among([each.edition_id for each in part.winners if each.counts_in_year])
    visible = _among([each.edition_id for each in part.winners])
    if not names:
        return f"  SELECT *, {counted} AS counts_in_year\n  FROM {stored}\n  WHERE {visible}"
    read = 's.* REPLACE (coalesce(n.company, s."company") AS company)'
    join = names_join(part, names)
    return f"  SELECT {read}, {counted} AS counts_in_year\n  FROM {stored} AS s\n {join}\n  WHERE {visible}"


def _among(numbers: Iterable[int]) -> str:
    """Whether an edition is one of these, as ranges."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and each == runs[-1][1] + 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    tests = (f"edition_id BETWEEN {low} AND {high}" if low < high else f"edition_id = {low}" for low, high in runs)
    return f"({' OR '.join(tests) or 'false'})"


def _ranks(winners: Iterable[Winner]) -> str:
    values = ", ".join(f"({each.edition_id}, {str(each.counts_in_year).lower()}, {each.rank})" for each in winners)
    return f"SELECT * FROM (VALUES {values}) AS editions (edition_id, counts_in_year, rank)"


def _names(of: NameMap) -> str:
    values = ", ".join(
        f"({_quoted(each.name)}, DATE '{each.since}', DATE '{each.until}', {_quoted(each.company)})" for each in of.rows
    )
    return f"SELECT * FROM (VALUES {values}) AS names (name, since, until, company)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
