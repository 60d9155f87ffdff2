"""``petroverse anomalies``: what is out of the ordinary in the market's figures, why, and what people say of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.output import Printout, output_options, write, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_COLUMNS: Final = ("id", "kind", "text", "litres", "litres_unit", "money", "currency", "is_early_warning", "state")
_SIGNALS: Final = ("rank", "region", "product", "z", "seen", "expected", "unit", "is_early_warning", "note")
_STATES: Final = ("open", "confirmed", "dismissed", "snoozed", "all")
_org = click.option("--org", help="Whose facts (default: yours).")


@click.group("anomalies", invoke_without_command=True)
@click.option("--state", type=click.Choice(_STATES), default="open", help="In this state (default: open).")
@click.option("--kind", default="", help="Only of this kind, such as level, shift or below_floor.")
@click.option("--since", default="", metavar="MONTH", help="That reach this month or a later one.")
@click.option("--warnings", is_flag=True, help="Only early warnings of smuggling.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="At most so many (default: 50).")
@_org
@output_options
@remembered
@click.pass_context
def command(
    ctx: click.Context, *, state: str, kind: str, since: str, warnings: bool, limit: int, org: str | None,
    form: str | None, output: Path | None,
) -> int:  # fmt: skip
    r"""Show what is out of the ordinary in the market's figures, and say what it is.

    \b
    petroverse anomalies                                     what waits for a person, the most worth first
    petroverse anomalies --warnings                          early warnings of smuggling alone
    petroverse anomalies list --state all -o anomalies.xlsx  every one, as a workbook
    petroverse anomalies show 3f2a91c07b64d0e8               one with evidence, causes, what would settle it
    petroverse anomalies judge 3f2a91c07b64d0e8 dismissed --reason "a new mine"
    petroverse anomalies signals --until 2024-06             every region and product beside the market

    What people say of anomalies makes their kind stricter or looser.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    asked = {"state": state, "kind": kind, "since": since, "warnings": warnings, "limit": limit}
    return _listed(asked, org, form, output)


@command.command("list")
@click.option("--state", type=click.Choice(_STATES), default="open", help="In this state (default: open).")
@click.option("--kind", default="", help="Only of this kind, such as level, shift or below_floor.")
@click.option("--since", default="", metavar="MONTH", help="That reach this month or a later one.")
@click.option("--warnings", is_flag=True, help="Only early warnings of smuggling.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="At most so many (default: 50).")
@_org
@output_options
@remembered
def listed(*, org: str | None, form: str | None, output: Path | None, **asked: Any) -> int:  # noqa: ANN401 - click's
    """Show anomalies, those most worth a person's time first."""
    return _listed(asked, org, form, output)


@command.command("show")
@click.argument("anomaly", metavar="ID")
@_org
@output_options
@remembered
def show(anomaly: str, *, org: str | None, form: str | None, output: Path | None) -> int:
    """Show one anomaly: what it stands on, re-computed now, likely causes, and what would settle it."""
    from petroverse.workflows import one_anomaly

    with opened(org) as platform:
        budget = platform.settings.false_alarms_a_month
        found = one_anomaly(platform.stores, platform.reader, anomaly, budget=budget)
    if form in (None, "table") and output is None:
        _speak(found)
        return 0
    write(Printout("petroverse.anomaly/1", [found], {}, columns=_COLUMNS), form, output)
    return 0


@command.command("judge")
@click.argument("anomaly", metavar="ID")
@click.argument("verdict", type=click.Choice(("confirmed", "dismissed", "snoozed", "reopened")))
@click.option("--reason", required=True, help="Why, for whoever reads it later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Until this day, UTC (snoozed).")
@_org
@remembered
def judge(anomaly: str, verdict: str, *, reason: str, until: datetime | None, org: str | None) -> int:
    """Say what an anomaly is; its kind becomes stricter or looser for it, within bounds."""
    from petroverse.workflows import judge_anomaly

    end = until.replace(tzinfo=UTC) if until else None
    with opened(org) as platform:
        budget = platform.settings.false_alarms_a_month
        told = judge_anomaly(platform.stores, platform.reader, anomaly, verdict, reason, until=end, budget=budget)
    say(f"{anomaly} is {told['state']}. {told['kind']} is told below {told['threshold']:.2g}: {told['threshold_why']}")
    return 0


@command.command("signals")
@click.option("--until", default="", metavar="MONTH", help="Last month, such as 2024-06 (default: the newest).")
@click.option("--months", type=click.IntRange(1, 12), default=6, help="How many months (default: 6).")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, help="At most so many (default: 20).")
@_org
@output_options
@remembered
def signals(*, until: str, months: int, limit: int, org: str | None, form: str | None, output: Path | None) -> int:
    """Show every region and product beside how the market grew against the same months a year before."""
    from petroverse.workflows import region_signals

    with opened(org) as platform:
        rows = region_signals(platform.stores, platform.reader, until, months)
    return write_rows("petroverse.region_signals/1", rows[:limit], _SIGNALS, form, output)


def _listed(asked: dict[str, Any], org: str | None, form: str | None, output: Path | None) -> int:
    from petroverse.workflows import AnomaliesAsked, anomalies_page, refresh_anomalies

    state = "" if asked["state"] == "all" else asked["state"]
    wanted = AnomaliesAsked(state, asked["kind"], asked["since"], asked["warnings"], asked["limit"])
    with opened(org) as platform:
        budget = platform.settings.false_alarms_a_month
        refresh_anomalies(platform.stores, platform.reader, budget)
        page = anomalies_page(platform.stores, platform.reader, wanted, budget=budget)
    rows = page.pop("anomalies")
    if page["is_simulated"]:
        say("SIMULATED: these are facts of a made-up market.")
    write(Printout("petroverse.anomalies/1", rows, page, columns=_COLUMNS), form, output)
    say(f"{len(rows)} of {page['total']}. See one with: petroverse anomalies show ID")
    return 0


def _speak(found: dict[str, Any]) -> None:
    click.echo(found["text"])
    worth = f"{found['litres']:,.0f} {found['litres_unit']}" if found["litres_unit"] else ""
    money = f"{found['money']:,.0f} {found['currency']}" if found["money"] is not None else ""
    click.echo("  ".join(each for each in (worth, money, found["state"]) if each))
    chance = f"{found['probability']:.2g} where nothing is wrong; told below {found['threshold']:.2g}"
    click.echo(f"Probability {chance} ({found['threshold_why']})")
    for title, lines in (
        ("Made of", found["made_of"]), ("Likely causes", found["causes"]), ("Would confirm it", found["confirm"]),
        ("Would refute it", found["refute"]),
    ):  # fmt: skip
        if lines:
            click.echo(f"{title}:")
            click.echo("\n".join(f"  - {line}" for line in lines))
    click.echo(f"Re-computed from its evidence just now: {'holds' if found['holds'] else 'does not hold any more'}")
