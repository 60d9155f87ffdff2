"""Workflows: fetch, ask one mind, store; one verb a file. The door for the API, the application and the command line.

Names are imported when they are first used: a reading process needs one of them, and starts without the engines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from petroverse.core.doors import fetched_late

if TYPE_CHECKING:
    from petroverse.workflows.acting import acting_reader
    from petroverse.workflows.admit import Session, end_session, new_link_token, redeem_link, who_is_signed_in
    from petroverse.workflows.companies import merge_companies, merge_proposals, merges_list, undo_merge
    from petroverse.workflows.counts import StoredCounts, stored_counts
    from petroverse.workflows.downloads import DownloadLimits
    from petroverse.workflows.export import Exported, export_dataset
    from petroverse.workflows.import_ import Progress, import_files, lake_schemas
    from petroverse.workflows.import_folder import import_folder
    from petroverse.workflows.import_options import ImportOptions
    from petroverse.workflows.import_report import Change, FileOutcome, FileVerdict, ImportReport
    from petroverse.workflows.import_url import import_url
    from petroverse.workflows.incoming import ArchiveRefused, Incoming, files_in, incoming_bytes
    from petroverse.workflows.job_bodies import folder_body, mail_body, nothing_body, question_body, url_body
    from petroverse.workflows.jobs import JobKind, Outcome, Work, queue_due_schedules, run_one
    from petroverse.workflows.lake_upkeep import lake_upkeep
    from petroverse.workflows.lists import LISTS, list_document
    from petroverse.workflows.manage import is_empty_home, organisations, remove_sample
    from petroverse.workflows.overview import home_overview
    from petroverse.workflows.publication import publication_reader, table_reader, tables_reader
    from petroverse.workflows.query import Reply, answer_question, moment, question_from_json, question_from_words
    from petroverse.workflows.queued import (
        add_schedule,
        cancel_job,
        jobs_page,
        one_job,
        pause_schedule,
        queue_job,
        remove_schedule,
        retry_job,
        schedules_list,
    )
    from petroverse.workflows.reading_process import ReaderLimits
    from petroverse.workflows.report import (
        FindingsWanted,
        editions_list,
        editions_page,
        findings_page,
        imports_list,
        one_import,
        records_page,
    )
    from petroverse.workflows.safeguard import (
        HomeKeys,
        Secret,
        forget_secret,
        keep_secret,
        keys_list,
        make_key,
        renew_home_key,
        revoke_key,
        secrets_list,
    )
    from petroverse.workflows.sample import SampleIsIn, begin_sample, end_sample, is_sample_cut_short
    from petroverse.workflows.send_mail import send_mail, send_query
    from petroverse.workflows.sizes import StoredSizes, stored_sizes
    from petroverse.workflows.stores import (
        OWNER,
        Reader,
        Stores,
        country_pack_of,
        grant_of,
        has_real_facts,
        has_sample,
        make_sample_organisation,
        organisation_of,
        owner_reader,
    )
    from petroverse.workflows.turns import Pace, Turn
    from petroverse.workflows.withdraw import Withdrawn, take_import_back

__all__ = [
    "LISTS",
    "OWNER",
    "ArchiveRefused",
    "Change",
    "DownloadLimits",
    "Exported",
    "FileOutcome",
    "FileVerdict",
    "FindingsWanted",
    "HomeKeys",
    "ImportOptions",
    "ImportReport",
    "Incoming",
    "JobKind",
    "Outcome",
    "Pace",
    "Progress",
    "Reader",
    "ReaderLimits",
    "Reply",
    "SampleIsIn",
    "Secret",
    "Session",
    "StoredCounts",
    "StoredSizes",
    "Stores",
    "Turn",
    "Withdrawn",
    "Work",
    "acting_reader",
    "add_schedule",
    "answer_question",
    "begin_sample",
    "cancel_job",
    "country_pack_of",
    "editions_list",
    "editions_page",
    "end_sample",
    "end_session",
    "export_dataset",
    "files_in",
    "findings_page",
    "folder_body",
    "forget_secret",
    "grant_of",
    "has_real_facts",
    "has_sample",
    "home_overview",
    "import_files",
    "import_folder",
    "import_url",
    "imports_list",
    "incoming_bytes",
    "is_empty_home",
    "is_sample_cut_short",
    "jobs_page",
    "keep_secret",
    "keys_list",
    "lake_schemas",
    "lake_upkeep",
    "list_document",
    "mail_body",
    "make_key",
    "make_sample_organisation",
    "merge_companies",
    "merge_proposals",
    "merges_list",
    "moment",
    "new_link_token",
    "nothing_body",
    "one_import",
    "one_job",
    "organisation_of",
    "organisations",
    "owner_reader",
    "pause_schedule",
    "publication_reader",
    "question_body",
    "question_from_json",
    "question_from_words",
    "queue_due_schedules",
    "queue_job",
    "records_page",
    "redeem_link",
    "remove_sample",
    "remove_schedule",
    "renew_home_key",
    "retry_job",
    "revoke_key",
    "run_one",
    "schedules_list",
    "secrets_list",
    "send_mail",
    "send_query",
    "stored_counts",
    "stored_sizes",
    "table_reader",
    "tables_reader",
    "take_import_back",
    "undo_merge",
    "url_body",
    "who_is_signed_in",
]

_PARTS: Final = {
    "acting": ("acting_reader",),
    "downloads": ("DownloadLimits",),
    "import_folder": ("import_folder",),
    "import_url": ("import_url",),
    "job_bodies": (
        "folder_body",
        "mail_body",
        "nothing_body",
        "question_body",
        "url_body",
    ),
    "jobs": (
        "JobKind",
        "Outcome",
        "Work",
        "queue_due_schedules",
        "run_one",
    ),
    "lake_upkeep": ("lake_upkeep",),
    "queued": (
        "add_schedule",
        "cancel_job",
        "jobs_page",
        "one_job",
        "pause_schedule",
        "queue_job",
        "remove_schedule",
        "retry_job",
        "schedules_list",
    ),
    "send_mail": (
        "send_mail",
        "send_query",
    ),
    "turns": (
        "Pace",
        "Turn",
    ),
    "admit": ("Session", "end_session", "new_link_token", "redeem_link", "who_is_signed_in"),
    "counts": ("StoredCounts", "stored_counts"),
    "import_": ("Progress", "import_files", "lake_schemas"),
    "import_options": ("ImportOptions",),
    "import_report": ("Change", "FileOutcome", "FileVerdict", "ImportReport"),
    "incoming": ("ArchiveRefused", "Incoming", "files_in", "incoming_bytes"),
    "companies": ("merge_companies", "merge_proposals", "merges_list", "undo_merge"),
    "lists": ("LISTS", "list_document"),
    "manage": ("is_empty_home", "organisations", "remove_sample"),
    "overview": ("home_overview",),
    "publication": ("publication_reader", "table_reader", "tables_reader"),
    "export": ("Exported", "export_dataset"),
    "query": ("Reply", "answer_question", "moment", "question_from_json", "question_from_words"),
    "reading_process": ("ReaderLimits",),
    "report": (
        "FindingsWanted",
        "editions_list",
        "editions_page",
        "findings_page",
        "imports_list",
        "one_import",
        "records_page",
    ),
    "safeguard": (
        "HomeKeys",
        "Secret",
        "forget_secret",
        "keep_secret",
        "keys_list",
        "make_key",
        "renew_home_key",
        "revoke_key",
        "secrets_list",
    ),
    "sample": ("SampleIsIn", "begin_sample", "end_sample", "is_sample_cut_short"),
    "sizes": ("StoredSizes", "stored_sizes"),
    "stores": (
        "OWNER",
        "Reader",
        "Stores",
        "country_pack_of",
        "grant_of",
        "has_real_facts",
        "has_sample",
        "make_sample_organisation",
        "organisation_of",
        "owner_reader",
    ),
    "withdraw": ("Withdrawn", "take_import_back"),
}


__getattr__ = fetched_late(__name__, _PARTS)
