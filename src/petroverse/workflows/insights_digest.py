"""Insights on paper and by mail: of a period, or of what a day, week or month found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from petroverse.core.errors import NotFound
from petroverse.core.rights import Right
from petroverse.insight import AUDIENCES
from petroverse.senders import Mail
from petroverse.workflows.insights import InsightsAsked, insights_page
from petroverse.workflows.job_bodies import JobBodyRefused
from petroverse.workflows.page_report import ReportFile, panels_report
from petroverse.workflows.stores import Reader, Stores

__all__ = ["COVERS", "Digest", "NoInsights", "digest_body", "digest_of", "insights_report"]

COVERS: Final[Mapping[str, timedelta]] = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
}
"""What a digest looks back on."""

Digest = tuple[ReportFile, str]
"""The paper, and the same in a mail's words."""

_MOST: Final = 12
_HINT: Final = 500
_TITLE: Final = 200


class NoInsights(NotFound):
    """Nothing is there to be told."""


def digest_body(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``to``, ``subject``, ``cover`` (``day``, ``week`` or ``month``), ``audience`` (empty: anybody) and ``org``.

    Raises:
        JobBodyRefused: It is no such body.
        MailNotSendable: An address is none, or the subject is no line.
        RightMissing: It is about another organisation's facts.
    """
    known = {"to", "subject", "cover", "audience", "org"}
    unknown = sorted(set(raw) - known)
    if unknown:
        raise JobBodyRefused(f"{unknown[0]!r} means nothing here", where="job body", fix=f"one of {sorted(known)}")
    body = {"cover": "week", "audience": "", "org": "", "subject": "", **raw}
    to = body.get("to")
    if not isinstance(to, list) or not to or not all(isinstance(each, str) for each in to):
        raise JobBodyRefused("to is no list of addresses", where="job to", fix='such as ["ama@example.org"]')
    for name, values in (("cover", (*COVERS,)), ("audience", ("", *AUDIENCES))):
        if body[name] not in values:
            raise JobBodyRefused(f"{body[name]!r} is no {name}", where=f"job {name}", fix=f"one of {values}")
    if not isinstance(body["subject"], str) or not body["subject"].strip() or not isinstance(body["org"], str):
        raise JobBodyRefused("the subject is missing or no text", where="job subject", fix="give it as text")
    if body["org"] and body["org"] != reader.organisation:
        reader.must(Right.PLATFORM)
    Mail("check", tuple(to), body["subject"], "")
    return body


def insights_report(stores: Stores, reader: Reader, asked: InsightsAsked) -> ReportFile:
    """A period's insights as a PDF, each with its chart.

    Raises:
        RightMissing: The reader may not take figures along.
        NoInsights: There are none that the reader may see.
        AudienceNotKnown, QueryUnreadable: As ``insights_page``.
    """
    reader.must(Right.EXPORT)
    page = insights_page(stores, reader, replace(asked, limit=min(asked.limit, _MOST)))
    if not page["insights"]:
        raise NoInsights(f"there are no insights of {asked.period or 'any period'}", fix="choose another period")
    return _on_paper(stores, reader, page, f"Insights {page['period']}")


def digest_of(stores: Stores, reader: Reader, cover: str, audience: str) -> Digest | None:
    """What was found in the last day, week or month of months not long over; None where that is nothing.

    Raises:
        RightMissing: The reader may not take figures along.
    """
    reader.must(Right.EXPORT)
    now = stores.clock.now()
    asked = InsightsAsked(audience=audience, found_since=now - COVERS[cover], limit=10_000)
    page = insights_page(stores, reader, asked)
    recent = [each for each in page["insights"] if each["month"] in page["months"][:2]][:_MOST]
    if not recent:
        return None
    lines = [f"{each['month']}  {each['title']}\n{each['text']}\n" for each in recent]
    made = _on_paper(stores, reader, {**page, "insights": recent}, f"Insights of the {cover} to {now:%Y-%m-%d}")
    return made, "\n".join(lines)


def _on_paper(stores: Stores, reader: Reader, page: Mapping[str, Any], title: str) -> ReportFile:
    panels = [
        {
            "id": each["id"],
            "title": each["title"][:_TITLE],
            "question": each["question"],
            "view": each["view"],
            "hint": each["text"][:_HINT],
        }
        for each in page["insights"]
    ]
    return panels_report(stores, reader, {"title": title, "panels": panels, "filters": {}}, "pdf")
