"""Stations that judge the leak test: those of ``benchmarks/leak_world.py``, and plain ones without their noise."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path
from types import ModuleType

import numpy as np

from petroverse.core.devices import MeterId
from petroverse.core.places import PlaceId
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.detect.tank import GaugeNoise, History, watched

GALLON_L = 3.785411784
BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def benchmark(name: str) -> ModuleType:
    """A file of ``benchmarks`` as a module."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def plain_history(
    *,
    days: int = 30,
    leak_l_h: float = 0.0,
    drift: tuple[float, ...] = (0.0, 0.0),
    noise_m: float = 0.0002,
    chart_l: float = 0.0,
    are_apart: bool = True,
    paper_share: float = 0.0,
    seed: int = 1,
) -> History:
    """A station whose only noise is the gauge's: by day two nozzles sell 3,000 L, by night it rests; gasoil at 15 °C.

    ``chart_l`` bends the tank away from its drawing by so many litres half way up.
    """
    dice = np.random.default_rng(seed)
    shape = HorizontalCylinder(2.5, 6.1)
    tank = Tank(TankId("S7/1"), PlaceId("S7"), "gasoil", shape, 29_900.0, 28_400.0, 1_000.0)
    ready = watched(tank, [MeterId("N1"), MeterId("N2")], noise=GaugeNoise(0.0003))
    hour = np.arange(days * 96) % 96 / 4.0
    busy = np.where((hour >= 6) & (hour < 22), dice.gamma(2.0, 1.0, hour.size), 0.0)
    sold = busy * 3000.0 * days / busy.sum()
    share = np.repeat(dice.uniform(0.1, 0.9, hour.size // 8), 8) if are_apart else np.full(hour.size, 0.5)
    out = np.stack((sold * share, sold * (1.0 - share)), axis=1)
    volume = 24_000.0 - np.cumsum(out.sum(axis=1) + leak_l_h / 4.0)
    papers = []
    for step in range(hour.size):
        if volume[step] < 7_000.0:
            volume[step:] += 15_000.0
            papers.append((900.0 * step, 15_000.0 * (1.0 + paper_share)))
    levels = np.linspace(0.0, 2.5, 4001)
    litres = np.interp(levels, np.linspace(0, 2.5, len(ready.volumes_l)), np.frombuffer(ready.volumes_l))
    litres = litres - chart_l * np.sin(math.pi * levels / 2.5) ** 2
    seen = np.interp(volume, litres, levels) + dice.normal(0.0, noise_m, volume.size)
    total = np.cumsum(out / (1.0 + np.array(drift)), axis=0)
    return History(
        tanks=(ready,),
        at_s=900.0 * np.arange(hour.size),
        level_m=(np.round(seen / 0.0003) * 0.0003)[:, None],
        temp_c=np.full((hour.size, 1), 15.0),
        total_l=total,
        meters=ready.meters,
        papers=tuple(papers),
    )
