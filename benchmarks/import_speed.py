"""Taking in a whole folder: bare cells, our reading, the whole import, and pandas with openpyxl on the same sheets.

Prints every way's time in one run and its ratio to the bare cells of python-calamine (the Rust-backed reader that ours
stands on). The folder is the real publications where they lie beside the project, else the sample; ``--folder`` names
another. ``--quick`` leaves out pandas, ``--rounds`` repeats and takes the fastest. Exits with 1 when the whole import
takes more than 3 times the bare cells.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineWorkbook

from petroverse.sources import available_packs, load_pack, read_source

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "npa"
TARGET = 3.0

Files = Sequence[tuple[str, bytes]]


def bare_cells(files: Files) -> int:
    """Every visible or hidden sheet as rows of values, nothing else."""
    count = 0
    for _, content in files:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for name in book.sheet_names:
                count += sum(map(len, book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
    return count


def our_reading(files: Files) -> int:
    """Facts, findings and verdicts of every file, in one process."""
    packs = [load_pack(name) for name in available_packs()]
    readings = [read_source(content, name, packs) for name, content in files]
    return sum(len(table.cell) for reading in readings for table in reading.tables)


def pandas_cells(files: Files) -> int:
    """The same sheets through pandas and openpyxl."""
    import pandas as pd

    count = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _, content in files:
            sheets = pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="openpyxl")
            count += sum(sheet.size for sheet in sheets.values())
    return count


@contextmanager
def import_into_new_home(folder: Path) -> Iterator[Callable[[Files], int]]:
    """A platform with an empty home, and the import of the folder into it; starting the engines is not counted.

    As in ``petroverse import``, reading processes begin to load while the engines start. Reading processes load this
    file too, so what it needs of the platform is named here.
    """
    from petroverse.app.settings import Settings
    from petroverse.app.wiring import open_platform
    from petroverse.database import EngineSettings, forget_engine
    from petroverse.workflows import files_in, import_files, warm_reading

    warm_reading()
    with tempfile.TemporaryDirectory(prefix="pv-bench-") as place:
        home = Path(place)
        with open_platform(Settings(home=home)) as platform:

            def whole_import(_: Files) -> int:
                report = import_files(platform.stores, files_in(folder), platform.import_options())
                return sum(outcome.rows for outcome in report.files)

            yield whole_import
        forget_engine(EngineSettings(home))


def timed(what: Callable[[Files], int], files: Files, rounds: int = 1) -> tuple[float, int]:
    """The fastest of some rounds, s, and what it counted."""
    fastest, count = float("inf"), 0
    for _ in range(rounds):
        start = time.perf_counter()
        count = what(files)
        fastest = min(fastest, time.perf_counter() - start)
    return fastest, count


def measured(folder: Path, *, rounds: int, is_quick: bool) -> float:
    """Prints one line a way and gives the ratio of the whole import."""
    workbooks = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.xlsx"))]
    everything = [
        (path.name, path.read_bytes()) for path in sorted(folder.rglob("*.*")) if path.suffix in {".xlsx", ".pdf"}
    ]
    print(f"{len(workbooks)} workbooks and {len(everything) - len(workbooks)} documents in {folder}")
    bare, cells = timed(bare_cells, workbooks, rounds)
    print(f"{'bare cells (python-calamine)':38} {bare:8.2f} s   1.00   {cells} cells")

    def line(what: str, seconds: float, count: int, unit: str) -> float:
        print(f"{what:38} {seconds:8.2f} s {seconds / bare:6.2f}   {count} {unit}")
        return seconds / bare

    line("our reading of the workbooks", *timed(our_reading, workbooks, rounds), "facts")
    line("our reading of everything", *timed(our_reading, everything), "facts")
    with import_into_new_home(folder) as whole_import:
        ratio = line("the whole import, everything", *timed(whole_import, everything), "facts kept")
    if not is_quick:
        line("pandas + openpyxl, the same sheets", *timed(pandas_cells, workbooks), "cells")
    print(f"target: the whole import in at most {TARGET:g} times the bare cells; it took {ratio:.2f}")
    return ratio


def main() -> int:
    """Measures the folder that was named, the real publications, or the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=REAL if REAL.is_dir() else None)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if options.folder:
        return int(measured(options.folder, rounds=options.rounds, is_quick=options.quick) > TARGET)
    from petroverse.sources.sample import write_sample

    with tempfile.TemporaryDirectory(prefix="pv-sample-") as place:
        write_sample(Path(place), seed=1)
        return int(measured(Path(place), rounds=options.rounds, is_quick=options.quick) > TARGET)


if __name__ == "__main__":
    sys.exit(main())
