"""An answer as a program uses it: an Arrow table that knows its units, its sources and whether it is simulated."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Answer", "Source"]

_SHOWN: Final = 20
_STYLE: Final = (
    "<style>.pv td,.pv th{text-align:right;font-variant-numeric:tabular-nums;padding:.2em .8em}"
    ".pv .t{text-align:left}.pv small{opacity:.7;font-weight:normal}.pv mark{padding:0 .4em;border-radius:.3em}</style>"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file behind an answer.

    Attributes:
        file: Its name.
        sha256: Of its bytes, in hex.
        known_at: When its publisher made it known.
        cells: How many of its cells that are not blank were counted.
    """

    file: str
    sha256: str
    known_at: datetime
    cells: int


class Answer:
    """Rows with their units and where they come from.

    Any library that reads the Arrow C stream takes it as it is: ``polars.DataFrame(answer)``, ``duckdb.from_arrow``.

    Args:
        table: The rows; each field's metadata holds ``unit``, ``title`` and ``meaning``, that of the schema holds
            ``petroverse``, the answer's meta as JSON.

    Example:
        >>> answer = pv.connect().query("volume", by=["year"])  # doctest: +SKIP
        >>> answer.units["volume"]  # doctest: +SKIP
        'L'
    """

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows, each by column."""
        return iter(self._table.to_pylist())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._table.schema.__arrow_c_schema__()

    def to_arrow(self) -> pa.Table:
        """The rows as a ``pyarrow.Table``, units and meta in its metadata."""
        return self._table

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame; ``frame.attrs`` holds ``units`` and ``petroverse``."""
        frame = self._table.to_pandas()
        frame.attrs = {"units": self.units, "petroverse": dict(self.meta)}
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame."""
        import polars as pl

        found = pl.from_arrow(self._table)
        assert isinstance(found, pl.DataFrame)  # a table gives a frame; a column alone would not
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(self._table.column_names)

    @cached_property
    def units(self) -> dict[str, str]:
        """Column → its unit; columns without one are left out."""
        told = {each.name: (each.metadata or {}).get(b"unit", b"").decode() for each in self._table.schema}
        return {name: unit for name, unit in told.items() if unit}

    @cached_property
    def meta(self) -> Mapping[str, Any]:
        """What the answer says of itself: question, SQL, sources, times."""
        found: dict[str, Any] = json.loads((self._table.schema.metadata or {}).get(b"petroverse", b"{}"))
        return found

    @property
    def lineage(self) -> tuple[Source, ...]:
        """The files behind the answer, the latest known first."""
        return tuple(
            Source(each["file"], each["sha256"], datetime.fromisoformat(each["known_at"]), each["cells"])
            for each in self.meta.get("sources", ())
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know of it."""
        return tuple(self.meta.get("warnings", ()))

    @property
    def is_simulated(self) -> bool:
        """Whether its figures are of a made-up country."""
        return bool(self.meta.get("simulated", False))

    def __repr__(self) -> str:
        lines = ["  ".join(self._headed(name) for name in self.columns)]
        lines += ["  ".join(_shown(each) for each in row.values()) for row in self._first()]
        return "\n".join((*self._marks(), *lines, *self._notes()))

    def _repr_html_(self) -> str:
        """The view of a notebook: units under the names, and below the rows where they come from."""
        heads = "".join(
            f"<th>{escape(name)}<br><small>{escape(self.units.get(name, ''))}</small></th>" for name in self.columns
        )
        rows = "".join(f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in self._first())
        marks = "".join(f"<p><mark>{escape(each)}</mark></p>" for each in self._marks())
        notes = "<br>".join(map(escape, self._notes()))
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        return f'{_STYLE}<div class="pv">{marks}{table}<small>{notes}</small></div>'

    def _headed(self, name: str) -> str:
        return f"{name} [{self.units[name]}]" if name in self.units else name

    def _first(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._table.slice(0, _SHOWN).to_pylist()
        return found

    def _marks(self) -> tuple[str, ...]:
        return ("SAMPLE: simulated figures, not real",) if self.is_simulated else ()

    def _notes(self) -> Iterator[str]:
        if len(self) > _SHOWN:
            yield f"… {len(self) - _SHOWN:,} more of {len(self):,} rows"
        files = [each.file for each in self.lineage]
        if files:
            more = f" and {len(files) - 3} more files" if len(files) > 3 else ""
            yield f"from {', '.join(files[:3])}{more}; known at {self.lineage[0].known_at:%Y-%m-%d}"
        yield from self.warnings


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, float) or (isinstance(value, int) and abs(value) > 9999) else str(value)


def _cell(value: object) -> str:
    kind = ' class="t"' if isinstance(value, str) else ""
    return f"<td{kind}>{escape(_shown(value))}</td>"
