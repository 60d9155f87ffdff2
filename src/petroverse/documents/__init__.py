"""Writers: answers as files that people and programs open, piece by piece.

    document = document_of_table("petroverse.query/1", table, meta={"sources": […]})
    for piece in written(document, "xlsx"):
        file.write(piece)

    printed(Printout("petroverse.query/1", rows, meta), "csv")

A document is read once and never held whole, so that a million rows take no more memory than a few thousand. Names are
imported when they are first used: a command that prints a table for people needs no engine of columns.
"""

from petroverse.core.doors import fetched_late

__getattr__, __all__ = fetched_late(__name__, __file__)
