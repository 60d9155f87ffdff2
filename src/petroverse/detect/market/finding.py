"""A finding of the market: what was seen, what was to be expected, what it is worth, and how to tell whether it is so.

Example:
    >>> node = Node("regional", product="gasoline", region="Hills")
    >>> Signal("shift", node, "2024-01", "2024-06", seen=3e6, expected=2e6, unit="L", probability=1e-4).excess
    1000000.0
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from petroverse.detect.market.asked import Asked
from petroverse.detect.market.tails import surprise

__all__ = ["Evidence", "Finding", "Kind", "Node", "Signal", "finding_from_json", "finding_to_json"]

Kind = Literal[
    "level",
    "share",
    "mix",
    "shift",
    "unit_slip",
    "balance",
    "below_floor",
    "price_move",
    "copied_prices",
    "copied_month",
    "repeated_block",
    "last_digits",
]
"""What was found:

level, share, mix   a month's figure, its part of the market, or a product's part of the node, off its own course
shift               half a year against the same half a year before, beside how its siblings grew (trend, early warning)
unit_slip           a figure that is another by a factor of 10, 100 or 1000: a slip of the unit or the decimal point
balance             the stages of the same litres (importers, depots, marketers) do not agree
below_floor         a price under the regulator's lowest
price_move          a price that moved as no price of this market does
copied_prices       two companies with the very same prices again and again
copied_month        a month's figures are an earlier month's
repeated_block      two companies report the very same figures in one month
last_digits         final digits that are not spread as everybody else's
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the market's hierarchy; what is empty means all.

    Attributes:
        source: The table that speaks of it: ``national``, ``regional``, ``omc``, ``bidec``, ``depot`` or ``price``.
        product: Canonical product.
        region: Region of the coarsest level of the country.
        company: Company.
    """

    source: str
    product: str = ""
    region: str = ""
    company: str = ""

    @property
    def words(self) -> str:
        """The node as people name it."""
        return " · ".join(each for each in (self.company or self.region or "the whole country", self.product) if each)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What re-computes a finding.

    Attributes:
        questions: Their rows, and no others, give the same seen, expected and probability (``market.recomputed``).
    """

    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """One test of one node: how far it is from what was to be expected, and how unlikely that is.

    Attributes:
        kind: Which test.
        node: Of what.
        since: First month (or pricing window) that it speaks of, as text.
        until: The last.
        seen: What was reported, in ``unit``.
        expected: What was to be expected, in ``unit``; NaN-free, 0 where nothing was.
        unit: Such as ``L``, ``kg`` or ``GHS/L``.
        probability: Of a figure at least so far off where nothing is wrong, 0 to 1.
        z: The same in standard deviations, with its direction; 0 where the test has no such measure.
        members: What each detector says: name → probability.
        note: What else the test has to say, in a sentence.
    """

    kind: Kind
    node: Node
    since: str
    until: str
    seen: float
    expected: float
    unit: str
    probability: float
    z: float = 0.0
    members: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    @property
    def excess(self) -> float:
        """Seen less expected."""
        return self.seen - self.expected

    @property
    def key(self) -> str:
        """The signal's name: the same test of the same node and time has the same one whenever it is taken."""
        text = json.dumps([self.kind, *asdict(self.node).values(), self.since, self.until])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal that is worth a person's time.

    Attributes:
        signal: What was found.
        evidence: What re-computes it.
        threshold: The probability below which this kind is told, by the false-alarm budget.
        litres: What it is about, in ``volume_unit``; below zero where it is missing.
        volume_unit: ``L`` or ``kg``; empty where it is about no volume.
        money: What that is worth at the market's middle price; None where no price is known.
        currency: Of ``money``.
        is_early_warning: Whether it may tell of smuggling: a rise at a border, or of a product of special use.
        causes: What is likely behind it, the likeliest first.
        confirm: What would confirm it.
        refute: What would refute it.
        also: Other tests of the same node and time that say so too.
        made_of: The smaller nodes that explain it, the largest first, in words.
    """

    signal: Signal
    evidence: Evidence
    threshold: float = 1.0
    litres: float = 0.0
    volume_unit: str = ""
    money: float | None = None
    currency: str = ""
    is_early_warning: bool = False
    causes: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()
    refute: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """What lists are sorted by: surprise in digits × worth in digits (money, else litres)."""
        worth = abs(self.litres if self.money is None else self.money)
        return surprise(self.signal.probability) * (1 + len(str(int(worth))))


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values; ``finding_from_json`` reads it back."""
    return asdict(finding)


def finding_from_json(raw: Mapping[str, Any]) -> Finding:
    """Reads what ``finding_to_json`` wrote."""
    signal = Signal(**{**raw["signal"], "node": Node(**raw["signal"]["node"])})
    evidence = Evidence(tuple(raw["evidence"]["questions"]))
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    told.update(signal=signal, evidence=evidence)
    return Finding(**told)
