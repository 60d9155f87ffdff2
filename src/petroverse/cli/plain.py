"""JSON of a small printout where only the base is installed, as on a unit at a station: the same by other means."""

from __future__ import annotations

import json
from collections.abc import Iterator

from petroverse.core.errors import NotFound
from petroverse.documents import Printout

__all__ = ["FormatNotInstalled", "json_lines"]


class FormatNotInstalled(NotFound):
    """A format whose writer is not installed here."""


def json_lines(printout: Printout, form: str) -> Iterator[bytes]:
    """A printout as JSON, each row on a line of its own.

    Raises:
        FormatNotInstalled: Another format was asked for.
    """
    if form != "json":
        what = f"{form} is written by what is not installed here"
        raise FormatNotInstalled(
            what, where="--format", fix="pip install 'petroverse[server]', or ask for json or table"
        )
    rows = ",\n".join(_text({name: row.get(name) for name in printout.names}) for row in printout.rows)
    lines = f"\n{rows}" if rows else ""
    yield (
        f'{{"schema": {_text(printout.schema)}, "rows": [{lines}\n], "meta": {_text(printout.meta)},'
        f' "warnings": {_text(list(printout.warnings))}}}\n'
    ).encode("utf-8", "replace")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
