"""How fast a million facts leave as Arrow, beside a bare Arrow writer and a plain file; and what a workbook takes.

The four run in one go on one machine, so that their ratios mean something. The server runs in a process of its own,
whose peak of memory is its own too.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
import numpy as np
import pyarrow as pa
import uvicorn
from query_facts import publish
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Route

from petroverse.app import Settings, open_platform
from petroverse.core.grants import LOCAL
from petroverse.database import EngineSettings, forget_engine

MIB = 1 << 20


def fill(home: Path, rows: int) -> None:
    """Takes so many facts in; in a process of its own, so that its memory is not the server's."""
    with open_platform(Settings(home=home)) as platform:
        publish(platform.stores, LOCAL, rows, np.random.default_rng(1))


def serve(home: Path, line: Connection) -> None:
    """Serves a home in a process of its own: tells its address and key, then its peak of memory."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with open_platform(Settings(home=home, port=port)) as platform:
        server = uvicorn.Server(uvicorn.Config(platform.api(), port=port, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        line.send((platform.settings.address, platform.home.token()))
        while line.recv() == "peak":
            line.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        server.should_exit = True
        thread.join()
    forget_engine(EngineSettings(home))


def plain_server(file: Path) -> tuple[uvicorn.Server, str]:
    """A server that does nothing but send one file."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    app = Starlette(routes=[Route("/", lambda _: FileResponse(file))])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, f"http://127.0.0.1:{port}/"


def downloaded(url: str, target: Path, key: str = "") -> tuple[float, float]:
    """Seconds that a download takes, and its size in MiB."""
    started, size = time.perf_counter(), 0
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with (
        target.open("wb") as file,
        httpx.stream("GET", url, headers=headers, timeout=900) as given,
    ):
        given.raise_for_status()
        for piece in given.iter_raw():
            size += file.write(piece)
    return time.perf_counter() - started, size / MIB


def best(times: int, measure: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """The quickest of a few runs."""
    return min(measure() for _ in range(times))


def bare_write(table: pa.Table, target: Path) -> tuple[float, float]:
    """Seconds that pyarrow alone takes to write the same rows, and their size in MiB."""
    started = time.perf_counter()
    with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return time.perf_counter() - started, target.stat().st_size / MIB


def lines(rows: int, *, with_workbook: bool) -> Iterator[str]:
    """The measurements, as they are made."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        home, target = Path(folder) / "home", Path(folder) / "facts"
        filling = spawn.Process(target=fill, args=(home, rows))
        filling.start()
        filling.join()
        server = spawn.Process(target=serve, args=(home, theirs), daemon=True)
        server.start()
        address, key = ours.recv()
        seconds, size = best(3, lambda: downloaded(f"{address}/api/exports/volume?format=arrow", target, key))
        yield f"Arrow over HTTP         {size / seconds:>10.0f} MiB/s  ({size:.0f} MiB in {seconds:.2f} s)"
        table = pa.ipc.open_stream(pa.memory_map(str(target))).read_all()
        yield f"rows                    {table.num_rows:>10,}"
        bare, bare_size = best(3, lambda: bare_write(table, Path(folder) / "bare"))
        yield f"pyarrow alone, to disk  {bare_size / bare:>10.0f} MiB/s"
        plain, url = plain_server(target)
        direct, size = best(3, lambda: downloaded(url, Path(folder) / "copy"))
        plain.should_exit = True
        yield f"plain file over HTTP    {size / direct:>10.0f} MiB/s"
        yield f"ours to the plain file  {direct / seconds:>10.2f}"
        ours.send("peak")
        before = ours.recv()
        yield f"server's peak so far    {before:>10.0f} MiB"
        if with_workbook:
            seconds, size = downloaded(f"{address}/api/exports/volume?format=xlsx", Path(folder) / "book.xlsx", key)
            ours.send("peak")
            grown = ours.recv() - before
            yield f"workbook                {seconds:>10.0f} s      ({size:.0f} MiB; peak grew by {grown:.0f} MiB)"
        ours.send("end")
        server.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--no-workbook", action="store_true")
    chosen = parser.parse_args()
    for line in lines(chosen.rows, with_workbook=not chosen.no_workbook):
        print(line, flush=True)


if __name__ == "__main__":
    main()
