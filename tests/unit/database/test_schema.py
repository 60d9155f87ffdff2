"""Schema steps: each runs once, whole, in order, whoever comes first; a changed or unknown one is refused."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from engines import empty_database_url
from petroverse.core.roles import Migrations
from petroverse.database import MIGRATIONS, Database
from petroverse.database.faults import SchemaDiffers

_TABLE = "create table {0} (organisation text references organisations (id));\n"


@pytest.fixture
def empty(engine):
    with Database(empty_database_url(engine)) as database:
        yield database


@pytest.fixture
def depot(tmp_path):
    """A block with one step."""
    (tmp_path / "0001_tanks.sql").write_text(_TABLE.format("tanks") + "select tenant_table('tanks');")
    return Migrations("depot", tmp_path)


def _tables(database):
    with psycopg.connect(database.url) as connection:
        found = connection.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        )
        return {name for (name,) in found}


def test_steps_run_once_in_the_order_of_their_blocks(empty, depot):
    ran = empty.migrate([MIGRATIONS, depot])
    assert ran[0] == "database 0001_organisations"
    assert ran[-1] == "depot 0001_tanks"
    assert empty.migrate([MIGRATIONS, depot]) == ()


def test_a_repeated_migration_changes_nothing(empty, depot):
    def state():
        with psycopg.connect(empty.url) as connection:
            return connection.execute(
                "select relname, xmin::text from pg_class where relnamespace = 'public'::regnamespace order by 1"
            ).fetchall(), connection.execute("select * from schema_steps order by 1, 2").fetchall()

    empty.migrate([MIGRATIONS, depot])
    before = state()
    empty.migrate([MIGRATIONS, depot])
    assert state() == before


def test_of_many_who_migrate_at_once_one_does_it(empty, depot):
    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(lambda _: empty.migrate([MIGRATIONS, depot]), range(4)))
    assert sorted(map(bool, ran)) == [False, False, False, True]


def test_a_new_step_runs_on_what_is_there(empty, depot):
    empty.migrate([MIGRATIONS, depot])
    (depot.folder / "0002_dips.sql").write_text("create table dips (level_m float8);")
    assert empty.migrate([MIGRATIONS, depot]) == ("depot 0002_dips",)
    assert "dips" in _tables(empty)


def test_a_step_that_fails_leaves_nothing_of_the_whole_migration(empty, depot):
    (depot.folder / "0002_wrong.sql").write_text("create table half (n int); select 1 / 0;")
    with pytest.raises(Exception, match="division by zero"):
        empty.migrate([MIGRATIONS, depot])
    assert _tables(empty) == set()


def test_a_step_that_was_changed_after_it_ran_is_refused(empty, depot):
    empty.migrate([MIGRATIONS, depot])
    (depot.folder / "0001_tanks.sql").write_text("select 1;")
    with pytest.raises(SchemaDiffers, match="depot 0001_tanks was changed"):
        empty.migrate([MIGRATIONS, depot])


def test_a_database_of_a_newer_program_is_refused(empty, depot):
    (depot.folder / "0002_dips.sql").write_text("create table dips (level_m float8);")
    empty.migrate([MIGRATIONS, depot])
    (depot.folder / "0002_dips.sql").unlink()
    with pytest.raises(SchemaDiffers, match="0002_dips, which this program does not know"):
        empty.migrate([MIGRATIONS, depot])


def test_a_block_that_is_not_given_is_left_alone(empty, depot):
    empty.migrate([MIGRATIONS, depot])
    assert empty.migrate([MIGRATIONS]) == ()


@pytest.mark.parametrize("name", ["0003_gap.sql", "1_short.sql", "0001_twice.sql", "0002_Big.sql"])
def test_steps_that_are_not_numbered_in_order_are_refused(empty, depot, name):
    (depot.folder / name).write_text("select 1;")
    with pytest.raises(SchemaDiffers):
        empty.migrate([MIGRATIONS, depot])


def test_a_table_of_organisations_rows_without_protection_is_refused(empty, depot):
    (depot.folder / "0002_open.sql").write_text(_TABLE.format("wide_open"))
    with pytest.raises(SchemaDiffers, match="wide_open"):
        empty.migrate([MIGRATIONS, depot])


def test_every_table_of_this_block_is_protected_or_holds_nobodys_rows(database):
    with psycopg.connect(database.url) as connection:
        open_tables = connection.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace "
            "and not relforcerowsecurity"
        ).fetchall()
    assert open_tables == [("schema_steps",)]
