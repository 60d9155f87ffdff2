"""Twenty things that people of the trade want to know: how they get there, and what the semantic model answers.

In the order of the money that is lost in the trade: litres between import and tax, the exchange rate and the pricing
window, diversion, loss in transit, stock-outs; and what an analyst, an executive, a depot's manager and an inspector
ask from day to day. Demurrage is none of them: nothing that is published speaks of waiting ships.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

import browser_answers as answers
from browser_answers import Held

__all__ = ["TASKS", "Press", "Seen", "Task"]


@dataclass(frozen=True)
class Press:
    """One thing that is pressed, by its role and name; names may hold words of ``Held`` in braces."""

    role: str
    name: str
    within: str = ""
    """The region of the page that it stands in."""
    typed: str = ""
    """What is typed once it is open."""
    chosen: str = ""
    """The option that is chosen in it: a second press."""
    is_part: bool = False
    """Its name only begins so."""

    @property
    def clicks(self) -> int:
        return 2 if self.chosen else 1


@dataclass(frozen=True)
class Seen:
    """Where the answer stands."""

    region: str = ""
    """The card, or empty for the whole page."""
    row: str = ""
    """The line that has this word; ``first`` for the first line of a list or table."""
    key: str = ""
    """For a picture: the key that reads the mark out."""


@dataclass(frozen=True)
class Task:
    """A question, the way there by presses and by words, and where its answer stands either way."""

    question: str
    who: str
    presses: tuple[Press, ...]
    words: str
    answer: Callable[[Page, Held], tuple[str, ...]]
    seen: Seen
    found: Seen | None = None
    """Where the answer stands after the search, if elsewhere."""
    prepare: Callable[[Page, Held], None] | None = None


def page(name: str) -> Press:
    return Press("link", name, within="Pages")


TASKS = (
    Task(
        "How many litres are lost between importers and marketers, and where most?",
        "inspector",
        (page("Supply"),),
        "litres lost between importers and marketers",
        answers.widest_gap,
        Seen("Where the stages disagree"),
    ),
    Task(
        "What does the exchange rate stand at for the next pricing window?",
        "analyst",
        (page("Prices"), Press("tab", "World")),
        "exchange rate",
        answers.newest_rate,
        Seen("Pump price, exchange rate and world prices on one time axis", key="End"),
    ),
    Task(
        "Where does fuel turn up that the country's growth does not explain?",
        "inspector",
        (page("Regions"),),
        "diversion",
        answers.strangest_region,
        Seen("Where a region goes another way"),
    ),
    Task(
        "What do depots load that marketers never lift?",
        "inspector",
        (page("Supply"), Press("combobox", "Stages compared", chosen="depot-omc")),
        "transit loss",
        answers.lost_in_transit,
        Seen("Where the stages disagree"),
    ),
    Task(
        "How many days would full tanks of diesel last?",
        "depot manager",
        (page("Supply"),),
        "how many days of stock",
        answers.days_of_cover,
        Seen("How long full tanks would last", row="Gasoil"),
    ),
    Task(
        "Which marketer gained most diesel share in {past}?",
        "analyst",
        (
            Press("button", "Show {past}", within="Filters"),
            Press("combobox", "Products", within="Filters", typed="diesel"),
            Press("option", "Gasoil"),
        ),
        "which OMC gained most diesel share in {past}",
        answers.gained_most,
        Seen("Gained most share", row="first"),
        Seen("Gains and losses of share", row="first"),
    ),
    Task(
        "How much was sold in the newest month, and how much more is that than a year before?",
        "executive",
        (),
        "key figures {month}",
        answers.month_sold,
        Seen("Key figures"),
    ),
    Task(
        "How concentrated is the market?",
        "executive",
        (Press("link", "Concentration (HHI)"),),
        "how concentrated is the market",
        answers.concentration,
        Seen("Concentration (HHI)", key="End"),
    ),
    Task(
        "Who is new in the market in {year}?",
        "executive",
        (Press("link", "Active marketers"),),
        "new entrants {year}",
        answers.newcomers,
        Seen("New in the period"),
    ),
    Task(
        "What share does {company} have, and which place?",
        "analyst",
        (page("Companies"), Press("link", "{company}", within="All companies")),
        "market share of {company}",
        answers.standing,
        Seen(row="Share of marketers"),
    ),
    Task(
        "How does {company} stand beside {rival}?",
        "analyst",
        (
            page("Companies"),
            Press("link", "{company}", within="All companies"),
            Press("button", "Beside its", is_part=True),
        ),
        "{company} vs {rival}",
        answers.both_volumes,
        Seen("Key figures", row="Volume"),
    ),
    Task(
        "Which region grew most in {year}?",
        "executive",
        (page("Regions"), Press("radio", "Growth")),
        "which region grew fastest",
        answers.fastest_region,
        Seen("All regions", key="Home"),
    ),
    Task(
        "Which depot loads most?",
        "depot manager",
        (page("Supply"),),
        "which depot loads most",
        answers.busiest_depot,
        Seen("What leaves each depot", key="Home"),
    ),
    Task(
        "Where is diesel cheapest, and at what price?",
        "inspector",
        (Press("link", "Gasoil at the pump"),),
        "cheapest diesel",
        answers.cheapest,
        Seen("Every company's price", row="first"),
    ),
    Task(
        "How far do the prices of LPG lie apart?",
        "inspector",
        (page("Prices"), Press("combobox", "Fuel", chosen="lpg")),
        "lpg price spread",
        answers.spread,
        Seen(row="Middle half reaches"),
    ),
    Task(
        "How much sulphur is in the diesel that was tested?",
        "inspector",
        (page("Quality"),),
        "how much sulphur is in diesel",
        answers.sulphur,
        Seen("Each parameter against its limits", row="Sulphur"),
    ),
    Task(
        "What in the data must be settled before anybody relies on it?",
        "analyst",
        (page("Data"), Press("tab", "Quality")),
        "data quality",
        answers.findings,
        Seen(),
    ),
    Task(
        "What was supplied in each month, product by product, since there are figures?",
        "analyst",
        (page("Explore"),),
        "explore",
        answers.first_figure,
        Seen("Every figure", row="first"),
    ),
    Task(
        "What does the board's own dashboard say?",
        "executive",
        (page("Dashboards"), Press("link", "Figures for the board")),
        "figures for the board",
        answers.newest_volume,
        Seen("Litres of the month"),
        prepare=answers.keep_dashboard,
    ),
    Task(
        "What will be in the report that the board is sent?",
        "executive",
        (
            page("Reports"),
            Press("combobox", "Dashboard", is_part=True),
            Press("option", "Figures for the board"),
        ),
        "report of figures for the board",
        answers.in_the_report,
        Seen("Make a report"),
        prepare=answers.keep_dashboard,
    ),
)
