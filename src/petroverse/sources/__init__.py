"""The door of everything that comes in: one file becomes editions, facts and a quality report, or a clear verdict."""

from __future__ import annotations

from petroverse.sources.packs import PackRefused, available_packs, load_pack
from petroverse.sources.reading import read_source

__all__ = ["PackRefused", "available_packs", "load_pack", "read_source"]
