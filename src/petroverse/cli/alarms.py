"""``petroverse alarms``: what waits for a person at the sites, what was done about it, and the rules that call."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say
from petroverse.core.errors import FileRefused

__all__ = ["RuleFileRefused", "command"]

_ALARMS: Final = (
    "priority", "status", "rule", "subject", "place", "litres", "begun_at", "ended_at", "quiet_until",
)  # fmt: skip
_EVENTS: Final = ("number", "at", "word", "rule", "subject", "place", "priority", "person", "text")
_NOTICES: Final = ("rule", "subject", "place", "litres", "begun_at", "ended_at")
_RULES: Final = ("name", "subject", "is_enabled", "priority", "limit", "unit", "approver", "missing")
_CALLS: Final = ("rule", "subject", "place", "at", "ended_at", "value", "limit", "unit", "litres")
_MEASURES: Final = ("position", "name", "value", "target", "ceiling", "verdict")
_SIMULATED: Final = " These readings are simulated."
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_org = click.option("--org", help="Whose alarms (default: yours).")
_rule = click.argument("rule", metavar="RULE")
_subject = click.argument("subject", metavar="SUBJECT")
_kind = click.option("--out-of-service", is_flag=True, help="For maintenance, up to 30 days, instead of shelved.")


class RuleFileRefused(FileRefused):
    """A file that is no rule in JSON."""


def _span(ctx: click.Context, param: click.Parameter, value: str) -> timedelta:
    """A length of time, such as 30m, 2h or 7d."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", value)
    if not found:
        raise click.BadParameter(f"{value!r} is no length of time; write 30m, 2h or 7d", ctx, param)
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


@click.group("alarms")
def command() -> None:
    r"""See what waits for a person at the sites, answer it, and decide what calls.

    \b
    petroverse alarms list                                     what is so, or waits for a person
    petroverse alarms acknowledge overfill S7/1                you have seen it and act; it stays until it is over
    petroverse alarms note overfill S7/1 "valve shut"          write beside it
    petroverse alarms shelve high S7/1 --for 2h --reason …     quiet for a while, never for ever
    petroverse alarms agree overfill S7/1                      the second person says yes, within 15 minutes
    petroverse alarms restore high S7/1                        let it speak again
    petroverse alarms history --subject S7/1                   all that happened
    petroverse alarms notices                                  what is so and calls nobody
    petroverse alarms rules                                    which conditions call people, and what drafts lack
    petroverse alarms preview overfill.json                    what it would have raised over thirty days
    petroverse alarms rule overfill.json --enable              approve one
    petroverse alarms health --by region                       how well alarms serve who answers them
    """


@command.command("list")
@click.option("--all", "is_all", is_flag=True, help="Those that are over and seen, too.")
@click.option("--place", default="", help="Only of this site.")
@click.option("--priority", type=click.Choice(["low", "medium", "high"]), default=None, help="Only of this priority.")
@_org
@output_options
@remembered
def listed(
    *, is_all: bool, place: str, priority: str | None, org: str | None, form: str | None, output: Path | None
) -> int:
    """Show alarms, those that wait for a person first."""
    from petroverse.workflows import alarms_list

    with opened(org) as platform:
        told = alarms_list(platform.stores, platform.reader, is_open=not is_all, place=place, priority=priority or "")
    counts = told["counts"]
    say(f"{counts['unacked']} wait for a person, {counts['active']} are so, {counts['quiet']} are kept quiet.")
    return write_rows("petroverse.alarms/1", _cut(told["alarms"], _ALARMS), _ALARMS, form, output)


@command.command("history")
@click.option("--rule", default="", help="Only of this rule.")
@click.option("--subject", default="", help="Only of this tank, meter or place.")
@click.option("--place", default="", help="Only of this site.")
@click.option("--before", type=click.IntRange(1), default=None, metavar="NUMBER", help="Only older ones than this.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, help="At most so many (default: 100).")
@_org
@output_options
@remembered
def history(*, org: str | None, form: str | None, output: Path | None, **wanted: Any) -> int:  # noqa: ANN401 - options
    """Show what happened to alarms, the last first."""
    from petroverse.workflows import alarm_history

    with opened(org) as platform:
        told = alarm_history(platform.stores, platform.reader, **wanted)
    if told["next"]:
        say(f"Older ones: petroverse alarms history --before {told['next']}")
    rows = [{**each, "text": each["body"].get("text", "")} for each in told["events"]]
    return write_rows("petroverse.alarm-history/1", _cut(rows, _EVENTS), _EVENTS, form, output)


@command.command("notices")
@click.option("--place", default="", help="Only of this site.")
@click.option("--subject", default="", help="Only of this tank, meter or place.")
@_org
@output_options
@remembered
def notices(*, place: str, subject: str, org: str | None, form: str | None, output: Path | None) -> int:
    """Show what is so and calls nobody, because no rule says that it should."""
    from petroverse.workflows import notices_list

    with opened(org) as platform:
        found = notices_list(platform.stores, platform.reader, place=place, subject=subject)
    return write_rows("petroverse.notices/1", _cut(found, _NOTICES), _NOTICES, form, output)


@command.command("acknowledge")
@_rule
@_subject
@_org
@remembered
def acknowledge(rule: str, subject: str, org: str | None) -> int:
    """Say that you have seen an alarm and act; it never ends one."""
    return _do("acknowledge", rule, subject, org)


@command.command("reset")
@_rule
@_subject
@_org
@remembered
def reset(rule: str, subject: str, org: str | None) -> int:
    """Release an alarm that stays after it is over."""
    return _do("reset", rule, subject, org)


@command.command("note")
@_rule
@_subject
@click.argument("text")
@_org
@remembered
def note(rule: str, subject: str, text: str, org: str | None) -> int:
    """Write something beside an alarm."""
    return _do("note", rule, subject, org, {"text": text})


@command.command("shelve")
@_rule
@_subject
@click.option("--for", "span", callback=_span, required=True, help="How long, such as 30m or 2h; at most 12h.")
@click.option("--reason", required=True, help="Why.")
@_kind
@_org
@remembered
def shelve(rule: str, subject: str, *, span: timedelta, reason: str, out_of_service: bool, org: str | None) -> int:
    """Keep an alarm quiet for a while; it is still watched and counted. Of overfill and losses another must agree."""
    more = {"until": datetime.now(UTC) + span, "reason": reason, "kind": _kind_of(out_of_service)}
    return _do("suppress", rule, subject, org, more)


@command.command("agree")
@_rule
@_subject
@_org
@remembered
def agree(rule: str, subject: str, org: str | None) -> int:
    """Agree that an overfill or a loss is kept quiet, as another person asked within the last quarter of an hour."""
    return _do("agree", rule, subject, org)


@command.command("restore")
@_rule
@_subject
@_kind
@_org
@remembered
def restore(rule: str, subject: str, *, out_of_service: bool, org: str | None) -> int:
    """Let an alarm speak again before its time."""
    return _do("restore", rule, subject, org, {"kind": _kind_of(out_of_service)})


@command.command("rules")
@_org
@output_options
@remembered
def rules(*, org: str | None, form: str | None, output: Path | None) -> int:
    """Show the rules: which conditions call people, and what drafts still lack."""
    from petroverse.workflows import alarm_rules_list

    with opened(org) as platform:
        found = alarm_rules_list(platform.stores, platform.reader)
    columns = _RULES if form in (None, "table") else tuple(found[0]) if found else _RULES
    return write_rows("petroverse.alarm-rules/1", _cut(found, columns), columns, form, output)


@command.command("rule")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--enable", "is_enabled", is_flag=True, help="Approve it: it calls people from now on.")
@_org
@remembered
def rule(file: Path, *, is_enabled: bool, org: str | None) -> int:
    """Save a rule that is written in a JSON file, as a draft unless you approve it."""
    from petroverse.workflows import write_alarm_rule

    with opened(org) as platform:
        told = write_alarm_rule(platform.stores, platform.reader, _rule_in(file), is_enabled=is_enabled)
    lacks = f"; it lacks {', '.join(told['missing'])}" if told["missing"] else ""
    say(f"{told['name']}: {'calls people' if told['is_enabled'] else 'a draft' + lacks}.")
    return 0


@command.command("preview")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--place", default="", help="Only over the tanks of this site.")
@click.option("--days", type=click.IntRange(1, 30), default=30, help="How far back (default: 30).")
@_org
@output_options
@remembered
def preview(file: Path, *, place: str, days: int, org: str | None, form: str | None, output: Path | None) -> int:
    """Show what a rule in a JSON file would have raised over the last days; nothing is saved."""
    from petroverse.workflows import preview_alarm_rule

    with opened(org) as platform:
        told = preview_alarm_rule(platform.stores, platform.reader, _rule_in(file), place=place, days=days)
    now = told["raised_by_rule_now"]
    beside = "" if now is None else f"; the rule in force {now}"
    say(
        f"{told['name']} would have called {told['raised']} times in {days} days over {told['tanks_tried']} of "
        f"{told['tanks']} tanks{beside}.{_SIMULATED if told['simulated'] else ''}"
    )
    return write_rows("petroverse.alarm-preview/1", _cut(told["calls"], _CALLS), _CALLS, form, output)


@command.command("health")
@click.option("--by", type=click.Choice(["all", "region", "place"]), default="all", help="Who answers (default: all).")
@click.option("--place", default="", help="Only of this site.")
@click.option("--days", type=click.IntRange(1, 92), default=30, help="How far back (default: 30).")
@_org
@output_options
@remembered
def review(
    *, by: Literal["all", "region", "place"], place: str, days: int, org: str | None, form: str | None,
    output: Path | None,
) -> int:  # fmt: skip
    """Show how well alarms serve the people of each position, held against ISA-18.2 and EEMUA 191."""
    from petroverse.workflows import alarm_health

    with opened(org) as platform:
        told = alarm_health(platform.stores, platform.reader, by=by, place=place, days=days)
    raised = sum(each["raised"] for each in told["positions"])
    say(f"{raised} alarms called people in {days} days.{_SIMULATED if told['simulated'] else ''}")
    rows = [{"position": each["position"], **one} for each in told["positions"] for one in each["measures"]]
    return write_rows("petroverse.alarm-health/1", _cut(rows, _MEASURES), _MEASURES, form, output)


@command.command("drop-rule")
@_rule
@click.option("--subject", default="", help="The rule of this tank, meter or place alone.")
@_org
@remembered
def drop_rule(rule: str, *, subject: str, org: str | None) -> int:
    """Delete a rule: its condition calls nobody any more."""
    from petroverse.workflows import drop_alarm_rule

    with opened(org) as platform:
        drop_alarm_rule(platform.stores, platform.reader, rule, subject)
    say(f"{rule} of {subject or 'all'} calls nobody any more.")
    return 0


def _rule_in(file: Path) -> Mapping[str, Any]:
    try:
        plain = json.loads(file.read_text("utf-8"))
    except (UnicodeDecodeError, ValueError) as fault:
        raise RuleFileRefused(f"it is no JSON: {fault}", where=str(file), fix="write one object") from fault
    if not isinstance(plain, dict):
        raise RuleFileRefused("it is no rule", where=str(file), fix="write one object")
    return plain


def _do(does: str, rule: str, subject: str, org: str | None, more: Mapping[str, Any] | None = None) -> int:
    from petroverse.workflows import handle_alarm

    with opened(org) as platform:
        told = handle_alarm(platform.stores, platform.reader, does, (rule, subject), more)
    quiet = f", quiet until {told['quiet_until']:%Y-%m-%d %H:%M} UTC" if told["quiet_until"] else ""
    if told["suppressed_by"]:
        quiet += f", quiet while there is {told['suppressed_by']}"
    if told["asked"]:
        quiet += f"; another person has to agree by {told['asked']['expires_at']:%H:%M} UTC"
    say(f"{rule} of {subject}: {told['status'].replace('_', ', ')}{quiet}.")
    return 0


def _kind_of(out_of_service: bool) -> str:
    return "out_of_service" if out_of_service else "shelved"


def _cut(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: _plain(each[name]) for name in columns} for each in rows]


def _plain(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
