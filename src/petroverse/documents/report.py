"""A report: several questions with their answers, each drawn and tabled, in one PDF or one workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from petroverse.core.dashboards import View
from petroverse.documents.readings import value_text

__all__ = ["Report", "ReportPanel"]

_SHOWN_SOURCES: Final = 3


@dataclass(frozen=True, slots=True)
class ReportPanel:
    """One question of a report, and its answer.

    Attributes:
        title: What stands above it.
        view: How its answer is drawn.
        hint: One sentence below the title; may be empty.
        table: The answer, each field with ``title``, ``unit`` and ``meaning``; None where there is none.
        meta: ``query``, ``sql``, ``sources``, ``known_at``, ``simulated`` of the answer.
        warnings: Sentences that a reader must know.
        fault: Why there is no answer; empty where there is one.
    """

    title: str
    view: View
    hint: str = ""
    table: pa.Table | None = field(default=None, repr=False)
    meta: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    fault: str = ""

    @property
    def source(self) -> str:
        """The files that it rests on and when the last of them was made known; empty where it rests on none."""
        files = [str(each["file"]) for each in self.meta.get("sources", ())]
        more = f" and {len(files) - _SHOWN_SOURCES} more" if len(files) > _SHOWN_SOURCES else ""
        known = self.meta.get("known_at")
        told = f", known {value_text('day', datetime.fromisoformat(str(known)).date())}" if known else ""
        return f"Source: {', '.join(files[:_SHOWN_SOURCES])}{more}{told}" if files else ""

    @property
    def is_simulated(self) -> bool:
        """Whether its figures are of a made-up country."""
        return bool(self.meta.get("simulated"))


@dataclass(frozen=True, slots=True)
class Report:
    """What is written.

    Attributes:
        title: What it is called.
        organisation: Whose report it is.
        panels: Its questions, in order.
        description: A few sentences on the first page; may be empty.
        made_at: When it was asked for; None where it is not to say.
        made_by: By whom; under this person's rights the questions were asked.
    """

    title: str
    organisation: str
    panels: Sequence[ReportPanel]
    description: str = ""
    made_at: datetime | None = None
    made_by: str = ""

    @property
    def is_simulated(self) -> bool:
        """Whether any of its figures are of a made-up country."""
        return any(each.is_simulated for each in self.panels)

    @property
    def known_at(self) -> str:
        """When the last of its sources was made known, in ISO 8601; empty where it rests on none."""
        return max((str(each.meta.get("known_at") or "") for each in self.panels), default="")
