"""The listener: an answer leaves at once, however short it is."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

from petroverse.app import Settings
from petroverse.app.serving import listening


def test_a_short_answer_waits_for_no_acknowledgement(tmp_path: Path):
    async def sends_at_once(listener: socket.socket) -> bool:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def heard(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            found.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(heard, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            is_set = await found
            writer.close()
            return bool(is_set)

    with listening(Settings(home=tmp_path, port=0)) as listener:
        assert asyncio.run(sends_at_once(listener))
