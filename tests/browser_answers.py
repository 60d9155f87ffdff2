"""What the semantic model answers to the twenty questions, as the pages write it; nothing here knows a country."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from dataclasses import asdict, dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

from browser_checks import ask, short

__all__ = ["Held", "held"]

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
BOARD = "Figures for the board"
LITRES = {"dimension": "unit", "in": ["L"]}
Filter = dict[str, object]


@dataclass(frozen=True)
class Held:
    """What the platform holds, chosen out of it so that no question names what is not there."""

    latest: str
    """The newest month that has national figures."""
    company: str
    rival: str
    """The largest marketers of the newest twelve months."""

    def words(self) -> dict[str, str]:
        year, month = self.latest.split("-")
        said = f"{MONTHS[int(month) - 1]} {year}".lower()
        return {**asdict(self), "year": year, "past": str(int(year) - 1), "month": said}


def of(*values: str, dimension: str = "source") -> Filter:
    return {"dimension": dimension, "in": list(values)}


def newest(page: Page, source: str) -> list[str]:
    rows = ask(page, measures=["cells"], dimensions=["month"], filters=[of(source)])
    return [row["month"] for row in rows if row["cells"]]


def twelve(months: list[str]) -> dict[str, str]:
    """The twelve months up to the newest."""
    year, month = map(int, months[-1].split("-"))
    return {"from": f"{year - (month < 12)}-{month % 12 + 1:02}", "until": months[-1]}


def whole_year(latest: str) -> dict[str, str]:
    return {"from": f"{latest[:4]}-01", "until": latest}


def marketers(page: Page) -> list[dict]:
    asked = {"measures": ["volume", "share", "rank"], "dimensions": ["company"], "filters": [of("omc"), LITRES]}
    rows = ask(page, **asked, span=twelve(newest(page, "omc")), sort=[{"by": "volume", "descending": True}])
    return [row for row in rows if row["volume"]]


def held(page: Page) -> Held:
    first, second = marketers(page)[:2]
    return Held(newest(page, "national")[-1], first["company"], second["company"])


def percent(ratio: float) -> str:
    return f"{'−' if ratio < -0.0005 else ''}{abs(ratio * 100):.1f} %"


def signed(ratio: float) -> str:
    size = f"{abs(ratio * 100):,.{0 if abs(ratio) >= 10 else 1}f}"
    return f"{'+' if ratio > 0 else '−'}{size} %"


def exact(value: float) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".").replace("-", "−")


def month_name(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def widest_gap(page: Page, _: Held) -> tuple[str, ...]:
    [told] = ask(page, measures=["compared", "disagreements"])
    if not told["disagreements"]:
        return (f"All {told['compared']:,}",)
    [widest] = ask(
        page,
        measures=["disagreement"],
        dimensions=["month", "product", "unit"],
        sort=[{"by": "disagreement", "descending": True}],
        limit=1,
    )
    return f"{told['disagreements']:,} differ", f"{exact(widest['disagreement'])} {widest['unit']}"


def newest_rate(page: Page, _: Held) -> tuple[str, ...]:
    rates = ask(
        page,
        measures=["indicator_value"],
        dimensions=["day", "unit"],
        filters=[of("fx_usd", dimension="indicator")],
    )
    units = {row["unit"] for row in rates}
    last = {unit: max((row["day"], row["indicator_value"]) for row in rates if row["unit"] == unit) for unit in units}
    count = {unit: sum(row["unit"] == unit for row in rates) for unit in units}
    shown = max(units, key=lambda unit: (last[unit][0], count[unit]))
    return (f"{last[shown][1]:,.2f}".rstrip("0").rstrip("."),)


def regional(page: Page) -> tuple[str, dict[str, str]]:
    """The dimension of the oldest drawing of the regions, and the year of the newest figures."""
    levels = page.request.get(urljoin(page.url, "/api/country")).json()["region_levels"]
    return (levels[0]["dimension"] if levels else "region"), whole_year(newest(page, "regional")[-1])


def strangest_region(page: Page, _: Held) -> tuple[str, ...]:
    dimension, span = regional(page)
    asked = {"measures": ["volume"], "filters": [of("regional"), LITRES], "span": span, "compare": "year_ago"}
    country = {row["product"]: row["volume_growth"] for row in ask(page, **asked, dimensions=["product"])}
    beyond = []
    for row in ask(page, **asked, dimensions=[dimension, "product"]):
        whole, now, before = country[row["product"]], row["volume"], row["volume_before"]
        if None in (whole, now, before):
            continue
        growth = row["volume_growth"]
        if now != 0 if growth is None else abs(growth - whole) >= 0.05:
            beyond.append((now - before * (1 + whole), row[dimension]))
    if not beyond:
        return ("No region",)
    size, region = max(beyond, key=lambda each: abs(each[0]))
    return region, f"{short(abs(size))} L {'less' if size < 0 else 'more'}"


def lost_in_transit(page: Page, _: Held) -> tuple[str, ...]:
    """Months and products of which both stages speak; who speaks of a month but not of a product says none."""
    stages = ("depot", "omc")
    rows = [
        row
        for row in ask(
            page, measures=["volume"], dimensions=["month", "product", "unit", "source"], filters=[of(*stages)]
        )
        if row["volume"] is not None
    ]
    months = [{row["month"] for row in rows if row["source"] == stage} for stage in stages]
    amounts: dict[tuple, dict[str, float]] = {}
    for row in rows:
        if row["month"] in set.intersection(*months):
            amounts.setdefault((row["month"], row["product"], row["unit"]), {})[row["source"]] = row["volume"]
    if not amounts:
        return ("No two of these stages speak of the same period",)
    apart = [each for each in amounts.values() if each.get("depot", 0) != each.get("omc", 0)]
    return (f"of {len(amounts):,} figures", f"{len(apart):,} differ") if apart else (f"All {len(amounts):,}",)


def days_of_cover(page: Page, _: Held) -> tuple[str, ...]:
    group = of("gasoil", dimension="product_group")
    capacity = ask(page, measures=["capacity"], dimensions=["day", "unit"], filters=[group])
    source = "depot" if (months := newest(page, "depot")) else "national"
    months = (months or newest(page, source))[-12:]
    span = {"from": months[0], "until": months[-1]}
    flown = ask(page, measures=["volume"], dimensions=["unit"], filters=[of(source), group], span=span)
    if not capacity or not flown:
        return ("no",)
    tanks = max((row["day"], row["capacity"]) for row in capacity)[1] * 1000
    days = sum(monthrange(*map(int, month.split("-")))[1] for month in months)
    return (exact(round(tanks / (flown[0]["volume"] / days), 1)),)


def gained_most(page: Page, held: Held) -> tuple[str, ...]:
    past = held.words()["past"]
    rows = ask(
        page,
        measures=["share"],
        dimensions=["company"],
        filters=[of("omc"), LITRES, of("gasoil", dimension="product")],
        span={"from": f"{past}-01", "until": f"{past}-12"},
        compare="year_ago",
    )
    first = max((row for row in rows if row["share_change"] is not None), key=lambda row: row["share_change"])
    return first["company"].split()[0], f"+{first['share_change'] * 100:.1f} points"


def month_sold(page: Page, held: Held) -> tuple[str, ...]:
    rows = ask(
        page,
        measures=["volume", "growth_year"],
        dimensions=["month", "unit"],
        filters=[of("national")],
        span={"from": held.latest, "until": held.latest},
    )
    volumes = [f"{short(row['volume'])} {row['unit']}" for row in rows]
    return *volumes, *(f"{abs(row['growth_year'] * 100):.1f} %" for row in rows)


def concentration(page: Page, _: Held) -> tuple[str, ...]:
    month = newest(page, "omc")[-1]
    span = {"from": month, "until": month}
    [row] = ask(page, measures=["hhi"], dimensions=["month"], filters=[of("omc"), LITRES], span=span)
    return month_name(month), f"{row['hhi']:,.0f}"


def newcomers(page: Page, held: Held) -> tuple[str, ...]:
    """The latest to come, one that is no other name but for its marks or its legal form."""
    span = {"from": "1900-01", "until": held.latest}
    rows = ask(page, measures=["first_month"], dimensions=["company"], filters=[of("omc")], span=span)
    firsts = {row["company"]: row["first_month"] for row in rows if row["first_month"]}
    new = {
        name: month for name, month in firsts.items() if month > min(firsts.values()) and month[:4] == held.latest[:4]
    }
    alike = Counter(map(bare, firsts))
    clear = [name for name in new if alike[bare(name)] == 1]
    if not clear:
        return ("Nobody",)
    last = max(clear, key=new.__getitem__)
    return last, month_name(new[last])


def bare(name: str) -> str:
    return re.sub(r"\b(company|co|limited|ltd|plc)\b|\W", "", name.lower())


def standing(page: Page, _: Held) -> tuple[str, ...]:
    return (percent(marketers(page)[0]["share"]),)


def both_volumes(page: Page, _: Held) -> tuple[str, ...]:
    return tuple(exact(row["volume"]) for row in marketers(page)[:2])


def fastest_region(page: Page, _: Held) -> tuple[str, ...]:
    dimension, span = regional(page)
    asked = {"measures": ["volume"], "dimensions": [dimension], "filters": [of("regional"), LITRES]}
    rows = ask(page, **asked, span=span, compare="year_ago")
    first = max((row for row in rows if row["volume_growth"] is not None), key=lambda row: row["volume_growth"])
    return (first[dimension],)


def busiest_depot(page: Page, _: Held) -> tuple[str, ...]:
    months = newest(page, "depot")[-12:]
    span = {"from": months[0], "until": months[-1]}
    rows = ask(page, measures=["volume"], dimensions=["depot"], filters=[of("depot"), LITRES], span=span)
    first = max(rows, key=lambda row: row["volume"] or 0)
    return first["depot"], f"{short(first['volume'])} L"


def at_the_pump(page: Page, product: str, measure: str, *by: str) -> list[dict]:
    """Figures of the newest day that has prices of a product."""
    filters = [of("ex_pump", dimension="kind"), of(product, dimension="product")]
    days = ask(page, measures=["prices"], dimensions=["day"], filters=filters)
    last = max(row["day"] for row in days if row["prices"])
    rows = ask(page, measures=[measure], dimensions=["day", *by], filters=filters)
    return [row for row in rows if row["day"] == last and row[measure] is not None]


def cheapest(page: Page, _: Held) -> tuple[str, ...]:
    least, *_others = sorted(row["average_price"] for row in at_the_pump(page, "gasoil", "average_price", "company"))
    return (f"{least:.2f}",)


def spread(page: Page, _: Held) -> tuple[str, ...]:
    [row] = at_the_pump(page, "lpg", "dispersion_share")
    return (percent(row["dispersion_share"]),)


def sulphur(page: Page, _: Held) -> tuple[str, ...]:
    [row] = ask(
        page,
        measures=["quality_minimum", "quality_maximum"],
        dimensions=["unit"],
        filters=[of("gasoil", dimension="product"), of("sulphur", dimension="parameter")],
    )
    return exact(row["quality_minimum"]), exact(row["quality_maximum"])


def findings(page: Page, _: Held) -> tuple[str, ...]:
    """From the quality report, which is no subject of the model."""
    told = page.request.get(urljoin(page.url, "/api/findings")).json()
    return (f"of {told['total']:,}",)


def first_figure(page: Page, _: Held) -> tuple[str, ...]:
    rows = ask(page, measures=["volume"], dimensions=["month", "product"], filters=[of("national")])
    return month_name(rows[0]["month"]), exact(rows[0]["volume"])


def newest_volume(page: Page, _: Held) -> tuple[str, ...]:
    rows = ask(page, measures=["volume"], dimensions=["month"], filters=[of("national"), LITRES])
    return month_name(rows[-1]["month"]), short(rows[-1]["volume"])


def in_the_report(page: Page, _: Held) -> tuple[str, ...]:
    """As it was kept."""
    [kept] = [each for each in dashboards(page) if each["name"] == BOARD]
    return f"{kept['panel_count']} panel", "Litres of the month"


def dashboards(page: Page) -> list[dict]:
    return page.request.get(urljoin(page.url, "/api/dashboards")).json()["dashboards"]


def keep_dashboard(page: Page, _: Held) -> None:
    """Somebody made a dashboard some day."""
    if any(each["name"] == BOARD for each in dashboards(page)):
        return
    panel = {
        "id": "litres",
        "title": "Litres of the month",
        "question": {"measures": ["volume"], "dimensions": ["month"], "filters": [of("national"), LITRES]},
        "view": {"kind": "figure", "x": "month", "y": "volume"},
        "place": {"x": 0, "y": 0, "w": 4, "h": 2},
    }
    kept = {"name": BOARD, "panels": [panel]}
    origin = urljoin(page.url, "/")
    made = page.request.post(f"{origin}api/dashboards", data=kept, headers={"Origin": origin[:-1]})
    assert made.ok, made.text()
