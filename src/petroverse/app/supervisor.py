"""``petroverse up``: one process that holds the home, starts the engines, serves, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from petroverse.app.home import Home
from petroverse.app.serving import listening, refuse_open_host, serve, stoppable
from petroverse.app.settings import Settings

__all__ = ["UpNotice", "run_up"]


@dataclass(frozen=True, slots=True)
class UpNotice:
    """What a platform that answers has to say to its owner.

    Attributes:
        address: Where it answers.
        link: Signs in once, within the hour.
        is_sample: Whether only the sample is in.
        is_empty: Whether nothing is in.
        trust: How other machines come to trust its certificate; empty where they do, or need not.
    """

    address: str
    link: str
    is_sample: bool
    is_empty: bool
    trust: str = ""


def run_up(
    settings: Settings, *, is_empty: bool, say: Callable[[str], None], ready: Callable[[UpNotice], None]
) -> None:
    """Runs the platform until it is told to stop.

    Args:
        settings: Where and how.
        is_empty: Whether an empty home stays empty instead of getting the sample.
        say: Tells the owner what is going on.
        ready: Called once, when the platform answers.

    Raises:
        HomeNotWritable: The home cannot be written.
        HomeHeld: A platform already runs on this home.
        PortBusy: Another program has the port; names a free one.
        AddressNotSafe: The host is not loopback, and there is neither TLS nor a trusted proxy.
        Unavailable: An engine does not start, or the address does not exist here.
    """
    from petroverse.app.bridging import bridged
    from petroverse.app.gathering import gathering
    from petroverse.app.kept import kept_up
    from petroverse.app.logs import prepare_log
    from petroverse.app.watching import watching
    from petroverse.app.wiring import open_platform
    from petroverse.app.work import working

    refuse_open_host(settings)
    prepare_log(settings, usual_level="warning")
    home = Home(settings.home)
    home.prepare()
    with stoppable() as stop, home.held(), listening(settings) as listener:
        bound = replace(settings, port=listener.getsockname()[1])
        say("Starting the engines …")
        with open_platform(bound, is_repaired=True, role="up") as platform:
            if not is_empty:
                platform.load_sample_if_empty(say)
            with kept_up(platform), watching(platform), gathering(platform), working(platform), bridged(platform):
                serve(platform, listener, stop, lambda: ready(platform.notice()))
    say("Stopped.")
