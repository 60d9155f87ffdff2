"""History that remembers when it was known: facts in Delta tables, seen only through what PostgreSQL registered.

A fact is appended, never overwritten. Of all editions of one slot the one known last is read, whole; which one that
was at an earlier point of knowledge can be asked again at any time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from petroverse.core.roles import Migrations
from petroverse.lake.copies import LakeFile, LakeFolder
from petroverse.lake.engine import Compiled
from petroverse.lake.errors import (
    EditionsNotReserved,
    FactsDoNotFit,
    FactsMissing,
    LakeUnreachable,
    NotInSnapshot,
    QueryBroken,
    QuestionTooLong,
)
from petroverse.lake.lake import MOST_S, Lake
from petroverse.lake.names import NameMap, StandsFor, name_map
from petroverse.lake.schema import arrow_schema
from petroverse.lake.snapshot import Part, Snapshot, Tie, Winner
from petroverse.lake.stamping import FileStamp, RegisteredEdition, StampedReading, stamp
from petroverse.lake.streams import fact_schema
from petroverse.lake.trading import COMPANY_DATASETS, PRICES

__all__ = [
    "COMPANY_DATASETS",
    "MIGRATIONS",
    "MOST_S",
    "PRICES",
    "Compiled",
    "EditionsNotReserved",
    "FactsDoNotFit",
    "FactsMissing",
    "FileStamp",
    "Lake",
    "LakeFile",
    "LakeFolder",
    "LakeUnreachable",
    "NameMap",
    "NotInSnapshot",
    "Part",
    "QueryBroken",
    "QuestionTooLong",
    "RegisteredEdition",
    "Snapshot",
    "StampedReading",
    "StandsFor",
    "Tie",
    "Winner",
    "arrow_schema",
    "fact_schema",
    "name_map",
    "stamp",
]

MIGRATIONS: Final = Migrations("lake", Path(__file__).parent / "migrations")
"""The registry's tables in PostgreSQL."""
