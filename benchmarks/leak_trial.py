"""The leak test put on trial, blind: simulated stations, sealed truth, verdicts first, then the score.

The protocol is modelled on that of the US EPA for statistical inventory reconciliation (EPA/530/UST-90/007): at least
300 tank-months a class and rate, at 0, 0.05, 0.1 and 0.2 gal/h. Which station leaks how much is drawn and shuffled
first; the SHA-256 of that list is printed before any verdict is asked for, and checked when it is opened. The detector
is given what a station hands over (``leak_world``), no more.

Run ``python benchmarks/leak_trial.py`` (``--quick`` for 20 a class and rate, ``--seed`` for another world). All results
are on simulated stations. Exits with 1 when a target is missed.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import hashlib
import json
import math
import multiprocessing
import sys
import time
from collections import defaultdict
from statistics import NormalDist

import numpy as np
from leak_world import Seen, StationClass, station

from petroverse.core.places import PlaceId
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.detect.tank import GaugeNoise, History, leak_test, watched

RATES_GAL_H = (0.0, 0.05, 0.1, 0.2)
MONTHS, QUICK = 300, 20
CLASSES = (
    StationClass("0.3 mm, 1.5 kL/d, 8 h closed", 1500.0, 0.0003, 8.0, 30),
    StationClass("0.3 mm, 4 kL/d, 7 h closed", 4000.0, 0.0003, 7.0, 30),
    StationClass("0.3 mm, 10 kL/d, 6 h closed", 10000.0, 0.0003, 6.0, 30),
    StationClass("0.3 mm, 4 kL/d, 7 h, manifold", 4000.0, 0.0003, 7.0, 30, 2),
    StationClass("0.3 mm, 10 kL/d, open 24 h", 10000.0, 0.0003, 0.0, 90),
    StationClass("1 mm, 1.5 kL/d, 8 h closed", 1500.0, 0.001, 8.0, 90),
    StationClass("1 mm, 4 kL/d, 7 h closed", 4000.0, 0.001, 7.0, 90),
    StationClass("1 mm, 10 kL/d, 6 h closed", 10000.0, 0.001, 6.0, 90),
    StationClass("1 mm, 4 kL/d, 7 h, manifold", 4000.0, 0.001, 7.0, 90, 2),
    StationClass("1 mm, 4 kL/d, open 24 h", 4000.0, 0.001, 0.0, 90),
    StationClass("2.5 mm, 1.5 kL/d, 8 h closed", 1500.0, 0.0025, 8.0, 90),
    StationClass("2.5 mm, 4 kL/d, 7 h closed", 4000.0, 0.0025, 7.0, 90),
    StationClass("2.5 mm, 10 kL/d, 6 h closed", 10000.0, 0.0025, 6.0, 90),
    StationClass("2.5 mm, 10 kL/d, open 24 h", 10000.0, 0.0025, 0.0, 90),
    StationClass("dips, 0.4 kL/d, 8 h closed", 400.0, 0.002, 8.0, 90, 1, True),
    StationClass("dips, 4 kL/d, 7 h closed", 4000.0, 0.002, 7.0, 90, 1, True),
)


def history_of(seen: Seen) -> History:
    """What a station hands over, as the platform takes it in: the tank by its drawing, the product by its name."""
    shape = HorizontalCylinder(seen.diameter_m, seen.length_m)
    full_l = 1000.0 * math.pi * seen.diameter_m**2 / 4.0 * seen.length_m
    noise = GaugeNoise(seen.resolution_m, temp_resolution_c=seen.temp_resolution_c)
    tanks = tuple(
        watched(
            Tank(TankId(f"T{number}"), PlaceId("S"), seen.product, shape, full_l, 0.95 * full_l, 0.03 * full_l),
            noise=noise,
        )
        for number in range(seen.level_m.shape[1])
    )
    return History(tanks, seen.at_s, seen.level_m, seen.temp_c, seen.total_l, papers=seen.papers)


def judged(case: tuple[int, int, float, int]) -> tuple[int, str, float, float]:
    """A station is made, its truth stays here, and the verdict on what it hands over comes back."""
    number, kind, leak_gal_h, seed = case
    found = leak_test(history_of(station(CLASSES[kind], leak_gal_h, seed)))
    return number, found.verdict, found.rate_gal_h, found.mdl_gal_h


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, share = NormalDist().inv_cdf(0.975), hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def percent(hits: int, of: int) -> str:
    low, high = interval(hits, of)
    return f"{100 * hits / of:5.1f} % [{100 * low:4.1f}, {100 * high:5.1f}]" if of else "   -"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help=f"{QUICK} a class and rate")
    asked.add_argument("--months", type=int, default=MONTHS, help="so many a class and rate")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    wanted = asked.parse_args()
    count = QUICK if wanted.quick else wanted.months
    dice = np.random.default_rng(wanted.seed)
    drawn = [(kind, rate) for kind in range(len(CLASSES)) for rate in RATES_GAL_H for _ in range(count)]
    order = dice.permutation(len(drawn))
    seeds = dice.integers(0, 2**62, len(drawn)).tolist()
    truth = [(number, drawn[at][0], drawn[at][1], seeds[number]) for number, at in enumerate(order)]
    seal = hashlib.sha256(json.dumps(truth).encode()).hexdigest()
    print(f"{len(truth)} simulated tank-months (seed {wanted.seed}); the truth is sealed: sha256 {seal}", flush=True)
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(wanted.jobs) as pool:
        verdicts = sorted(pool.imap_unordered(judged, truth, chunksize=8))
    assert hashlib.sha256(json.dumps(truth).encode()).hexdigest() == seal
    print(f"verdicts are in after {time.perf_counter() - start:.0f} s on {wanted.jobs} processes; the seal is opened")
    scored = [(CLASSES[kind], leak, *verdict[1:]) for (_, kind, leak, _), verdict in zip(truth, verdicts, strict=True)]
    return score(scored)


def score(rows: list[tuple[StationClass, float, str, float, float]]) -> int:
    """Prints shares with Wilson's 95 % intervals; 1 when a target is missed."""
    groups = defaultdict(list)
    for kind, leak, verdict, rate, mdl in rows:
        groups[kind].append((leak, verdict, rate, mdl))
    print("\nPD and PFA are of the months that were decided; [95 % interval, Wilson]; rates in US gal/h")
    for kind, cases in groups_in_order(groups):
        told = [case for case in cases if case[1] != "INCONCLUSIVE"]
        errors = np.array([case[2] - case[0] for case in told] or [math.nan])
        mdls = np.array([case[3] for case in cases])
        print(f"\n{kind.name} ({kind.days} days): MDL median {np.median(mdls):.3f}, inconclusive", end=" ")
        print(f"{percent(len(cases) - len(told), len(cases))}, rate off by {errors.mean():+.3f} ± {errors.std():.3f}")
        for leak in RATES_GAL_H:
            here = [case for case in told if case[0] == leak]
            word = "PFA" if leak == 0 else "PD "
            print(
                f"   {leak:4.2f} gal/h  {word} {percent(sum(c[1] == 'FAIL' for c in here), len(here))}  of {len(here)}"
            )
    return targets(rows)


def groups_in_order(groups):
    return [(kind, groups[kind]) for kind in CLASSES if kind in groups]


def targets(rows: list[tuple[StationClass, float, str, float, float]]) -> int:
    sharp = [row for row in rows if row[2] != "INCONCLUSIVE" and row[4] <= 0.1 and is_first(row[0])]
    decided = [row for row in rows if row[2] != "INCONCLUSIVE"]
    first = [row for row in rows if is_first(row[0])]
    millimetre = [row for row in rows if row[0].resolution_m == 0.001]
    print("\nTargets")
    met = [
        told("PD, 0.3 mm, 6 quiet hours, MDL <= 0.1", sharp, 0.2, "FAIL", 0.99, False),
        told("PFA, the same", sharp, 0.0, "FAIL", 0.01, True),
        told("PD, all with MDL <= 0.2", decided, 0.2, "FAIL", 0.95, False),
        told("PFA, the same", decided, 0.0, "FAIL", 0.05, True),
        told("inconclusive, 0.3 mm, 6 quiet hours", first, None, "INCONCLUSIVE", 0.05, True),
        told("inconclusive, all 1 mm, 90 days", millimetre, None, "INCONCLUSIVE", 0.25, True),
    ]
    for kind in CLASSES:
        mine = [row for row in decided if row[0] == kind]
        met.append(told(f"PD, {kind.name}", mine, 0.2, "FAIL", 0.95, False))
        met.append(told(f"PFA, {kind.name}", mine, 0.0, "FAIL", 0.05, True))
    print("All on simulated stations." if all(met) else "A TARGET IS MISSED. All on simulated stations.")
    return 0 if all(met) else 1


def is_first(kind: StationClass) -> bool:
    return kind.resolution_m == 0.0003 and kind.quiet_h >= 6


def told(name, rows, leak, verdict, limit, is_ceiling) -> bool:
    of = [row for row in rows if leak is None or row[1] == leak]
    hits = sum(row[2] == verdict for row in of)
    share = hits / len(of) if of else math.nan
    is_met = not of or (share <= limit if is_ceiling else share >= limit)
    sign = "<=" if is_ceiling else ">="
    word = "nothing decided" if not of else "met" if is_met else "MISSED"
    print(f"   {name:45} {percent(hits, len(of)):24} {sign} {100 * limit:g} %: {word}")
    return is_met


if __name__ == "__main__":
    sys.exit(main())
