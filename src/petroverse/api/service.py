"""What the API is given: the stores its workflows use, who may come in, and where the page lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from petroverse.api.limits import Rates
from petroverse.api.oidc import Provider
from petroverse.api.session import SignIn
from petroverse.api.web import BUNDLE
from petroverse.workflows import GaugeLooks, ImportOptions, ImportReport, JobKind, Publish, Stores, Ways

__all__ = ["Service"]


@dataclass(frozen=True, slots=True)
class Service:
    """What one API serves.

    Attributes:
        stores: Database, lake and blobs, with the country packs.
        sign_in: Checks sessions and keys.
        hosts: Every ``host:port`` that it answers for, lower case.
        health: Gives each engine's ``status``, ``detail`` and ``fix``, for ``/api/health``; never raises.
        load_sample: Loads the sample market.
        import_options: How uploads are taken in.
        job_kinds: The kinds of jobs that it queues, by name.
        ways: How notices of alarms leave the platform.
        upload_bytes: Largest upload.
        is_https: Whether people come over TLS, here or at a proxy in front.
        rates: How much each may ask.
        provider: Vouches for people who sign in elsewhere; None where nobody does.
        cors_origins: Pages of other origins that may ask with a token, such as ``https://board.example``.
        sends_mail: Whether a mail server is set up.
        publish: Hands messages of sites on to whoever watches them; None where nobody does.
        gauge_looks: What a look at a gauge in the field may take.
        false_alarms_a_month: How many false anomalies of the market a month may bring.
        is_draining: Whether the platform was told to stop; streams then end.
        bundle: Folder of the built web page.
    """

    stores: Stores
    sign_in: SignIn
    hosts: frozenset[str]
    health: Callable[[], Mapping[str, Mapping[str, Any]]]
    load_sample: Callable[[], ImportReport]
    import_options: ImportOptions
    job_kinds: Mapping[str, JobKind]
    ways: Ways
    upload_bytes: int = 64 << 20
    is_https: bool = False
    rates: Rates = field(default_factory=Rates)
    provider: Provider | None = None
    cors_origins: tuple[str, ...] = ()
    sends_mail: bool = False
    publish: Publish | None = None
    gauge_looks: GaugeLooks = field(default_factory=GaugeLooks)
    false_alarms_a_month: int = 5
    is_draining: Callable[[], bool] = lambda: False
    bundle: Path = BUNDLE
