"""API processes and workers killed at any moment while clients ask for work: each request has one effect, whole."""

from __future__ import annotations

import json
import os
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest

from engines import forgotten_home
from killable import WORKER, Begin
from later_files import Market, book, page
from petroverse.app import Platform, Settings, open_platform
from petroverse.core.grants import LOCAL, PUBLIC
from petroverse.database import EngineSettings, list_imports, list_jobs, list_records, list_tokens, verify_records
from petroverse.workflows import OWNER, verify_stores
from platform_process import Running, killed, running_role

KILLS = int(os.environ.get("PETROVERSE_SOAK", "8"))
SEED = int(os.environ.get("PETROVERSE_SEED", "5"))
CLIENTS = 3
PATIENCE_S = 600.0
MOST_WAITING = 10
MAPPING = """
version = 1
name = "own liftings"
dataset = "volume"
series = "bidec"
grain = "month"
[known]
lag_days = 5
[columns]
month.heading = "Month"
company.heading = "Company"
product.constant = "gasoline"
volume = { heading = "Litres", unit = "L" }
"""


@dataclass
class Asked:
    """What clients asked for and were told that it is done."""

    folders: list[str] = field(default_factory=list)
    uploads: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    jobs: list[int] = field(default_factory=list)
    cancelled: Counter[int] = field(default_factory=Counter)
    retried: Counter[int] = field(default_factory=Counter)
    cut: int = 0
    told: int = 0


@dataclass
class Scene:
    """A platform whose processes fall, and what its facts must be: each part whole or not there."""

    platform: Platform
    folder: Path
    roles: dict[int, Running] = field(default_factory=dict)
    parts: dict[str, dict[tuple[str, str], float]] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    faults: list[BaseException] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)
    fallen: Counter[str] = field(default_factory=Counter)

    def address(self, chance: random.Random) -> str:
        """Of an API process; it may be dead already."""
        return chance.choice(list(self.roles.values())).address

    def does(self, act: Callable[[], None], pause_s: Callable[[], float]) -> threading.Thread:
        """Repeats an act in a thread until the scene is over; what it raises fails the test."""

        def run() -> None:
            try:
                while not self.is_over.wait(pause_s()):
                    act()
            except BaseException as fault:  # noqa: BLE001 - told by the test's own thread
                self.faults.append(fault)
                self.is_over.set()

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def ten_minutes_pass(self) -> None:
        """For requests that nobody answers any more; those of living processes lose nothing by it."""
        with self.platform.stores.database.unit_of_work(LOCAL, OWNER) as unit:
            unit.rows(
                "update idempotent_requests set claimed_at = claimed_at - interval '11 minutes' "
                "where state = 'running' returning key"
            )


class Client:
    """Somebody who names each request and sends it until it is answered."""

    def __init__(self, scene: Scene, number: int) -> None:
        self.chance = random.Random(f"{SEED}/{number}")
        self.scene, self.asked, self.number = scene, scene.asked, number
        key = scene.platform.home.token()
        self.http = httpx.Client(headers={"Authorization": f"Bearer {key}"})
        self.published = [*product(("omc", "depot"), range(2008, 2025), range(1, 13))][number::CLIENTS]
        months = [f"{year}-{month:02}" for year, month in product(range(1900 + number, 2025, CLIENTS), range(1, 13))]
        self.own = [*zip(months[::2], months[1::2], strict=True)]
        self.made = 0

    def act(self) -> None:
        acts = [self.queue, self.cancel, self.retry, self.upload, self.make_token]
        self.chance.choices(acts, (5, 2, 2, 3, 3))[0]()

    def queue(self) -> None:
        with self.scene.platform.stores.database.reading(LOCAL, OWNER) as unit:
            if len(list_jobs(unit, states=("waiting", "running"))) > MOST_WAITING or not self.own:
                return
        months = self.own.pop(0)
        company = f"CLIENT-{self.number}-{len(self.own)}"
        place = self.scene.folder / company
        rows = {(company, month): float(self.chance.randrange(1, 10**7)) for month in months}
        self.scene.parts[company] = rows
        place.mkdir()
        lines = [f"{month},{company},{litres:.0f}" for (_, month), litres in rows.items()]
        (place / f"{company}.csv").write_text("\n".join(["Month,Company,Litres", *lines]), "utf-8")
        os.utime(place / f"{company}.csv", (1, 1))  # written long ago: no look waits for it to lie still
        body = {"path": str(place), "mapping": str(self.scene.folder / "mapping.toml")}
        answer = self.settled("/api/jobs", json={"kind": "import_folder", "body": body})
        self.asked.folders.append(str(place))
        if answer.status_code == 202:
            self.asked.jobs.append(answer.json()["id"])

    def cancel(self) -> None:
        self._change("cancel", self.asked.cancelled)

    def retry(self, number: int | None = None) -> None:
        self._change("retry", self.asked.retried, number)

    def _change(self, verb: str, count: Counter[int], number: int | None = None) -> None:
        if self.asked.jobs:
            number = number or self.chance.choice(self.asked.jobs[-20:])
            answer = self.settled(f"/api/jobs/{number}/{verb}", may_be="JobStateDiffers")
            count[number] += fault_of(answer) != "JobStateDiffers"

    def upload(self) -> None:
        if not self.published:
            return
        source, year, month = self.published.pop(0)
        market = Market(source, year, (month,))
        if source == "omc":
            at = f"{year}-{month:02}"
            sold = {(name, at): float(market.of((month,), name, "gasoline")) for name in market.names}
            self.scene.parts[at] = sold
        name = f"{source}-{year}-{month:02}.xlsx"
        self.settled("/api/imports", files={"file": (name, book({"Page": page(market, (month,))}))})
        self.asked.uploads.append(name)

    def make_token(self) -> None:
        self.made += 1
        name = f"of client {self.number}, {self.made}"
        self.settled("/api/tokens", json={"name": name, "scopes": ["read"], "days": 1})
        self.asked.tokens.append(name)

    def look(self) -> None:
        """Whatever is there is whole."""
        with suppress(httpx.TransportError):
            self.seen()

    def seen(self) -> set[str]:
        """The names of the parts that can be read now, each of them exactly as it was sent."""
        parts: dict[str, dict[tuple[str, str], float]] = {}
        for source in ("omc", "bidec"):
            filters = [{"dimension": "source", "in": [source]}, {"dimension": "product", "in": ["gasoline"]}]
            question = {"measures": ["volume"], "dimensions": ["company", "month"], "filters": filters}
            answer = self.http.post(f"{self.scene.address(self.chance)}/api/query", json=question, timeout=60)
            assert answer.status_code in (200, 503), answer.text
            for row in answer.json().get("rows", ()):
                company, month = row["company"], row["month"][:7]
                parts.setdefault(company if source == "bidec" else month, {})[company, month] = row["volume"]
        assert parts == {name: self.scene.parts[name] for name in parts}
        return set(parts)

    def settled(self, path: str, *, may_be: str = "", **what: Any) -> httpx.Response:
        """The answer of a request that is sent under one key until it is acknowledged."""
        key = uuid.UUID(int=self.chance.getrandbits(128)).hex
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            patience_s = self.chance.choice((0.3, 3.0, 30.0))
            try:
                answer = self.http.post(
                    f"{self.scene.address(self.chance)}{path}", headers={"Idempotency-Key": key}, timeout=patience_s,
                    **what,
                )  # fmt: skip
            except httpx.TransportError:
                self.asked.cut += 1
                time.sleep(0.1)
                continue
            if answer.status_code == 503 or fault_of(answer) == "RequestRunning":
                time.sleep(0.1)
            elif self.chance.random() > 0.1:  # else it forgets that it was answered
                assert answer.is_success or fault_of(answer) in ("RequestDone", may_be), answer.text
                self.asked.told += 1
                return answer
        raise AssertionError(f"{path} was not answered in {PATIENCE_S:.0f} s")


def fault_of(answer: httpx.Response) -> str:
    """The name of the fault in an answer; empty where there is none."""
    return "" if answer.is_success else json.loads(answer.text).get("type", "").removeprefix("urn:petroverse:")


@contextmanager
def falling(scene: Scene, begun: Begin) -> Iterator[list[threading.Thread]]:
    """Two API processes and two workers that are killed and begun again until there were enough kills."""
    home, left = scene.platform.home.folder, [KILLS]
    lock = threading.Lock()

    def fall(kind: str, end: Callable[[], None], begin: Callable[[], None]) -> Callable[[], None]:
        def act() -> None:
            with lock:
                if not left[0]:
                    scene.is_over.set()
                    return
                left[0] -= 1
            end()
            scene.fallen[kind] += 1
            begin()

        return act

    with ExitStack() as stack:
        threads = []
        for number in range(2):
            workers = [begun(WORKER, home)]
            scene.roles[number] = stack.enter_context(running_role("api", home))

            def raise_api(number: int = number) -> None:
                scene.ten_minutes_pass()
                scene.roles[number] = stack.enter_context(running_role("api", home))

            acts = [
                fall("api", lambda number=number: scene.roles[number].kill(), raise_api),
                fall("worker", lambda workers=workers: killed(workers[-1]),
                     lambda workers=workers: workers.append(begun(WORKER, home))),
            ]  # fmt: skip
            for kind, act in zip(("api", "worker"), acts, strict=True):
                chance = random.Random(f"{SEED}/{kind}/{number}")
                threads.append(scene.does(act, lambda chance=chance: chance.uniform(0.0, 5.0)))
        yield threads


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    folder = tmp_path / "folders"
    folder.mkdir()
    (folder / "mapping.toml").write_text(MAPPING, "utf-8")
    with (
        forgotten_home(EngineSettings(tmp_path / "home")) as home,
        open_platform(Settings(home=home.home)) as platform,
    ):
        yield Scene(platform, folder)


@pytest.mark.timeout(7200)
def test_whatever_falls_each_request_has_one_effect_and_nothing_half_is_seen(scene: Scene, begun: Begin):
    clients = [Client(scene, number) for number in range(CLIENTS + 1)]
    watcher = clients.pop()
    with ExitStack() as stack, falling(scene, begun) as threads:
        for each in (*clients, watcher):
            stack.enter_context(each.http)
        threads += [scene.does(each.act, lambda each=each: each.chance.uniform(0.0, 0.3)) for each in clients]
        threads.append(scene.does(watcher.look, lambda: 0.5))
        for each in threads:
            each.join()
        assert scene.faults == []
        until_done(scene, clients[0])
        assert watcher.seen() == set(scene.parts)
    asked = scene.asked
    told = (
        f"seed {SEED}: killed {dict(scene.fallen)}; {asked.told} requests acknowledged, {asked.cut} cut; "
        f"{len(asked.folders)} jobs, {len(asked.uploads)} uploads, {len(asked.tokens)} tokens, "
        f"{asked.cancelled.total()} cancelled, {asked.retried.total()} tried again"
    )
    print(told)  # noqa: T201 - what a long run is to leave behind
    assert scene.fallen.total() == KILLS
    one_effect_each(scene)
    verify_stores(scene.platform.stores, OWNER)


def until_done(scene: Scene, person: Client) -> None:
    """Whoever cancelled a job, or killed five of its workers, lets it go on; so each comes to its end."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        scene.ten_minutes_pass()
        with scene.platform.stores.database.reading(LOCAL, OWNER) as unit:
            open_jobs = [each for each in list_jobs(unit, limit=100_000) if each.state != "done"]
        if not open_jobs:
            return
        for each in open_jobs:
            if each.state in ("failed", "cancelled"):
                person.retry(each.id)
        time.sleep(0.3)
    raise AssertionError(f"not done: {open_jobs}")


def one_effect_each(scene: Scene) -> None:
    """Every acknowledged request is found once in what the database holds, and nothing else is."""
    asked = scene.asked
    with scene.platform.stores.database.reading(LOCAL, OWNER) as unit:
        jobs = [each for each in list_jobs(unit, limit=100_000) if each.kind == "import_folder"]
        assert sorted(each.body["path"] for each in jobs) == sorted(asked.folders)
        told = {kind: [each.body for each in list_records(unit, kind=kind, limit=100_000)]
                for kind in ("job_queued", "job_cancelled", "job_retried")}  # fmt: skip
        assert sorted(each["job"] for each in told["job_queued"]) == sorted(each.id for each in jobs)
        assert Counter(each["job"] for each in told["job_cancelled"]) == +asked.cancelled
        assert Counter(each["job"] for each in told["job_retried"]) == +asked.retried
        assert sorted(each.name for each in list_tokens(unit)) == sorted(asked.tokens)
        own = [each.file_name for each in list_imports(unit, limit=100_000)]
        assert sorted(own) == sorted(f"{Path(each).name}.csv" for each in asked.folders)
        verify_records(unit)
    with scene.platform.stores.database.reading(PUBLIC, OWNER) as unit:
        published = [(each.file_name, each.verdict) for each in list_imports(unit, limit=100_000)]
        assert sorted(published) == sorted((each, "read") for each in asked.uploads)
        verify_records(unit)
