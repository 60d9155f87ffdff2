"""Reads a TLS console: inventory and alarms with each reading, deliveries now and then; it can ask and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from petroverse.core.devices import Gauge
from petroverse.core.readings import Drop, Quality, Reading, SiteReadings
from petroverse.core.tanks import TankId
from petroverse.gauges.faults import FrameNotValid, QuestionRefused
from petroverse.gauges.roles import Found, FoundTank, Surroundings
from petroverse.gauges.veeder_root import codec
from petroverse.gauges.veeder_root.frames import question
from petroverse.gauges.veeder_root.reports import (
    Answer,
    Deliveries,
    Delivery,
    Form,
    Inventory,
    InventoryLine,
    Report,
    Revision,
    Status,
)
from petroverse.gauges.veeder_root.settings import settings_of
from petroverse.gauges.veeder_root.wire import Wire

__all__ = ["TlsGauge"]

_Told = TypeVar("_Told", bound=Answer)
_HEIGHT_INVALID = 4
_NEVER = datetime.max.replace(tzinfo=UTC)
_UNUSABLE: tuple[tuple[str, Quality], ...] = (
    ("PROBE OUT", "gap"),
    ("INVALID FUEL LEVEL", "out_of_range"),
    ("HIGH WATER ALARM", "water"),
    ("HIGH WATER WARNING", "water"),
)
"""What a console complains of → why its reading may not be trusted; the first that is there counts."""


class TlsGauge:
    """One console; a ``PolledGauge``.

    Args:
        gauge: As the network has it.
        around: Clock, secrets and time limit.

    Raises:
        GaugeSettingsRefused: The address or an option cannot be.
    """

    def __init__(self, gauge: Gauge, around: Surroundings) -> None:
        self._of = settings_of(gauge, around)
        self._wire = Wire(gauge.address, self._of.line, around.timeout_s)
        self._place = gauge.place
        self._clock = around.clock
        self._has_status = self._of.has_status
        self._told: dict[int, frozenset[datetime]] = {}
        self._deliveries_due = datetime.min.replace(tzinfo=UTC)

    async def read(self) -> SiteReadings:
        """What its tanks stand at now; see ``PolledGauge.read``."""
        inventory = await self._asked(Inventory, "201")
        now = self._clock.now()
        alarms = await self._alarms()
        ahead = self._of.ahead(inventory.at, now)
        at = now if self._of.is_our_clock or not ahead else self._of.instant(inventory.at, now)
        lines = {line.tank: line for line in inventory.lines}
        readings = (
            self._reading(tank, lines.get(number), alarms.get(number, ()), at)
            for number, tank in self._of.tanks.items()
        )
        shift = ahead if self._of.is_our_clock else timedelta()
        return SiteReadings(self._place, tuple(readings), drops=await self._new_drops(now, shift))

    async def discover(self) -> Found:
        """Looks at all that it has; see ``PolledGauge.discover``."""
        inventory = await self._asked(Inventory, "201")
        now = self._clock.now()
        alarms = await self._alarms()
        labels = await self._labels()
        deliveries = await self._count_of_deliveries([line.tank for line in inventory.lines])
        found = (self._found(each, labels.get(each.tank, ""), alarms.get(each.tank, ())) for each in inventory.lines)
        return Found(
            make="Veeder-Root TLS",
            revision=await self._revision(),
            tanks=tuple(found),
            drops=deliveries,
            clock_off_s=self._of.ahead(inventory.at, now).total_seconds(),
        )

    async def close(self) -> None:
        """Ends the connection, if there is one."""
        self._wire.drop()

    async def _asked(self, kind: type[_Told], report: Report, tank: int = 0, form: Form | None = None) -> _Told:
        form = form or self._of.form
        frame = await self._wire.asked(question(form, report, tank, self._of.security))
        try:
            answer = codec.parse(form, report, tank, frame)
        except FrameNotValid:
            self._wire.drop()  # what else is on its way may belong to another question
            raise
        assert isinstance(answer, kind)
        return answer

    async def _alarms(self) -> dict[int, tuple[str, ...]]:
        if not self._has_status:
            return {}
        try:
            status = await self._asked(Status, "205")
        except QuestionRefused:  # an old console, which will not learn it
            self._has_status = False
            return {}
        return {line.tank: line.alarms for line in status.lines}

    def _reading(self, tank: TankId, line: InventoryLine | None, alarms: tuple[str, ...], at: datetime) -> Reading:
        units = self._of.units
        if line is None or line.height is None:
            return Reading(tank, at, None, quality="gap")
        said: list[Quality] = [quality for alarm, quality in _UNUSABLE if alarm in alarms]
        if line.status & _HEIGHT_INVALID:
            said.append("out_of_range")
        return Reading(
            tank,
            at,
            units.length_m(line.height),
            units.temp_c(line.temperature),
            units.length_m(line.water),
            said[0] if said else "good",
            units.volume_l(line.volume),
        )

    async def _new_drops(self, now: datetime, shift: timedelta) -> tuple[Drop, ...]:
        """Deliveries that were not told before; only when all of them came are they taken for told."""
        every_s = self._of.deliveries_every_s
        if not every_s or now < self._deliveries_due:
            return ()
        try:
            found = {number: await self._deliveries(number) for number in self._of.tanks}
        except QuestionRefused:  # an old console, which will not learn it
            self._deliveries_due = _NEVER
            return ()
        drops = [
            self._drop(self._of.tanks[number], each, now, shift)
            for number, deliveries in found.items()
            for each in deliveries
            if each.started_at not in self._told.get(number, ())
        ]
        self._told = {number: frozenset(each.started_at for each in deliveries) for number, deliveries in found.items()}
        self._deliveries_due = now + timedelta(seconds=every_s)
        return tuple(each for each in drops if each)

    async def _deliveries(self, number: int) -> tuple[Delivery, ...]:
        """Of one tank: those of all tanks take a serial line longer than anybody waits."""
        report = await self._asked(Deliveries, "202", number)
        return tuple(each for tank in report.tanks if tank.tank == number for each in tank.deliveries)

    def _drop(self, tank: TankId, each: Delivery, now: datetime, shift: timedelta) -> Drop | None:
        """A delivery; None where the console has no volumes of it, or lets it end before it starts."""
        before_l, after_l = self._of.units.volume_l(each.start_volume), self._of.units.volume_l(each.end_volume)
        started_at, ended_at = (self._of.instant(at, now) - shift for at in (each.started_at, each.ended_at))
        if before_l is None or after_l is None or ended_at < started_at:
            return None
        return Drop(tank, started_at, ended_at, before_l, after_l)

    async def _labels(self) -> dict[int, str]:
        """The tanks' labels, which only the display form tells; none where its dates cannot be read."""
        try:
            inventory = await self._asked(Inventory, "201", form="display")
        except (FrameNotValid, QuestionRefused):
            return {}
        return {line.tank: line.label for line in inventory.lines}

    async def _count_of_deliveries(self, numbers: list[int]) -> int | None:
        try:
            return sum([len(await self._deliveries(number)) for number in numbers])
        except QuestionRefused:
            return None

    async def _revision(self) -> str:
        """Its software; none where it is told in a way that nobody knows."""
        try:
            return (await self._asked(Revision, "902")).software
        except (FrameNotValid, QuestionRefused):
            return ""

    def _found(self, line: InventoryLine, label: str, alarms: tuple[str, ...]) -> FoundTank:
        units = self._of.units
        return FoundTank(
            str(line.tank),
            line.label or label,
            units.length_m(line.height),
            units.temp_c(line.temperature),
            units.length_m(line.water),
            units.volume_l(line.volume),
            units.volume_l(line.ullage),
            alarms,
        )
