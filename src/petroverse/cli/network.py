"""``petroverse network``: what stands and moves, kept in a spreadsheet or as text and taken in whole or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.output import output_options, put, write_rows
from petroverse.cli.terminal import opened, remembered, say
from petroverse.core.errors import FileRefused, NotFound

__all__ = ["FolderEmpty", "command"]

_KINDS: Final = ("places", "companies", "tanks", "trucks", "routes", "meters", "gauges")
_FAULTS: Final = ("sheet", "row", "column", "what", "fix")
_CHANGES: Final = ("what", "kind", "id", "fields")
_REFUSED: Final = 3
_FORMS: Final = {".json": "json", ".xlsx": "xlsx", ".zip": "csv"}
_org = click.option("--org", help="Whose network (default: yours).")


class FolderEmpty(FileRefused):
    """A folder without a CSV file."""


@click.group("network")
def command() -> None:
    r"""See the places, tanks, meters, gauges and trucks, and keep them in a spreadsheet.

    \b
    petroverse network show                        how much there is of each kind
    petroverse network show --kind tanks           every tank
    petroverse network export -o network.xlsx      or .json, or .zip of CSV files: a form to fill in
    petroverse network import network.xlsx --check what would come of it, and every cell that cannot be used
    petroverse network import network.xlsx         takes it in, whole or not at all
    """


@command.command("show")
@click.option("--kind", type=click.Choice(_KINDS), help="Every one of this kind.")
@_org
@output_options
@remembered
def show(*, kind: str | None, org: str | None, form: str | None, output: Path | None) -> int:
    """Show the network: how much there is of each kind, or every one of a kind."""
    from petroverse.workflows import network_now

    with opened(org) as platform:
        told = network_now(platform.stores, platform.reader)
    network = told["network"]
    if kind:
        rows = [_in_a_line(each) for each in network[kind]]
        return write_rows("petroverse.network-parts/1", rows, tuple(rows[0]) if rows else ("id",), form, output)
    retired = [each["kind"] for each in told["retired"]]
    rows = [{"kind": each, "count": len(network[each]), "retired": retired.count(each)} for each in _KINDS]
    say(f"Version {told['version']}" + (f", saved by {told['changed_by']}" if told["changed_by"] else ""))
    return write_rows("petroverse.network/1", rows, ("kind", "count", "retired"), form, output)


@command.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Say what would come of it; change nothing.")
@_org
@output_options
@remembered
def import_(*, path: Path, check: bool, org: str | None, form: str | None, output: Path | None) -> int:
    """Take a network in from PATH: a workbook, JSON, a CSV file, a zip of them, or a folder of CSV files."""
    from petroverse.workflows import import_network

    name, content = _content(path)
    with opened(org) as platform:
        told = import_network(platform.stores, platform.reader, name, content, is_check=True)
        if not told["faults"] and not check:
            told = import_network(platform.stores, platform.reader, name, content)
    if told["faults"]:
        say(f"{len(told['faults'])} cells cannot be used; nothing was taken in.")
        write_rows("petroverse.network-faults/1", told["faults"], _FAULTS, form, output)
        return _REFUSED
    counts = ", ".join(f"{count} {what}" for what, count in told["counts"].items()) or "nothing differs"
    is_done = f"Taken in as version {told['version']}: " if told["is_taken"] else "Nothing was changed; would be: "
    say(is_done + counts)
    if check or form or output:
        write_rows("petroverse.network-changes/1", told["changes"], _CHANGES, form, output)
    return 0


@command.command("export")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE",
    help="Write to this file: .xlsx, .json, or .zip for CSV files.",
)  # fmt: skip
@_org
@remembered
def export(output: Path, org: str | None) -> int:
    """Write the network as a file that can be changed and taken in again."""
    from petroverse.workflows import export_network

    form = _FORMS.get(output.suffix.lower())
    if form is None:
        raise click.UsageError(f"{output.name}: give a name that ends in {', '.join(_FORMS)}.")
    with opened(org) as platform:
        file = export_network(platform.stores, platform.reader, form)
    put(output, iter([file.content]))
    say(f"The network is written to {output}")
    return 0


def _content(path: Path) -> tuple[str, bytes]:
    """A file as it is, or a folder's CSV files as the zip that they would be."""
    if path.is_file():
        return path.name, path.read_bytes()
    if not path.is_dir():
        raise NotFound("there is no such file or folder", where=str(path), fix="check the path")
    files = sorted(path.glob("*.csv"))
    if not files:
        raise FolderEmpty("no CSV file lies in it", where=str(path), fix="give the folder that an export unpacks to")
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for each in files:
            archive.writestr(each.name, each.read_bytes())
    return f"{path.name or 'network'}.zip", sink.getvalue()


def _in_a_line(part: dict[str, Any]) -> dict[str, Any]:
    """A part as one row: a strapping by its kind, what else holds parts as text."""
    told = dict(part)
    if "strapping" in told:
        told["strapping"] = told["strapping"]["kind"]
    return {name: json.dumps(each) if isinstance(each, dict | list) else each for name, each in told.items()}
