"""``petroverse forecast``: the months ahead with ranges that hold, or the word that nobody can know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from petroverse.cli.output import output_options, write
from petroverse.cli.terminal import opened, progress_bar, remembered, say, spoken

if TYPE_CHECKING:
    from petroverse.workflows import ToldForecast

__all__ = ["command"]

_EXPLAINED: Final = 10


@click.command("forecast")
@click.option("-m", "--measure", "measures", multiple=True, default=("volume",), help="What: volume.")
@click.option("-d", "--by", "dimensions", multiple=True, help="Dimensions, such as product,company.")
@click.option("-f", "--filter", "filters", multiple=True, help="A filter: role=omc, product!=lpg.")
@click.option("--only", multiple=True, help="Show only these series; they stay forecast with all: company=GOIL.")
@click.option("--horizon", type=click.IntRange(1, 12), default=6, show_default=True, help="Months ahead.")
@click.option("--as-of", help="As it would have been made from what publishers had made known by then: 2024-03-31.")
@click.option("--as-recorded", help="As it stood here then; nothing is made.")
@click.option("--history", is_flag=True, help="What was foretold before, beside what came.")
@click.option("--explain", is_flag=True, help="Say why, on stderr: level, trend, season, members and how they did.")
@click.option("--org", help="Whose facts (default: yours and the published ones; the sample while nothing real is in).")
@output_options
@remembered
def command(
    *,
    measures: tuple[str, ...],
    dimensions: tuple[str, ...],
    filters: tuple[str, ...],
    horizon: int,
    history: bool,
    explain: bool,
    org: str | None,
    form: str | None,
    output: Path | None,
    **options: str | tuple[str, ...] | None,
) -> int:
    r"""Forecast demand: months ahead with 80 and 95 % ranges, by the members that did best before.

    The first time a question is asked its tournament is held, which takes minutes; afterwards it answers at once, and
    is made anew whenever the facts change.

    \b
    petroverse forecast -m volume -d product -f role=omc --horizon 6
    petroverse forecast -d product,company -f role=omc --only company=GOIL --explain
    petroverse forecast -d product --as-of 2024-03-31 --format json
    """
    from petroverse.app import forecast_now
    from petroverse.workflows import asked_forecast, forecast_document, past_forecasts, question_from_words

    asked = asked_forecast(question_from_words(measures, dimensions, filters, **options), horizon)
    with opened(org) as platform:
        with progress_bar("Forecasting") as progress:
            told = forecast_now(platform, asked, spoken(progress), say)
        if explain:
            _explain(told)
        past = past_forecasts(platform.stores, platform.reader, told) if history else None
    document = past or forecast_document(told)
    if document.meta["simulated"]:
        say("SAMPLE: a forecast of simulated figures, not real")
    write(document, form, output)
    for warning in document.warnings:
        say(f"Note: {warning}")
    return 0


def _explain(told: ToldForecast) -> None:
    from petroverse.workflows import forecast_in_full

    for each in forecast_in_full(told, _EXPLAINED)["series"]:
        say(", ".join(each["of"].values()) or "All")
        for sentence in each["explanation"]["words"]:
            say(f"  {sentence}")
