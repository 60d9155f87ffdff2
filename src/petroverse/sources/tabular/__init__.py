"""Any table of any country: a mapping file says what its columns mean, and it becomes facts like any publication."""

from __future__ import annotations

from petroverse.sources.tabular.errors import (
    MappingIncomplete,
    MappingKeyUnknown,
    MappingNotReadable,
    MappingRefused,
    MappingValueWrong,
)
from petroverse.sources.tabular.mapping import ColumnRule, EmptyRule, FileRule, KnownRule, Mapping, NumberRule
from petroverse.sources.tabular.mapping_file import load_mapping, print_mapping
from petroverse.sources.tabular.reading import read_table

__all__ = [
    "ColumnRule",
    "EmptyRule",
    "FileRule",
    "KnownRule",
    "Mapping",
    "MappingIncomplete",
    "MappingKeyUnknown",
    "MappingNotReadable",
    "MappingRefused",
    "MappingValueWrong",
    "NumberRule",
    "load_mapping",
    "print_mapping",
    "read_table",
]
