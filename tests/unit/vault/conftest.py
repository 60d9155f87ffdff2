"""The vault's tables in a real database, and a home without keys."""

import pytest

from engines import database, engine
from petroverse.core.grants import PUBLIC, OrganisationId, PersonId
from petroverse.database import MIGRATIONS, Organisation, create_organisation
from petroverse.vault import MIGRATIONS as VAULT_STEPS
from petroverse.vault import HomeKeys

__all__ = ["database", "engine"]

OTHER = OrganisationId("other")


@pytest.fixture
def vault(database):
    """A database with the vault's tables and a second organisation."""
    database.migrate([MIGRATIONS, VAULT_STEPS])
    with database.unit_of_work(PUBLIC, PersonId("platform")) as unit:
        create_organisation(unit, Organisation(OTHER, "Another one"))
    return database


@pytest.fixture
def keys(tmp_path):
    return HomeKeys(tmp_path / "keys" / "home.key")
