"""The door for notebooks and programs: ``import petroverse as pv; pv.connect(folder_or_address)``.

connect ──▶ Connection ──▶ query / question.ask ──▶ Answer ──▶ to_pandas, to_polars, to_arrow, sources, a view
               │ FolderDoor: the home's own engines      │
               └ ServerDoor: the API of a platform       └ AsyncConnection: the same, awaited
"""

from petroverse.client.answer import Answer, Source
from petroverse.client.connection import AsyncConnection, Connection, aconnect, connect
from petroverse.client.question import Between, Excluding, Parameter, Question, between, excluding, parameter

__all__ = [
    "Answer",
    "AsyncConnection",
    "Between",
    "Connection",
    "Excluding",
    "Parameter",
    "Question",
    "Source",
    "aconnect",
    "between",
    "connect",
    "excluding",
    "parameter",
]
