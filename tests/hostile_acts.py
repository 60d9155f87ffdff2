"""A reader of files that does what the file says, as a parser with a fault would; reading processes import it."""

from __future__ import annotations

import os
import sys

from petroverse.core.facts import SourceReading


def act(content: bytes, name: str) -> SourceReading:
    """Dies, spins, grows or raises; reads anything else."""
    match content:
        case b"die":
            os._exit(9)
        case b"spin":
            while True:
                pass
        case b"grow":
            bytearray(1 << 30)
        case b"raise":
            raise KeyError("C42")
    return SourceReading("read", family=name)


def loaded(content: bytes, name: str) -> SourceReading:
    """Tells as its family whether the module that the bytes name was loaded before this one was asked for."""
    return SourceReading("read", family=str(content.decode() in sys.modules))
