"""Any table of any country: a mapping file says what its columns mean, and it becomes facts like any publication."""

from __future__ import annotations

from petroverse.sources.tabular.errors import (
    MappingIncomplete,
    MappingKeyUnknown,
    MappingNotReadable,
    MappingRefused,
    MappingValueWrong,
)
from petroverse.sources.tabular.forms import Form, price_floor_form
from petroverse.sources.tabular.mapping import ColumnRule, EmptyRule, FileRule, KnownRule, Mapping, NumberRule
from petroverse.sources.tabular.mapping_file import load_mapping, print_mapping
from petroverse.sources.tabular.proposal import SURE, Guess, Proposal, propose_mapping
from petroverse.sources.tabular.reading import read_table

__all__ = [
    "SURE",
    "ColumnRule",
    "EmptyRule",
    "FileRule",
    "Form",
    "Guess",
    "KnownRule",
    "Mapping",
    "MappingIncomplete",
    "MappingKeyUnknown",
    "MappingNotReadable",
    "MappingRefused",
    "MappingValueWrong",
    "NumberRule",
    "Proposal",
    "load_mapping",
    "price_floor_form",
    "print_mapping",
    "propose_mapping",
    "read_table",
]
