"""Documents: answers as files that people and programs open.

printed(Printout("petroverse.query/1", rows, meta), "xlsx")
"""

from petroverse.documents.printout import BINARY_FORMATS, FILE_FORMATS, Printout, flat, neutral, printed

__all__ = ["BINARY_FORMATS", "FILE_FORMATS", "Printout", "flat", "neutral", "printed"]
