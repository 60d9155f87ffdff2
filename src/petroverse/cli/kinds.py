"""The kinds of jobs as commands: ``jobs run KIND …`` and ``schedule add NAME … KIND …`` share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

__all__ = ["kind_commands"]

_Option = Callable[[Callable[..., Any]], Callable[..., Any]]
_owner = click.option("--org", help="Who will own the facts (default: public; local for a table).")
_READ: Final[tuple[_Option, ...]] = (
    click.option("--publisher", help="Short name of a publisher, or `table` for a table with a mapping."),
    click.option("--pack", help="Country pack to read with: a name or a folder."),
    click.option(
        "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Mapping of a table (TOML)."
    ),
    _owner,
)
_only = click.option("--only", default="", metavar="PATTERN", help="Only files called so, such as `loadings*.csv`.")
_to = click.option("--to", multiple=True, required=True, help="Who gets it; may be given several times.")
_subject = click.option("--subject", required=True, help="Subject of the mail.")


@dataclass(frozen=True, slots=True)
class _Kind:
    help: str
    options: tuple[_Option, ...]
    body: Callable[[Mapping[str, Any]], dict[str, Any]]


def kind_commands(act: Callable[..., int], *more: _Option) -> Iterator[click.Command]:
    """A command for each kind of job.

    Args:
        act: Called with the kind, the job's body, and what ``more`` gives.
        more: Options that each command has besides.
    """
    for name, kind in _KINDS.items():
        yield _command(name, kind, act, more)


def _command(name: str, kind: _Kind, act: Callable[..., int], more: tuple[_Option, ...]) -> click.Command:
    def call(**given: Any) -> int:  # noqa: ANN401 - options by name
        own = {each: given.pop(each) for each in tuple(given) if each not in ("form", "output", "is_queued")}
        return act(name.replace("-", "_"), kind.body(own), **given)

    for option in reversed((*kind.options, *more)):
        call = option(call)
    return click.command(name, help=kind.help)(call)


def _reading(given: Mapping[str, Any]) -> dict[str, Any]:
    mapping = given["mapping"]
    told = {name: given[name] or "" for name in ("publisher", "pack", "org")}
    return {**told, "mapping": str(mapping.absolute()) if mapping else ""}


def _folder(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"path": str(given["path"].absolute()), "only": given["only"], **_reading(given)}


def _url(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"url": given["url"], **_reading(given)}


def _mail(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"to": list(given["to"]), "subject": given["subject"], "text": given["text"]}


def _question(given: Mapping[str, Any]) -> dict[str, Any]:
    from petroverse.workflows import question_from_words

    words = ("measures", "dimensions", "filters")
    more = {name: given[name] for name in ("span", "as_of", "compare", "top", "sort")}
    question = question_from_words(*(given[name] for name in words), **more)
    told = {"to": list(given["to"]), "subject": given["subject"], "format": given["attached"]}
    return {**told, "org": given["org"] or "", "question": question.canonical()}


def _report(given: Mapping[str, Any]) -> dict[str, Any]:
    told = {"to": list(given["to"]), "subject": given["subject"], "format": given["attached"]}
    return {**told, "dashboard": given["dashboard"], "org": given["org"] or ""}


def _digest(given: Mapping[str, Any]) -> dict[str, Any]:
    told = {"to": list(given["to"]), "subject": given["subject"], "cover": given["cover"]}
    return {**told, "audience": given["audience"] or "", "org": given["org"] or ""}


_KINDS: Final = {
    "import-folder": _Kind(
        "Take in what is new or changed in a folder of this machine; nothing there is moved.",
        (click.argument("path", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER"), _only, *_READ),
        _folder,
    ),
    "import-url": _Kind(
        "Fetch a file and take it in, unless it did not change.", (click.argument("url"), *_READ), _url
    ),
    "lake-upkeep": _Kind("Join small files of the history and remove what nobody reads.", (), lambda _: {}),
    "mail-insights": _Kind(
        "Mail what was found worth knowing in the last day, week or month; nothing new, no mail.",
        (
            _to,
            _subject,
            click.option("--cover", type=click.Choice(["day", "week", "month"]), default="week", help="How far back."),
            click.option("--audience", type=click.Choice(["executive", "analyst", "regulator"]), help="For whom."),
            click.option("--org", help="Whose facts, as in `query`."),
        ),
        _digest,
    ),
    "mail-report": _Kind(
        "Mail a dashboard as a PDF or as one workbook.",
        (
            click.argument("dashboard"),
            _to,
            _subject,
            click.option("--as", "attached", type=click.Choice(["pdf", "xlsx"]), default="pdf", help="Kind of file."),
            click.option("--org", help="Whose dashboard and facts, as in `query`."),
        ),
        _report,
    ),
    "send-mail": _Kind(
        "Send a mail.", (_to, _subject, click.option("--text", default="", help="What it says.")), _mail
    ),
    "send-query": _Kind(
        "Answer a question and mail the answer as a file.",
        (
            _to,
            _subject,
            click.option("--as", "attached", type=click.Choice(["xlsx", "csv"]), default="xlsx", help="Kind of file."),
            click.option("-m", "--measure", "measures", multiple=True, required=True, help="As in `query`."),
            click.option("-d", "--by", "dimensions", multiple=True, help="As in `query`."),
            click.option("-f", "--filter", "filters", multiple=True, help="As in `query`."),
            click.option("--span", help="As in `query`."),
            click.option("--as-of", help="As in `query`."),
            click.option("--compare", type=click.Choice(["previous_period", "year_ago"]), help="As in `query`."),
            click.option("--top", help="As in `query`."),
            click.option("--sort", help="As in `query`."),
            click.option("--org", help="Whose facts, as in `query`."),
        ),
        _question,
    ),
    "wet-stock": _Kind(
        "Reckon a month of wet stock of every site, by default the last one, and tell what it found.",
        (click.argument("month", default="", metavar="[MONTH]"),),
        lambda given: {"month": given["month"]},
    ),
}
