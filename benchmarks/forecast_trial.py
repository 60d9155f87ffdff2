"""Our forecast beside the libraries' on the same folds of any monthly series, each fold knowing only its past.

Run ``make bench-forecast DATA="national.csv companies.csv"``. A file is a table (CSV or Parquet) with ``month`` (as
2024-03 or a day), ``value`` (or ``volume``), and any columns that say whose series it is; ``unit`` keeps apart what
never adds. With two such columns the coarser is the parent of the finer, and of more than 200 series ``--top 40``
scores the 40 largest by what was known before the first scored month; the rest of each parent stands as one series.
Series that moved in fewer than 12 months before the first scored one are forecast and not scored.

Scored are 1, 3 and 6 months ahead at up to 24 origins; up to 24 origins before them teach weights and ranges, and every
origin is told by what had passed by then. Folds are kept in ``--cache`` under the hash of the rows, so a run that was
ended goes on where it was. CRPS is twice the mean pinball loss at 0.025, 0.1, 0.5, 0.9, 0.975. A method that has
nothing to say of a series says "as last month". Exits with 1 where a target is missed.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
from forecast_scores import Judged, judged, printed

from petroverse.forecast import (
    Fold,
    Forecaster,
    Series,
    SeriesSet,
    members,
    month_after,
    play_fold,
    public_forecasters,
    replayed,
    wanted_origins,
)

PUBLIC = ("AutoETS", "AutoARIMA", "AutoTheta", "AutoCES", "SeasonalNaive", "Naive")
HORIZON = 6
SCORED, TAUGHT = 24, 24
LEAST_HISTORY = 24
LEAST_MOVED = 12
MANY = 200


def table(path: Path) -> pd.DataFrame:
    """The file with ``month`` as a date, ``value``, ``unit``, and the columns that tell series apart."""
    read = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    rows = read.rename(columns={"volume": "value"})
    rows["month"] = pd.to_datetime(rows["month"].astype(str).str[:7] + "-01").dt.date
    if "unit" not in rows:
        rows["unit"] = "?"
    return rows.astype(dict.fromkeys(dimensions(rows), str))


def dimensions(rows: pd.DataFrame) -> list[str]:
    """The columns that tell series apart, the coarsest first."""
    names = [name for name in rows.columns if name not in {"month", "value", "unit"}]
    return sorted(names, key=lambda name: rows[name].nunique())


def with_rest(rows: pd.DataFrame, top: int, first_scored: date) -> tuple[pd.DataFrame, set[tuple[str, ...]]]:
    """The largest series by what was known before the first scored month, the others summed within their parent."""
    names = dimensions(rows)
    before = rows[rows["month"] < first_scored].groupby(names)["value"].sum()
    kept = set(before.nlargest(top).index)
    key = list(rows[names].itertuples(index=False, name=None))
    rows.loc[[each not in kept for each in key], names[-1]] = "(rest)"
    return rows, kept


def set_of(rows: pd.DataFrame) -> SeriesSet:
    """All series of one unit as a tree."""
    names = dimensions(rows)
    months = [each.date() for each in pd.date_range(rows["month"].min(), rows["month"].max(), freq="MS")]
    wide = rows.groupby(["month", *names])["value"].sum(min_count=1).unstack(names).reindex(months)
    known_at = datetime(*rows["month"].max().timetuple()[:3], tzinfo=UTC)
    series = [
        Series(
            tuple(sorted(zip(names, column if isinstance(column, tuple) else (column,), strict=True))),
            months[0],
            wide[column].to_numpy(dtype=float),
            str(rows["unit"].iloc[0]),
            known_at,
        )
        for column in wide.columns
    ]
    return SeriesSet.of(series, [names[: count + 1] for count in range(len(names))])


class Kept:
    """Folds on the disk, one file a member and origin; the seconds that each took are kept with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seconds: dict[str, float] = {}

    def fold(self, series_set: SeriesSet, origin: date, member: Forecaster) -> Fold:
        path = self.folder / f"{member.name}-{origin:%Y-%m}.json"
        if not path.exists():
            started = time.perf_counter()
            fold = play_fold(series_set, origin, HORIZON, [member])
            plain = fold.to_plain() | {"seconds": time.perf_counter() - started}
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_suffix(".new").write_text(json.dumps(plain))
            path.with_suffix(".new").replace(path)
        plain = json.loads(path.read_text())
        self.seconds[member.name] = self.seconds.get(member.name, 0.0) + plain["seconds"]
        return Fold.from_plain(plain)


def together(folds: Sequence[Fold]) -> Fold:
    """One origin's folds of several members as one."""
    outlooks: dict = {}
    for fold in folds:
        for key, said in fold.outlooks.items():
            outlooks.setdefault(key, {}).update(said)
    return Fold(folds[0].origin, folds[0].known_at, outlooks)


def played(series_set: SeriesSet, kept: Kept, forecasters: Sequence[Forecaster], count: int) -> list[Fold]:
    """Every origin's fold, the oldest first, without the present one, of which nothing has happened yet."""
    origins = [each for each in wanted_origins(series_set, count) if each < series_set.next_month]
    return [together([kept.fold(series_set, origin, each) for each in forecasters]) for origin in sorted(origins)]


def tried(path: Path, options: argparse.Namespace) -> list[Judged]:
    """Every unit of one file."""
    rows = table(path)
    names = dimensions(rows)
    total = len(rows["month"].unique())
    scored = min(options.scored, total - LEAST_HISTORY)
    first_scored = month_after(max(rows["month"]), 1 - scored)
    scored_keys = None
    if options.top and len(names) > 1 and len(rows.groupby(names)) > MANY:
        rows, scored_keys = with_rest(rows, options.top, first_scored)
    digest = hashlib.sha256(pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes()).hexdigest()[:12]
    found = []
    for unit, part in rows.groupby("unit"):
        series_set = set_of(part)
        wanted = [
            key
            for key in series_set.keys
            if len(key) == len(names)
            and (scored_keys is None or tuple(dict(key)[name] for name in names) in scored_keys)
        ]
        if not wanted:
            continue
        kept = Kept(options.cache / f"{path.stem}-{unit}-{digest}")
        count = scored + options.taught
        ours = played(series_set, kept, members(), count)
        public = played(_only(series_set, wanted), kept, public_forecasters(tuple(options.public.split(","))), count)
        replay, beside = replayed(series_set, ours), replayed(_only(series_set, wanted), public)
        label = f"{path.stem} [{unit}]"
        counts = f"{len(wanted)} series scored, {len(series_set.keys)} forecast"
        print(f"{label}: {counts}, {scored} origins scored of {len(ours)}")
        found.append(judged(label, wanted, replay, beside, scored))
        print("  seconds of all folds: " + ", ".join(f"{name} {spent:.0f}" for name, spent in kept.seconds.items()))
    return found


def _moved(series: Series, first_scored: date) -> bool:
    history = series.before(first_scored)
    return history is not None and int((history.filled > 0).sum()) >= LEAST_MOVED


def _only(series_set: SeriesSet, wanted: Sequence) -> SeriesSet:
    """The scored series alone, without parents: the libraries look at each by itself."""
    return SeriesSet({key: series_set.series[key] for key in wanted}, (tuple(name for name, _ in wanted[0]),))


def main() -> int:
    """Prints a table a file and whether each target is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--top", type=int, default=40, help="of more than 200 series score so many; 0: all")
    parser.add_argument("--scored", type=int, default=SCORED)
    parser.add_argument("--taught", type=int, default=TAUGHT)
    parser.add_argument("--public", default=",".join(PUBLIC), help="the public methods beside which ours stands")
    parser.add_argument("--cache", type=Path, default=Path(".forecast-trial"))
    options = parser.parse_args()
    print("Prophet is " + ("installed, and not a part of this trial yet" if find_spec("prophet") else "not installed"))
    are_met = [printed(path.stem, tried(path, options)) for path in options.files]
    return 0 if all(are_met) else 1


if __name__ == "__main__":
    sys.exit(main())
