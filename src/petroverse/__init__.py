"""PetroVerse: the analytics platform for petroleum distribution.

``import petroverse as pv; pv.connect(…)`` asks a home on this machine or a platform somewhere else; see ``client``.
"""

from typing import Final

from petroverse.core.doors import fetched_late

__version__ = "0.1.0"

_CLIENT: Final = ("Answer", "Connection", "aconnect", "between", "connect", "excluding", "parameter")

__all__ = ["__version__", *_CLIENT]  # noqa: PLE0604 - names, of which __init__.pyi tells the types

__getattr__ = fetched_late(__name__, {"client": _CLIENT})
