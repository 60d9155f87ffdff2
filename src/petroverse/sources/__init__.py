"""The door of everything that comes in: one file becomes editions, facts and a quality report, or a clear verdict.

Names are imported when they are first used: a question needs a country pack, never the readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from petroverse.core.doors import fetched_late
from petroverse.sources.component_slips import component_slips
from petroverse.sources.cross_check import PublishedTotals, cross_check

if TYPE_CHECKING:
    from petroverse.sources.packs import OwnNames, PackRefused, available_packs, load_own_names, load_pack
    from petroverse.sources.reading import read_source
    from petroverse.sources.restatements import Change, ChangeKind, PublishedCell, compare_editions, restated_later
    from petroverse.sources.workbooks.volume.names import MergeProposal, propose_merges

__all__ = [
    "Change",
    "ChangeKind",
    "MergeProposal",
    "OwnNames",
    "PackRefused",
    "PublishedCell",
    "PublishedTotals",
    "available_packs",
    "compare_editions",
    "component_slips",
    "cross_check",
    "load_own_names",
    "load_pack",
    "propose_merges",
    "read_source",
    "restated_later",
]

_PARTS: Final = {
    "packs": ("OwnNames", "PackRefused", "available_packs", "load_own_names", "load_pack"),
    "reading": ("read_source",),
    "restatements": ("Change", "ChangeKind", "PublishedCell", "compare_editions", "restated_later"),
    "workbooks.volume.names": ("MergeProposal", "propose_merges"),
}


__getattr__ = fetched_late(__name__, _PARTS)
