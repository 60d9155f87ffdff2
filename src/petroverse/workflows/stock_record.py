"""A month of one site's wet stock as a record that an inspector can read, check and sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from petroverse.core.rights import Right
from petroverse.database import list_organisations
from petroverse.documents import Printed, Record, RecordPart, record_pdf
from petroverse.workflows.page_report import WrittenFile
from petroverse.workflows.stores import Reader, Stores, site_organisation
from petroverse.workflows.wet_stock import wet_stock_of_site

__all__ = ["wet_stock_report"]

_SIMULATED: Final = "SIMULATED: figures of a made-up site that say nothing of any real tank"
_METHOD: Final = (
    "Book: each day opens with yesterday's measured closing; what came less what meters counted gives the book, and the"
    " variance is the measured closing less the book. Litres at 15 °C are by API MPMS 11.1 (ASTM D1250).",
    "Monthly rule, after US 40 CFR 280.43(a): the month's variance must not exceed 1.0 % of what flowed through and"
    " 130 US gallons (492 L), either way.",
    "Leak test, after US 40 CFR 280.43(h) and the form of US EPA/530/UST-90/007 (statistical inventory"
    " reconciliation): one model of leak, meters, strapping table and expansion is fitted to readings of each quarter"
    " of an hour; spans in which nothing was sold tell the leak. The threshold is half of the least leak that would"
    " have been found (MDL). PASS: the rate is below the threshold and the MDL is at most 0.2 US gallons an hour"
    " (0.76 L/h). FAIL: the rate is at or above the threshold. INCONCLUSIVE: the readings cannot tell; it is no PASS.",
)
_LIMITS: Final = (
    "This method was put on trial by its makers on simulated stations. No independent body has evaluated or listed it;"
    " where the law asks for a listed method, it does not take its place.",
    "Not seen: a line that leaks only while a pump runs, a leak that began in the last days, and whatever a gauge or a"
    " meter did not tell. Evaporation through the vent cannot be told from a leak.",
)


def wet_stock_report(stores: Stores, reader: Reader, place: str, month: str = "") -> WrittenFile:
    """The PDF of one site's month.

    Raises:
        RightMissing: The reader may not take figures along.
        SiteUnknown, MonthNotValid: See ``wet_stock_of_site``.
    """
    reader.must(Right.EXPORT)
    site = wet_stock_of_site(stores, reader, place, month)
    here = site_organisation(stores, reader)
    with stores.database.reading(here, reader.person) as unit:
        whose = next((each.name for each in list_organisations(unit) if each.id == here), str(here))
    made_at = stores.clock.now()
    record = Record(
        title=f"Wet stock of {site['name']}",
        organisation=whose,
        lead=f"{site['month']} · {site['place']}",
        parts=tuple(_parts(site, whose)),
        made=f"Made {made_at:%Y-%m-%d %H:%M} UTC by {reader.person} with PetroVerse {site['program']}.",
        mark="SIMULATED" if site["simulated"] else "",
        mark_words=_SIMULATED if site["simulated"] else "",
        signatures=("Responsible at the site: name and signature", "Inspector: name and signature"),
    )
    return WrittenFile(f"wet-stock-{place}-{site['month']}", "pdf", record_pdf(record))


def _parts(site: Mapping[str, Any], whose: str) -> Iterator[RecordPart]:
    yield RecordPart("Result", tables=(_results(site["systems"]),))
    yield RecordPart("What was examined", tuple(_about(site, whose)))
    for system in site["systems"]:
        yield _verdicts(system)
        if system["causes"]:
            yield _causes(system)
        yield _days(system)
        if system["drops"]:
            yield _drops(system)
    yield RecordPart("Method", words=_METHOD)
    yield RecordPart("Limits", words=_LIMITS)


def _results(systems: Sequence[Mapping[str, Any]]) -> Printed:
    heads = ("Tank", "Product", "Verdict", "Monthly rule", "Variance, L", "Allowed, L", "Leak test", "Rate, gal/h",
             "Threshold, gal/h", "MDL, gal/h")  # fmt: skip
    rows = [
        (
            _tanks(each), each["product"], each["verdict"], each["rule"]["verdict"],
            _figure(each["rule"]["variance_l"]), _figure(each["rule"]["limit_l"]), each["leak"]["verdict"],
            _figure(each["leak"]["rate_gal_h"], 3), _figure(each["leak"]["threshold_gal_h"], 3),
            _figure(each["leak"]["mdl_gal_h"], 3),
        )
        for each in systems
    ]  # fmt: skip
    return Printed(heads, [number in (4, 5, 7, 8, 9) for number in range(len(heads))], rows)


def _about(site: Mapping[str, Any], whose: str) -> Iterator[tuple[str, str]]:
    yield "Organisation", whose
    yield "Site", f"{site['name']} ({site['place']})"
    over = "" if site["is_over"] else "; it is not over, and nothing is final"
    yield "Month", f"{site['month']}, days from midnight to midnight, {site['time_zone']}{over}"
    yield "Tanks", ", ".join(tank for each in site["systems"] for tank in each["tanks"])
    yield "Reckoned", f"{_instant(site['reckoned_at'])} UTC by PetroVerse {site['program']}"


def _verdicts(system: Mapping[str, Any]) -> RecordPart:
    leak, rule = system["leak"], system["rule"]
    kind = "at 15 °C" if rule["is_standard"] else "observed"
    facts = [
        ("Verdict", system["verdict"]),
        (
            "Data",
            f"{system['readings']:,} quarter hours with a reading, {_figure(rule['measured_days'])} days measured",
        ),
        ("Gauge", f"heights in steps of {1000 * system['resolution_m']:.3g} mm"),
        ("Meters", ", ".join(system["meters"]) or "none"),
        ("Density at 15 °C", f"{system['density15_kg_m3']:g} kg/m³" if system["density15_kg_m3"] else "not known"),
        (
            "Monthly rule",
            f"{rule['verdict']}: variance {_figure(rule['variance_l'])} L ({kind}),"
            f" allowed ±{_figure(rule['limit_l'])} L on {_figure(rule['flow_l'])} L sold",
        ),
    ]
    facts.append(("Leak test", _leak_words(leak)))
    if money := system["money"]:
        worth = f"{_figure(money['amount'])} {money['currency']} at {money['per_litre']:g} a litre ({money['as_of']})"
        facts.append(("Variance, worth", worth))
    return RecordPart(f"Tank {_tanks(system)}, {system['product']}", facts, warnings=_why(system))


def _leak_words(leak: Mapping[str, Any]) -> str:
    if leak["rate_l_h"] is None:
        return f"{leak['verdict']}: {leak['reason']}"
    return (
        f"{leak['verdict']}: rate {_figure(leak['rate_l_h'], 3)} ± {_figure(leak['se_l_h'], 3)} L/h"
        f" ({_figure(leak['rate_gal_h'], 3)} gal/h), threshold {_figure(leak['threshold_gal_h'], 3)} gal/h, MDL"
        f" {_figure(leak['mdl_gal_h'], 3)} gal/h; {_figure(leak['spans'])} quiet spans of together"
        f" {_figure(leak['quiet_h'])} h, readings of {_figure(leak['days'])} days, {_day(leak['since'])} to"
        f" {_day(leak['until'])}; a leak as large as the MDL is found with the probability"
        f" {100 * leak['found_share']:.1f} %, a tight tank fails with {100 * leak['false_alarm_share']:.1f} %"
    )


def _why(system: Mapping[str, Any]) -> list[str]:
    """Why it is inconclusive, and what a reader must know."""
    why = [f"Inconclusive: {'; '.join(system['reasons'])}."] if system["reasons"] else []
    return [*why, *(f"{each[:1].upper()}{each[1:]}." for each in system["notes"])]


def _causes(system: Mapping[str, Any]) -> RecordPart:
    rows = [(" and ".join(each["causes"]), _figure(each["litres"]), _figure(each["sd_l"])) for each in system["causes"]]
    words = ("Below zero: litres came. Causes on one line cannot be told apart by these readings.",)
    table = Printed(("Cause", "Litres at 15 °C", "Standard deviation, L"), (False, True, True), rows)
    return RecordPart(f"Where the litres of {_tanks(system)} went", words=words, tables=(table,))


def _days(system: Mapping[str, Any]) -> RecordPart:
    kind = "standard" if system["standard"] else "observed"
    names = ("opening", "received", "sold", "book", "closing", "variance", "cumulative")
    heads = ("Day", "Opening", "Received", "Sold", "Book", "Measured", "Variance", "Sum of variances")
    rows = [(each["day"], *(_figure(each[f"{name}_{kind}_l"]) for name in names)) for each in system["days"]]
    title = f"Daily book of {_tanks(system)}, litres {'at 15 °C' if kind == 'standard' else 'observed'}"
    return RecordPart(title, tables=(Printed(heads, [number > 0 for number in range(len(heads))], rows),))


def _tanks(system: Mapping[str, Any]) -> str:
    """Manifolded tanks by both names."""
    return " + ".join(system["tanks"])


def _drops(system: Mapping[str, Any]) -> RecordPart:
    kind = "at 15 °C" if system["standard"] else "observed"
    heads = (
        "Began, UTC",
        f"By the tank, L {kind}",
        "Sold meanwhile, L",
        "Waybills",
        "By paper, L",
        "Short, L",
        "Short beyond dispute",
    )
    rows = [
        (
            _instant(each["started_at"]) if each["started_at"] else "no drop found",
            _figure(each["standard_l"] if system["standard"] else each["observed_l"]),
            _figure(each["sold_meanwhile_l"]), ", ".join(each["waybills"]) or "–", _figure(each["paper_l"]),
            _figure(each["short_l"]), {True: "yes", False: "no", None: "–"}[each["is_short"]],
        )
        for each in system["drops"]
    ]  # fmt: skip
    return RecordPart(
        f"Deliveries into {_tanks(system)}", tables=(Printed(heads, [at in (1, 2, 4, 5) for at in range(7)], rows),)
    )


def _figure(value: float | None, decimals: int = 0) -> str:
    if value is None:
        return "–"
    return f"{value:,.{decimals}f}".replace("-", "−")


def _instant(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}"


def _day(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d}"
