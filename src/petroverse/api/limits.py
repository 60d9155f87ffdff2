"""How much one person, token or address may ask: a bucket each, which empties by asking and fills with time."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from petroverse.api.errors import TooManyRequests

__all__ = ["Buckets", "Limits", "Rates", "network_of"]

_MOST_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Rates:
    """What may be asked in a minute, on average; 0 sets no limit.

    Attributes:
        known: By one person or token.
        strangers: By one address, of whom nobody knows who it is.
        guesses: By one address, of passwords and invitations.
    """

    known: int = 1200
    strangers: int = 600
    guesses: int = 30


class Limits:
    """Who may ask now.

    Args:
        rates: How much.
    """

    def __init__(self, rates: Rates) -> None:
        self._known = Buckets(rates.known, "requests of yours")
        self._strangers = Buckets(rates.strangers, "requests from your address")
        self._guesses = Buckets(rates.guesses, "attempts to sign in from your address")

    def let_known(self, name: str) -> None:
        """Counts one request of a person or token.

        Raises:
            TooManyRequests: There were too many.
        """
        self._known.take(name)

    def let_stranger(self, network: str, *, is_guess: bool = False) -> None:
        """Counts one request from an address of which nobody knows who it is.

        Raises:
            TooManyRequests: There were too many.
        """
        (self._guesses if is_guess else self._strangers).take(network)


class Buckets:
    """One bucket a name, each as large as what a minute brings.

    Args:
        per_minute: What one name may take a minute, on average; 0 sets no limit.
        what: What is taken, in the words of the refusal.
        seconds: Gives a time that only grows, in seconds.
    """

    def __init__(self, per_minute: int, what: str, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._what = what
        self._seconds = seconds
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str) -> None:
        """Takes one from a name's bucket.

        Raises:
            TooManyRequests: It is empty; says when there is one again.
        """
        if not self._size:
            return
        with self._lock:
            now_s = self._seconds()
            left, at_s = self._left.pop(name, (self._size, now_s))
            left = min(self._size, left + (now_s - at_s) * self._size / 60)
            is_given = left >= 1
            self._left[name] = (left - 1 if is_given else left, now_s)
            if len(self._left) > _MOST_KEPT:
                self._left.popitem(last=False)
        if not is_given:
            wait_s = math.ceil((1 - left) * 60 / self._size)
            raise TooManyRequests(f"too many {self._what}", fix=f"wait {wait_s} s", retry_after_s=wait_s)


def network_of(address: str) -> str:
    """The network that counts as one address: itself, or an IPv6 address's /64, which one customer holds whole.

    Example:
        >>> network_of("2001:db8:1:2:3:4:5:6")
        '2001:db8:1:2::/64'
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
