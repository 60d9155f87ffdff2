"""Notation: incidents and happenings as plain values, for files that state them and lists that tell the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any, Final, get_args

from petroverse.twin.physics.incidents import Incident, IncidentNotPossible
from petroverse.twin.physics.state import Happening

__all__ = ["happening_to_plain", "incident_from_plain", "incident_to_plain"]

_KINDS: Final[Mapping[str, type[Incident]]] = {
    "".join(f"_{each.lower()}" if each.isupper() else each for each in kind.__name__).lstrip("_"): kind
    for kind in get_args(Incident)
}
"""``leak``, ``line_break``, ``theft``, ``short_delivery`` and so on, by the names of their classes."""


def incident_to_plain(incident: Incident) -> dict[str, Any]:
    """An incident as texts and numbers, what is None left out.

    Example:
        >>> from petroverse.twin import Leak
        >>> plain = incident_to_plain(Leak("S1/T1", datetime(2025, 3, 3, tzinfo=UTC), 0.2))
        >>> plain
        {'kind': 'leak', 'tank': 'S1/T1', 'at': '2025-03-03T00:00:00+00:00', 'gal_h': 0.2}
        >>> incident_from_plain(plain).gal_h
        0.2
    """
    kind = next(name for name, each in _KINDS.items() if isinstance(incident, each))
    return {"kind": kind} | {name: _plain(value) for name, value in asdict(incident).items() if value is not None}


def incident_from_plain(plain: Mapping[str, Any]) -> Incident:
    """Reads what ``incident_to_plain`` (or a person, in TOML or JSON) wrote; an instant may be a text or one of TOML.

    Raises:
        IncidentNotPossible: The kind is unknown, or a field missing, unknown or not of its kind.
    """
    kind = _KINDS.get(str(plain.get("kind")))
    if kind is None:
        what = f"no incident is of the kind {plain.get('kind')!r}"
        raise IncidentNotPossible(what, where="kind", fix=f"one of {', '.join(_KINDS)}")
    try:
        given = {name: _read(name, value) for name, value in plain.items() if name != "kind"}
        return kind(**given)
    except (TypeError, ValueError) as fault:
        takes = ", ".join(each.name for each in fields(kind))
        raise IncidentNotPossible(f"{dict(plain)}: {fault}", where="incident", fix=f"it takes {takes}") from fault


def happening_to_plain(happening: Happening) -> dict[str, Any]:
    """A happening as one line of a log of the truth; it says that it is simulated.

    Returns:
        ``kind``, ``subject``, ``at``, ``litres``, ``is_simulated``, and where there are any ``waybill`` (reference and
        litres on the paper) and ``incident``.
    """
    plain: dict[str, Any] = {
        "kind": happening.kind,
        "subject": happening.subject,
        "at": happening.at.astimezone(UTC).isoformat(),
        "litres": round(happening.litres, 3),
        "is_simulated": happening.is_simulated,
    }
    if paper := happening.waybill:
        plain["waybill"] = {"reference": paper.reference, **asdict(paper.quantity)}
    if happening.incident:
        plain["incident"] = incident_to_plain(happening.incident)
    return plain


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _read(name: str, value: object) -> Any:  # noqa: ANN401 - each field has its own kind
    if name in ("at", "until"):
        return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    if name in ("tank", "meter", "gauge"):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is {value!r}, which is no number")  # noqa: TRY004 - told as a fault of the incident
    return float(value)
