"""``petroverse org``: organisations, what they share, and what happened in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say, typed_again
from petroverse.core.catalogue import datasets

__all__ = ["command"]

_SHARES: Final = ("organisation", "reader", "datasets", "since", "made_by", "ended_at", "ended_by")
_LOG: Final = ("number", "at", "person", "kind", "told")
_DAY: Final = click.DateTime(["%Y-%m-%d"])
_org = click.option("--org", help="Which organisation acts (default: local).")


@click.group("org")
def command() -> None:
    r"""Organisations, what they share, and what happened in them.

    \b
    petroverse org add star --name "Star Oil"     an organisation with facts of its own
    petroverse org share watch --org star         let another read all of its facts
    petroverse org share watch --org star --dataset volume
    petroverse org log --org star                 who did what, and when
    petroverse org remove star --yes star         whole, with every fact and file of its own

    An organisation sees its own facts, published ones, and what others share with it. Nobody else sees its own.
    """


@command.command("list")
@output_options
@remembered
def listed(form: str | None, output: Path | None) -> int:
    """Show every organisation that you may see."""
    from petroverse.workflows import organisations_list

    with opened() as platform:
        rows = organisations_list(platform.stores, platform.reader)
    columns = ("id", "name", "members", "country_pack", "is_simulated", "share_code")
    return write_rows("petroverse.organisations/1", rows, columns, form, output)


@command.command("add")
@click.argument("organisation", metavar="ID")
@click.option("--name", help="What people read (default: the id).")
@click.option("--pack", default="", help="Country pack that its tables are read with.")
@remembered
def add(organisation: str, name: str | None, pack: str) -> int:
    """Add the organisation ID: lower-case letters, digits, - and _."""
    from petroverse.core.grants import OrganisationId
    from petroverse.workflows import Organisation, add_organisation

    wanted = Organisation(OrganisationId(organisation), name or organisation, country_pack=pack)
    with opened() as platform:
        add_organisation(platform.stores, platform.reader, wanted)
    say(f"{organisation} is there. Invite its admin: petroverse user invite EMAIL --role admin --org {organisation}")
    return 0


@command.command("rename")
@click.argument("organisation", metavar="ID")
@click.argument("name")
@remembered
def rename(organisation: str, name: str) -> int:
    """Let people read another NAME for the organisation ID; the id stays."""
    from petroverse.core.grants import OrganisationId
    from petroverse.workflows import rename_organisation

    with opened() as platform:
        rename_organisation(platform.stores, platform.reader, OrganisationId(organisation), name)
    say(f"{organisation} is called {name}.")
    return 0


@command.command("remove")
@click.argument("organisation", metavar="ID")
@click.argument("again", required=False, metavar="[ID]")
@remembered
def remove(organisation: str, again: str | None) -> int:
    """Remove the organisation ID whole: members, tokens, facts, and files that nobody else has.

    It cannot be undone, so the id is typed once more, or given once more with --yes.
    """
    from petroverse.core.grants import OrganisationId
    from petroverse.workflows import remove_organisation

    if not typed_again(organisation, again, f"Remove {organisation} with everything in it?"):
        say("That is another name: nothing was removed.")
        return 130
    with opened() as platform:
        rows = remove_organisation(platform.stores, platform.reader, OrganisationId(organisation))
    say(f"{organisation} is gone ({rows:,} rows). Its removal is recorded.")
    return 0


@command.command("share")
@click.argument("with_whom", metavar="READER")
@click.option("--dataset", "names", multiple=True, type=click.Choice(list(datasets())), help="Only this dataset.")
@_org
@remembered
def share(with_whom: str, names: tuple[str, ...], org: str | None) -> int:
    """Let the organisation READER read facts of yours, instead of what it could read before.

    READER is the share code that the other shows (org list there, and its page); its id is enough for whoever is a
    member of both or sees to the whole platform.
    """
    from petroverse.workflows import share

    with opened(org) as platform:
        whom = share(platform.stores, platform.reader, with_whom, names)
        own = platform.reader.acts_in
    say(f"{whom} reads {', '.join(names) or 'all facts'} of {own} from now on. End it: petroverse org unshare")
    return 0


@command.command("unshare")
@click.argument("with_whom", metavar="READER")
@_org
@remembered
def unshare(with_whom: str, org: str | None) -> int:
    """End what you share with the organisation READER: its next question reads none of it."""
    from petroverse.workflows import unshare

    with opened(org) as platform:
        unshare(platform.stores, platform.reader, with_whom)
    say(f"{with_whom} reads nothing of yours any more.")
    return 0


@command.command("shares")
@_org
@output_options
@remembered
def shares(org: str | None, form: str | None, output: Path | None) -> int:
    """Show what the organisation shares, and what others share with it; ended ones too."""
    from petroverse.workflows import shares_list

    with opened(org) as platform:
        rows = shares_list(platform.stores, platform.reader)
    return write_rows("petroverse.shares/1", rows, _SHARES, form, output)


@command.command("log")
@click.option("--kind", default="", help="Only this kind: import, signed_in, shared, member_added …")
@click.option("--person", default="", help="Only what this person did.")
@click.option("--since", type=_DAY, help="From this day on, in UTC: 2024-06-01.")
@click.option("--until", type=_DAY, help="Up to the end of this day, in UTC.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=100, show_default=True, help="At most so many.")
@_org
@output_options
@remembered
def log(
    *,
    kind: str,
    person: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    org: str | None,
    form: str | None,
    output: Path | None,
) -> int:
    """Show what happened in the organisation, the newest first; sign-ins of accounts stand in it too."""
    from petroverse.workflows import ActivityWanted, activity_list

    first, end = since and since.replace(tzinfo=UTC), until and until.replace(tzinfo=UTC) + timedelta(days=1)
    wanted = ActivityWanted(kind, person, first, end, None, limit)
    with opened(org) as platform:
        rows = activity_list(platform.stores, platform.reader, wanted)
    return write_rows("petroverse.activity/1", rows, _LOG, form, output)
