"""The scores of a forecast trial: errors over what happened, ratios with block-bootstrap intervals, targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from petroverse.forecast import Replay, SeriesKey

AHEAD = (1, 3, 6)
QUANTILES = (0.5, 0.1, 0.9, 0.025, 0.975)
FOUR = ("AutoETS", "AutoARIMA", "AutoTheta", "AutoCES")
OURS, MEAN, CHOSEN, CHOSEN_EACH = "ours", "(a) mean of four", "(b) chosen before", "(b') chosen each"
BLOCK, DRAWS = 3, 1000
RATIO_TARGET, COVERAGE_80, COVERAGE_95, BIAS_TARGET = 0.97, (0.76, 0.84), (0.92, 0.98), 0.5


@dataclass(frozen=True)
class Judged:
    """One unit's arrays: what each method told (5 × origin × series × month ahead), and what happened."""

    label: str
    told: dict[str, np.ndarray]
    actual: np.ndarray
    seasonal_step: np.ndarray


def judged(label: str, wanted: Sequence[SeriesKey], replay: Replay, beside: Replay, scored: int) -> Judged:
    """Lays ours beside the public methods, on the scored origins and the months ahead that count."""
    rows = [replay.track.keys.index(key) for key in wanted]
    theirs = [beside.track.keys.index(key) for key in wanted]
    said = beside.track.said[:, :, theirs]
    names = list(beside.track.members)
    plain = {name: said[:, :, :, at] for at, name in enumerate(names)}
    naive = plain["Naive"]
    told = {name: np.where(np.isfinite(each), each, naive) for name, each in plain.items()}
    told[MEAN] = np.mean([told[name] for name in FOUR if name in told], axis=0)
    told[CHOSEN], told[CHOSEN_EACH] = _chosen(told, beside, theirs, names)
    tracked = replay.track.said[:, :, rows]
    for at, name in enumerate(replay.track.members):
        told.setdefault(f". {name}", np.where(np.isfinite(tracked[:, :, :, at]), tracked[:, :, :, at], naive))
    told[OURS] = np.where(np.isfinite(replay.told[:, :, rows]), replay.told[:, :, rows], naive)
    ahead = [each - 1 for each in AHEAD]
    last = slice(len(beside.track.origins) - scored, None)
    actual = beside.track.actual[:, theirs][last][:, :, ahead]
    step = np.nanmean(np.abs(np.diff(beside.track.last[:, theirs], axis=0)), axis=0)
    actual = np.where(np.isfinite(naive[0, last][:, :, ahead]), actual, np.nan)
    return Judged(label, {name: each[:, last][..., ahead] for name, each in told.items()}, actual, step)


def _chosen(
    told: dict[str, np.ndarray], beside: Replay, rows: list[int], names: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """What the public method says that did best by then: one for all series, and one for each."""
    track = beside.track
    for_all, for_each = told["Naive"].copy(), told["Naive"].copy()
    for now in range(1, len(track.origins)):
        passed = track.passed(now)[:, rows]
        miss = np.array([np.nansum(np.abs(told[name][0, :now] - passed), axis=(0, 2)) for name in names])
        for_all[:, now] = told[names[int(np.argmin(miss.sum(axis=1)))]][:, now]
        for column, best in enumerate(np.argmin(miss, axis=0)):
            for_each[:, now, column] = told[names[int(best)]][:, now, column]
    return for_all, for_each


def wape_by_origin(each: Judged, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Sum of absolute errors, and of what happened, by origin and month ahead."""
    known = np.isfinite(each.actual)
    miss = np.where(known, np.abs(each.told[name][0] - each.actual), 0.0).sum(axis=1)
    return miss, np.where(known, each.actual, 0.0).sum(axis=1)


def scores(each: Judged, name: str) -> dict[str, float]:
    """All scores of one method, pooled over series, origins and months ahead."""
    known = np.isfinite(each.actual)
    told, actual = each.told[name], np.where(known, each.actual, 0.0)
    total = actual.sum()
    miss = np.where(known, told[0] - actual, 0.0)
    pinball = [
        np.where(known, np.maximum(q * (actual - t), (q - 1) * (actual - t)), 0.0).sum()
        for q, t in zip(QUANTILES, told, strict=True)
    ]
    by_series = np.abs(miss).sum(axis=(0, 2)) / np.maximum(1, known.sum(axis=(0, 2)))
    steps = np.where(each.seasonal_step > 0, each.seasonal_step, np.nan)
    by_month = np.abs(miss).sum(axis=(0, 1)) / actual.sum(axis=(0, 1))
    return {
        "WAPE": np.abs(miss).sum() / total,
        **{f"h{ahead}": by_month[at] for at, ahead in enumerate(AHEAD)},
        "MASE": float(np.nanmean(by_series / steps)),
        "bias": miss.sum() / total,
        "CRPS": 2.0 * float(np.mean(pinball)) / total,
        "in 80": float(((told[1] <= actual) & (actual <= told[2]))[known].mean()),
        "in 95": float(((told[3] <= actual) & (actual <= told[4]))[known].mean()),
    }


def ratio(parts: Sequence[Judged], one: str, other: str) -> tuple[float, float, float]:
    """One's WAPE over the other's, each unit by its own total, and the 95 % interval of a moving-block bootstrap."""
    rng = np.random.default_rng(20240301)
    count = len(parts[0].actual)

    def of(picked: np.ndarray) -> float:
        over, under = 0.0, 0.0
        for each in parts:
            (a, total), (b, _) = wape_by_origin(each, one), wape_by_origin(each, other)
            weight = np.isfinite(each.actual).sum() / total.sum()
            over += weight * a[picked].sum()
            under += weight * b[picked].sum()
        return over / under

    starts = rng.integers(0, max(1, count - BLOCK + 1), (DRAWS, -(-count // BLOCK)))
    drawn = [of((each[:, None] + np.arange(BLOCK)).ravel()[:count] % count) for each in starts]
    return of(np.arange(count)), float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def printed(name: str, parts: Sequence[Judged]) -> bool:
    """Prints the tables of one file and says whether its targets are met."""
    for each in parts:
        names = sorted(each.told, key=lambda one: scores(each, one)["WAPE"])
        head = list(scores(each, OURS))
        print(f"\n{each.label:28s}" + "".join(f"{column:>8s}" for column in head))
        for one in names:
            print(f"  {one:26s}" + "".join(f"{value:8.4f}" for value in scores(each, one).values()))
    ours, four = ([scores(each, one) for each in parts] for one in (OURS, MEAN))
    volume = np.array([np.isfinite(each.actual).sum() for each in parts], dtype=float)
    volume /= volume.sum()
    pooled = lambda of, column: float(volume @ np.array([one[column] for one in of]))  # noqa: E731
    print(f"\n{name}: relative WAPE over 1, 3 and 6 months, with 95 % block-bootstrap intervals")
    for other in (MEAN, CHOSEN, CHOSEN_EACH):
        print("  to {:18s} {:.3f}  [{:.3f}, {:.3f}]".format(other, *ratio(parts, OURS, other)))
    crps = pooled(ours, "CRPS") / pooled(four, "CRPS")
    bias = abs(pooled(ours, "bias")) / max(1e-9, abs(pooled(four, "bias")))
    claims = {
        f"WAPE ≤ {RATIO_TARGET} of (a)": ratio(parts, OURS, MEAN)[0] <= RATIO_TARGET,
        f"WAPE ≤ {RATIO_TARGET} of (b)": ratio(parts, OURS, CHOSEN)[0] <= RATIO_TARGET,
        f"CRPS {crps:.3f} ≤ {RATIO_TARGET} of (a)": crps <= RATIO_TARGET,
        f"bias {bias:.2f} ≤ {BIAS_TARGET} of (a)": bias <= BIAS_TARGET,
        f"80 % range holds {pooled(ours, 'in 80'):.1%}": COVERAGE_80[0] <= pooled(ours, "in 80") <= COVERAGE_80[1],
        f"95 % range holds {pooled(ours, 'in 95'):.1%}": COVERAGE_95[0] <= pooled(ours, "in 95") <= COVERAGE_95[1],
    }
    for claim, is_met in claims.items():
        print(f"  {'met   ' if is_met else 'MISSED'} {claim}")
    return all(claims.values())
