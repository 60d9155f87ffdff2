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

    def forecast(self, asked: Mapping[str, Any]) -> pa.Table:
        """The forecast's rows; what is missing of it is worked out now."""
        import pyarrow as pa

        from petroverse.app import forecast_now
        from petroverse.workflows import asked_forecast, forecast_document, question_from_words

        times = {name: asked[name] for name in ("only", "as_of", "as_recorded")}
        question = question_from_words(asked["measure"], asked["by"], asked["filter"], **times)
        wanted = asked_forecast(question, asked["horizon"])
        told = forecast_now(self._platform, wanted, lambda *_: None, lambda _: None)
        document = forecast_document(told)
        return pa.Table.from_batches(document.batches, document.marked)

    def facts(self, dataset: str, as_of: str) -> pa.Table:
        """Every row of a dataset."""
        from petroverse.workflows import export_dataset, moment

        return export_dataset(self._platform.stores, self._platform.reader, dataset, as_of=moment(as_of)).table

    def close(self) -> None:
        """Leaves the engines, or stops those that it started."""
        self._stack.close()
