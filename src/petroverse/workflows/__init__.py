"""Workflows: fetch, ask one mind, store; one verb a file. The door for the API, the application and the command line.

Names are imported when they are first used: a reading process needs one of them, and starts without the engines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from petroverse.core.doors import fetched_late

if TYPE_CHECKING:
    from petroverse.workflows.acting import acting_reader
    from petroverse.workflows.activity import ActivityWanted, activity_list
    from petroverse.workflows.admit import (
        admit_person,
        believed_reader,
        end_session,
        is_token,
        new_link_token,
        reader_of_person,
        reader_of_session,
        reader_of_token,
        redeem_link,
        refuse_sign_in,
        switch_organisation,
    )
    from petroverse.workflows.asked import catalogue, dimension_names, measure_names, questions_about
    from petroverse.workflows.believed import TRUST_S
    from petroverse.workflows.companies import merge_companies, merge_proposals, merges_list, undo_merge
    from petroverse.workflows.counts import StoredCounts, stored_counts
    from petroverse.workflows.downloads import DownloadLimits
    from petroverse.workflows.events import (
        Event,
        EventsSeen,
        Listener,
        PlaceNotKnown,
        events_since,
        first_place,
        record_listener,
    )
    from petroverse.workflows.export import Exported, export_dataset
    from petroverse.workflows.fetch import import_url
    from petroverse.workflows.idempotency import (
        Claim,
        ClaimLost,
        KeptRequest,
        KeyOfAnotherRequest,
        RequestDone,
        RequestRunning,
        claim_request,
        claimed,
        end_request,
    )
    from petroverse.workflows.import_ import Progress, import_files, lake_schemas
    from petroverse.workflows.import_options import ImportOptions
    from petroverse.workflows.import_report import Change, FileOutcome, FileVerdict, ImportReport
    from petroverse.workflows.incoming import ArchiveRefused, Incoming, files_in, incoming_bytes
    from petroverse.workflows.invitations import (
        Invitation,
        InvitationRefused,
        accept_invitation,
        has_account,
        invitation_of,
        invitations_list,
        invite,
        join_by_invitation,
        take_invitation_back,
    )
    from petroverse.workflows.job_bodies import folder_body, mail_body, nothing_body, question_body, url_body
    from petroverse.workflows.jobs import JobKind, Outcome, Work, queue_due_schedules, run_one
    from petroverse.workflows.keep import StoresNotWhole, StoresVerified, verify_stores
    from petroverse.workflows.lists import LISTS, list_document
    from petroverse.workflows.mails import send_mail, send_query
    from petroverse.workflows.manage import is_empty_home, organisations, remove_sample
    from petroverse.workflows.organisations import (
        Organisation,
        add_organisation,
        organisations_list,
        remove_organisation,
        rename_organisation,
    )
    from petroverse.workflows.overview import home_overview
    from petroverse.workflows.own_account import (
        change_own_password,
        end_one_session,
        own_sessions,
        sign_out_everywhere,
        who_am_i,
    )
    from petroverse.workflows.passwords import (
        MINIMUM_LENGTH,
        PasswordRefused,
        change_password,
        is_right_password,
        password_hash,
    )
    from petroverse.workflows.people import (
        RuleRefused,
        Standing,
        accounts_list,
        add_person,
        change_person,
        change_role,
        limit_rows,
        members_list,
        remove_member,
        set_standing,
    )
    from petroverse.workflows.publication import publication_reader, table_reader, tables_reader
    from petroverse.workflows.query import Reply, answer_question, moment, question_from_json, question_from_words
    from petroverse.workflows.queued import (
        NewSchedule,
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
    from petroverse.workflows.readers import warm_reading
    from petroverse.workflows.reading_process import ReaderLimits
    from petroverse.workflows.report import (
        FindingsWanted,
        editions_list,
        editions_page,
        findings_page,
        imports_list,
        one_import,
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
    from petroverse.workflows.shares import share, shares_list, unshare
    from petroverse.workflows.sign_in import (
        PersonUnknownHere,
        TooManyTries,
        VouchedFor,
        has_passwords,
        invitation_seen,
        join_by_password,
        sign_in_by_password,
        sign_in_by_provider,
    )
    from petroverse.workflows.sizes import StoredSizes, stored_sizes
    from petroverse.workflows.stores import (
        OWNER,
        Reader,
        Stores,
        country_pack_of,
        grant_of,
        has_real_facts,
        has_sample,
        known_reader,
        make_sample_organisation,
        organisation_of,
        owner_reader,
    )
    from petroverse.workflows.tokens import TokenRefused, new_token, revoke_one_token, tokens_list
    from petroverse.workflows.turns import Pace, Turn
    from petroverse.workflows.upkeep import lake_upkeep
    from petroverse.workflows.warm import warm_facts
    from petroverse.workflows.watch_folder import import_folder
    from petroverse.workflows.withdraw import Withdrawn, take_import_back

# fmt: off
__all__ = [
    "LISTS", "MINIMUM_LENGTH", "OWNER", "TRUST_S", "ActivityWanted", "ArchiveRefused", "Change", "Claim", "ClaimLost",
    "DownloadLimits", "Event", "EventsSeen", "Exported", "FileOutcome", "FileVerdict", "FindingsWanted", "HomeKeys",
    "ImportOptions", "ImportReport", "Incoming", "Invitation", "InvitationRefused", "JobKind", "KeptRequest",
    "KeyOfAnotherRequest", "Listener", "NewSchedule", "Organisation", "Outcome", "Pace", "PasswordRefused",
    "PersonUnknownHere", "PlaceNotKnown", "Progress", "Reader", "ReaderLimits", "Reply", "RequestDone",
    "RequestRunning", "RuleRefused", "SampleIsIn", "Secret", "Standing", "StoredCounts", "StoredSizes", "Stores",
    "StoresNotWhole", "StoresVerified", "TokenRefused", "TooManyTries", "Turn", "VouchedFor", "Withdrawn", "Work",
    "accept_invitation", "accounts_list", "acting_reader", "activity_list", "add_organisation", "add_person",
    "add_schedule", "admit_person", "answer_question", "begin_sample", "believed_reader", "cancel_job", "catalogue",
    "change_own_password", "change_password", "change_person", "change_role", "claim_request", "claimed",
    "country_pack_of", "dimension_names", "editions_list", "editions_page", "end_one_session", "end_request",
    "end_sample", "end_session", "events_since", "export_dataset", "files_in", "findings_page", "first_place",
    "folder_body", "forget_secret", "grant_of", "has_account", "has_passwords", "has_real_facts", "has_sample",
    "home_overview", "import_files", "import_folder", "import_url", "imports_list", "incoming_bytes", "invitation_of",
    "invitation_seen", "invitations_list", "invite", "is_empty_home", "is_right_password", "is_sample_cut_short",
    "is_token", "jobs_page", "join_by_invitation", "join_by_password", "keep_secret", "keys_list", "known_reader",
    "lake_schemas", "lake_upkeep", "limit_rows", "list_document", "mail_body", "make_key", "make_sample_organisation",
    "measure_names", "members_list", "merge_companies", "merge_proposals", "merges_list", "moment", "new_link_token",
    "new_token", "nothing_body", "one_import", "one_job", "organisation_of", "organisations", "organisations_list",
    "own_sessions", "owner_reader", "password_hash", "pause_schedule", "publication_reader", "question_body",
    "question_from_json", "question_from_words", "questions_about", "queue_due_schedules", "queue_job",
    "reader_of_person", "reader_of_session", "reader_of_token", "record_listener", "redeem_link", "refuse_sign_in",
    "remove_member", "remove_organisation", "remove_sample", "remove_schedule", "rename_organisation",
    "renew_home_key", "retry_job", "revoke_key", "revoke_one_token", "run_one", "schedules_list", "secrets_list",
    "send_mail", "send_query", "set_standing", "share", "shares_list", "sign_in_by_password", "sign_in_by_provider",
    "sign_out_everywhere", "stored_counts", "stored_sizes", "switch_organisation", "table_reader", "tables_reader",
    "take_import_back", "take_invitation_back", "tokens_list", "undo_merge", "unshare", "url_body", "verify_stores",
    "warm_facts", "warm_reading", "who_am_i",
]
# fmt: on

# fmt: off
_PARTS: Final = {
    "sign_in": (
        "PersonUnknownHere", "TooManyTries", "VouchedFor", "has_passwords", "invitation_seen", "join_by_password",
        "sign_in_by_password", "sign_in_by_provider",
    ),
    "acting": ("acting_reader",),
    "downloads": ("DownloadLimits",),
    "watch_folder": ("import_folder",),
    "fetch": ("import_url",),
    "job_bodies": ("folder_body", "mail_body", "nothing_body", "question_body", "url_body"),
    "jobs": ("JobKind", "Outcome", "Work", "queue_due_schedules", "run_one"),
    "upkeep": ("lake_upkeep",),
    "queued": (
        "NewSchedule", "add_schedule", "cancel_job", "jobs_page", "one_job", "pause_schedule", "queue_job",
        "remove_schedule", "retry_job", "schedules_list",
    ),
    "mails": ("send_mail", "send_query"),
    "turns": ("Pace", "Turn"),
    "activity": ("ActivityWanted", "activity_list"),
    "admit": (
        "admit_person", "believed_reader", "end_session", "is_token", "new_link_token", "reader_of_person",
        "reader_of_session", "reader_of_token", "redeem_link", "refuse_sign_in", "switch_organisation",
    ),
    "believed": ("TRUST_S",),
    "invitations": (
        "Invitation", "InvitationRefused", "accept_invitation", "has_account", "invitation_of", "invitations_list",
        "invite", "join_by_invitation", "take_invitation_back",
    ),
    "organisations": (
        "Organisation", "add_organisation", "organisations_list", "remove_organisation", "rename_organisation",
    ),
    "passwords": ("MINIMUM_LENGTH", "PasswordRefused", "change_password", "is_right_password", "password_hash"),
    "people": (
        "RuleRefused", "Standing", "accounts_list", "add_person", "change_person", "change_role", "limit_rows",
        "members_list", "remove_member", "set_standing",
    ),
    "shares": ("share", "shares_list", "unshare"),
    "tokens": ("TokenRefused", "new_token", "revoke_one_token", "tokens_list"),
    "counts": ("StoredCounts", "stored_counts"),
    "own_account": ("change_own_password", "end_one_session", "own_sessions", "sign_out_everywhere", "who_am_i"),
    "idempotency": (
        "Claim", "ClaimLost", "KeptRequest", "KeyOfAnotherRequest", "RequestDone", "RequestRunning", "claim_request",
        "claimed", "end_request",
    ),
    "import_": ("Progress", "import_files", "lake_schemas"),
    "import_options": ("ImportOptions",),
    "import_report": ("Change", "FileOutcome", "FileVerdict", "ImportReport"),
    "incoming": ("ArchiveRefused", "Incoming", "files_in", "incoming_bytes"),
    "asked": ("catalogue", "dimension_names", "measure_names", "questions_about"),
    "companies": ("merge_companies", "merge_proposals", "merges_list", "undo_merge"),
    "lists": ("LISTS", "list_document"),
    "keep": ("StoresNotWhole", "StoresVerified", "verify_stores"),
    "manage": ("is_empty_home", "organisations", "remove_sample"),
    "overview": ("home_overview",),
    "publication": ("publication_reader", "table_reader", "tables_reader"),
    "events": ("Event", "EventsSeen", "Listener", "PlaceNotKnown", "events_since", "first_place", "record_listener"),
    "export": ("Exported", "export_dataset"),
    "query": ("Reply", "answer_question", "moment", "question_from_json", "question_from_words"),
    "reading_process": ("ReaderLimits",),
    "report": ("FindingsWanted", "editions_list", "editions_page", "findings_page", "imports_list", "one_import"),
    "safeguard": (
        "HomeKeys", "Secret", "forget_secret", "keep_secret", "keys_list", "make_key", "renew_home_key", "revoke_key",
        "secrets_list",
    ),
    "sample": ("SampleIsIn", "begin_sample", "end_sample", "is_sample_cut_short"),
    "sizes": ("StoredSizes", "stored_sizes"),
    "stores": (
        "OWNER", "Reader", "Stores", "country_pack_of", "grant_of", "has_real_facts", "has_sample", "known_reader",
        "make_sample_organisation", "organisation_of", "owner_reader",
    ),
    "readers": ("warm_reading",),
    "warm": ("warm_facts",),
    "withdraw": ("Withdrawn", "take_import_back"),
}
# fmt: on


__getattr__ = fetched_late(__name__, _PARTS)
