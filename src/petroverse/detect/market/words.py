"""What is likely behind a finding, what would confirm it, and what would refute it."""

from __future__ import annotations

from typing import Final, NamedTuple

from petroverse.detect.market.finding import Signal
from petroverse.detect.market.knowledge import Knowledge

__all__ = ["Reading", "is_early_warning", "reading_of", "sentence"]


class Reading(NamedTuple):
    """How a finding may be read."""

    causes: tuple[str, ...]
    confirm: tuple[str, ...]
    refute: tuple[str, ...]


_BORDER: Final = Reading(
    ("litres leave over the border, where they fetch more", "freight is claimed for litres that never came this far",
     "new trade: a road, a mine, a market, people who moved"),
    ("stations there sell less than was lifted for them", "truck trackers fall silent or turn towards the border",
     "the price across the border is higher by more than the way costs"),
    ("sales at the nozzle rose as the liftings did", "a new customer or station took the litres, on record"),
)  # fmt: skip
_SPECIAL: Final = Reading(
    ("product of special use, taxed or subsidised for it, is sold for another", "new sites of that use",
     "an order that was brought forward"),
    ("no site of that use there took so much", "ordinary sales nearby fell by as much"),
    ("the sites' own meters and permits account for it",),
)  # fmt: skip
_UP: Final = Reading(
    ("a real rise: a new customer, a won contract, a competitor's gap", "stock taken in before a price window",
     "figures of another month or company put here"),
    ("the other stage of the same litres shows it too", "the next month falls by as much, where it was stock"),
    ("a corrected table takes it back", "depot records of loadings do not know it"),
)  # fmt: skip
_DOWN: Final = Reading(
    ("a real fall: lost customers, no product, a licence suspended", "figures that were not reported in time",
     "figures put under another company or product"),
    ("others took over the litres in the same month", "depots loaded less for this one"),
    ("a corrected table brings them back", "the next month catches up"),
)  # fmt: skip
_FIXED: Final = {
    "unit_slip": Reading(
        ("the figure was entered in another unit, or the decimal point slipped",),
        ("multiplied back, the figure lies on its course", "the printed cell shows the slip"),
        ("the reporter confirms the figure in the unit of the table",),
    ),
    "balance": Reading(
        ("one stage was restated and the other not yet", "litres that went past one stage's books",
         "a product counted under another name at one stage"),
        ("the same gap stands in the next edition of both tables", "waybills of the month name litres that one lacks"),
        ("the later edition closes the gap", "the products are divided differently at the two stages"),
    ),
    "below_floor": Reading(
        ("sold under the floor", "a price of the window before, printed once more", "a slip in the printed price"),
        ("the pump showed the price within the window", "the company's next list still has it"),
        ("the company's list of that day has another price", "the floor of the window was changed"),
    ),
    "price_move": Reading(
        ("a slip in one of the two prices", "a special offer, or the end of one", "another grade under the same name"),
        ("the price stands in the next list, too", "the pump showed it"),
        ("the next list has the old price again",),
    ),
    "copied_prices": Reading(
        ("one owner or one supplier sets both", "the prices are agreed upon", "one row was copied for the other"),
        ("they move on the same days by the same amounts", "shared owners or addresses on the licences"),
        ("both follow a published price that others follow, too",),
    ),
    "copied_month": Reading(
        ("an earlier month was put in place of the real figures",),
        ("the next edition restates the month", "depot records of the month differ"),
        ("waybills add up to the same figures",),
    ),
    "repeated_block": Reading(
        ("one company's row was copied into another's", "two names of one company"),
        ("a corrected table changes one of them", "the names have one licence"),
        ("both have waybills of their own for the litres",),
    ),
    "last_digits": Reading(
        ("figures made up or rounded by hand", "one truck size, one customer"),
        ("waybills do not add up to the figures",),
        ("its trucks and customers explain the round figures",),
    ),
}  # fmt: skip


def is_early_warning(signal: Signal, knowledge: Knowledge) -> bool:
    """Whether a finding may tell of smuggling: a rise in a region at a border, or of a product of special use."""
    is_rise = signal.kind in ("level", "share", "shift") and signal.excess > 0
    node = signal.node
    return is_rise and bool(node.region) and (node.region in knowledge.borders or node.product in knowledge.uses)


def reading_of(signal: Signal, knowledge: Knowledge) -> Reading:
    """How a finding may be read, by its kind, its direction and what the country tells of its place and product."""
    if signal.kind in _FIXED:
        return _FIXED[signal.kind]
    if not is_early_warning(signal, knowledge):
        return _UP if signal.excess > 0 else _DOWN
    return _SPECIAL if signal.node.product in knowledge.uses else _BORDER


def sentence(signal: Signal) -> str:
    """The finding in a sentence.

    Example:
        >>> from petroverse.detect.market.finding import Node
        >>> node = Node("regional", "gasoline", region="Hills")
        >>> sentence(Signal("level", node, "2024-03", "2024-03", 3e6, 2e6, "L", 0.001))
        'Hills · gasoline, 2024-03: 3,000,000 L where 2,000,000 L were to be expected'
    """
    when = signal.until if signal.since == signal.until else f"{signal.since} to {signal.until}"
    said = f"{signal.node.words}, {when}: {_figure(signal.seen)} {signal.unit}"
    if signal.expected != signal.seen:
        said += f" where {_figure(signal.expected)} {signal.unit} were to be expected"
    return f"{said}; {signal.note}" if signal.note else said


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
