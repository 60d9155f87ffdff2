"""A server that PetroVerse did not set up: what it lacks, or allows too much, is told before anything is written."""

import psycopg
import pytest

from engines import forgotten_home
from petroverse.core.grants import LOCAL, PersonId
from petroverse.database import MIGRATIONS, Database, EngineSettings, open_engine
from petroverse.database.engine_locks import start_lock
from petroverse.database.faults import EngineBusy, SchemaDiffers


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A server without the role of the units of work, and its superuser's URL."""
    settings = EngineSettings(tmp_path_factory.mktemp("bare"))
    with forgotten_home(settings), open_engine(settings) as engine:
        yield engine.url, engine.url.replace("//petroverse:", "//postgres:")


def _as_superuser(bare, *statements):
    with psycopg.connect(bare[1], autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_database_that_was_never_migrated_is_named(bare):
    with Database(bare[0]) as database, pytest.raises(SchemaDiffers, match="role petroverse_app is missing"):
        database.reading(LOCAL, PersonId("ama")).__enter__()


def test_an_owner_who_may_make_no_role_is_told_what_an_admin_has_to_run(bare):
    _as_superuser(bare, "alter role petroverse nocreaterole")
    with Database(bare[0]) as database, pytest.raises(SchemaDiffers) as told:
        database.migrate([MIGRATIONS])
    assert "create role petroverse_app nologin; grant petroverse_app to" in told.value.fix
    _as_superuser(bare, "create role petroverse_app nologin", "grant petroverse_app to petroverse")
    with Database(bare[0]) as database:
        assert database.migrate([MIGRATIONS])
    _as_superuser(bare, "drop schema public cascade", "create schema public", "alter role petroverse createrole")
    _as_superuser(bare, "drop role petroverse_app", "alter schema public owner to petroverse")


def test_a_role_that_is_exempt_from_row_level_security_is_refused(bare):
    _as_superuser(bare, "create role petroverse_app nologin bypassrls")
    with Database(bare[0]) as database, pytest.raises(SchemaDiffers, match="exempt from row-level security"):
        database.migrate([MIGRATIONS])
    _as_superuser(bare, "drop role petroverse_app")


def test_units_of_a_superuser_are_under_the_same_rules(bare):
    with Database(bare[1]) as database:
        database.migrate([MIGRATIONS])
        with database.reading(LOCAL, PersonId("ama")) as unit:
            rights = "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
            assert unit.rows(rights) == [{"rolsuper": False, "rolbypassrls": False}]
            assert unit.rows("select id from organisations order by id") == [{"id": "local"}, {"id": "public"}]


def test_a_start_that_another_process_holds_too_long_is_named(tmp_path):
    with start_lock(tmp_path), pytest.raises(EngineBusy, match="starting or stopping"):
        start_lock(tmp_path, patience_s=0.05).__enter__()
