"""Workflows: fetch, ask one mind, store; one verb a file. The door for the API, the application and the command line.

Names are imported when they are first used: a reading process needs one of them, and starts without the engines.
"""

from petroverse.core.doors import fetched_late

__getattr__, __all__ = fetched_late(__name__, __file__)
