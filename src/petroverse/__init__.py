"""PetroVerse: the analytics platform for petroleum distribution.

``import petroverse as pv; pv.connect(…)`` asks a home on this machine or a platform somewhere else; see ``client``.
"""

from petroverse.core.doors import fetched_late

__version__ = "0.1.0"

__getattr__, __all__ = fetched_late(__name__, __file__)
__all__ += ["__version__"]
