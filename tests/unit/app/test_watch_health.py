"""The platform's health tells when what sites say is taken by nobody, over a real bus."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from petroverse.app.bus import PlatformBus
from petroverse.app.health import _watch_state
from petroverse.app.home import Home
from petroverse.app.settings import Settings
from petroverse.bus import subjects
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId

AT = datetime(2024, 3, 1, tzinfo=UTC)


async def put(bus: PlatformBus, *, is_taken: bool) -> None:
    link = bus.connect()
    try:
        watch = await link.consumer("watch", subjects("readings"))
        name = MessageId(f"m-{datetime.now(UTC).timestamp()}")
        await link.publish(Message(name, "readings/1", AT, AT, OrganisationId("oda"), "gauge", {"place": "S7"}))
        if is_taken:
            await watch.acknowledge(*await watch.fetch(10, wait_s=5))
    finally:
        await link.close()


@pytest.mark.timeout(60)
def test_messages_that_nobody_takes_make_the_watch_unhealthy(tmp_path: Path):
    home = Home(tmp_path / "home")
    home.prepare()
    bus = PlatformBus(Settings(home=tmp_path / "home"), home)
    try:
        bus.server()

        def seen(ahead: timedelta = timedelta()) -> dict[str, object]:
            return _watch_state(lambda: bus.state()["groups"], lambda: datetime.now(UTC) + ahead)

        asyncio.run(put(bus, is_taken=True))
        assert (seen()["status"], seen(timedelta(hours=1))["status"]) == ("ok", "ok")  # nothing waits
        asyncio.run(put(bus, is_taken=False))
        assert seen()["status"] == "ok"  # something was taken a moment ago
        still = seen(timedelta(minutes=2))
        assert (still["status"], still["queue_length"]) == ("unhealthy", 1)
        assert still["fix"]
    finally:
        bus.stop()
