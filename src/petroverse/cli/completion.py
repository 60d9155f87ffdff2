"""``petroverse completion bash|zsh|fish``: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ["command"]


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    r"""Print the completion script of a shell.

    \b
    bash:  petroverse completion bash > ~/.local/share/bash-completion/completions/petroverse
    zsh:   petroverse completion zsh > "${fpath[1]}/_petroverse"
    fish:  petroverse completion fish > ~/.config/fish/completions/petroverse.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(ctx.find_root().command, {}, "petroverse", "_PETROVERSE_COMPLETE").source())
