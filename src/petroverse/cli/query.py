"""``petroverse query``: one question, one exact answer with its sources."""

from __future__ import annotations

from pathlib import Path

import click

from petroverse.cli.output import Printout, output_options, write
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]


@click.command("query")
@click.option(
    "-m", "--measure", "measures", multiple=True, required=True, help="Measures, such as volume,share,growth_year."
)
@click.option("-d", "--by", "dimensions", multiple=True, help="Dimensions, such as year,product,company.")
@click.option("-f", "--filter", "filters", multiple=True, help="A filter: source=omc, product!=lpg, month>=2024-01.")
@click.option("--only", multiple=True, help="Show only these rows; shares and ranks stay those of all: company=GOIL.")
@click.option("--span", help="Only these days: 2024-01..2024-06.")
@click.option("--as-of", help="Only what publishers had made known by then: 2024-06-30.")
@click.option("--as-recorded", help="Only what had been taken in by then.")
@click.option(
    "--compare", type=click.Choice(["previous_period", "year_ago"]), help="Beside each measure, the same of then."
)
@click.option("--top", help="The largest alone, the rest as others: 5, 5:company or 5:company:volume.")
@click.option("--sort", help="Columns to sort by; - before one for largest first.")
@click.option("--limit", type=click.IntRange(1), help="At most so many rows.")
@click.option("--org", help="Whose facts (default: yours and the published ones; the sample while nothing real is in).")
@output_options
@remembered
def command(
    *,
    measures: tuple[str, ...],
    dimensions: tuple[str, ...],
    filters: tuple[str, ...],
    org: str | None,
    form: str | None,
    output: Path | None,
    **options: str | int | tuple[str, ...] | None,
) -> int:
    r"""Answer one question: measures by dimensions, exact and with its sources.

    \b
    petroverse query -m volume -d year,product -f source=omc
    petroverse query -m share,rank -d company -f product=gasoline -f year=2024 --top 5
    petroverse query -m average_price -d month -f product=gasoil --format csv
    """
    from petroverse.workflows import answer_question, question_from_words

    question = question_from_words(measures, dimensions, filters, **options)
    with opened(org) as platform:
        reply = answer_question(platform.stores, question, platform.reader)
    document = reply.document
    title = "SAMPLE: simulated figures, not real" if document["meta"]["simulated"] else ""
    printout = Printout(
        document["schema"], document["rows"], document["meta"], document["warnings"], title=title, columns=reply.columns
    )
    write(printout, form, output)
    for warning in document["warnings"]:
        say(f"Note: {warning}")
    return 0
