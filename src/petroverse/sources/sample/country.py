"""Kestria, the made-up country of the sample: its regions, products, companies and depots.

Nothing here is real. The names were invented, the figures are simulated, and every file written from them says SAMPLE.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

__all__ = [
    "DEPOTS",
    "IMPORTERS",
    "MARKETERS",
    "PACK",
    "PRODUCTS",
    "REGIONS",
    "SPLIT_FROM",
    "TOWER_DIESEL_SPLIT_YEAR",
    "YEARS",
    "Company",
    "Depot",
    "Renaming",
    "SampleProduct",
    "SampleRegion",
    "factor",
]

PACK: Final = Path(__file__).parent
"""The folder of the country pack."""

YEARS: Final = (2023, 2024, 2025)
SPLIT_FROM: Final = 2025
"""From this year on the publications print nine regions instead of six."""

TOWER_DIESEL_SPLIT_YEAR: Final = 2024
"""Until this year marketers and importers print diesel for cell sites inside gasoil."""


@dataclass(frozen=True, slots=True)
class SampleProduct:
    """One product of the market.

    Attributes:
        code: Canonical code.
        headings: How a sheet of 2023, 2024 and 2025 heads it.
        monthly: Litres (kg for bottled gas) a month at the start.
        growth: Growth a year, as a fraction.
        swing: Amplitude of the season, as a fraction.
        lot: Every volume is a multiple of this: the smallest compartment.
        units_per_tonne: Litres (kg) in a tonne until the end of 2024.
    """

    code: str
    headings: tuple[str, str, str]
    monthly: float
    growth: float
    swing: float
    lot: int
    units_per_tonne: float


PRODUCTS: Final = (
    SampleProduct("gasoline", ("Motor Spirit ", "MOTOR SPIRIT", "Motor Spirit"), 58e6, 0.07, 0.05, 500, 1338.0),
    SampleProduct("gasoil", ("Auto Diesel", "AUTO DIESEL ", "Auto Diesel"), 71e6, 0.04, 0.08, 500, 1186.0),
    SampleProduct("lpg", ("Bottled Gas", "BOTTLED GAS", "Bottled Gas "), 8.4e6, 0.09, 0.04, 10, 1000.0),
    SampleProduct("premix", ("Outboard Spirit", "OUTBOARD SPIRIT", "Outboard Spirit"), 2.1e6, -0.03, 0.25, 500, 1338.0),
    SampleProduct("kerosene", ("Lamp Oil ", "LAMP OIL", "Lamp Oil"), 0.52e6, -0.18, 0.06, 500, 1244.0),
    SampleProduct("atk", ("Jet Fuel", "JET FUEL", "Jet Fuel"), 7.6e6, 0.11, 0.12, 500, 1244.0),
    SampleProduct("mgo_local", ("Ship Diesel", "SHIP DIESEL", "Ship Diesel"), 2.9e6, 0.02, 0.10, 500, 1186.0),
    SampleProduct("gasoil_mines", (" Mine Diesel", "MINE DIESEL", "Mine  Diesel"), 11e6, 0.05, 0.03, 500, 1186.0),
    SampleProduct("gasoil_cellsite", ("Tower Diesel", "TOWER DIESEL", "Tower Diesel"), 1.6e6, 0.06, 0.02, 500, 1186.0),
    SampleProduct("rfo", ("Furnace Oil", "FURNACE OIL", "Furnace Oil"), 4.2e6, -0.06, 0.07, 500, 1012.0),
)


def factor(product: SampleProduct, year: int) -> float:
    """Units in a tonne as the publications of a year print them; motor spirit's changes with 2025.

    Example:
        >>> factor(PRODUCTS[0], 2025)
        1324.0
    """
    changed = year >= SPLIT_FROM and product.units_per_tonne == 1338.0
    return 1324.0 if changed else product.units_per_tonne


@dataclass(frozen=True, slots=True)
class SampleRegion:
    """One of the nine regions, the region of the older six that it was part of, and its share of demand."""

    name: str
    parent: str
    weight: float
    is_coastal: bool = False
    has_mines: bool = False


REGIONS: Final = (
    SampleRegion("Harbour Coast", "Harbour Coast", 0.31, is_coastal=True),
    SampleRegion("Lower Delta", "Delta", 0.13, is_coastal=True),
    SampleRegion("Upper Delta", "Delta", 0.07),
    SampleRegion("Midlands", "Midlands", 0.17),
    SampleRegion("East Highlands", "Highlands", 0.08, has_mines=True),
    SampleRegion("West Highlands", "Highlands", 0.06, has_mines=True),
    SampleRegion("Lakes", "Lakes", 0.08),
    SampleRegion("North Plains", "North Plains", 0.07),
    SampleRegion("Far North", "North Plains", 0.03),
)


@dataclass(frozen=True, slots=True)
class Renaming:
    """From a month on another name is printed.

    Attributes:
        name: The name.
        since: Year and month.
        kind: ``renamed`` (a new name), ``noted`` (a new name with the old one in brackets), ``spelling`` (a variant of
            the same name) or ``settled`` (the usual name again).
    """

    name: str
    since: tuple[int, int]
    kind: Literal["renamed", "noted", "spelling", "settled"]


@dataclass(frozen=True, slots=True)
class Company:
    """A marketer or an importer.

    Attributes:
        name: The name in the performance files.
        weight: Its size at the start.
        sells: Codes of the products it trades in; empty means all but gas and jet fuel.
        since: Year and month of its first lifting.
        until: Year and month of its last lifting.
        renames: Other names it is printed with, in order of time.
        short: The name in the daily price files.
    """

    name: str
    weight: float
    sells: tuple[str, ...] = ()
    since: tuple[int, int] = (2023, 1)
    until: tuple[int, int] = (2025, 12)
    renames: tuple[Renaming, ...] = ()
    short: str = ""

    def printed(self, month: date) -> str:
        """The name that a sheet of this month prints."""
        now = (month.year, month.month)
        return next((each.name for each in reversed(self.renames) if each.since <= now), self.name)

    def trades(self, month: date) -> bool:
        """Whether it lifted in this month."""
        return self.since <= (month.year, month.month) <= self.until


_GAS: Final = ("lpg",)
_JET: Final = ("atk",)
_HEAVY: Final = ("gasoil", "gasoil_mines", "rfo", "mgo_local")

_KITESWAY: Final = (
    Renaming("KITESWAY ENERGY PLC (FORMERLY KITE & SONS OIL COMPANY LIMITED)", (2024, 7), "noted"),
    Renaming("KITESWAY ENERGY PLC", (2025, 1), "settled"),
)
_GULLWING: Final = (Renaming("GULLWING ENERGY LIMITED", (2025, 1), "renamed"),)
_TRADEWIND: Final = (
    Renaming("TRADE WIND PETROLEUM LTD.", (2024, 5), "spelling"),
    Renaming("TRADEWIND PETROLEUM LIMITED", (2024, 6), "settled"),
)

MARKETERS: Final = (
    Company("ALDER ROAD FUELS LIMITED", 9.0, short="Alder Road"),
    Company("AMBERLINE OIL COMPANY LIMITED", 4.0, short="Amberline"),
    Company("BALSAM GAS LIMITED", 5.0, _GAS, short="Balsam Gas"),
    Company("BL PETROLEUM LIMITED", 2.0, short="BL Petroleum"),
    Company("BN PETROLEUM LIMITED ", 1.4, short="BN Petroleum"),
    Company("CINDER HILL ENERGY LIMITED", 3.2, short="Cinder Hill"),
    Company("CORMORANT AVIATION FUELS LIMITED", 6.0, _JET, short="Cormorant"),
    Company("DRUMLIN PETROLEUM LIMITED", 1.8, until=(2024, 5), short="Drumlin"),
    Company("EASTERLY OIL COMPANY LIMITED", 2.6, short="Easterly Oil"),
    Company("FENWAY FUELS LIMITED", 1.1, since=(2023, 9), short="Fenway"),
    Company("GANNET MARINE SUPPLY LIMITED", 3.0, ("mgo_local", "premix"), short="Gannet Marine"),
    Company("HOLLOW OAK GAS LIMITED", 3.4, _GAS, short="Hollow Oak Gas"),
    Company("IRONWOOD MINING FUELS LIMITED", 5.5, _HEAVY, short="Ironwood"),
    Company("KITE & SONS OIL COMPANY LIMITED", 6.4, renames=_KITESWAY, short="Kitesway"),
    Company("LARKSPUR ENERGY LIMITED", 0.9, since=(2024, 4), short="Larkspur"),
    Company("MARSHLAND OIL LIMITED", 2.2, short="Marshland Oil"),
    Company("NORTHWAY PETROLEUM LIMITED", 4.6, short="Northway"),
    Company("OSPREY GAS COMPANY LIMITED", 2.1, _GAS, short="Osprey Gas"),
    Company("PEREGRINE FUELS LIMITED", 7.2, short="Peregrine"),
    Company("QUILL & CO. PETROLEUM LIMITED", 1.2, until=(2025, 2), short="Quill & Co"),
    Company(
        "SEABRIGHT ENERGY PLC", 8.1, ("gasoline", "gasoil", "kerosene", "atk", "gasoil_cellsite"), short="Seabright"
    ),
    Company("TOTAL TIDE FUELS LIMITED", 10.5, short="Total Tide"),
    Company("UMBER VALLEY OIL LIMITED", 1.6, short="Umber Valley"),
    Company("VESPER OIL COMPANY LIMITED", 2.8, since=(2025, 3), short="Vesper Oil"),
    Company("WINDROSE PETROLEUM LIMITED", 5.2, short="Windrose"),
    Company("YARROW ENERGY LIMITED", 3.7, short="Yarrow"),
)

IMPORTERS: Final = (
    Company("ANCHORAGE BULK OIL LIMITED", 9.0),
    Company("BLUE HERON TRADING LIMITED", 7.5),
    Company("CAPE SORREL IMPORTS LIMITED", 5.0),
    Company("DEEPWATER ENERGY LIMITED", 3.6, until=(2024, 9)),
    Company("ESTUARY REFINING COMPANY LIMITED", 8.0, ("gasoline", "gasoil", "lpg", "rfo", "kerosene", "atk")),
    Company("GULLWING OIL TRADING LIMITED", 4.1, renames=_GULLWING),
    Company("MERIDIAN GAS IMPORTS LIMITED", 4.4, _GAS),
    Company("PILOT ISLAND SUPPLY LIMITED", 3.0),
    Company("SALTMARSH BULK FUELS LIMITED", 2.4, since=(2023, 7)),
    Company("TRADEWIND PETROLEUM LIMITED", 6.2, renames=_TRADEWIND),
)


@dataclass(frozen=True, slots=True)
class Depot:
    """A tank farm.

    Attributes:
        name: As printed.
        region: The region of the nine that it lies in.
        zone: The town.
        weight: Its share of the liftings it can serve.
        tanks_m3: Product code and capacity in m3 (tonnes for bottled gas), largest first.
    """

    name: str
    region: str
    zone: str
    weight: float
    tanks_m3: tuple[tuple[str, float], ...]

    @property
    def serves(self) -> tuple[str, ...]:
        """Codes of the products that it loads."""
        return tuple(code for code, _ in self.tanks_m3)


DEPOTS: Final = (
    Depot(
        "PORT ALMA OIL TERMINAL",
        "Harbour Coast",
        "PORT ALMA",
        10.0,
        (("gasoil", 96_000), ("gasoline", 88_000), ("kerosene", 4_000), ("gasoil_mines", 12_000), ("mgo_local", 9_000)),
    ),
    Depot(
        "PORT ALMA TANK FARM",
        "Harbour Coast",
        "PORT ALMA",
        7.0,
        (("gasoline", 54_000), ("gasoil", 48_000), ("premix", 5_000), ("gasoil_cellsite", 3_500)),
    ),
    Depot("ESTUARY REFINERY", "Harbour Coast", "PORT ALMA", 4.0, (("rfo", 30_000), ("gasoil", 22_000), ("lpg", 3_200))),
    Depot("ALMA AIRPORT DEPOT", "Harbour Coast", "ALMA AIRPORT", 5.0, (("atk", 14_000),)),
    Depot("MERIDIAN GAS TERMINAL", "Lower Delta", "REEDHAVEN", 6.0, (("lpg", 9_500),)),
    Depot(
        "REEDHAVEN DEPOT",
        "Lower Delta",
        "REEDHAVEN",
        4.5,
        (("gasoil", 31_000), ("gasoline", 27_000), ("mgo_local", 6_000), ("premix", 3_000)),
    ),
    Depot(
        "CENTRAL RESERVE - MILLBRIDGE",
        "Midlands",
        "MILLBRIDGE",
        4.0,
        (("gasoline", 34_000), ("gasoil", 38_000), ("gasoil_mines", 9_000), ("gasoil_cellsite", 2_000)),
    ),
    Depot(
        "CENTRAL RESERVE - TARN",
        "North Plains",
        "TARN",
        2.0,
        (("gasoil", 16_000), ("gasoline", 15_000), ("kerosene", 1_200)),
    ),
)
