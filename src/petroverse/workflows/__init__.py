"""Workflows: fetch, ask one mind, store; one verb a file. The door for the API, the application and the command line.

Names are imported when they are first used: a reading process needs one of them, and starts without the engines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from petroverse.core.doors import fetched_late

if TYPE_CHECKING:
    from petroverse.workflows.admit import Session, end_session, new_link_token, redeem_link, who_is_signed_in
    from petroverse.workflows.companies import merge_companies, merge_proposals, merges_list, undo_merge
    from petroverse.workflows.counts import StoredCounts, stored_counts
    from petroverse.workflows.export import Exported, editions_list, export_dataset
    from petroverse.workflows.import_ import Progress, import_files, lake_schemas
    from petroverse.workflows.import_options import ImportOptions
    from petroverse.workflows.import_report import Change, FileOutcome, FileVerdict, ImportReport
    from petroverse.workflows.incoming import ArchiveRefused, Incoming, files_in, incoming_bytes
    from petroverse.workflows.manage import is_empty_home, organisations, remove_sample
    from petroverse.workflows.overview import home_overview
    from petroverse.workflows.publication import publication_reader, table_reader, tables_reader
    from petroverse.workflows.query import Reply, answer_question, moment, question_from_json, question_from_words
    from petroverse.workflows.reading_process import ReaderLimits
    from petroverse.workflows.report import FindingsWanted, findings_page, imports_list, one_import
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
    from petroverse.workflows.withdraw import Withdrawn, take_import_back

__all__ = [
    "OWNER",
    "ArchiveRefused",
    "Change",
    "Exported",
    "FileOutcome",
    "FileVerdict",
    "FindingsWanted",
    "HomeKeys",
    "ImportOptions",
    "ImportReport",
    "Incoming",
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
    "Withdrawn",
    "answer_question",
    "begin_sample",
    "country_pack_of",
    "editions_list",
    "end_sample",
    "end_session",
    "export_dataset",
    "files_in",
    "findings_page",
    "forget_secret",
    "grant_of",
    "has_real_facts",
    "has_sample",
    "home_overview",
    "import_files",
    "imports_list",
    "incoming_bytes",
    "is_empty_home",
    "is_sample_cut_short",
    "keep_secret",
    "keys_list",
    "lake_schemas",
    "make_key",
    "make_sample_organisation",
    "merge_companies",
    "merge_proposals",
    "merges_list",
    "moment",
    "new_link_token",
    "one_import",
    "organisation_of",
    "organisations",
    "owner_reader",
    "publication_reader",
    "question_from_json",
    "question_from_words",
    "redeem_link",
    "remove_sample",
    "renew_home_key",
    "revoke_key",
    "secrets_list",
    "stored_counts",
    "stored_sizes",
    "table_reader",
    "tables_reader",
    "take_import_back",
    "undo_merge",
    "who_is_signed_in",
]

_PARTS: Final = {
    "admit": ("Session", "end_session", "new_link_token", "redeem_link", "who_is_signed_in"),
    "counts": ("StoredCounts", "stored_counts"),
    "import_": ("Progress", "import_files", "lake_schemas"),
    "import_options": ("ImportOptions",),
    "import_report": ("Change", "FileOutcome", "FileVerdict", "ImportReport"),
    "incoming": ("ArchiveRefused", "Incoming", "files_in", "incoming_bytes"),
    "companies": ("merge_companies", "merge_proposals", "merges_list", "undo_merge"),
    "manage": ("is_empty_home", "organisations", "remove_sample"),
    "overview": ("home_overview",),
    "publication": ("publication_reader", "table_reader", "tables_reader"),
    "export": ("Exported", "editions_list", "export_dataset"),
    "query": ("Reply", "answer_question", "moment", "question_from_json", "question_from_words"),
    "reading_process": ("ReaderLimits",),
    "report": ("FindingsWanted", "findings_page", "imports_list", "one_import"),
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
