"""Lapses: who may stop lifting or lift half as much, from the liftings that were known by a day.

Warnings are reckoned from the facts in force when somebody first asks, and kept while these stay as they are; of a day
in the past they are reckoned from what was known then, and come out as they did then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from petroverse.core.companies import printed_key
from petroverse.core.country import CompanyAlias
from petroverse.core.errors import NotFound
from petroverse.forecast import LapseOutlook, LapseRecord, LapseRisk, lapse_outlook, liftings
from petroverse.metrics import query_from_words
from petroverse.workflows.query import Reply, answer_etag, answer_question
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["NeverLifted", "companies_at_risk", "risk_of_company"]

_BY: Final = ("month", "company", "product")
_MEASURES: Final = ("tonnes", "volume")
_ABOUT_TONNES: Final = {"L": 0.8e-3, "kg": 1e-3}
"""Litres and kilograms of one company are put together as tonnes, by the factors printed with them. Where none is known
a litre counts as 0.8 kg, between petrol and gas oil: it weighs products beside each other and is shown nowhere."""


class NeverLifted(NotFound):
    """No fact of the stage names the company."""


@dataclass(frozen=True, slots=True)
class _Reckoned:
    outlook: LapseOutlook
    turned: Mapping[str, str]
    meta: Mapping[str, Any]


def companies_at_risk(stores: Stores, reader: Reader, source: str = "omc", *, as_of: str = "") -> dict[str, Any]:
    """Every company that may lapse, the likeliest first, with the record of such warnings.

    Args:
        stores: Where.
        reader: Who asks.
        source: Whose liftings: a stage of the trade, such as ``omc`` or ``bidec``.
        as_of: Only what publishers had made known by then; empty for everything.

    Returns:
        ``month`` (the last one known), ``source``, ``simulated``; ``at_risk``: each with ``company`` and ``warnings``;
        ``lapsed``: each with ``company`` and ``last_month``; ``records`` of each kind of warning.

    Raises:
        TooShortToWarn, LiftingsNotUsable: Too little is known to learn from.
        QueryRefused: There is no such stage.
        RowsLimited: The reader may see a part of the market only, and warnings are learned from all of it.
    """
    found = _reckoned(stores, reader, source, as_of)
    by_company = groupby(found.outlook.risks, key=lambda risk: risk.name)
    return {
        **_about(found, source),
        "at_risk": [{"company": name, "warnings": _warnings(risks, found.outlook)} for name, risks in by_company],
        "lapsed": [{"company": name, "last_month": month} for name, month in found.outlook.lapsed],
        "records": [_record(each) for each in found.outlook.records],
    }


def risk_of_company(
    stores: Stores, reader: Reader, company: str, source: str = "omc", *, as_of: str = ""
) -> dict[str, Any]:
    """What may become of one company; under a former name it is found under the one that it has now.

    Returns:
        ``month``, ``source``, ``simulated``, ``company``, its ``warnings`` (none where it has lapsed already),
        ``last_month`` in which it lifted where it has lapsed, else None, and the ``records``.

    Raises:
        NeverLifted: It lifted nothing in this stage.
        TooShortToWarn, LiftingsNotUsable, QueryRefused, RowsLimited: See ``companies_at_risk``.
    """
    found = _reckoned(stores, reader, source, as_of)
    name = _now_called(company, found.turned)
    lapsed = {printed_key(each): (each, month) for each, month in found.outlook.lapsed}
    risks = [each for each in found.outlook.risks if printed_key(each.name) == printed_key(name)]
    if not risks and printed_key(name) not in lapsed:
        what = f"nothing that {company!r} lifted is known in the stage {source}"
        raise NeverLifted(what, where="company", fix="write it as answers do, or name another source")
    shown, last_month = lapsed.get(printed_key(name), (risks[0].name if risks else name, None))
    return {
        **_about(found, source),
        "company": shown,
        "warnings": _warnings(risks, found.outlook),
        "last_month": last_month,
        "records": [_record(each) for each in found.outlook.records],
    }


def _reckoned(stores: Stores, reader: Reader, source: str, as_of: str) -> _Reckoned:
    reader.must_see_all("a warning learned from the whole market")
    question = query_from_words(_MEASURES, _BY, [f"source={source}"], as_of=as_of or None)
    kept: Any = stores.replies
    name = f"lapse {answer_etag(stores, question, reader)}"
    reckoned: _Reckoned = kept.made(
        name, lambda: _from(stores, reader, answer_question(stores, question, reader)), _size
    )
    return reckoned


def _size(found: _Reckoned) -> int:
    return 1000 * len(found.outlook.risks)


def _from(stores: Stores, reader: Reader, reply: Reply) -> _Reckoned:
    grant = grant_of(stores, reader)
    pack = stores.pack_of(grant)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        aliases = (*(pack.aliases if pack else ()), *stores.aliases(uow, grant.organisations))
    turned = _turns(aliases)
    outlook = lapse_outlook(liftings(_rows(reply, turned)))
    return _Reckoned(outlook, turned, reply.told)


def _rows(reply: Reply, turned: Mapping[str, str]) -> Iterator[tuple[date, str, str, float]]:
    """Cells with something in them; a company under a former name counts as the one that it became."""
    for batch in reply.table.select([*_BY, "unit", *_MEASURES]).to_batches():
        cells = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        for month, company, product, unit, tonnes, volume in cells:
            lifted = volume * _ABOUT_TONNES.get(unit, 0.0) if volume and tonnes is None else tonnes
            if lifted and company:
                yield _first_day(month), _now_called(company, turned), product or "", float(lifted)


def _first_day(month: date | str) -> date:
    return month if isinstance(month, date) else date.fromisoformat(f"{month[:7]}-01")


def _turns(aliases: Iterable[CompanyAlias]) -> dict[str, str]:
    """Companies that became another from a day on: they did not stop."""
    return {printed_key(each.alias): each.company for each in aliases if each.since}


def _now_called(company: str, turned: Mapping[str, str]) -> str:
    seen = {printed_key(company)}
    while (later := turned.get(printed_key(company))) and printed_key(later) not in seen:
        company = later
        seen.add(printed_key(later))
    return company


def _about(found: _Reckoned, source: str) -> dict[str, Any]:
    return {"month": found.outlook.month, "source": source, "simulated": bool(found.meta["simulated"])}


def _warnings(risks: Iterable[LapseRisk], outlook: LapseOutlook) -> list[dict[str, Any]]:
    records = {(each.event, each.within_months): each for each in outlook.records}
    return [_warning(each, records[each.event, each.within_months]) for each in risks]


def _warning(risk: LapseRisk, record: LapseRecord) -> dict[str, Any]:
    told = {name: getattr(risk, name) for name in ("event", "within_months", "probability", "base")}
    before = asdict(record.band_of(risk.probability))
    return {**told, "reasons": [asdict(each) for each in risk.reasons], "as_loud_before": before}


def _record(record: LapseRecord) -> dict[str, Any]:
    return _without_nan(asdict(record))


def _without_nan(told: dict[str, Any]) -> dict[str, Any]:
    """What cannot be told is None."""
    return {
        name: _without_nan(each) if isinstance(each, dict) else None if each != each else each
        for name, each in told.items()
    }
