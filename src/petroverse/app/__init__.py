"""The application: settings, the home, the supervisor of ``up``, and the only place that builds things.

What needs the engines is imported when it is called, so that settings can be read at once.
"""

from petroverse.core.doors import fetched_late

__getattr__, __all__ = fetched_late(__name__, __file__)
