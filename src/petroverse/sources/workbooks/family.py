"""The role of a family of publications: it recognises its workbooks by their content and reads them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from petroverse.core.country import CountryPack
from petroverse.core.facts import SourceReading
from petroverse.sources.workbooks.book import Book

__all__ = ["Family"]


class Family(Protocol):
    """One kind of workbook, such as the monthly performance of marketers."""

    @property
    def name(self) -> str:
        """The family's code, such as ``omc_performance``; also the key of the pack's publication lag."""
        ...

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely this is such a workbook, 0 to 1, by its titles and headings; never by its file name."""
        ...

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Everything that the workbook says.

        Args:
            book: The workbook.
            pack: The country whose words it uses.
            now: The present instant; nothing can have been published after it.

        Raises:
            FileRefused: Its tables cannot be found, with what was seen and what to do.
        """
        ...
