"""Options of the commands that serve: where to listen, and how safely."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["serving_options"]

_Function = TypeVar("_Function", bound=Callable[..., Any])


def serving_options(function: _Function) -> _Function:
    """Gives a command the options of listening; each is the setting of its name."""
    options = (
        click.option("--port", type=click.IntRange(0, 65_535),
                     help="Port to listen on (default: 7387; 0 takes a free one)."),
        click.option("--host", help="Address to listen on (default: 127.0.0.1; another needs TLS or a trusted proxy)."),
        click.option("--url", help="Address that people type, where a proxy stands in front."),
        click.option("--tls", type=click.Choice(["local"]), help="Speak TLS with an own authority, made if need be."),
        click.option("--tls-cert", type=click.Path(), metavar="FILE", help="Speak TLS with this certificate (PEM)."),
        click.option("--tls-key", type=click.Path(), metavar="FILE", help="The certificate's private key (PEM)."),
        click.option("--trusted-proxy", metavar="ADDRESS",
                     help="Address or network of the proxy in front; X-Forwarded-* is read from it alone."),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function
