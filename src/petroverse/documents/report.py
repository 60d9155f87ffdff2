"""A report: several questions with their answers, each drawn and tabled, in one PDF or one workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from petroverse.core.dashboards import View

__all__ = ["Report", "ReportPanel"]


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
    """

    title: str
    organisation: str
    panels: Sequence[ReportPanel]
    description: str = ""

    @property
    def is_simulated(self) -> bool:
        """Whether any of its figures are of a made-up country."""
        return any(each.is_simulated for each in self.panels)

    @property
    def known_at(self) -> str:
        """When the last of its sources was made known, in ISO 8601; empty where it rests on none."""
        return max((str(each.meta.get("known_at") or "") for each in self.panels), default="")
