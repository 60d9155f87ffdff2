"""Runs one role of the platform as a process of its own, and a server that speaks S3 for several of them."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from platform_process import PATIENCE_S, PROGRAM, environment


class RunningRole:
    """``petroverse run ROLE`` on a home, from the moment it is ready to its end."""

    def __init__(self, role: str, home: Path, *more: str, settings: Mapping[str, str] | None = None) -> None:
        self.home = home
        self._command = [*PROGRAM, "run", role, "--home", str(home), *more]
        if role == "api":
            self._command += ["--port", "0"]
        named = {f"PETROVERSE_{name.upper()}": value for name, value in (settings or {}).items()}
        self._environment = environment() | named

    def __enter__(self) -> RunningRole:
        self._said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=self._said, text=True, env=self._environment,
            start_new_session=True,
        )  # fmt: skip
        line = self.process.stdout.readline()
        if not line.startswith("Ready:"):
            self.process.wait(PATIENCE_S)
            words = self.said()
            self.__exit__()
            raise AssertionError(f"the role did not come up: {words}")
        self.address = line.split()[1]
        return self

    def said(self) -> str:
        """What it wrote on stderr so far."""
        self._said.seek(0)
        return self._said.read()

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Asks it with the key of its home."""
        key = (self.home / "token").read_text().strip()
        headers = {"Authorization": f"Bearer {key}", **more.pop("headers", {})}
        return httpx.request(method, f"{self.address}{path}", headers=headers, timeout=60, **more)

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Stops it and gives how long that took, s."""
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE_S)
        return time.monotonic() - started

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self._said.close()


@contextmanager
def bucket(*names: str) -> Iterator[dict[str, str]]:
    """A server that speaks S3 with some buckets; gives the environment that leads there, and sets it here."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    given = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ALLOW_HTTP": "true",
        "AWS_CONDITIONAL_PUT": "etag",
    }  # fmt: skip
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    for name in names:
        boto3.client("s3").create_bucket(Bucket=name)
    try:
        yield given
    finally:
        server.stop()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
