"""A platform's stores of this folder's own, with published facts that never change."""

from __future__ import annotations

import pytest

from engines import engine
from lake_stores import lake, lake_template, stored
from petroverse.blobs import FolderBlobs
from petroverse.workflows import Stores
from rights_world import publish_for_all

__all__ = ["engine", "lake", "lake_template", "stored"]


@pytest.fixture(scope="session")
def stores(stored, tmp_path_factory: pytest.TempPathFactory) -> Stores:
    database, opened = stored
    made = Stores(database, opened, FolderBlobs(tmp_path_factory.mktemp("blobs")))
    publish_for_all(made)
    return made
