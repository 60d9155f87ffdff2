"""``petroverse dashboard``: dashboards as text that can be kept beside code, and their reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from petroverse.cli.output import output_options, put, write_rows
from petroverse.cli.terminal import opened, remembered, say
from petroverse.core.errors import InputRefused

if TYPE_CHECKING:
    from petroverse.app import Platform

__all__ = ["DashboardUnclear", "DefinitionUnreadable", "command"]

_LINES: Final = ("id", "name", "panel_count", "owner", "is_shared", "version", "changed_at")
_PANELS: Final = ("title", "kind", "measures", "by", "id")
_SAYS: Final = ("name", "description", "panels", "filters")
_FIX: Final = "see the form of one with: petroverse dashboard export NAME"
_FORMAT: Final = "petroverse.dashboard/1"
_org = click.option("--org", help="Whose dashboards (default: yours).")
_dashboard = click.argument("dashboard", metavar="NAME|ID")


class DashboardUnclear(InputRefused):
    """More than one dashboard is called so."""


class DefinitionUnreadable(InputRefused):
    """A file holds no definition of a dashboard."""


@click.group("dashboard")
def command() -> None:
    r"""See dashboards, keep them as text, and take their reports.

    \b
    petroverse dashboard list                                every dashboard that you may open
    petroverse dashboard report "Fuel market" -o fuel.pdf    or fuel.xlsx: one workbook, a sheet a panel
    petroverse dashboard export "Fuel market" -o fuel.json   its definition, to keep or to bring elsewhere
    petroverse dashboard import fuel.json                    makes one of a definition

    Mail a report again and again with `petroverse schedule add NAME --cron … mail-report ID`.
    """


@command.command("list")
@_org
@output_options
@remembered
def listed(org: str | None, form: str | None, output: Path | None) -> int:
    """Show every dashboard that you may open."""
    from petroverse.workflows import dashboards_list

    with opened(org) as platform:
        rows = dashboards_list(platform.stores, platform.reader)
    return write_rows("petroverse.dashboards/1", rows, _LINES, form, output)


@command.command("show")
@_dashboard
@_org
@output_options
@remembered
def show(dashboard: str, *, org: str | None, form: str | None, output: Path | None) -> int:
    """Show the panels of a dashboard: what each asks, and how it is drawn."""
    rows = [
        {
            "id": each["id"],
            "title": each["title"],
            "kind": each["view"]["kind"],
            "measures": ", ".join(each["question"]["measures"]),
            "by": ", ".join(each["question"].get("dimensions", ())),
            "question": each["question"],
            "view": each["view"],
        }
        for each in _asked(dashboard, org)["panels"]
    ]
    return write_rows("petroverse.panels/1", rows, _PANELS, form, output)


@command.command("export")
@_dashboard
@_org
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
@remembered
def export(dashboard: str, org: str | None, output: Path | None) -> int:
    """Write the definition of a dashboard as JSON: questions and views, no figures."""
    kept = _asked(dashboard, org)
    told = {"format": _FORMAT, **{name: kept[name] for name in _SAYS}}
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        put(output, iter([text.encode()]))
        say(f"{kept['name']} is written to {output}")
    return 0


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="Another name for it.")
@_org
@remembered
def import_(file: Path, name: str | None, org: str | None) -> int:
    """Make a dashboard of the definition in FILE; it is yours alone until you share it."""
    from petroverse.workflows import make_dashboard

    told = _definition(file) | ({"name": name} if name else {})
    with opened(org) as platform:
        made = make_dashboard(platform.stores, platform.reader, told)
    say(f"{made['name']} is made, with {len(made['panels'])} panels, and is yours alone until you share it.")
    click.echo(made["id"])
    return 0


@command.command("report")
@_dashboard
@_org
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE",
    help="Write to this file: .pdf, or .xlsx for one workbook.",
)  # fmt: skip
@remembered
def report(dashboard: str, org: str | None, output: Path) -> int:
    """Write the report of a dashboard: its figures as they are known now."""
    from petroverse.workflows import dashboard_report

    with opened(org) as platform:
        made = dashboard_report(
            platform.stores, platform.reader, _id(platform, dashboard), output.suffix.lstrip(".").lower()
        )
    put(output, iter([made.content]))
    for each in made.report.panels:
        if each.fault:
            say(f"Note: {each.title} has no answer: {each.fault}")
    say(f"{len(made.report.panels)} panels written to {output}")
    return 0


def _asked(dashboard: str, org: str | None) -> dict[str, Any]:
    from petroverse.workflows import one_dashboard

    with opened(org) as platform:
        return one_dashboard(platform.stores, platform.reader, _id(platform, dashboard))


def _id(platform: Platform, called: str) -> str:
    """The id of a dashboard by its id or its name."""
    from petroverse.workflows import dashboards_list

    found = [each["id"] for each in dashboards_list(platform.stores, platform.reader) if each["name"] == called]
    if len(found) > 1:
        raise DashboardUnclear(f"{len(found)} dashboards are called {called!r}", fix=f"name its id: {', '.join(found)}")
    return found[0] if found else called


def _definition(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text("utf-8"))
    except ValueError as fault:
        raise DefinitionUnreadable(f"it is no JSON: {fault}", where=str(file), fix=_FIX) from fault
    if not isinstance(told, dict) or told.pop("format", "") != _FORMAT:
        raise DefinitionUnreadable("it is no definition of a dashboard", where=str(file), fix=_FIX)
    return told
