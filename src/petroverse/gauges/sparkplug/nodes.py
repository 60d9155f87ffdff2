"""One edge node as a host hears it: births, the aliases that they give, the order of what follows, and deaths.

A value is given only under the name that its own birth gave its alias. What would put that in doubt (a message that is
missing, late or of an earlier birth) ends what is known of the node, and it is asked for a rebirth. Order within a
birth is told by ``seq``; across births, by the payloads' times and the ``bdSeq`` of a death. What a host cannot see is
a birth that the broker lost together with the death before it, where the numbering happens to go on unbroken.

Source: Sparkplug 3.0.0, sections 5 and 6.4. A broker keeps the order of one topic alone, so births, data and deaths
may overtake one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from petroverse.gauges.faults import FrameNotValid
from petroverse.gauges.sparkplug.payloads import Metric, Payload

__all__ = ["HELD_BACK", "KINDS", "NODE", "EdgeNode", "Heard"]

KINDS: Final = frozenset({"NBIRTH", "NDATA", "NDEATH", "DBIRTH", "DDATA", "DDEATH"})
"""Kinds of messages that an edge node sends."""

NODE: Final = ""
"""Stands for the edge node itself where a device is named."""

HELD_BACK: Final = timedelta(seconds=5)
"""How long a broker may hold back what is sent; after that, an older time means a clock that was set back."""

_BD_SEQ: Final = "bdSeq"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one message told.

    Attributes:
        device: Whose it is; ``NODE`` for the edge node's own.
        at_ms: The payload's time.
        metrics: Each with its full name and the datatype of its birth.
        is_birth: Whether these are all that there are of the device.
        gone: Devices that tell nothing from now on.
        needs_rebirth: Whether the node must be asked to be born again.
        fault: What was wrong; None where nothing was.
    """

    device: str = NODE
    at_ms: int = 0
    metrics: tuple[Metric, ...] = ()
    is_birth: bool = False
    gone: tuple[str, ...] = ()
    needs_rebirth: bool = False
    fault: FrameNotValid | None = None


@dataclass(slots=True)
class _Life:
    """From one birth of the node to its end: the order, and of each device what its birth said of each metric."""

    next_seq: int
    born_ms: int
    births: dict[str, _Names] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Names:
    by_name: Mapping[str, Metric]
    by_alias: Mapping[int, Metric]


class EdgeNode:
    """What is known of one edge node from what was heard of it."""

    def __init__(self) -> None:
        self._life: _Life | None = None
        self._alive: dict[str, None] = {}
        self._bd_seq: int | None = None
        self._born_ms = 0
        self._heard_at: datetime | None = None
        self._dead: tuple[int, datetime] | None = None

    def hear(self, kind: str, device: str, payload: Payload, came_at: datetime) -> Heard:
        """Takes one message in.

        Args:
            kind: One of ``KINDS``.
            device: As the topic names it; ``NODE`` for the node's own.
            payload: What came.
            came_at: When.

        Returns:
            What it told; a fault stands in it, none is raised.
        """
        try:
            if kind == "NDEATH":
                return self._died(payload, came_at)
            at_ms, seq = _order(kind, payload)
            if kind == "NBIRTH":
                return self._born(payload, at_ms, seq, came_at)
            return self._told(kind, device, payload, came_at)
        except FrameNotValid as fault:
            self._life = None
            return Heard(needs_rebirth=True, fault=fault)

    def _born(self, payload: Payload, at_ms: int, seq: int, came_at: datetime) -> Heard:
        bd_seq = _bd_seq(payload)
        is_old = at_ms < self._born_ms and self._is_soon(self._heard_at, came_at)
        is_dead = self._dead is not None and self._dead[0] == bd_seq and self._is_soon(self._dead[1], came_at)
        if is_old or is_dead:
            raise FrameNotValid("an earlier birth came late", where="NBIRTH", fix="nothing to do: it is asked again")
        names = _names(payload)
        self._life = _Life((seq + 1) % 256, at_ms, {NODE: names})
        self._bd_seq, self._alive[NODE] = bd_seq, None
        self._born_ms, self._heard_at = at_ms, came_at
        return Heard(NODE, at_ms, payload.metrics, is_birth=True)

    def _told(self, kind: str, device: str, payload: Payload, came_at: datetime) -> Heard:
        life, at_ms = self._life, payload.at_ms or 0
        if life is None:
            return Heard(needs_rebirth=True)
        if at_ms < life.born_ms:
            fault = FrameNotValid(f"a {kind} from before the last birth", where=kind, fix="nothing to do, if seldom")
            return Heard(fault=fault)
        if payload.seq != life.next_seq:
            what = f"message {payload.seq} came where {life.next_seq} was due"
            raise FrameNotValid(what, where=kind, fix="nothing to do, if seldom: the node is asked to be born again")
        life.next_seq = (life.next_seq + 1) % 256
        self._heard_at = came_at
        if kind == "DDEATH":
            life.births.pop(device, None)
            return Heard(device, at_ms, gone=self._gone(device))
        if kind == "DBIRTH":
            life.births[device], self._alive[device] = _names(payload), None
            life.born_ms = self._born_ms = at_ms
            return Heard(device, at_ms, payload.metrics, is_birth=True)
        if device not in life.births:
            raise FrameNotValid(f"{device!r} tells values and was not born", where=kind, fix="it is asked again")
        return Heard(device, at_ms, tuple(_named(each, life.births[device]) for each in payload.metrics))

    def _died(self, payload: Payload, came_at: datetime) -> Heard:
        bd_seq = _bd_seq(payload)
        if bd_seq is not None:
            self._dead = (bd_seq, came_at)
        if self._bd_seq is not None and bd_seq != self._bd_seq:
            return Heard()
        self._life = None
        return Heard(gone=self._gone(*self._alive))

    def _gone(self, *devices: str) -> tuple[str, ...]:
        """Those of them that had told something, in this life or in one before it that no death ended."""
        gone = tuple(each for each in devices if each in self._alive)
        for each in gone:
            del self._alive[each]
        return gone

    @staticmethod
    def _is_soon(before: datetime | None, after: datetime) -> bool:
        return before is not None and after - before < HELD_BACK


def _order(kind: str, payload: Payload) -> tuple[int, int]:
    if payload.at_ms is None or payload.seq is None:
        raise FrameNotValid(f"a {kind} without time or seq", where=kind, fix="see what sends it")
    return payload.at_ms, payload.seq


def _bd_seq(payload: Payload) -> int | None:
    found = next((each.value for each in payload.metrics if each.name == _BD_SEQ), None)
    return found if isinstance(found, int) else None


def _names(payload: Payload) -> _Names:
    by_name = {each.name: each for each in payload.metrics if each.name}
    by_alias = {each.alias: each for each in payload.metrics if each.alias is not None}
    aliases = sum(each.alias is not None for each in payload.metrics)
    if len(by_name) < len(payload.metrics) or len(by_alias) < aliases:
        raise FrameNotValid("a birth has a metric without a name, or a name or alias twice", fix="see what sends it")
    return _Names(by_name, by_alias)


def _named(metric: Metric, names: _Names) -> Metric:
    born = names.by_alias.get(metric.alias) if metric.alias is not None else names.by_name.get(metric.name)
    if born is None or (metric.name and metric.name != born.name):
        what = f"{metric.name!r:.80} with alias {metric.alias} was not born"
        raise FrameNotValid(what, where="metric", fix="it is asked to be born again")
    return Metric(
        born.name, metric.alias, metric.at_ms, born.datatype, metric.value, metric.quality, metric.is_historical
    )
