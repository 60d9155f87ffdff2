"""Loads the sample market: written as workbooks, then taken in by the same readers as any publication."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from petroverse.core.grants import SAMPLE, PersonId
from petroverse.sources import load_pack
from petroverse.workflows import ImportOptions, ImportReport, ReaderLimits, Stores, files_in, import_files
from petroverse.workflows import make_sample_organisation as make_organisation

__all__ = ["load_sample"]

_SEED: Final = 7


def load_sample(stores: Stores, person: PersonId, limits: ReaderLimits) -> ImportReport:
    """Loads the sample into its organisation.

    Raises:
        AlreadyThere: It is in already.
    """
    from petroverse.sources.sample import SAMPLE_PACK, write_sample

    pack = load_pack(SAMPLE_PACK)
    make_organisation(stores, person, pack.name)
    with tempfile.TemporaryDirectory(prefix="petroverse-sample-") as folder:
        write_sample(Path(folder), seed=_SEED)
        options = ImportOptions(person=person, organisation=SAMPLE, packs=(pack,), limits=limits)
        return import_files(stores, files_in(Path(folder)), options)
