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
from petroverse.database.counts import count_imports, count_jobs
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
from petroverse.database.job_bell import JobBell, job_bell
from petroverse.database.job_turns import (
    Progressed,
    TurnLost,
    claim_job,
    end_cancelled,
    fail_job,
    finish_job,
    hand_back,
    renew_lease,
)
from petroverse.database.jobs import (
    Job,
    JobFault,
    JobState,
    JobStateDiffers,
    NewJob,
    cancel_job,
    enqueue_job,
    forget_finished_jobs,
    get_job,
    list_jobs,
    retry_job,
)
from petroverse.database.looked_at import (
    FetchedUrl,
    WatchedFile,
    fetched_url,
    keep_fetched_url,
    keep_watched_files,
    watched_files,
)
from petroverse.database.organisations import (
    Organisation,
    create_organisation,
    drop_organisation,
    list_organisations,
)
from petroverse.database.records import Record, RecordsHead, list_records, records_head, verify_records
from petroverse.database.schedules import (
    NewSchedule,
    Schedule,
    ScheduleRefused,
    add_schedule,
    due_schedules,
    fire_schedule,
    last_job_of,
    list_schedules,
    next_time,
    remove_schedule,
    set_paused,
)
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
    "FetchedUrl",
    "FindingsFilter",
    "Import",
    "Job",
    "JobBell",
    "JobFault",
    "JobState",
    "JobStateDiffers",
    "NewImport",
    "NewJob",
    "NewSchedule",
    "Organisation",
    "Progressed",
    "Record",
    "RecordsHead",
    "Schedule",
    "ScheduleRefused",
    "Session",
    "SignInRefused",
    "StoredFinding",
    "TurnLost",
    "WatchedFile",
    "abandoned_data",
    "accept_alias",
    "accepted_aliases",
    "add_findings",
    "add_imports",
    "add_person",
    "add_rows",
    "add_schedule",
    "cancel_job",
    "canonical_bytes",
    "canonical_value",
    "claim_job",
    "count_findings",
    "count_imports",
    "count_jobs",
    "create_organisation",
    "drop_findings",
    "drop_organisation",
    "due_schedules",
    "end_cancelled",
    "end_session",
    "enqueue_job",
    "fail_job",
    "fetched_url",
    "find_imports",
    "find_session",
    "finish_job",
    "fire_schedule",
    "forget_engine",
    "forget_expired_sign_ins",
    "forget_finished_jobs",
    "get_import",
    "get_job",
    "hand_back",
    "job_bell",
    "keep_fetched_url",
    "keep_watched_files",
    "last_job_of",
    "list_aliases",
    "list_findings",
    "list_ignored",
    "list_imports",
    "list_jobs",
    "list_organisations",
    "list_records",
    "list_schedules",
    "make_sign_in_link",
    "next_time",
    "open_engine",
    "records_head",
    "remove_schedule",
    "renew_lease",
    "reserve_import_ids",
    "retry_job",
    "search_documents",
    "set_paused",
    "sign_in",
    "verify_records",
    "watched_files",
    "withdraw_alias",
    "withdraw_import",
]
