"""Frames of the TLS protocol: the question, the two envelopes of an answer, the checksum, and the cut into fields.

    question   SOH  [security code]  I|i  nnn TT
    computer   SOH  innnTT YYMMDDHHmm …  &&  CCCC  ETX
    display    SOH  CR LF InnnTT CR LF  date  …  ETX
    unknown    SOH  9999FF1B  ETX

The checksum is the two's complement, in 16 bits, of the sum of all bytes before it, so that all of them and the
checksum add up to zero. Only reports can be asked for: a set command (``S…``) has another letter, and no argument
reaches it.
"""

from __future__ import annotations

import re
import struct
from datetime import datetime
from math import isfinite
from typing import Final, get_args

from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused, QuestionRefused
from petroverse.gauges.veeder_root.reports import Form, Report

__all__ = [
    "ETX",
    "LARGEST_FRAME",
    "SOH",
    "UNKNOWN",
    "Cut",
    "checked_security",
    "checksum",
    "closed",
    "content",
    "float_as_hex",
    "not_valid",
    "question",
]

SOH: Final = b"\x01"
ETX: Final = b"\x03"
UNKNOWN: Final = b"\x019999FF1B\x03"
"""What a console answers to a function that it does not know."""

LARGEST_FRAME: Final = 64 * 1024
"""Most bytes of one answer; 99 tanks, or the deliveries of one tank, take a sixth of it."""

_LETTERS: Final[dict[Form, str]] = {"computer": "i", "display": "I"}
_SECURITY: Final = re.compile(r"[!-~]{6}")
_MISSING: Final = "????????"


def question(form: Form, report: Report, tank: int, security: str = "") -> bytes:
    r"""The bytes that ask for one report.

    Args:
        form: In which form it shall answer.
        report: Which.
        tank: 1 to 99, or 0 for all.
        security: The console's security code, as ``checked_security`` gives it; empty where it asks for none.

    Raises:
        GaugeSettingsRefused: One of them cannot be.

    Example:
        >>> question("computer", "201", 0)
        b'\x01i20100'
    """
    if report not in get_args(Report) or form not in _LETTERS or not 0 <= tank <= 99:
        what = f"report {report} of tank {tank} in the {form} form"
        raise GaugeSettingsRefused(what, where="question", fix=f"ask for {', '.join(get_args(Report))}, tanks 0 to 99")
    return f"\x01{checked_security(security)}{_LETTERS[form]}{report}{tank:02d}".encode("ascii")


def checked_security(security: str) -> str:
    """A security code that can only be one.

    A console that asks for none takes the six characters for a command, so a code that reads as one is refused.

    Raises:
        GaugeSettingsRefused: It is not six printable characters, or it reads as a command.
    """
    if security and not _SECURITY.fullmatch(security):
        raise GaugeSettingsRefused("the security code is not of six characters", where="security", fix="give six")
    if security[:1] in {"S", "s", "I", "i"} and security[4:].isdigit():
        what = "the security code reads as a command, which a console that asks for no code would carry out"
        raise GaugeSettingsRefused(what, where="security", fix="give the console another code")
    return security


def checksum(before: bytes) -> bytes:
    r"""Four upper case hex digits that end what they follow.

    Example:
        >>> checksum(b"\x01i101002312301342020402&&")
        b'FB3B'
    """
    return f"{-sum(before) & 0xFFFF:04X}".encode("ascii")


def closed(form: Form, text: str) -> bytes:
    """The frame around an answer's text."""
    if form == "display":
        return SOH + text.encode("ascii") + ETX
    opened = SOH + text.encode("ascii") + b"&&"
    return opened + checksum(opened) + ETX


def content(form: Form, frame: bytes) -> str:
    """The text that a frame holds, checked from end to end; its first character is byte 1 of the frame.

    Raises:
        QuestionRefused: The console does not know the function.
        FrameNotValid: It is no frame of this form, with the position of what is wrong.
    """
    if frame == UNKNOWN:
        raise QuestionRefused("the console does not know this report", fix="leave it out for this console")
    if len(frame) > LARGEST_FRAME:
        raise not_valid(LARGEST_FRAME, f"it has {len(frame)} bytes, at most {LARGEST_FRAME} are taken")
    if frame[:1] != SOH or frame[-1:] != ETX or len(frame) < 2:
        raise not_valid(0, "it does not begin with SOH and end with ETX")
    inner = frame[1:-1]
    allowed = _PRINTED if form == "display" else _PACKED
    if strange := allowed.search(inner):
        raise not_valid(1 + strange.start(), f"byte {strange.group()[0]:#04x} has no place in it")
    if form == "display":
        return inner.decode("ascii")
    if inner[-6:-4] != b"&&":
        raise not_valid(max(0, len(frame) - 7), "&& does not end its data")
    if inner[-4:] != (right := checksum(frame[:-5])):
        raise not_valid(len(frame) - 5, f"its checksum is {inner[-4:].decode('ascii')}, not {right.decode('ascii')}")
    return inner[:-6].decode("ascii")


_PRINTED: Final = re.compile(rb"[^\r\n\x20-\x7e]")
_PACKED: Final = re.compile(rb"[^\x20-\x7e]")


def not_valid(position: int, what: str) -> FrameNotValid:
    """The fault of an answer, at a position of its frame, counted from 0."""
    return FrameNotValid(f"the answer is no TLS frame: {what}", where=f"byte {position}", fix="ask again")


def float_as_hex(value: float | None) -> str:
    """A number as eight hex digits of an IEEE-754 single; question marks where there is none.

    Example:
        >>> float_as_hex(1.0), float_as_hex(None)
        ('3F800000', '????????')
    """
    return _MISSING if value is None else struct.pack(">f", value).hex().upper()


class Cut:
    """Cuts a packed text into fields from the left and knows where it is, for the fault's position.

    Args:
        text: As ``content`` gives it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.position = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.position >= len(self._text)

    def ahead(self, length: int) -> str:
        """What comes next, left where it is."""
        return self._text[self.position : self.position + length]

    def take(self, length: int, what: str) -> str:
        """The next characters.

        Raises:
            FrameNotValid: There are not as many.
        """
        taken = self.ahead(length)
        if len(taken) < length:
            raise self.refused(what, taken)
        self.position += length
        return taken

    def rest(self) -> str:
        """All that is left, left where it is."""
        return self._text[self.position :]

    def decimal(self, length: int, what: str) -> int:
        """The next characters as a decimal number."""
        return self._number(length, what, "0123456789", 10)

    def hexadecimal(self, length: int, what: str) -> int:
        """The next characters as a number in upper case hex."""
        return self._number(length, what, "0123456789ABCDEF", 16)

    def float(self, what: str) -> float | None:
        """The next number; None where the console has none, or sends one that is not finite."""
        if self.ahead(8) == _MISSING:
            self.position += 8
            return None
        (value,) = struct.unpack(">f", self.hexadecimal(8, what).to_bytes(4, "big"))
        return value if isfinite(value) else None

    def stamp(self, what: str) -> datetime:
        """The next ten digits as the console's clock: YYMMDDHHmm, of this century."""
        year, month, day, hour, minute = (self.decimal(2, what) for _ in range(5))
        try:
            return datetime(2000 + year, month, day, hour, minute)  # noqa: DTZ001 - the gauge's zone is an option
        except ValueError:
            self.position -= 10
            raise self.refused(what, self.ahead(10)) from None

    def refused(self, what: str, found: str) -> FrameNotValid:
        """The fault that a field is not what it must be."""
        return not_valid(1 + self.position, f"{found[:16]!r} is no {what}")

    def _number(self, length: int, what: str, digits: str, radix: int) -> int:
        taken = self.take(length, what)
        if not all(each in digits for each in taken):
            self.position -= length
            raise self.refused(what, taken)
        return int(taken, radix)
