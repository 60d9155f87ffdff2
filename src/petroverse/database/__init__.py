"""PostgreSQL: the engine, the schema, and the transactions that make things visible together.

    with open_engine(EngineSettings(home)) as engine, Database(engine.url) as database:
        database.migrate([MIGRATIONS, …every other block's, in layer order])
        with database.unit_of_work(LOCAL, PersonId("ama")) as unit:   # one commit
            unit.record("note", {"text": "first"})
        with database.reading(LOCAL, PersonId("ama")) as unit:        # one unchanging state
            list_imports(unit)

Every function here takes the unit of work to run in. A block with tables of its own ships ``Migrations``; each table
with a column ``organisation text references organisations (id)`` is protected by one line in its step:
``select tenant_table('its_name');`` (own rows and those of ``public`` are read, own rows are written).

Names are imported when they are first used; the stub beside this file says each once.
"""

from petroverse.core.doors import fetched_late
from petroverse.database.sign_in import sign_in as sign_in

__getattr__, __all__ = fetched_late(__name__, __file__)
