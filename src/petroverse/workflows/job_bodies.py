"""What a job of each kind is told, checked at the gate: which words there are, which must be given, how they look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from petroverse.core.dashboards import Dashboard, dashboard_to_json, panels_from_json, scope_from_json
from petroverse.core.errors import InputRefused
from petroverse.core.rights import Right
from petroverse.senders import Mail
from petroverse.workflows.query import question_from_json
from petroverse.workflows.stores import Reader

__all__ = [
    "ATTACHED_AS",
    "REPORTED_AS",
    "JobBodyRefused",
    "folder_body",
    "mail_body",
    "nothing_body",
    "question_body",
    "report_body",
    "url_body",
]

ATTACHED_AS: Final = ("xlsx", "csv")
REPORTED_AS: Final = ("pdf", "xlsx")
_HOW: Final = {"publisher": "", "pack": "", "mapping": "", "org": ""}
_LONGEST: Final = 10_000


class JobBodyRefused(InputRefused):
    """A job was asked for in words that it does not know, or without those that it needs."""


def folder_body(_: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``path`` of a folder on the server's disk; ``publisher``, ``pack``, ``mapping`` and ``org`` as in ``import``.

    ``only`` chooses files by a pattern of their names, such as ``loadings*.csv``; all where it is empty.

    Raises:
        JobBodyRefused: It is no such body.
    """
    body = _texts(raw, {"path": None, "only": "", **_HOW})
    if not Path(body["path"]).is_absolute():
        raise _refused(f"{body['path']!r} is no absolute path", "path", "begin it at the root")
    return body


def url_body(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``url`` of a file; ``publisher``, ``pack``, ``mapping`` and ``org`` as in ``import``.

    Whoever does not own the platform takes facts in for the own organisation and names no file of the server's disk.

    Raises:
        JobBodyRefused: It is no such body.
        RightMissing: It names a file of the server's disk, or another organisation.
    """
    body = _texts(raw, {"url": None, **_HOW})
    parts = _parts(body["url"])
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise _refused(f"{body['url']!r} is no address of a file", "url", "begin it with https://")
    if "@" in parts.netloc:
        raise _refused("an address with a user name or password", "url", "leave it out: jobs are kept in the clear")
    if body["mapping"] or "/" in body["pack"] or "\\" in body["pack"]:
        reader.must(Right.PLATFORM)
    if Right.PLATFORM not in reader.rights:
        body["org"] = body["org"] or reader.organisation
        if body["org"] != reader.organisation:
            reader.must(Right.PLATFORM)
    return body


def mail_body(_: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``to`` (a list of addresses), ``subject`` and ``text``.

    Raises:
        JobBodyRefused: It is no such body.
        MailNotSendable: An address is none, or the subject is no line.
    """
    body = _texts({name: raw[name] for name in raw if name != "to"}, {"subject": None, "text": ""})
    body["to"] = _addresses(raw)
    Mail("check", tuple(body["to"]), body["subject"], body["text"])
    return body


def question_body(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``question`` as ``/api/query`` takes it, ``to``, ``subject``, ``format`` (``xlsx`` or ``csv``) and ``org``.

    Raises:
        JobBodyRefused: It is no such body.
        MailNotSendable: An address is none, or the subject is no line.
        QueryRefused: The question cannot be read.
        RightMissing: It is about another organisation's facts.
    """
    texts = {name: raw[name] for name in raw if name not in ("to", "question")}
    body = _texts(texts, {"subject": None, "format": ATTACHED_AS[0], "org": ""})
    if body["format"] not in ATTACHED_AS:
        raise _refused(f"{body['format']!r} is no format", "format", f"one of {', '.join(ATTACHED_AS)}")
    if body["org"] != reader.organisation and body["org"]:
        reader.must(Right.PLATFORM)
    question = raw.get("question")
    if not isinstance(question, Mapping):
        raise _refused("there is no question", "question", 'such as {"measures": ["volume"]}')
    body |= {"to": _addresses(raw), "question": question_from_json(question).canonical()}
    Mail("check", tuple(body["to"]), body["subject"], "")
    return body


def report_body(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``dashboard`` (its id) or ``panels`` with ``title`` and ``filters``; ``format``, ``to``, ``subject``, ``org``.

    Raises:
        JobBodyRefused: It is no such body.
        DashboardRefused, QueryRefused: A panel is not written as one is.
        MailNotSendable: An address is none, or the subject is no line.
        RightMissing: It is about another organisation's facts.
    """
    texts = {name: raw[name] for name in raw if name not in ("to", "panels", "filters")}
    known = {"subject": None, "format": REPORTED_AS[0], "org": "", "dashboard": "", "title": "", "description": ""}
    body = _texts(texts, known)
    if body["format"] not in REPORTED_AS:
        raise _refused(f"{body['format']!r} is no format", "format", f"one of {', '.join(REPORTED_AS)}")
    if body["org"] != reader.organisation and body["org"]:
        reader.must(Right.PLATFORM)
    if bool(body["dashboard"]) == bool(raw.get("panels")):
        raise _refused("a report is of a dashboard or of panels", "dashboard", "give one of the two")
    content = Dashboard(body["title"] or "Report", panels=panels_from_json(raw.get("panels") or ()))
    for each in content.panels:
        question_from_json(each.question)
    told = dashboard_to_json(replace(content, filters=scope_from_json(raw.get("filters") or {})))
    body |= {"to": _addresses(raw), "panels": told["panels"], "filters": told["filters"]}
    Mail("check", tuple(body["to"]), body["subject"], "")
    return body


def nothing_body(_: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The body of work that needs to be told nothing.

    Raises:
        JobBodyRefused: Something is told.
    """
    return _texts(raw, {})


def _texts(raw: Mapping[str, Any], known: Mapping[str, str | None]) -> dict[str, Any]:
    unknown = sorted(set(raw) - set(known))
    if unknown:
        told = f"one of {', '.join(known)}" if known else "leave it out"
        raise _refused(f"{unknown[0]!r} means nothing here", "body", told)
    body = {name: raw.get(name, default) for name, default in known.items()}
    for name, value in body.items():
        if not isinstance(value, str) or (known[name] is None and not value.strip()) or len(value) > _LONGEST:
            raise _refused(f"{name} is missing or no text", name, "give it as text")
    return body


def _addresses(raw: Mapping[str, Any]) -> list[str]:
    to = raw.get("to")
    if isinstance(to, str) or not isinstance(to, Sequence) or not all(isinstance(each, str) for each in to):
        raise _refused("to is no list of addresses", "to", 'such as ["ama@example.org"]')
    return list(to)


def _parts(url: str) -> Any:  # noqa: ANN401 - a split address, or None where it is none
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if url.isprintable() and " " not in url else None


def _refused(what: str, name: str, fix: str) -> JobBodyRefused:
    return JobBodyRefused(what, where=f"job {name}", fix=fix)
