"""The world that judges the leak test: stations as they are, with a truth that the test is not told.

It shares no noise and no law with the detector: its own geometry (tilted, bulged, off its drawing), its own expansion,
its own weather, customers, trucks, meters, vapour and gauge. What it hands over is what a station hands over: heights
and temperatures as a gauge rounds them, totals as meters count them, and the drawing of the tank. Simulated throughout.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

GALLON_L = 3.785411784
STEP_S = 900.0
STEPS_A_DAY = 96


@dataclass(frozen=True)
class StationClass:
    """One class of stations.

    Attributes:
        name: As it is printed.
        litres_a_day: Throughput of the tank system.
        resolution_m: Step of its gauge's heights.
        quiet_h: Hours closed at night; 0: open all day and night.
        days: How long the test may look.
        tanks: 2 where manifolded.
        is_dipped: No gauge: somebody dips in the morning and in the evening.
    """

    name: str
    litres_a_day: float
    resolution_m: float
    quiet_h: float
    days: int
    tanks: int = 1
    is_dipped: bool = False


@dataclass(frozen=True)
class Seen:
    """What a station hands over: instants (s), heights (m) and temperatures (°C) by tank, totals (L) by meter."""

    at_s: np.ndarray
    level_m: np.ndarray
    temp_c: np.ndarray
    total_l: np.ndarray
    papers: tuple[tuple[float, float], ...]
    diameter_m: float
    length_m: float
    product: str
    resolution_m: float
    temp_resolution_c: float


@dataclass(frozen=True)
class Tank:
    """A tank as it really is, beside its drawing."""

    diameter_m: float
    length_m: float
    heights: np.ndarray
    litres: np.ndarray


def station(kind: StationClass, leak_gal_h: float, seed: int) -> Seen:
    """One station over its days; the same seed gives the same station."""
    dice = np.random.default_rng(seed)
    steps = kind.days * STEPS_A_DAY
    tank = _tank(dice, kind.litres_a_day / kind.tanks)
    is_gasoline = bool(dice.random() < 0.6)
    density = dice.normal(745.0, 8.0) if is_gasoline else dice.normal(840.0, 6.0)
    swell = 0.00121 * (745.0 / density) ** 1.3 if is_gasoline else 0.00084 * (840.0 / density) ** 1.2
    sold = _customers(dice, kind, steps)
    lost = _lost(dice, sold, is_gasoline, leak_gal_h)
    stock, arrived, papers = _trucks(dice, kind, tank, sold.sum(axis=1) + lost)
    temp, ground = _weather(dice, steps, stock, arrived)
    bigger = _swollen(swell * dice.normal(1.0, 0.02), temp)
    volume = np.maximum(stock * bigger, 1.0)
    levels = _levels(dice, kind, tank, volume, sold.sum(axis=1))
    seen_temp = np.stack([_thermometer(dice, kind, temp, ground) for _ in range(kind.tanks)], axis=1)
    seen_level = np.stack([_gauge(dice, kind, each, arrived) for each in levels], axis=1)
    total = _meters(dice, sold * bigger[:, None])
    at_s = 1.7e9 - 1.7e9 % 86400.0 + STEP_S * np.arange(steps)
    keep = _kept(dice, kind, steps)
    seen_level[dice.random(seen_level.shape) < 0.005] = np.nan
    return Seen(
        at_s[keep],
        seen_level[keep],
        seen_temp[keep],
        total[keep],
        tuple((float(at_s[index]), litres) for index, litres in papers),
        round(tank.diameter_m, 3),
        round(tank.length_m, 3),
        "gasoline" if is_gasoline else "gasoil",
        kind.resolution_m,
        _temp_step(kind),
    )


def _swollen(swell: float, temp: np.ndarray) -> np.ndarray:
    """Litres that a litre at 15 °C takes up: they swell the more the warmer they are."""
    warmed = swell * (temp - 15.0)
    return 1.0 + warmed + 1.3 * warmed**2


def _tank(dice: np.random.Generator, litres_a_day: float) -> Tank:
    capacity_m3 = float(np.clip(litres_a_day * dice.uniform(4.0, 7.0) / 1000.0, 15.0, 50.0))
    diameter = dice.uniform(2.0, 2.7)
    length = capacity_m3 / (math.pi * diameter**2 / 4.0)
    true_diameter, true_length = diameter * (1 + dice.normal(0, 0.002)), length * (1 + dice.normal(0, 0.005))
    tilt = dice.normal(0.0, 0.006) * true_length
    heights = np.linspace(0.0, true_diameter, 600)
    slices = (np.arange(21) + 0.5) / 21 - 0.5
    wet = np.clip(heights[:, None] + tilt * slices, 0.0, true_diameter) / true_diameter
    area = true_diameter**2 / 4.0 * (np.arccos(1 - 2 * wet) - (1 - 2 * wet) * 2 * np.sqrt(wet * (1 - wet)))
    litres = 1000.0 * true_length * area.mean(axis=1)
    for wave in (1.0, 2.0, 3.0):
        litres *= 1.0 + dice.normal(0.0, 0.003) * np.sin(wave * math.pi * heights / true_diameter + dice.uniform(0, 6))
    return Tank(diameter, length, heights, np.maximum.accumulate(litres + 1e-6 * np.arange(heights.size)))


def _customers(dice: np.random.Generator, kind: StationClass, steps: int) -> np.ndarray:
    """Litres (at 15 °C) out of each nozzle in each step."""
    nozzles = int(dice.integers(2, 5))
    hour = (np.arange(steps) % STEPS_A_DAY) / 4.0
    busy = 0.25 + np.exp(-(((hour - 8.0) / 2.5) ** 2)) + 1.2 * np.exp(-(((hour - 17.5) / 3.0) ** 2))
    if kind.quiet_h > 0:
        opens = 5.5 + dice.uniform(-0.5, 0.5)
        busy[(hour < opens) | (hour >= 24.0 + opens - kind.quiet_h)] = 0.0
    else:
        busy[(hour < 5.0) | (hour >= 23.0)] = 0.08
    week = np.repeat(dice.normal(1.0, 0.12, kind.days), STEPS_A_DAY)
    sunday = np.where(np.arange(steps) // STEPS_A_DAY % 7 == 6, 0.7, 1.0)
    rate = busy * np.maximum(week, 0.3) * sunday
    rate *= kind.litres_a_day * kind.days / rate.sum()
    usual_l = dice.uniform(18.0, 40.0)
    share = dice.dirichlet(np.full(nozzles, 6.0))
    counts = dice.poisson(rate[:, None] * share / usual_l)
    return np.where(counts > 0, dice.gamma(np.maximum(counts, 1) * 2.0, usual_l / 2.0), 0.0)


def _lost(dice: np.random.Generator, sold: np.ndarray, is_gasoline: bool, leak_gal_h: float) -> np.ndarray:
    """Leak, vapour, and once in a while a theft."""
    steps = sold.shape[0]
    wander = 1.0 + 0.1 * np.sin(2 * math.pi * (np.arange(steps) / (4 * STEPS_A_DAY) + dice.random()))
    lost = leak_gal_h * GALLON_L / 4.0 * wander / wander.mean()
    breath_l_h, vapour = (dice.uniform(0.0, 0.04), dice.uniform(0.0002, 0.0012)) if is_gasoline else (0.0, 0.00002)
    lost = lost + breath_l_h / 4.0 + vapour * sold.sum(axis=1)
    if dice.random() < 0.05:
        lost[int(dice.integers(0, steps))] += dice.uniform(80.0, 300.0)
    return lost


def _trucks(
    dice: np.random.Generator, kind: StationClass, tank: Tank, out: np.ndarray
) -> tuple[np.ndarray, np.ndarray, list[tuple[int, float]]]:
    """Stock at 15 °C after each step, what arrived in it, and the papers."""
    full = kind.tanks * float(tank.litres[-1])
    arrived = np.zeros(out.size)
    stock = full * dice.uniform(0.5, 0.85) - np.cumsum(out)
    papers: list[tuple[int, float]] = []
    since = 0
    while True:
        low = np.flatnonzero(stock[since:] < full * dice.uniform(0.22, 0.38))
        if not low.size:
            break
        start = since + int(low[0]) + int(dice.integers(0, 12))
        if start + 4 >= out.size:
            arrived_l = max(0.0, full * 0.3 - float(stock.min()))
            stock[min(start, out.size - 1) :] += arrived_l
            arrived[min(start, out.size - 1)] += arrived_l
            break
        litres = max(3000.0, 500.0 * round(float(full * dice.uniform(0.8, 0.88) - stock[start]) / 500.0))
        if dice.random() < 0.05:
            litres *= 1.0 - dice.uniform(0.005, 0.02)
        parts = max(1, math.ceil(litres / 11000.0))
        for part in range(parts):
            arrived[start + part] += litres / parts
            stock[start + part :] += litres / parts
        papers.append((start, litres * (1.0 + dice.normal(0.0005, 0.0015))))
        since = start + parts + 1
    return stock, arrived, papers


def _weather(
    dice: np.random.Generator, steps: int, stock: np.ndarray, arrived: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Temperature of the product and of the ground about it."""
    mean, swing, truck = (27.0, 1.0, 32.0) if dice.random() < 0.5 else (13.0, 5.0, 14.0)
    days = np.arange(steps) / STEPS_A_DAY
    ground = mean + swing * np.sin(2 * math.pi * (days / 365.0 + dice.random()))
    air = 0.04 * np.sin(2 * math.pi * (days - 0.6))
    pull = 1.0 - math.exp(-1.0 / (STEPS_A_DAY * dice.uniform(3.0, 8.0)))
    truck_c = truck + dice.normal(0.0, 3.0, steps)
    temp, now = np.empty(steps), float(ground[0] + dice.normal(0.0, 0.7))
    for step in range(steps):
        now += pull * (ground[step] - now)
        if arrived[step] > 0:
            now += (truck_c[step] - now) * arrived[step] / max(stock[step], arrived[step])
        temp[step] = now
    return temp + air, ground


def _levels(
    dice: np.random.Generator, kind: StationClass, tank: Tank, volume: np.ndarray, sold: np.ndarray
) -> list[np.ndarray]:
    if kind.tanks == 1:
        return [np.interp(volume, tank.litres, tank.heights)]
    lag, keep = np.empty(volume.size), math.exp(-STEP_S / dice.uniform(600.0, 2400.0))
    now = 0.0
    for step in range(volume.size):
        now = keep * (now + sold[step] / 2.0)
        lag[step] = now
    return [np.interp(volume / 2.0 + side * lag, tank.litres, tank.heights) for side in (-1.0, 1.0)]


def _gauge(dice: np.random.Generator, kind: StationClass, level: np.ndarray, arrived: np.ndarray) -> np.ndarray:
    """A height as the gauge tells it: offset, flicker, slow wander, waves after a drop, spikes, and its step."""
    flicker = kind.resolution_m * dice.uniform(0.1, 0.6)
    wander = _wander(dice, level.size, kind.resolution_m * dice.uniform(0.05, 0.2), dice.uniform(2.0, 24.0))
    waves = np.convolve(arrived > 0, [0.0, 0.0, 1.0, 1.0, 0.5], mode="same") * 0.003
    seen = level + dice.normal(0.0, 0.001) + wander + dice.normal(0.0, 1.0, level.size) * (flicker + waves)
    spiky = dice.random(level.size) < 1.0 / (30 * STEPS_A_DAY)
    seen = seen + np.where(spiky, dice.choice((-0.05, 0.05), level.size), 0.0)
    return np.maximum(np.round(seen / kind.resolution_m) * kind.resolution_m, 0.0)


def _thermometer(dice: np.random.Generator, kind: StationClass, temp: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """A probe that is off by a constant, feels the layers of warm and cold wrongly, wanders, and has a step."""
    layers = dice.normal(0.0, 0.08) * (temp - ground)
    wander = _wander(dice, temp.size, 0.015, 8.0)
    seen = temp + dice.normal(0.0, 0.3) + layers + wander + dice.normal(0.0, 0.02, temp.size)
    return np.round(seen / _temp_step(kind)) * _temp_step(kind)


def _temp_step(kind: StationClass) -> float:
    return 0.5 if kind.is_dipped else 0.01 if kind.resolution_m < 0.0005 else 0.1


def _meters(dice: np.random.Generator, out: np.ndarray) -> np.ndarray:
    """Totals: each meter has its own error, drifts, and counts a part of a sale only in the next step."""
    steps, nozzles = out.shape
    off = np.clip(dice.normal(0.0, 0.0025, nozzles), -0.006, 0.006) + dice.normal(0.0, 0.0005, nozzles) * (
        np.arange(steps)[:, None] / steps
    )
    counted = out * (1.0 - off) * (1.0 + dice.normal(0.0, 0.0004, out.shape))
    late = np.minimum(counted, 20.0) * (dice.random(out.shape) < 0.1)
    total = np.cumsum(counted, axis=0) - late
    return np.maximum.accumulate(np.round(total, 2), axis=0)


def _kept(dice: np.random.Generator, kind: StationClass, steps: int) -> np.ndarray:
    """Which readings came in: lines fail for hours, and some days are lost whole."""
    if kind.is_dipped:
        return np.isin(np.arange(steps) % STEPS_A_DAY, (20, 91)) & (dice.random(steps) > 0.04)
    keep = dice.random(steps) > 0.01
    for _ in range(dice.poisson(steps / (20.0 * STEPS_A_DAY))):
        start = int(dice.integers(0, steps))
        keep[start : start + int(dice.exponential(32.0)) + 1] = False
    lost = dice.random(steps // STEPS_A_DAY + 1) < 0.02
    keep &= ~lost[np.arange(steps) // STEPS_A_DAY]
    keep[[0, -1]] = True
    return keep


def _wander(dice: np.random.Generator, steps: int, size: float, hours: float) -> np.ndarray:
    keep = math.exp(-0.25 / hours)
    kicks = (dice.normal(0.0, size * math.sqrt(1 - keep**2), steps)).tolist()
    path, now = np.empty(steps), float(dice.normal(0.0, size))
    for step in range(steps):
        now = keep * now + kicks[step]
        path[step] = now
    return path
