"""Send a mail: one that somebody wrote, or an answer, a report or a digest of insights as an attachment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from petroverse.core.rights import Right
from petroverse.documents import Printout, printed
from petroverse.senders import Attachment, Delivery, Mail, Sender
from petroverse.workflows.insights_digest import digest_of
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.page_report import ReportFile, dashboard_report, panels_report
from petroverse.workflows.query import answer_question, question_from_json
from petroverse.workflows.stores import Stores
from petroverse.workflows.turns import Turn

__all__ = ["mail_insights", "mail_report", "send_mail", "send_query"]

_MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
_MARK: Final = "SAMPLE, simulated figures: "
_WARNING: Final = "These figures are SIMULATED. They describe a made-up country and nothing real.\n\n"


def send_mail(_: Stores, turn: Turn, *, sender: Callable[[], Sender]) -> Outcome:
    """Sends the mail that a job holds; see ``job_bodies.mail_body``.

    Raises:
        Unavailable, InputRefused: As ``Sender.send``.
    """
    body = turn.job.body
    return _sent(turn, sender, Mail(_id(turn), tuple(body["to"]), body["subject"], body["text"]))


def send_query(stores: Stores, turn: Turn, *, sender: Callable[[], Sender]) -> Outcome:
    """Answers the question that a job holds, as its maker would be answered now, and mails it as a file.

    See ``job_bodies.question_body``. Simulated figures are marked in the subject and in the text.

    Raises:
        QueryRefused: The question has no honest answer.
        RightMissing: Who made the job may not take answers away any more.
        Unavailable, InputRefused: As ``Sender.send``.
    """
    turn.reader.must(Right.EXPORT)
    body = turn.job.body
    reply = answer_question(stores, question_from_json(body["question"]), turn.reader)
    document, form = reply.document, str(body["format"])
    meta = document["meta"]
    printout = Printout(document["schema"], document["rows"], meta, document["warnings"], columns=reply.columns)
    subject = (_MARK if meta["simulated"] else "") + str(body["subject"])
    answer = Attachment(f"answer.{form}", printed(printout, form), _MEDIA_TYPES[form])
    return _sent(turn, sender, Mail(_id(turn), tuple(body["to"]), subject, _text(document), attachments=(answer,)))


def mail_report(stores: Stores, turn: Turn, *, sender: Callable[[], Sender]) -> Outcome:
    """Mails a dashboard or given panels as a PDF or a workbook, as its maker would see them now.

    See ``job_bodies.report_body``. Simulated figures are marked in the subject and in the text.

    Raises:
        RowNotFound: The dashboard is gone, or its maker does not see it any more.
        RightMissing: Who made the job may not take answers away any more.
        Unavailable, InputRefused: As ``Sender.send``.
    """
    turn.reader.must(Right.EXPORT)
    body = turn.job.body
    form = str(body["format"])
    if body["dashboard"]:
        made = dashboard_report(stores, turn.reader, str(body["dashboard"]), form)
    else:
        made = panels_report(stores, turn.reader, body, form)
    turn.check()
    subject = (_MARK if made.report.is_simulated else "") + str(body["subject"])
    attached = Attachment(made.file_name, made.content, made.media_type)
    return _sent(turn, sender, Mail(_id(turn), tuple(body["to"]), subject, _said(made), attachments=(attached,)))


def mail_insights(stores: Stores, turn: Turn, *, sender: Callable[[], Sender]) -> Outcome:
    """Mails what was found in the last day, week or month, as its maker may see it; nothing where that is nothing.

    See ``insights_digest.digest_body``. Simulated figures are marked in the subject and in the text.

    Raises:
        RightMissing: Who made the job may not take answers away any more.
        Unavailable, InputRefused: As ``Sender.send``.
    """
    body = turn.job.body
    digest = digest_of(stores, turn.reader, str(body["cover"]), str(body["audience"]))
    if digest is None:
        return Outcome({"schema": "petroverse.mail/1", "message_id": "", "to": [], "refused": {}, "subject": ""})
    made, words = digest
    subject = (_MARK if made.report.is_simulated else "") + str(body["subject"])
    text = (_WARNING if made.report.is_simulated else "") + words
    attached = Attachment(made.file_name, made.content, made.media_type)
    return _sent(turn, sender, Mail(_id(turn), tuple(body["to"]), subject, text, attachments=(attached,)))


def _said(made: ReportFile) -> str:
    report = made.report
    lead = _WARNING if report.is_simulated else ""
    known = f"As its sources were known at {report.known_at}.\n" if report.known_at else ""
    missing = "".join(f"Without an answer: {each.title}: {each.fault}\n" for each in report.panels if each.fault)
    return f"{lead}{report.title} is attached: {len(report.panels)} panels.\n{known}{missing}"


def _text(document: dict[str, Any]) -> str:
    meta = document["meta"]
    lead = _WARNING if meta["simulated"] else ""
    notes = "".join(f"Note: {each}\n" for each in document["warnings"])
    known = f"As its sources were known at {meta['known_at']}.\n" if meta.get("known_at") else ""
    return f"{lead}The answer is attached: {len(document['rows'])} rows.\n{known}{notes}"


def _id(turn: Turn) -> str:
    """The same for every attempt at a job, and for no other job of any platform."""
    job = turn.job
    return f"{job.organisation}/job-{job.id}/{job.made_at.isoformat()}"


def _sent(turn: Turn, sender: Callable[[], Sender], mail: Mail) -> Outcome:
    turn.check()
    delivery: Delivery = sender().send(mail)
    refused = {address: f"{each.code} {each.words}" for address, each in delivery.refused.items()}
    told = {"schema": "petroverse.mail/1", "message_id": delivery.message_id, "to": list(mail.to), "refused": refused}
    return Outcome({**told, "subject": mail.subject})
