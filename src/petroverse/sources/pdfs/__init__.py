"""Documents: price floors rebuilt from the letters' positions, and the text of everything else for search."""

from __future__ import annotations

from petroverse.sources.pdfs.reading import FLOOR_FORM, read_pdf

__all__ = ["FLOOR_FORM", "read_pdf"]
