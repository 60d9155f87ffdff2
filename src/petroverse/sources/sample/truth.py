"""What the simulator knows to be true of its own publications, in the columns of an auditor's expected figures."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ControlTotal", "PlantedFault", "PlantedLoss", "Restatement", "SampleTables", "SampleTruth"]


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """The sum of one product's month cells in one source and year; ``rows`` counts the cells that hold a number."""

    source: str
    year: int
    region: str
    product: str
    volume: int
    unit: str
    rows: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """A cell of a part-year file that the year file prints otherwise (None: blank)."""

    earlier_file: str
    sheet: str
    cell: str
    later_file: str
    later_sheet: str
    later_cell: str
    month: str
    region: str
    product: str
    earlier_value: int | None
    later_value: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault that was put into a publication on purpose, where a quality report must find it."""

    file: str
    sheet: str
    cell: str
    rule: str
    seen: str
    expected: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlantedLoss:
    """Product that left the books of the movement files without a trace, in standard litres.

    Attributes:
        kind: ``lost_before_tax`` (left the terminal, never loaded nor entered for tax), ``short_delivery`` (the papers
            say more than the tank took).
        reference: The delivery whose papers are wrong; empty where no event speaks of it.
        place: Where it is missing.
        product: Canonical code.
        day: ISO date.
        standard_volume_l: How much is missing.
    """

    kind: str
    reference: str
    place: str
    product: str
    day: str
    standard_volume_l: float


@dataclass(frozen=True, slots=True)
class SampleTruth:
    """Everything known about the publications of one written sample.

    Attributes:
        files: Every file written, relative to the folder.
        control_totals: Sums by source, year, region and product.
        restatements: Cells changed by a later file.
        faults: Faults put in on purpose, each seen in its own file alone.
        differences: What only a comparison of several files shows.
    """

    files: tuple[str, ...]
    control_totals: tuple[ControlTotal, ...]
    restatements: tuple[Restatement, ...]
    faults: tuple[PlantedFault, ...]
    differences: tuple[PlantedFault, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleTables:
    """Everything known about the tables of movements and dips of one written sample.

    Attributes:
        tables: Each table with the mapping file that reads it, relative to the folder.
        losses: Product that the tables lose on purpose.
    """

    tables: tuple[tuple[str, str], ...]
    losses: tuple[PlantedLoss, ...]
