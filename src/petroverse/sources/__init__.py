"""The door of everything that comes in: one file becomes editions, facts and a quality report, or a clear verdict.

Names are imported when they are first used: a question needs a country pack, never the readers.
"""

from petroverse.core.doors import fetched_late
from petroverse.sources.component_slips import component_slips as component_slips
from petroverse.sources.cross_check import cross_check as cross_check

__getattr__, __all__ = fetched_late(__name__, __file__)
