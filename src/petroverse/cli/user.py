"""``petroverse user``: accounts, roles, and which rows each person may see."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import asked, opened, remembered, say

__all__ = ["command"]

_ROLES: Final = ("viewer", "analyst", "operator", "admin", "regulator")
_MEMBERS: Final = ("person", "name", "email", "role", "row_rules", "measures", "since", "disabled_at")
_ACCOUNTS: Final = ("person", "name", "email", "is_platform_admin", "member_of", "disabled_at")
_INVITED: Final = ("number", "email", "role", "made_by", "expires_at", "used_at", "used_by")
_org = click.option("--org", help="In which organisation (default: local).")
_only = click.option("--only", multiple=True, metavar="DIMENSION=VALUES", help="Only these rows: company=A,B.")
_measures = click.option("--measures", help="Only these measures: volume,share.")


@click.group("user")
def command() -> None:
    r"""People: accounts, roles, and which rows each may see.

    \b
    petroverse user add ama --name "Ama Mensah" --email ama@example.com --role analyst
    petroverse user invite kofi@example.com --role viewer --only company="STAR OIL"
    petroverse user role ama admin               another role in the organisation
    petroverse user rules ama --only product=gasoil,gasoline
    petroverse user password ama --file FILE     or from stdin

    Roles: viewer asks; analyst and regulator also export; operator also imports and merges names; admin also sees to
    people, tokens and shares. A regulator reads published facts and what others share, nothing of its organisation.
    """


@command.command("list")
@click.option("--all", "is_all", is_flag=True, help="Every account of the platform, not only members.")
@click.option("--invited", is_flag=True, help="Invitations instead.")
@_org
@output_options
@remembered
def listed(*, is_all: bool, invited: bool, org: str | None, form: str | None, output: Path | None) -> int:
    """Show who is a member, as what, limited to which rows."""
    from petroverse.workflows import accounts_list, invitations_list, members_list

    found: Callable[..., list[dict[str, Any]]] = accounts_list if is_all else members_list
    columns: tuple[str, ...] = _ACCOUNTS if is_all else _MEMBERS
    if invited:
        found, columns = invitations_list, _INVITED
    with opened(org) as platform:
        rows = found(platform.stores, platform.reader)
    return write_rows("petroverse.people/1", rows, columns, form, output)


@command.command("add")
@click.argument("person")
@click.option("--name", required=True, help="What others read.")
@click.option("--email", required=True, help="The person's e-mail address.")
@click.option("--platform-admin", is_flag=True, help="May do what concerns the whole platform.")
@click.option("--role", type=click.Choice(_ROLES), help="Make a member at once, as what.")
@_org
@remembered
def add(person: str, *, name: str, email: str, platform_admin: bool, role: str | None, org: str | None) -> int:
    """Give PERSON an account, without a password; lower-case letters, digits, dots and dashes."""
    from petroverse.core.grants import PersonId
    from petroverse.core.rights import Role
    from petroverse.workflows import add_person, change_role

    with opened(org) as platform:
        stores, reader = platform.stores, platform.reader
        add_person(stores, reader, PersonId(person), name, email, is_platform_admin=platform_admin)
        if role:
            change_role(stores, reader, person, Role(role))
    say(f"{person} has an account. Set a password with: petroverse user password {person}")
    return 0


@command.command("invite")
@click.argument("email")
@click.option("--role", type=click.Choice(_ROLES), default="viewer", show_default=True, help="As what.")
@click.option("--days", type=click.IntRange(1, 30), default=7, show_default=True, help="For how long it may be used.")
@_only
@_measures
@_org
@remembered
def invite(email: str, *, role: str, days: int, only: tuple[str, ...], measures: str | None, org: str | None) -> int:
    """Invite whoever has the address EMAIL, and print the link to send; it is shown once."""
    from datetime import timedelta

    from petroverse.core.rights import Role
    from petroverse.workflows import Standing, invite

    standing = Standing(Role(role), _rules(only), _named(measures))
    with opened(org) as platform:
        secret = invite(platform.stores, platform.reader, email, standing, lasts=timedelta(days=days))
        click.echo(f"{platform.settings.address}/invitation#{secret}")
    say(f"Send this link to {email}: it works once, for {days} days, and is not shown again.")
    return 0


@command.command("uninvite")
@click.argument("number", type=click.IntRange(1))
@_org
@remembered
def uninvite(number: int, org: str | None) -> int:
    """Take the open invitation NUMBER back."""
    from petroverse.workflows import take_invitation_back

    with opened(org) as platform:
        take_invitation_back(platform.stores, platform.reader, number)
    say(f"Invitation {number} is taken back.")
    return 0


@command.command("role")
@click.argument("person")
@click.argument("role", type=click.Choice(_ROLES))
@_org
@remembered
def role(person: str, role: str, org: str | None) -> int:
    """Give PERSON another role in the organisation; the row rules stay."""
    from petroverse.core.rights import Role
    from petroverse.workflows import change_role

    with opened(org) as platform:
        change_role(platform.stores, platform.reader, person, Role(role))
    say(f"{person} is {role} now.")
    return 0


@command.command("rules")
@click.argument("person")
@_only
@_measures
@_org
@remembered
def rules(person: str, only: tuple[str, ...], measures: str | None, org: str | None) -> int:
    """Limit PERSON to some rows and measures; without options there is no limit any more."""
    from petroverse.workflows import limit_rows

    with opened(org) as platform:
        limit_rows(platform.stores, platform.reader, person, _rules(only), _named(measures))
    say(f"{person} sees {'some rows and measures' if only or measures else 'everything'} now.")
    return 0


@command.command("remove")
@click.argument("person")
@_org
@remembered
def remove(person: str, org: str | None) -> int:
    """Take PERSON out of the organisation, with the person's tokens there; the account stays."""
    from petroverse.workflows import remove_member

    with opened(org) as platform:
        remove_member(platform.stores, platform.reader, person)
    say(f"{person} is no member any more.")
    return 0


@command.command("disable")
@click.argument("person")
@remembered
def disable(person: str) -> int:
    """Let PERSON do nothing any more, anywhere; sessions and tokens end."""
    return _change(person, is_disabled=True)


@command.command("enable")
@click.argument("person")
@remembered
def enable(person: str) -> int:
    """Let PERSON in again."""
    return _change(person, is_disabled=False)


@command.command("password")
@click.argument("person")
@click.option("--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File that holds it.")
@remembered
def password(person: str, file: Path | None) -> int:
    """Give PERSON another password, from a file, from stdin, or typed; every session of the person ends."""
    from petroverse.workflows import change_password

    new = _password(file)
    with opened() as platform:
        change_password(platform.stores, platform.reader, person, new)
    say(f"{person} has another password, and is signed out everywhere.")
    return 0


def _change(person: str, *, is_disabled: bool) -> int:
    from petroverse.workflows import change_person

    with opened() as platform:
        change_person(platform.stores, platform.reader, person, is_disabled=is_disabled)
    say(f"{person} is {'disabled: sessions and tokens are over' if is_disabled else 'let in again'}.")
    return 0


def _password(file: Path | None) -> str:
    """The first line of a file or of stdin, or what is typed twice."""
    if file is not None:
        return file.read_text("utf-8").split("\n", 1)[0]
    if sys.stdin.isatty() and not asked("no_input"):
        typed: Any = click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
        return str(typed)
    return sys.stdin.readline().rstrip("\n")


def _rules(only: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in only:
        name, mark, values = each.partition("=")
        if not mark or not values:
            raise click.UsageError(f"--only {each}: write it as company=A,B.")
        found[name] = (*found.get(name, ()), *(value.strip() for value in values.split(",")))
    return found


def _named(measures: str | None) -> frozenset[str] | None:
    return frozenset(each.strip() for each in measures.split(",")) if measures else None
