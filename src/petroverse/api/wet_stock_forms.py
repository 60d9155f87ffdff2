"""What the routes of wet stock answer: all sites in short, and one site with its days, verdicts and causes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from petroverse.workflows import ReasonCode

__all__ = ["SiteStock", "WetStock"]

_Verdict = Annotated[
    Literal["PASS", "FAIL", "INCONCLUSIVE"],
    Field(description="`INCONCLUSIVE`: the readings cannot tell; never read it as `PASS`."),
]
_Figure = float | None


class _Month(BaseModel):
    """Which month, and where its days begin."""

    month: Annotated[str, Field(examples=["2024-03"])]
    time_zone: Annotated[str, Field(description="Days begin at its midnight.", examples=["UTC"])]
    is_over: Annotated[bool, Field(description="Whether it has ended there; else its days so far.")]
    simulated: bool


class StockMoney(BaseModel):
    """What the month's variance is worth; below zero where it is missing."""

    amount: float
    per_litre: Annotated[float, Field(description="The median price at the pump.")]
    currency: str
    as_of: Annotated[str, Field(description="The last month of which a price is known.")]


class StockInShort(BaseModel):
    """A month of one tank system; litres are standard where `is_standard`, else observed."""

    system: Annotated[str, Field(description="The tank that stands for it.")]
    tanks: list[str]
    product: str
    verdict: _Verdict
    reasons: Annotated[list[str], Field(description="Why it is inconclusive.")]
    rule: _Verdict
    variance_l: Annotated[_Figure, Field(description="Measured less book, the whole month; below zero: missing.")]
    limit_l: Annotated[_Figure, Field(description="1.0 % of what was sold and 130 US gallons: 40 CFR 280.43(a).")]
    flow_l: Annotated[_Figure, Field(description="What was sold.")]
    measured_days: int | None
    is_standard: bool | None
    leak: _Verdict
    rate_l_h: Annotated[_Figure, Field(description="Lost an hour by the leak test; below zero where litres come in.")]
    mdl_l_h: Annotated[_Figure, Field(description="The least leak that it would have found.")]
    rate_gal_h: _Figure
    mdl_gal_h: _Figure
    money: Annotated[StockMoney | None, Field(description="None where no price or no variance is known.")]


class StockOfSite(BaseModel):
    """One site in short."""

    place: str
    name: str
    reckoned_at: Annotated[datetime | None, Field(description="None: it is not reckoned yet; ask again.")]
    systems: list[StockInShort]


class WetStock(_Month):
    """A month of every site, by the site's id."""

    sites: list[StockOfSite]
    next_cursor: str | None


class StockRule(BaseModel):
    """The monthly rule: |variance| is at most 1.0 % of what was sold and 130 US gallons."""

    verdict: _Verdict
    reason: str
    variance_l: _Figure
    limit_l: _Figure
    flow_l: _Figure
    measured_days: int | None
    is_standard: Annotated[bool | None, Field(description="Standard litres, else observed ones.")]


class StockLeak(BaseModel):
    """The leak test: |rate| is below the threshold, and a leak of 0.2 US gallons an hour would have been found."""

    verdict: _Verdict
    reason: str
    rate_l_h: _Figure
    se_l_h: Annotated[_Figure, Field(description="Standard error of the rate.")]
    threshold_l_h: _Figure
    mdl_l_h: _Figure
    rate_gal_h: _Figure
    threshold_gal_h: _Figure
    mdl_gal_h: _Figure
    found_share: Annotated[_Figure, Field(description="With which probability a leak as large as the MDL is found.")]
    false_alarm_share: Annotated[_Figure, Field(description="With which probability a tight tank fails.")]
    spans: Annotated[_Figure, Field(description="Quiet spans that it rests on.")]
    quiet_h: Annotated[_Figure, Field(description="Hours in them.")]
    days: Annotated[_Figure, Field(description="Days with readings.")]
    since: Annotated[datetime | None, Field(description="From when on readings were taken: up to two months before.")]
    until: datetime | None


class StockSums(BaseModel):
    """The month's book as one line: opening + received − sold + variance = closing."""

    opening_l: _Figure
    received_l: _Figure
    sold_l: _Figure
    closing_l: _Figure
    variance_l: _Figure
    from_paper: Annotated[bool, Field(description="Whether papers say what came, where there are any.")]


class StockDay(BaseModel):
    """One day of the book; what is None was not measured, or cannot be told."""

    day: date
    opening_standard_l: _Figure
    received_standard_l: _Figure
    sold_standard_l: _Figure
    book_standard_l: _Figure
    closing_standard_l: _Figure
    variance_standard_l: _Figure
    cumulative_standard_l: _Figure
    opening_observed_l: _Figure
    received_observed_l: _Figure
    sold_observed_l: _Figure
    book_observed_l: _Figure
    closing_observed_l: _Figure
    variance_observed_l: _Figure
    cumulative_observed_l: _Figure


class StockCause(BaseModel):
    """Where litres went; causes that these readings cannot tell apart stand together."""

    causes: Annotated[list[str], Field(examples=[["leak", "evaporation"]])]
    litres: Annotated[_Figure, Field(description="Standard litres lost; below zero where they came.")]
    sd_l: Annotated[_Figure, Field(description="Standard deviation of it.")]


class StockMeter(BaseModel):
    """How one meter counts: by how much more leaves than it counts, per cent."""

    meter: str
    percent: _Figure
    sd_percent: _Figure
    percent_against_others: Annotated[_Figure, Field(description="Against the tank's other meters.")]
    sd_percent_against_others: _Figure
    is_known: Annotated[bool, Field(description="Whether the readings told more than what is known of any meter.")]
    together_with: Annotated[list[str], Field(description="Meters that it cannot be told apart from.")]


class StockChart(BaseModel):
    """What a strapping table gives too much at each height, beyond what it does at the lowest of them."""

    tank: str
    level_m: list[_Figure]
    error_l: list[_Figure]
    sd_l: list[_Figure]


class StockDrop(BaseModel):
    """A delivery as the tank tells of it beside its papers; a paper of which no tank tells has no start."""

    started_at: datetime | None
    ended_at: datetime | None
    observed_l: Annotated[_Figure, Field(description="What came, with what pumps sold meanwhile.")]
    standard_l: _Figure
    sold_meanwhile_l: _Figure
    waybills: Annotated[list[str], Field(description="Numbers of its papers.")]
    trucks: list[str]
    delivered_at: Annotated[datetime | None, Field(description="By its paper.")]
    paper_l: Annotated[_Figure, Field(description="What its papers say together.")]
    is_standard: Annotated[bool | None, Field(description="Whether both were held against each other at 15 °C.")]
    short_l: Annotated[_Figure, Field(description="By how much less came than the papers say.")]
    limit_l: Annotated[_Figure, Field(description="What nobody disputes: 0.5 % of the paper, or what chance explains.")]
    sd_l: _Figure
    is_short: bool | None


class StockSystem(BaseModel):
    """A month of one tank system."""

    system: str
    tanks: list[str]
    meters: list[str]
    product: str
    density15_kg_m3: _Figure
    resolution_m: Annotated[_Figure, Field(description="Step of its gauge's heights, as they show it.")]
    readings: Annotated[int, Field(description="Quarter hours with a reading.")]
    verdict: _Verdict
    reasons: list[str]
    reason_codes: Annotated[list[ReasonCode], Field(description="The same for programs, in the order of weight.")] = []
    notes: Annotated[list[str], Field(description="What a reader must know of these figures.")]
    rule: StockRule
    money: Annotated[StockMoney | None, Field(description="None where no price or no variance is known.")]
    leak: StockLeak
    standard: Annotated[StockSums | None, Field(description="At 15 °C; None where density or temperature lack.")]
    observed: StockSums | None
    days: list[StockDay]
    causes: list[StockCause]
    meter_drifts: list[StockMeter]
    chart_errors: list[StockChart]
    drops: list[StockDrop]


class SiteStock(_Month):
    """A month of one site."""

    place: str
    name: str
    reckoned_at: datetime
    program: Annotated[str, Field(description="Version of the program that reckoned it.")]
    systems: list[StockSystem]
