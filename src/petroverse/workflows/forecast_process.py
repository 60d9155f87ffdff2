"""A forecast is worked out in a process of its own: whoever serves or works beside it waits for nothing.

The process is given series and gives words back over a line: each fold as soon as it is played, each foresight at the
end. Whoever listens keeps the folds, so that a process which is killed costs one of them. It holds no rights, no store.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Final

from petroverse.core.errors import InputRefused, Unavailable

if TYPE_CHECKING:
    from petroverse.forecast import Fold, Foresight, SeriesSet

__all__ = ["ForecastBroken", "ForecastCut", "Played", "Tree", "foresee", "foreseen", "plainly"]

_LISTENS_S: Final = 0.2
_NICENESS: Final = 10
_NOT_AS_WRITTEN_NOW: Final = (LookupError, TypeError, ValueError, AttributeError)


class ForecastBroken(InputRefused):
    """A method broke down over these series."""


class ForecastCut(Unavailable):
    """The process that worked a forecast out was ended before it had."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The series of one unit, and what is known of how they were forecast before.

    Attributes:
        unit: Litres or kilograms.
        series: The series.
        folds: The folds that are kept, as plain values.
        before: The forecast before this one, as plain values; None where there is none.
    """

    unit: str
    series: SeriesSet
    folds: Sequence[Mapping[str, Any]] = field(default=(), repr=False)
    before: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Played:
    """One word of the process.

    Attributes:
        kind: What it is: ``begun`` (a fold is played next), ``fold``, or ``foresight``.
        unit: Of which tree.
        done: Folds that are played.
        total: Folds in all.
        body: The fold or the foresight, as plain values.
    """

    kind: str
    unit: str = ""
    done: int = 0
    total: int = 0
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)


def foreseen(trees: Sequence[Tree], reach: int, check: Callable[[], None]) -> Iterator[Played]:
    """Works forecasts out in another process, and gives its words as they come.

    Args:
        trees: The series.
        reach: Months ahead.
        check: Asked several times a second; what it raises ends the process.

    Raises:
        ForecastBroken: A method broke down.
        ForecastCut: The process ended before its time.
    """
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, list(trees), reach), name="forecast", daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            check()
            if not ours.poll(_LISTENS_S):
                continue
            word = ours.recv()
            if word is None:
                return
            if isinstance(word, str):
                raise ForecastBroken(word, where="forecast", fix="see the platform's log")
            yield word
    except (EOFError, OSError):
        process.join(5)
        what = f"the process that forecasts ended (exit {process.exitcode})"
        raise ForecastCut(what, where="forecast", fix="ask again; it goes on with what it had finished") from None
    finally:
        process.kill()
        process.join(5)
        ours.close()


def foresee(trees: Sequence[Tree], reach: int, tell: Callable[[Played], None]) -> None:
    """Plays the folds that are missing, the newest first, and makes the foresight of each tree."""
    from petroverse.forecast import forecast, play_fold, wanted_origins

    kept = [_readable(tree.folds) for tree in trees]
    wanted = [_wanted(tree, folds, wanted_origins(tree.series)) for tree, folds in zip(trees, kept, strict=True)]
    done, total = 0, sum(map(len, wanted))
    for tree, folds, origins in zip(trees, kept, wanted, strict=True):
        for origin in origins:
            tell(Played("begun", tree.unit, done, total, {"origin": origin.isoformat()}))
            fold = play_fold(tree.series, origin, reach)
            folds.append(fold)
            done += 1
            tell(Played("fold", tree.unit, done, total, fold.to_plain()))
    for tree, folds in zip(trees, kept, strict=True):
        foresight = forecast(tree.series, folds, before=_foresight(tree.before)) if folds else None
        tell(Played("foresight", tree.unit, total, total, plainly(foresight.to_plain()) if foresight else {}))


def plainly(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The same with None for every number that is none, which JSON has no word for."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: plainly(each) for name, each in value.items()}
    return [plainly(each) for each in value] if isinstance(value, list | tuple) else value


def _readable(folds: Sequence[Mapping[str, Any]]) -> list[Fold]:
    """The folds that are kept as this program writes them; others are played once more."""
    from petroverse.forecast import Fold

    found = []
    for plain in folds:
        with contextlib.suppress(*_NOT_AS_WRITTEN_NOW):
            found.append(Fold.from_plain(plain))
    return found


def _wanted(tree: Tree, folds: Sequence[Any], origins: Sequence[Any]) -> list[Any]:
    held = {each.origin for each in folds}
    newest = tree.series.next_month
    return [each for each in dict.fromkeys((newest, *origins)) if each not in held]


def _foresight(plain: Mapping[str, Any] | None) -> Foresight | None:
    from petroverse.forecast import Foresight

    if not plain:
        return None
    with contextlib.suppress(*_NOT_AS_WRITTEN_NOW):
        series = [{**each, "accuracy": _numbers(each["accuracy"])} for each in plain["series"]]
        return Foresight.from_plain({**plain, "series": series})
    return None


def _numbers(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {name: math.nan if value is None else value for name, value in plain.items()}


def _serve(line: Connection, trees: Sequence[Tree], reach: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(OSError):
        os.nice(_NICENESS)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        try:
            foresee(trees, reach, line.send)
        except Exception as fault:  # noqa: BLE001 - the gate between a method and the platform: any fault is its verdict
            line.send(f"the forecast broke down ({type(fault).__name__}: {fault})")
        line.send(None)
