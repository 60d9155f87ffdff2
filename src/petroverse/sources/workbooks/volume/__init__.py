"""Volumes by company, depot, region or month: one reader for every layout in which they are published."""

from __future__ import annotations

from petroverse.sources.workbooks.volume.family import VolumeFamily

__all__ = ["VolumeFamily"]
