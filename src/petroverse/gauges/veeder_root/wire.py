"""The wire to a console: a TCP connection, or a serial line; bounded in bytes and in time, and dropped after any fault.

A serial line is opened as a terminal in raw mode; nothing but the standard library is needed for it.
"""

from __future__ import annotations

import asyncio
import os
import re
import termios
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from petroverse.gauges.addresses import host_and_port
from petroverse.gauges.faults import GaugeSettingsRefused, GaugeSilent
from petroverse.gauges.veeder_root.frames import ETX, LARGEST_FRAME, not_valid

__all__ = ["Wire", "checked_line", "where_of"]

_LINE: Final = re.compile(r"(\d+) ([78])([NEO])([12])")
_PIECE: Final = 4096


def where_of(address: str) -> tuple[str, int] | str:
    """A host and port, or the path of a serial line.

    Raises:
        GaugeSettingsRefused: It is neither.

    Example:
        >>> where_of("10.0.0.7:4001"), where_of("/dev/ttyUSB0")
        (('10.0.0.7', 4001), '/dev/ttyUSB0')
    """
    return address if address.startswith("/") else host_and_port(address)


def checked_line(line: str) -> str:
    """The speed and the bits of a serial line, such as ``9600 8N1``, if there are such.

    Raises:
        GaugeSettingsRefused: There are not.
    """
    told = _LINE.fullmatch(line)
    if not told or not hasattr(termios, f"B{told[1]}"):
        raise GaugeSettingsRefused(f"no serial line is {line!r}", where="line", fix="write it as 9600 8N1 or 1200 7E1")
    return line


@dataclass(slots=True)
class _Open:
    reader: asyncio.StreamReader
    send: Callable[[bytes], object]
    drop: Callable[[], object]


class Wire:
    """Asks and waits for one whole answer at a time; connects when first asked.

    Args:
        address: As ``where_of`` takes it.
        line: As ``checked_line`` takes it; a TCP connection has none.
        timeout_s: Longest wait for a whole answer, connecting included.
    """

    def __init__(self, address: str, line: str, timeout_s: float) -> None:
        self._where = where_of(address)
        self._address = address
        self._line = checked_line(line)
        self._timeout_s = timeout_s
        self._open: _Open | None = None

    async def asked(self, question: bytes) -> bytes:
        """The answer to a question, from its first byte to ETX.

        Raises:
            GaugeSilent: No connection, it broke, or there is no whole answer in time.
            FrameNotValid: It is longer than any answer, or goes on after its end.
        """
        is_answered = False
        try:
            async with asyncio.timeout(self._timeout_s):
                self._open = self._open or await self._connected()
                self._open.send(question)
                answer = await _whole(self._open.reader)
            is_answered = True
        except TimeoutError:
            raise self._silent(f"the gauge gave no whole answer within {self._timeout_s:g} s") from None
        except (OSError, EOFError, termios.error) as fault:
            raise self._silent(f"the gauge cannot be reached, or the connection broke: {fault}") from fault
        finally:
            if not is_answered:
                self.drop()
        return answer

    def drop(self) -> None:
        """Ends the connection at once; what is on its way is lost."""
        if self._open:
            self._open.drop()
            self._open = None

    def _silent(self, what: str) -> GaugeSilent:
        fix = "check power, cable, address and security code; ask again later"
        return GaugeSilent(what, where=self._address, fix=fix)

    async def _connected(self) -> _Open:
        if isinstance(self._where, str):
            return await _serial(self._where, self._line)
        reader, writer = await asyncio.open_connection(*self._where, limit=_PIECE)
        return _Open(reader, writer.write, writer.transport.abort)


async def _whole(reader: asyncio.StreamReader) -> bytes:
    answer = bytearray()
    while len(answer) <= LARGEST_FRAME:
        piece = await reader.read(_PIECE)
        if not piece:
            raise EOFError(f"it was closed after {len(answer)} bytes of the answer")
        end = piece.find(ETX)
        answer += piece
        if end >= 0:
            if end < len(piece) - 1:
                raise not_valid(len(answer) - len(piece) + end + 1, "it goes on after its end")
            return bytes(answer)
    raise not_valid(LARGEST_FRAME, f"it does not end within {LARGEST_FRAME} bytes")


async def _serial(path: str, line: str) -> _Open:
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK), "r+b", buffering=0)
    try:
        _set_line(file.fileno(), line)
        reader = asyncio.StreamReader(limit=_PIECE)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    except BaseException:
        file.close()
        raise

    def send(question: bytes) -> None:
        if transport.is_closing():
            raise EOFError("the line hung up")
        file.write(question)

    return _Open(reader, send, transport.close)


def _set_line(number: int, line: str) -> None:
    """Raw, at the speed and bits of the line; what came before is forgotten."""
    speed, bits, parity, stops = _LINE.fullmatch(line).groups()  # type: ignore[union-attr]  # checked before
    mode = termios.CREAD | termios.CLOCAL | (termios.CS8 if bits == "8" else termios.CS7)
    mode |= {"N": 0, "E": termios.PARENB, "O": termios.PARENB | termios.PARODD}[parity]
    mode |= termios.CSTOPB if stops == "2" else 0
    rate = getattr(termios, f"B{speed}")
    controls = termios.tcgetattr(number)[6]
    controls[termios.VMIN], controls[termios.VTIME] = 1, 0
    termios.tcsetattr(number, termios.TCSANOW, [0, 0, mode, 0, rate, rate, controls])
    termios.tcflush(number, termios.TCIOFLUSH)
