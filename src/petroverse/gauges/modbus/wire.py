"""The wire to a Modbus device: pymodbus' client, with a guard before it that looks at every byte first.

The guard refuses what is no answer (Modbus Messaging on TCP/IP 1.0b, section 3.1, and Modbus Application Protocol
1.1b3) before anything reads it, and ends the connection, so a peer can neither stall the client nor fill it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from pymodbus.client import AsyncModbusTcpClient
from pymodbus.exceptions import ModbusException
from pymodbus.pdu import ModbusPDU

from petroverse.gauges.faults import FrameNotValid, GaugeSilent, QuestionRefused
from petroverse.gauges.modbus.registers import TABLES

__all__ = ["ModbusWire", "strange"]

_HEAD: Final = 6
_LONGEST: Final = 254
"""Most bytes after the length field: the unit id and 253 of the answer."""
_IDENTITY: Final = 0x2B
_REFUSALS: Final = {
    1: "it has no such function",
    2: "it has no such register",
    3: "it takes no such count of registers",
    4: "it has failed",
    6: "it is busy",
    10: "its gateway has no way to it",
    11: "it gives its gateway no answer",
}


def strange(received: bytes) -> str | None:
    """What is wrong with what came after one question; None for an answer, or the beginning of one.

    Example:
        >>> strange(bytes([0, 1, 0, 0, 0, 5, 1, 3, 2, 0, 7])), strange(b"HTTP/1.1 400")
        (None, 'its protocol is 21584, not 0')
    """
    if len(received) >= 4 and (protocol := int.from_bytes(received[2:4], "big")):
        return f"its protocol is {protocol}, not 0"
    if len(received) < _HEAD:
        return None
    length = int.from_bytes(received[4:6], "big")
    if not 3 <= length <= _LONGEST:
        return f"it announces {length} bytes, not 3 to {_LONGEST}"
    if len(received) > _HEAD + length:
        return "it goes on after its end"
    return _strange_answer(received[_HEAD + 1 :]) if len(received) == _HEAD + length else None


def _strange_answer(answer: bytes) -> str | None:
    function = answer[0]
    if function in {0x83, 0x84, 0x80 | _IDENTITY}:
        return None if len(answer) == 2 else "a refusal has one byte more than one"
    if function in TABLES.values():
        return None if answer[1] == len(answer) - 2 and not answer[1] % 2 else "it does not hold what it announces"
    if function == _IDENTITY:
        return None if _is_identity(answer) else "it does not hold what it announces"
    return f"it answers function {function}, which nobody asked for"


def _is_identity(answer: bytes) -> bool:
    at, count = 7, 0
    while at + 2 <= len(answer):
        at += 2 + answer[at + 1]
        count += 1
    return len(answer) >= 7 and answer[1] == 0x0E and at == len(answer) and count == answer[6]


class ModbusWire:
    """Asks one question at a time; connects when first asked, and drops the connection after any fault.

    Args:
        host: Where it answers.
        port: On which port.
        unit_id: The device behind the address.
        timeout_s: Longest wait for one answer, connecting included.
    """

    def __init__(self, host: str, port: int, unit_id: int, timeout_s: float) -> None:
        self._host, self._port = host, port
        self._unit_id = unit_id
        self._timeout_s = timeout_s
        self._client: AsyncModbusTcpClient | None = None
        self._broken: asyncio.Future[Exception] | None = None

    async def registers(self, table: str, first: int, count: int) -> list[int]:
        """What stands in some registers.

        Raises:
            GaugeSilent: No connection, it broke, or there is no whole answer in time.
            FrameNotValid: What came is no answer to this.
            QuestionRefused: The device has no such registers.
        """

        def ask(client: AsyncModbusTcpClient) -> Awaitable[ModbusPDU]:
            read = client.read_holding_registers if table == "holding" else client.read_input_registers
            return read(first, count=count, device_id=self._unit_id)

        where = f"{self._host}:{self._port}, {table} registers {first} to {first + count - 1}"
        answer = await self._answered(ask, where)
        if answer.function_code != TABLES[table] or len(answer.registers) != count:
            self.drop()
            raise _not_valid(f"{len(answer.registers)} registers came, not {count}", where)
        return list(answer.registers)

    async def identity(self) -> dict[int, bytes]:
        """Who made the device (0), what it is (1) and its revision (2), of those that it tells.

        Raises:
            GaugeSilent: As ``registers``.
            FrameNotValid: As ``registers``.
            QuestionRefused: The device does not tell.
        """

        def ask(client: AsyncModbusTcpClient) -> Awaitable[ModbusPDU]:
            return client.read_device_information(read_code=1, object_id=0, device_id=self._unit_id)

        answer = await self._answered(ask, f"{self._host}:{self._port}")
        told = getattr(answer, "information", {})
        return {number: each for number, each in told.items() if isinstance(each, bytes)}

    def drop(self) -> None:
        """Ends the connection at once."""
        if self._client:
            if self._client.ctx.transport:
                self._client.ctx.transport.abort()  # type: ignore[attr-defined]  # a TCP transport
            self._client.close()
            self._client = None

    async def _answered(self, ask: Callable[[AsyncModbusTcpClient], Awaitable[ModbusPDU]], where: str) -> ModbusPDU:
        is_answered = False
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._first_of(ask(await self._connected()))
            is_answered = True
        except TimeoutError:
            what = f"the device gave no whole answer within {self._timeout_s:g} s"
            raise GaugeSilent(what, where=where, fix="check power, network, address and unit id") from None
        except (OSError, ModbusException) as fault:
            what = f"the device cannot be reached, or the connection broke: {fault}"
            raise GaugeSilent(what, where=where, fix="check power, network and address; ask again later") from fault
        finally:
            if not is_answered:
                self.drop()
        if answer.isError():
            code = int(getattr(answer, "exception_code", 0))
            what = f"the device refuses: {_REFUSALS.get(code, f'code {code}')}"
            raise QuestionRefused(what, where=where, fix="compare the map with the device's manual")
        return answer

    async def _first_of(self, answer: Awaitable[ModbusPDU]) -> ModbusPDU:
        """The answer, or the fault of what came in its place."""
        assert self._broken
        asked = asyncio.ensure_future(answer)
        asked.add_done_callback(lambda each: each.cancelled() or each.exception())  # looked at, even if it is not used
        try:
            either: list[asyncio.Future[Any]] = [asked, self._broken]
            done, _ = await asyncio.wait(either, timeout=self._timeout_s, return_when=asyncio.FIRST_COMPLETED)
            if self._broken.done():
                raise self._broken.result()
            if not done:  # the client's connecting can swallow the word that time is over
                raise TimeoutError
            return await asked
        finally:
            asked.cancel()

    async def _connected(self) -> AsyncModbusTcpClient:
        if self._client is None:
            broken: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()

            def looked_at(is_sent: bool, packet: bytes) -> bytes:
                if is_sent or not (wrong := strange(packet)):
                    return packet
                if not broken.done():
                    broken.set_result(_not_valid(wrong, f"{self._host}:{self._port}"))
                return b""

            def met(is_there: bool) -> None:
                if not is_there and not broken.done():
                    broken.set_result(ConnectionResetError("it was closed"))

            client = AsyncModbusTcpClient(
                self._host,
                port=self._port,
                timeout=2 * self._timeout_s,  # ours ends first
                retries=0,
                reconnect_delay=0,
                trace_packet=looked_at,
                trace_connect=met,
            )
            self._client, self._broken = client, broken
            if not await client.connect():
                raise ConnectionRefusedError("nobody answers there")
        return self._client


def _not_valid(wrong: str, where: str) -> FrameNotValid:
    return FrameNotValid(f"the answer is no Modbus frame: {wrong}", where=where, fix="ask again")
