"""``petroverse lapse``: companies that may stop lifting or lift half as much, and how good such warnings were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.output import Printout, output_options, write, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_RISKS: Final = ("company", "lapses_3", "lapses_6", "halves_3", "halves_6", "why")
_WHY: Final = ("company", "event", "within_months", "probability", "base", "before", "reasons")
_RECORD: Final = (
    "event", "within_months", "first", "last", "cases", "events", "auc", "rule_auc", "brier", "rule_brier",
    "steady_brier", "lift_10", "rule_lift_10", "caught_10",
)  # fmt: skip


@click.command("lapse")
@click.argument("company", default="", metavar="[COMPANY]")
@click.option("--source", default="omc", show_default=True, help="Whose liftings: omc, bidec or another stage.")
@click.option("--as-of", default="", help="As it was told by then: only what publishers had made known by 2024-06-30.")
@click.option("--record", is_flag=True, help="How good such warnings were, beside a simple rule of recency.")
@click.option("--org", help="Whose facts (default: yours and the published ones; the sample while nothing real is in).")
@output_options
@remembered
def command(
    *, company: str, source: str, as_of: str, record: bool, org: str | None, form: str | None, output: Path | None
) -> int:
    r"""Warn of companies that may stop lifting, or lift half as much, within 3 and 6 months.

    A company lapses when it lifts nothing for three months in a row. It halves when it lifts, a month, at most half
    of what it did in the six months before.

    \b
    petroverse lapse                              every company, the likeliest to lapse first
    petroverse lapse "OLD OIL LTD"                one company: how likely, why, what came of such warnings before
    petroverse lapse --record                     how good the warnings were, month after month
    petroverse lapse --as-of 2024-06-30           what they said then
    """
    from petroverse.workflows import companies_at_risk, risk_of_company

    with opened(org) as platform:
        if company:
            told = risk_of_company(platform.stores, platform.reader, company, source, as_of=as_of)
        else:
            told = companies_at_risk(platform.stores, platform.reader, source, as_of=as_of)
    say(f"After {told['month']:%Y-%m}" + ("; SIMULATED figures, not real" if told["simulated"] else ""))
    if record:
        return write_rows("petroverse.lapse-record/1", [_record(each) for each in told["records"]], _RECORD,
                          form, output)  # fmt: skip
    if company:
        return _one(told, form, output)
    rows = [_risk(each) for each in told["at_risk"]]
    about = {"month": told["month"], "source": source, "simulated": told["simulated"], "row_count": len(rows)}
    write(Printout("petroverse.lapse/1", rows, about, columns=_RISKS), form, output)
    return 0


def _one(told: Mapping[str, Any], form: str | None, output: Path | None) -> int:
    if told["last_month"]:
        say(f"{told['company']} has lapsed: it lifted last in {told['last_month']:%Y-%m}")
    rows = [{"company": told["company"], **_why(each)} for each in told["warnings"]]
    return write_rows("petroverse.lapse/1", rows, _WHY, form, output)


def _risk(row: Mapping[str, Any]) -> dict[str, Any]:
    chances = {f"{each['event']}_{each['within_months']}": round(each["probability"], 4) for each in row["warnings"]}
    lapse = max((each for each in row["warnings"] if each["event"] == "lapses"), key=lambda each: each["within_months"])
    return {"company": row["company"], **chances, "why": _likelier(lapse["reasons"])}


def _likelier(reasons: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(each["words"] for each in reasons if each["times"] > 1)


def _why(warning: Mapping[str, Any]) -> dict[str, Any]:
    before = warning["as_loud_before"]
    told = {name: warning[name] for name in ("event", "within_months")}
    chances = {name: round(warning[name], 4) for name in ("probability", "base")}
    reasons = "; ".join(f"{each['words']} (odds × {each['times']:.2f})" for each in warning["reasons"])
    return {**told, **chances, "before": f"{before['events']} of {before['cases']}", "reasons": reasons}


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: record[name] for name in ("event", "within_months", "first", "last", "cases", "events")}
    good = {name: record["scores"][name] for name in ("auc", "brier", "lift_10", "caught_10")}
    rule = {f"rule_{name}": record["rule"][name] for name in ("auc", "brier", "lift_10")}
    return {**told, **good, **rule, "steady_brier": record["steady"]["brier"]}
