"""JSON pointers (RFC 6901): where in a JSON document a value stands, such as ``/tanks/0/level``."""

from __future__ import annotations

import re
from typing import Any, Final

from petroverse.gauges.faults import GaugeSettingsRefused

__all__ = ["check_pointer", "pointed"]

_POINTER: Final = re.compile(r"(/([^~/]|~[01])*)*")
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,6}", re.ASCII)


def check_pointer(pointer: str, where: str) -> None:
    """Refuses what is no pointer.

    Args:
        pointer: As the map writes it; empty for the whole document.
        where: The key of the map that holds it.

    Raises:
        GaugeSettingsRefused: It is none.
    """
    if not _POINTER.fullmatch(pointer):
        fix = "begin it with / and write / between names; ~1 stands for / and ~0 for ~ within a name"
        raise GaugeSettingsRefused(f"{pointer!r} is no JSON pointer", where=where, fix=fix)


def pointed(document: Any, pointer: str) -> Any:  # noqa: ANN401  JSON of any shape
    """What stands there.

    Args:
        document: JSON as Python reads it.
        pointer: Checked by ``check_pointer``.

    Raises:
        LookupError: Nothing does.

    Example:
        >>> pointed({"tanks": [{"a/b": 7}]}, "/tanks/0/a~1b")
        7
    """
    here = document
    for name in pointer.split("/")[1:]:
        here = _step(here, name.replace("~1", "/").replace("~0", "~"))
    return here


def _step(here: Any, name: str) -> Any:  # noqa: ANN401
    if isinstance(here, dict):
        return here[name]
    if isinstance(here, list) and _INDEX.fullmatch(name):
        return here[int(name)]
    raise LookupError(name)
