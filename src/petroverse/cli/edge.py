"""``petroverse edge``: the gateway of a depot or station, on the base installation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import remembered, say, settings_of

__all__ = ["command"]

_STANDING: Final = (
    "name", "place", "hub", "hub_is_there", "hub_since", "hub_fault", "waiting", "handed", "oldest_at", "refused",
    "given_up", "given_up_from", "given_up_to", "bytes", "key",
)  # fmt: skip


@click.group("edge")
def command() -> None:
    r"""The gateway of a site: it asks the gauges, watches on the spot, and hands all to the hub when that is there.

    \b
    petroverse edge init --hub https://fuel.example --org oda --name oda-7 --place S7
    petroverse edge run                            until it is told to stop
    petroverse edge status                         what waits, and how the hub was seen last

    It lies in the folder `edge` of the home. The hub tells it its tanks, gauges and rules once it is admitted there.
    """


@command.command("init")
@click.option("--hub", required=True, help="Where the hub answers, such as https://fuel.example.")
@click.option("--org", required=True, help="Whose gateway it is: the short name of the organisation at the hub.")
@click.option("--name", required=True, help="What it is called at the hub.")
@click.option("--place", required=True, help="The site: its id in the network.")
@click.option("--ca", default="", help="The hub's authority (PEM), where the hub has one of its own.")
@click.option("--page-host", default="127.0.0.1", show_default=True, help="Where the page of the site answers.")
@click.option("--page-port", default=7390, show_default=True, help="At which port; 0 for no page.")
@remembered
def init(*, hub: str, org: str, name: str, place: str, ca: str, page_host: str, page_port: int) -> int:
    """Write the settings, make the key that it signs with, and show what the hub must know."""
    from petroverse.app import new_page_password, set_up_edge
    from petroverse.edge import EdgeSettings

    given = {"ca": str(Path(ca).absolute()) if ca else "", "page_host": page_host, "page_port": page_port}
    password = "" if page_host in ("127.0.0.1", "localhost", "::1") else new_page_password()
    settings = EdgeSettings(hub, org, name, place, page_password=password, **given)  # type: ignore[arg-type]
    made = set_up_edge(Path(settings_of().home), settings)
    say("Admit it at the hub:")
    click.echo(f"petroverse device admit {made['name']} --place {made['place']} --key {made['key']} --org {org}")
    if password:
        say(f"The page asks for the password {password}")
    say("Then: petroverse edge run")
    return 0


@command.command("run")
@remembered
def run() -> int:
    """Ask the gauges, watch, and hand over to the hub, until told to stop."""
    from petroverse.app import run_edge

    def ready(address: str) -> None:
        click.echo(f"Ready: {address or 'no page'}")

    run_edge(Path(settings_of().home), ready)
    return 0


@command.command("status")
@output_options
@remembered
def status(*, form: str | None, output: Path | None) -> int:
    """Show what waits for the hub, and how it was seen last; whether the gateway runs or not."""
    from petroverse.app import edge_standing

    rows = [edge_standing(Path(settings_of().home))]
    return write_rows("petroverse.edge/1", rows, _STANDING, form, output)
