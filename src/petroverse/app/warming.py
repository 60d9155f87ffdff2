"""Keeps facts in memory while a platform serves, so that nobody's first question waits for files."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Final

from petroverse.core.errors import PetroVerseError
from petroverse.workflows import Stores, answer_question, owner_reader, question_from_words, warm_facts

__all__ = ["kept_warm"]

_EVERY_S: Final = 10.0
_PATIENCE_S: Final = 2.0
_SHARE: Final = 50
"""At most one part in this many of a processor's time goes into looking."""


@contextlib.contextmanager
def kept_warm(stores: Stores) -> Iterator[None]:
    """Brings new facts into memory, in the background, as long as the block runs; before that it asks something itself.

    What a first question needs besides facts, modules and connections, is then there too; a store that does not answer
    holds nobody up for long.

    Args:
        stores: Where the facts are.
    """
    is_over, has_asked = threading.Event(), threading.Event()

    def warm() -> None:
        with contextlib.suppress(PetroVerseError, OSError):
            answer_question(stores, question_from_words(["volume"], ["year"], []), owner_reader())
        has_asked.set()
        pause_s = 0.0
        while not is_over.wait(pause_s):
            began, brought = time.monotonic(), 0
            with contextlib.suppress(PetroVerseError, OSError):  # whoever asks is told; the next look tries again
                brought = warm_facts(stores, is_over.is_set)
            pause_s = _EVERY_S if brought else max(_EVERY_S, _SHARE * (time.monotonic() - began))

    thread = threading.Thread(target=warm, name="keep-warm", daemon=True)
    thread.start()
    has_asked.wait(_PATIENCE_S)
    try:
        yield
    finally:
        is_over.set()
        thread.join(_EVERY_S)
