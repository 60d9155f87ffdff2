"""A compiled query as one statement over the lake's own files, that a person can run by hand in any DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from petroverse.lake.engine import Compiled
from petroverse.lake.relations import winner_select
from petroverse.lake.snapshot import Part, Snapshot, Winner

__all__ = ["sql_over_files"]


def sql_over_files(compiled: Compiled, snapshot: Snapshot, uris: Callable[[str, str], Sequence[str]]) -> str:
    """The query with its relations written out as reads of files and lists of editions.

    Args:
        compiled: The query.
        snapshot: The facts it reads.
        uris: Gives the files of a dataset and organisation.
    """
    relations = []
    for name, organisations in compiled.reads.items():
        parts = [snapshot.parts[name, owner] for owner in organisations]
        selects = "\n  UNION ALL BY NAME\n".join(_select(each, uris(name, each.organisation)) for each in parts)
        relations.append(f"{name} AS (\n{selects}\n)")
    head = ",\n".join(relations)
    body = compiled.sql
    if body.upper().startswith("WITH "):
        return f"WITH {head},\n{body[5:]}"
    return f"WITH {head}\n{body}"


def _select(part: Part, files: Sequence[str]) -> str:
    if not files or not part.winners:
        return f"  SELECT * FROM (SELECT NULL AS organisation) WHERE false -- no {part.dataset} of {part.organisation}"
    stored = f"read_parquet([{', '.join(_quoted(each) for each in files)}])"
    rows = winner_select(part, stored, f"({_winners(part.winners)})")
    return f"  SELECT {_quoted(part.organisation)} AS organisation, * FROM (\n    {rows}\n  )"


def _winners(winners: Iterable[Winner]) -> str:
    values = ", ".join(f"({each.edition_id}, {str(each.counts_in_year).lower()}, {each.rank})" for each in winners)
    return f"SELECT * FROM (VALUES {values}) AS editions (edition_id, counts_in_year, rank)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
