"""The only place that builds things: from settings to engines, stores, packs and the API, and down again in order."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from petroverse.app.bus import PlatformBus
from petroverse.app.home import Home
from petroverse.app.serving import is_loopback
from petroverse.app.settings import Settings
from petroverse.blobs import FolderBlobs, open_blobs
from petroverse.core.grants import SAMPLE
from petroverse.core.spans import no_spans
from petroverse.database import MIGRATIONS as DATABASE_MIGRATIONS
from petroverse.database import Database, Engine, EngineSettings, open_engine
from petroverse.lake import MIGRATIONS as LAKE_MIGRATIONS
from petroverse.lake import Lake
from petroverse.sources import available_packs, load_own_names, load_pack
from petroverse.vault import MIGRATIONS as VAULT_MIGRATIONS
from petroverse.vault import HomeKeys
from petroverse.workflows import (
    OWNER,
    GaugeLooks,
    ImportOptions,
    Reader,
    ReaderLimits,
    Stores,
    is_empty_home,
    is_sample_cut_short,
    new_link_token,
    organisation_ids,
    owner_reader,
)

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from petroverse.api import Service
    from petroverse.app.supervisor import UpNotice
    from petroverse.app.traces import Traces

__all__ = ["Platform", "open_platform"]

_MIGRATIONS: Final = (DATABASE_MIGRATIONS, LAKE_MIGRATIONS, VAULT_MIGRATIONS)


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform whose engines run.

    Attributes:
        settings: What it was opened with.
        home: Its folder.
        engine: The PostgreSQL.
        stores: What workflows work on.
        migrated: Schema steps that ran at this opening.
        bus: Messages in motion; nothing of it runs until it is asked for.
        traces: Where spans go; None where nobody traces.
    """

    settings: Settings
    home: Home
    engine: Engine
    stores: Stores
    migrated: tuple[str, ...]
    bus: PlatformBus
    traces: Traces | None = None

    @property
    def reader(self) -> Reader:
        """Who gives a command: the person of the token that it was given, else the home's owner.

        Raises:
            SignInRefused: The token does not hold.
            NotAllowed: The token acts in another organisation than was named.
        """
        from petroverse.app.choices import token_reader

        return token_reader(self.stores, self.settings) or self.owner

    @property
    def owner(self) -> Reader:
        """The home's owner, reading what the settings say."""
        return owner_reader(self.settings.organisation)

    @property
    def home_keys(self) -> HomeKeys:
        """The keys that the home's secrets are sealed under."""
        return HomeKeys(self.home.keys)

    @property
    def limits(self) -> ReaderLimits:
        """What reading one file may take."""
        of = self.settings
        return ReaderLimits(of.reader_processes, of.reader_memory_mb, of.reader_seconds)

    def import_options(self, **more: Any) -> ImportOptions:  # noqa: ANN401 - options of the workflow
        """How this platform takes files in, with what the caller adds."""
        return ImportOptions(self.reader, limits=self.limits, **more)

    def import_choice(
        self, publisher: str, *, pack: str | None, mapping: Path | None, org: str | None
    ) -> dict[str, Any]:
        """What a person chose for an import, as options of the workflow; see ``choices.import_choice``."""
        from petroverse.app.choices import import_choice

        own = (self.reader.organisation or None) if publisher == "table" or mapping else None
        return import_choice(self.stores, publisher, pack=pack, mapping=mapping, org=org or own)

    def load_sample_if_empty(self, say: Callable[[str], None]) -> None:
        """Loads the sample market where nothing was ever taken in, or where loading it was cut short."""
        if is_empty_home(self.stores, OWNER) or is_sample_cut_short(self.stores, OWNER):
            from petroverse.app.sample import load_sample

            say("Nothing is in yet: loading a simulated sample market …")
            load_sample(self.stores, self.owner, self.limits)

    def repair(self) -> int:
        """Removes what imports that were cut short left behind; gives from how many tables of the lake."""
        if self.engine.started_here and isinstance(self.stores.blobs, FolderBlobs):  # so nobody else writes now
            self.stores.blobs.forget_half_written()
        removed = 0
        for owner in organisation_ids(self.stores, OWNER):
            with self.stores.database.unit_of_work(owner, OWNER, timeout_s=600) as uow:
                removed += self.stores.lake.repair(uow)
        return removed

    def is_current(self) -> bool:
        """Whether the schema is this version's."""
        return self.stores.database.is_current(_MIGRATIONS)

    def notice(self) -> UpNotice:
        """What to tell the owner once the platform answers."""
        from petroverse.app.supervisor import UpNotice
        from petroverse.app.tls import words_of_trust
        from petroverse.workflows import organisation_of

        link = f"{self.settings.address}/sign-in?token={new_link_token(self.stores, OWNER)}"
        is_sample = organisation_of(self.stores, self.owner) == SAMPLE
        trust = words_of_trust(self.home) if self.settings.tls else ""
        return UpNotice(self.settings.address, link, is_sample, is_empty_home(self.stores, OWNER), trust)

    def api(self, *, is_draining: Callable[[], bool] = lambda: False) -> ASGIApp:
        """The application that serves this platform, watched.

        Args:
            is_draining: Whether it was told to stop.
        """
        from petroverse.app.watched import watched

        return watched(self, is_draining)

    def service(self) -> Service:
        """What the application serves."""
        from petroverse.api import Rates, Service, SignIn
        from petroverse.app.provider import provider_of
        from petroverse.app.sample import load_sample
        from petroverse.app.telling import ways_of
        from petroverse.app.work import job_kinds

        of = self.settings
        return Service(
            stores=self.stores,
            sign_in=SignIn(self.stores, self.home.token(), organisation=self.settings.organisation),
            hosts=_hosts(self.settings),
            health=self.health,
            load_sample=lambda: load_sample(self.stores, self.owner, self.limits),
            import_options=ImportOptions(self.owner, limits=self.limits),
            job_kinds=job_kinds(self),
            ways=ways_of(self),
            upload_bytes=self.settings.upload_mb << 20,
            is_https=self.settings.address.startswith("https://"),
            rates=Rates(of.rate_per_minute, of.rate_per_minute_strangers, of.sign_ins_per_minute),
            provider=provider_of(self),
            cors_origins=tuple(each.strip() for each in of.cors_origins.split(",") if each.strip()),
            sends_mail=bool(of.smtp_host and of.mail_from),
            publish=self.bus.publish if self.bus.is_started else None,
            gauge_looks=GaugeLooks(allow_private=_may_look_inside(of)),
            false_alarms_a_month=of.false_alarms_a_month,
        )

    def health(self) -> Mapping[str, Mapping[str, Any]]:
        """The state of each engine; see ``health.health_of``."""
        from petroverse.app.health import health_of

        return health_of(self)


@contextlib.contextmanager
def open_platform(
    settings: Settings, *, is_repaired: bool = False, is_restoring: bool = False, role: str = "command"
) -> Iterator[Platform]:
    """Opens a platform: joins the engines that run on the home, or starts them for as long as the block runs.

    Args:
        settings: Where and how.
        is_repaired: Whether to remove first what imports that were cut short left behind.
        is_restoring: Whether the home may be one whose restore has not ended: the restore itself opens it.
        role: Which role opens it; it stands in traces.

    Raises:
        HomeNotWritable: The home cannot be written.
        Unavailable: An engine cannot be started or reached.
        Conflict: The schema is another version's, or the home is held where it must not be.
    """
    home = Home(settings.home)
    home.prepare(is_restoring=is_restoring)
    with contextlib.ExitStack() as stack:
        traces = _traces(settings, role)
        if traces:
            stack.callback(traces.close)
        spans = traces.statement if traces else no_spans
        archive = Path(settings.wal_archive) if settings.wal_archive else None
        about = EngineSettings(home.folder, url=settings.database_url or None, wal_archive=archive)
        engine = stack.enter_context(open_engine(about))
        database = stack.enter_context(Database(engine.url, spans=spans))
        migrated = database.migrate(_MIGRATIONS)
        lake = Lake(settings.lake_url or str(home.lake), spans=spans)
        stack.callback(lake.close)
        blobs = open_blobs(settings.blobs_url or home.blobs)
        packs = [load_pack(name) for name in available_packs()]
        names = load_own_names(home.aliases)
        stores = Stores(database, lake, blobs, {pack.name: pack for pack in packs}, own_names=names)
        bus = PlatformBus(settings, home)
        stack.callback(bus.stop)
        platform = Platform(settings, home, engine, stores, migrated, bus, traces)
        if is_repaired:
            platform.repair()
        yield platform


def _traces(settings: Settings, role: str) -> Traces | None:
    if not settings.otel_endpoint:
        return None
    from petroverse.app.traces import Traces

    return Traces(settings.otel_endpoint, role=role)


def _hosts(settings: Settings) -> frozenset[str]:
    from petroverse.app.tls import served_names

    names = {f"[{each}]" if ":" in each else each for each in served_names(settings)}
    typed = settings.url.partition("://")[2].rstrip("/").lower()
    plain = names if settings.port == (443 if settings.is_tls else 80) else set()
    return frozenset({f"{name}:{settings.port}" for name in names} | plain | ({typed} if typed else set()))


def _may_look_inside(settings: Settings) -> bool:
    """Whether whoever looks at gauges could reach private networks anyhow, because the page is open to this machine."""
    is_own = is_loopback(settings.host) and not (settings.trusted_proxy or settings.url)
    return is_own or settings.allow_private_urls
