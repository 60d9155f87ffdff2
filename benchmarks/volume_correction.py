"""Volume correction against the bare numpy expressions of the same formulas, on the same chunks, in one run.

The bare side knows its inputs to be good: no limits, no reasons, no group edges settled, no convergence looked at
liquid by liquid; it makes as many passes over a chunk as its slowest liquid needs. Run: ``python
benchmarks/volume_correction.py``. Exits with 1 when a ratio is above 2 or a floor is not reached.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

from petroverse.measurement.volume_correction import Commodity, base_densities_of, corrections_of
from petroverse.measurement.volume_correction.arrays import CHUNK

LIQUIDS = 1_000_000
ROUNDS = 7
FLOORS = {"base to observed": 4.0e6, "observed to base": 0.5e6}
RATIO = 2.0
ITS90 = (-0.148759, -0.267408, 1.080760, 1.269056, -4.089591, -1.871251, 7.438081, -3.536296)
SHIFT = 0.01374979547
EDGES = np.array([770.3520, 787.5195, 838.3127])
REFINED = np.array(
    [[192.4571, 0.2438, 0.0, 1.5], [1489.0670, 0.0, -0.0018684, 8.5], [330.3010, 0, 0, 2.0], [103.872, 0.2701, 0, 1.3]]
).T.copy()
CRUDE = (341.0957, 0.0, 0.0, 2.0)


def constants(kind, d):
    if kind is Commodity.CRUDE:
        return CRUDE
    row = np.searchsorted(EDGES, d, side="right")
    return tuple(column[row] for column in REFINED)


def bare_t68(t):
    celsius = (t - 32.0) / 1.8
    scaled = celsius / 630.0
    drop = 0.0
    for a in reversed(ITS90):
        drop = (drop + a) * scaled
    return (celsius - drop) * 1.8 + 32.0


def bare_factors(k0, k1, k2, d, t68, p):
    a = SHIFT / 2 * ((k0 / d + k1) / d + k2)
    b = (2 * k0 + k1 * d) / (k0 + (k1 + k2 * d) * d)
    s = d * (1 + (np.exp(a * (1 + 0.8 * a)) - 1) / (1 + a * (1 + 1.6 * a) * b))
    alpha = (k0 / s + k1) / s + k2
    w = t68 - 60.0068749
    ctl = np.exp(-alpha * w * (1 + 0.8 * alpha * (w + SHIFT)))
    fp = np.exp(-1.9947 + 0.00013427 * t68 + (793920 + 2326 * t68) / (s * s))
    return ctl, fp, 1 / (1 - 1e-5 * fp * p), alpha


def bare_forward(kind, d, t, p):
    ctl, fp, cpl, _ = bare_factors(*constants(kind, d)[:3], d, bare_t68(t), p)
    return d, ctl, fp, cpl


def bare_inverse(kind, o, t, p):
    t68, d, w = bare_t68(t), o, t - 60.0
    for _ in range(15):
        k0, k1, k2, slope = constants(kind, d)
        ctl, fp, cpl, alpha = bare_factors(k0, k1, k2, d, t68, p)
        if np.abs(o - d * ctl * cpl).max() < 1e-6:
            break
        pressing = 2 * cpl * p * fp * (7.9392 + 0.02326 * t) / (d * d)
        d = d + (o / (ctl * cpl) - d) / (1 + slope * alpha * w * (1 + 1.6 * alpha * w) - pressing)
    return d, ctl, fp, cpl


def bare(law, kind, d, t, p):
    out = np.empty((4, d.size))
    for start in range(0, d.size, CHUNK):
        part = slice(start, start + CHUNK)
        out[0, part], out[1, part], out[2, part], out[3, part] = law(kind, d[part], t[part], p[part])
    return out


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    chance = np.random.default_rng(20)
    d = chance.uniform(620.0, 1160.0, LIQUIDS)
    t = chance.uniform(-40.0, 200.0, LIQUIDS)
    p = chance.uniform(0.0, 1000.0, LIQUIDS)
    missed = 0
    print(f"{LIQUIDS:,} liquids, chunks of {CHUNK}, one core, best of {ROUNDS} rounds in turn")
    print(f"{'':34}{'million/s':>10}{'bare':>8}{'ratio':>8}{'floor':>8}")
    for kind in (Commodity.CRUDE, Commodity.REFINED):
        observed = d * corrections_of(d, t, p, kind).ctpl
        sides = {
            "base to observed": (lambda: corrections_of(d, t, p, kind), lambda: bare(bare_forward, kind, d, t, p)),  # noqa: B023
            "observed to base": (
                lambda: base_densities_of(observed, t, p, kind),  # noqa: B023
                lambda: bare(bare_inverse, kind, observed, t, p),  # noqa: B023
            ),
        }
        for name, (ours, theirs) in sides.items():
            rounds = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
            best, bare_best = (min(each) for each in zip(*rounds, strict=True))
            ratio, rate = best / bare_best, LIQUIDS / best
            is_met = ratio <= RATIO and rate >= FLOORS[name]
            missed += not is_met
            print(
                f"{kind.name.lower():10}{name:24}{rate / 1e6:10.2f}{LIQUIDS / bare_best / 1e6:8.2f}{ratio:8.2f}"
                f"{FLOORS[name] / 1e6:8.1f}{'' if is_met else '  MISSED'}"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
