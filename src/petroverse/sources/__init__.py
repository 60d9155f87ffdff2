"""The door of everything that comes in: one file becomes editions, facts and a quality report, or a clear verdict."""

from __future__ import annotations

from petroverse.sources.component_slips import component_slips
from petroverse.sources.cross_check import PublishedTotals, cross_check
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
