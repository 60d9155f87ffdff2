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
"""

from petroverse.database.aliases import AcceptedAlias, accept_alias, accepted_aliases, list_aliases, withdraw_alias
from petroverse.database.canonical import canonical_bytes, canonical_value
from petroverse.database.columns import add_rows
from petroverse.database.database import Database
from petroverse.database.documents import DocumentHit, search_documents
from petroverse.database.engine import Engine, EngineSettings, forget_engine, open_engine
from petroverse.database.engine_home import AbandonedData, abandoned_data
from petroverse.database.findings import (
    FindingsFilter,
    StoredFinding,
    add_findings,
    count_findings,
    drop_findings,
    list_findings,
)
from petroverse.database.imports import (
    Import,
    NewImport,
    add_imports,
    find_imports,
    get_import,
    list_ignored,
    list_imports,
    reserve_import_ids,
    withdraw_import,
)
from petroverse.database.organisations import (
    Organisation,
    create_organisation,
    drop_organisation,
    list_organisations,
)
from petroverse.database.records import Record, RecordsHead, list_records, records_head, verify_records
from petroverse.database.schema import MIGRATIONS
from petroverse.database.sign_in import (
    Session,
    SignInRefused,
    add_person,
    end_session,
    find_session,
    forget_expired_sign_ins,
    make_sign_in_link,
    sign_in,
)

__all__ = [
    "MIGRATIONS",
    "AbandonedData",
    "AcceptedAlias",
    "Database",
    "DocumentHit",
    "Engine",
    "EngineSettings",
    "FindingsFilter",
    "Import",
    "NewImport",
    "Organisation",
    "Record",
    "RecordsHead",
    "Session",
    "SignInRefused",
    "StoredFinding",
    "abandoned_data",
    "accept_alias",
    "accepted_aliases",
    "add_findings",
    "add_imports",
    "add_person",
    "add_rows",
    "canonical_bytes",
    "canonical_value",
    "count_findings",
    "create_organisation",
    "drop_findings",
    "drop_organisation",
    "end_session",
    "find_imports",
    "find_session",
    "forget_engine",
    "forget_expired_sign_ins",
    "get_import",
    "list_aliases",
    "list_findings",
    "list_ignored",
    "list_imports",
    "list_organisations",
    "list_records",
    "make_sign_in_link",
    "open_engine",
    "records_head",
    "reserve_import_ids",
    "search_documents",
    "sign_in",
    "verify_records",
    "withdraw_alias",
    "withdraw_import",
]
