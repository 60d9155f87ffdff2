"""Insights as JSON values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from petroverse.insight.insight import About, Candidate, Insight
from petroverse.metrics import query_from_json, query_to_json

__all__ = ["WRITTEN_AS", "insight_from_plain", "insight_to_plain"]

WRITTEN_AS: Final = 3
"""What is written changes its number whenever it is written otherwise, or found otherwise: then all is found anew."""


def insight_to_plain(insight: Insight) -> dict[str, Any]:
    """An insight as JSON values; ``insight_from_plain`` reads it back."""
    return {
        "written_as": WRITTEN_AS,
        "found": _candidate(insight.found),
        "figures": dict(insight.figures),
        "scores": dict(insight.scores),
        "drawn": query_to_json(insight.drawn),
        "view": dict(insight.view),
        "folded": [{"found": _candidate(each), "figures": dict(figures)} for each, figures in insight.folded],
        "known_at": insight.known_at,
        "is_simulated": insight.is_simulated,
    }


def insight_from_plain(raw: Mapping[str, Any]) -> Insight:
    """An insight as ``insight_to_plain`` wrote it."""
    return Insight(
        _found(raw["found"]),
        raw["figures"],
        raw["scores"],
        query_from_json(raw["drawn"]),
        raw["view"],
        tuple((_found(each["found"]), each["figures"]) for each in raw["folded"]),
        raw["known_at"],
        raw["is_simulated"],
    )


def _candidate(found: Candidate) -> dict[str, Any]:
    about = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(found.about).items()}
    return {
        "kind": found.kind,
        "about": about,
        "month": found.month.isoformat(),
        "queries": [query_to_json(each) for each in found.queries],
        "surprise": found.surprise,
        "tonnes": found.tonnes,
        "way": found.way,
    }


def _found(raw: Mapping[str, Any]) -> Candidate:
    about: dict[str, Any] = {name: tuple(of) if isinstance(of, list) else of for name, of in raw["about"].items()}
    return Candidate(
        raw["kind"],
        About(**about),
        date.fromisoformat(raw["month"]),
        tuple(query_from_json(each) for each in raw["queries"]),
        raw["surprise"],
        raw["tonnes"],
        raw["way"],
    )
