"""The door to a home on this machine: its own engines, joined where they run and started where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FolderDoor"]


class FolderDoor:
    """Asks a home as its owner.

    Args:
        folder: The home; None for the one that the command line uses.
        organisation: Whose facts to read; empty for the default.

    Raises:
        HomeNotWritable: The folder cannot be written.
        Unavailable: Its engines do not start.
    """

    def __init__(self, folder: str | Path | None, organisation: str) -> None:
        from petroverse.app import open_platform, read_settings

        self._stack = ExitStack()
        settings = read_settings({"home": folder, "organisation": organisation or None})
        self._platform = self._stack.enter_context(open_platform(settings))

    def query(self, question: Mapping[str, Any]) -> pa.Table:
        """The answer's rows."""
        from petroverse.workflows import answer_question, question_from_json

        return answer_question(self._platform.stores, question_from_json(question), self._platform.reader).table

    def facts(self, dataset: str, as_of: str) -> pa.Table:
        """Every row of a dataset."""
        from petroverse.workflows import export_dataset, moment

        return export_dataset(self._platform.stores, self._platform.reader, dataset, as_of=moment(as_of)).table

    def close(self) -> None:
        """Leaves the engines, or stops those that it started."""
        self._stack.close()
