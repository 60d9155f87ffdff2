"""``petroverse run ROLE``: one role of the platform as a process of its own, so that each can be had several times.

Processes on several machines are one platform where their settings name one database (``database_url``) and one
bucket (``lake_url``, ``blobs_url``); each has a home of its own for its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from petroverse.app.home import Home
from petroverse.app.serving import Stop, listening, refuse_open_host, serve, served, stoppable
from petroverse.app.settings import Settings

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["ROLES", "run_role"]


def run_role(settings: Settings, role: str, *, say: Callable[[str], None], ready: Callable[[str], None]) -> None:
    """Runs one role until it is told to stop; what it is doing then may end first.

    Args:
        settings: Where and how.
        role: One of ``ROLES``.
        say: Tells the owner what is going on.
        ready: Called once, when the role does its work, with its address; empty for a role without one.

    Raises:
        HomeNotWritable, HomeHeld, PortBusy, AddressNotSafe, Unavailable: As ``run_up``.
    """
    from petroverse.app.logs import prepare_log

    prepare_log(settings, usual_level="info")
    home = Home(settings.home)
    home.prepare()
    with stoppable() as stop, home.held(is_shared=True):
        ROLES[role](settings, stop, ready)
    say("Stopped.")


def _api(settings: Settings, stop: Stop, ready: Callable[[str], None]) -> None:
    from petroverse.app.kept import kept_up
    from petroverse.app.wiring import open_platform

    refuse_open_host(settings)
    with ExitStack() as stack:
        listener = stack.enter_context(listening(settings))
        bound = replace(settings, port=listener.getsockname()[1])
        platform = stack.enter_context(open_platform(bound, role="api"))
        stack.enter_context(kept_up(platform))
        serve(platform, listener, stop, lambda: ready(bound.address))


def _work(settings: Settings, stop: Stop, ready: Callable[[str], None]) -> None:
    from petroverse.app.kept import kept_up
    from petroverse.app.wiring import open_platform
    from petroverse.app.work import run_work

    with ExitStack() as stack:
        platform = stack.enter_context(open_platform(settings, is_repaired=True, role="work"))
        stack.enter_context(kept_up(platform))
        stack.enter_context(served(stop))
        ready("")
        run_work(platform, stop.wanted)


def _gather(settings: Settings, stop: Stop, ready: Callable[[str], None]) -> None:
    from petroverse.app.gathering import gathering

    _keep(settings, stop, ready, ("gather", gathering))


def _watch(settings: Settings, stop: Stop, ready: Callable[[str], None]) -> None:
    from petroverse.app.watching import watching

    _keep(settings, stop, ready, ("watch", watching))


def _bridge(settings: Settings, stop: Stop, ready: Callable[[str], None]) -> None:
    from petroverse.app.bridging import bridging

    _keep(settings, stop, ready, ("bridge", bridging))


def _keep(
    settings: Settings,
    stop: Stop,
    ready: Callable[[str], None],
    role: tuple[str, Callable[[Platform], AbstractContextManager[None]]],
) -> None:
    """What goes on beside a process that does nothing else."""
    from petroverse.app.kept import kept_up
    from petroverse.app.wiring import open_platform

    name, going_on = role
    with ExitStack() as stack:
        platform = stack.enter_context(open_platform(settings, role=name))
        stack.enter_context(kept_up(platform))
        stack.enter_context(served(stop))
        stack.enter_context(going_on(platform))
        ready("")
        stop.wanted.wait()


ROLES: Final[Mapping[str, Callable[[Settings, Stop, Callable[[str], None]], None]]] = {
    "api": _api,
    "bridge": _bridge,
    "gather": _gather,
    "watch": _watch,
    "work": _work,
}
