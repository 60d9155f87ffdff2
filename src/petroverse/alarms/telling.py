"""How an alarm finds a person: what its receivers are to be told now, from how it stands and what they were told.

    receivers · calls · marks · an instant ──due──▶ what goes out now, each with an id that is the same for ever

Nothing waits in a queue of its own: what is due follows from what is so. So whoever looks late tells what is still
true, whoever looks twice tells nothing twice, and who has acknowledged in the meantime has stopped what was to come.

Example:
    >>> six = datetime(2024, 3, 1, 6, tzinfo=UTC)
    >>> call = Calling(AlarmKey("overfill", "S7/1"), "S7", "high", (Beginning(six, six),))
    >>> ama = Receiver("ama", Wants(), since=six)
    >>> [(each.receiver, each.items[0].word) for each in due([ama], [call], [], six)]
    [('ama', 'began')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from hashlib import blake2b
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from petroverse.alarms.found import AlarmKey
from petroverse.alarms.rules import PRIORITIES, Priority
from petroverse.core.conditions import RULES, RuleName
from petroverse.core.errors import InputRefused

__all__ = [
    "FLOOD",
    "WINDOW",
    "Beginning",
    "Calling",
    "Due",
    "DueItem",
    "Mark",
    "Receiver",
    "TellingWord",
    "Wants",
    "WantsRefused",
    "due",
]

WINDOW: Final = timedelta(minutes=15)
"""The same is told one receiver of one alarm so far apart at least, and an end when the alarm has stayed over for so
long: an alarm that comes and goes does not flood. Who believes that it is over hears at once that it is not. A choice
of ours; EEMUA 191 asks for about one call in ten minutes to a person, of all alarms together."""

FLOOD: Final = 10
"""More notices to one receiver in ``WINDOW`` are a flood, as EEMUA 191 counts ten alarms in ten minutes to be one; what
comes then is told together."""

_FLOOD_PAUSE: Final = timedelta(minutes=1)
_LONGEST_WAIT: Final = timedelta(hours=24)

TellingWord = Literal["began", "was", "ended", "withdrawn"]
"""It began and is so; it began and is over, and was not told before; what was told to have begun is over; it had not
been so after all."""


class WantsRefused(InputRefused):
    """What a receiver wants to be told cannot be: an unknown zone, no priority, or too long a wait."""


@dataclass(frozen=True, slots=True)
class Wants:
    """What a receiver is told, and when.

    Attributes:
        priorities: Of these priorities.
        places: At these sites; empty for all.
        rules: Of these conditions; empty for all.
        zone: The receiver's time zone.
        quiet: From when to when by the receiver's clock nothing comes that is not urgent; None for never. Past
            midnight where the second is earlier.
        urgent: Priorities that come at once, in quiet hours too.
        after: So long an alarm must have waited for a person before this receiver is told: the next step of an
            escalation; 0 to 24 h.
        digest_at: When by the receiver's clock what is not urgent comes, gathered into one; None for at once.

    Raises:
        WantsRefused: It cannot be.
    """

    priorities: frozenset[Priority] = frozenset(PRIORITIES)
    places: frozenset[str] = frozenset()
    rules: frozenset[RuleName] = frozenset()
    zone: str = "UTC"
    quiet: tuple[time, time] | None = None
    urgent: frozenset[Priority] = frozenset({"high"})
    after: timedelta = timedelta(0)
    digest_at: time | None = None

    def __post_init__(self) -> None:
        _refuse_unless(bool(self.priorities) and self.priorities <= set(PRIORITIES), "priorities", PRIORITIES)
        _refuse_unless(self.urgent <= set(PRIORITIES), "urgent", PRIORITIES)
        _refuse_unless(self.rules <= set(RULES), "rules", RULES)
        _refuse_unless(timedelta(0) <= self.after <= _LONGEST_WAIT, "after", ["0 to 1440 minutes"])
        try:
            ZoneInfo(self.zone)
        except (LookupError, ValueError, OSError):
            raise WantsRefused(
                f"{self.zone[:80]!r} is no time zone", where="zone", fix="such as Africa/Accra or UTC"
            ) from None

    def is_of(self, call: Calling) -> bool:
        """Whether an alarm is one of those that are wanted."""
        is_here = not self.places or call.place in self.places
        return is_here and call.priority in self.priorities and (not self.rules or call.key.rule in self.rules)

    def is_quiet(self, at: datetime) -> bool:
        """Whether an instant lies in the quiet hours.

        Example:
            >>> night = Wants(quiet=(time(22), time(6)), zone="Africa/Accra")
            >>> [night.is_quiet(datetime(2024, 3, 1, hour, tzinfo=UTC)) for hour in (21, 22, 5, 6)]
            [False, True, True, False]
        """
        if self.quiet is None:
            return False
        begin, end = self.quiet
        now = at.astimezone(ZoneInfo(self.zone)).time()
        return begin <= now < end if begin <= end else now >= begin or now < end

    def slot(self, at: datetime) -> datetime | None:
        """The last instant up to another at which a digest goes out; None where none does."""
        if self.digest_at is None:
            return None
        zone = ZoneInfo(self.zone)
        today = at.astimezone(zone).date()
        slots = (datetime.combine(today - timedelta(days=back), self.digest_at, zone) for back in (0, 1, 2))
        return next(each for each in slots if each.astimezone(UTC) <= at.astimezone(UTC)).astimezone(UTC)


class Receiver(NamedTuple):
    """Whom to tell.

    Attributes:
        id: Unique for ever.
        wants: What.
        since: What was known before this instant is not told.
    """

    id: str
    wants: Wants
    since: datetime


class Beginning(NamedTuple):
    """One time that an alarm began: by the readings' own time, and when the platform knew."""

    begun_at: datetime
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Calling:
    """One alarm as it stands.

    Attributes:
        key: Which.
        place: At which site.
        priority: How soon it is to be answered.
        beginnings: When it began, of late, oldest first; the last one is the one that is so now or is over; none where
            it had not been so after all.
        ended_at: When the last one ended, by the readings' time; None while it is so.
        acknowledged_to: The latest beginning that a person has acknowledged; None where none has.
        is_quiet: Whether somebody keeps it quiet for now: nobody is told of a beginning then.
    """

    key: AlarmKey
    place: str
    priority: Priority
    beginnings: tuple[Beginning, ...]
    ended_at: datetime | None = None
    acknowledged_to: datetime | None = None
    is_quiet: bool = False

    @property
    def is_active(self) -> bool:
        """Whether it is so now."""
        return bool(self.beginnings) and self.ended_at is None


class Mark(NamedTuple):
    """What a receiver was told of an alarm last.

    Attributes:
        receiver: Whom.
        key: Of which alarm.
        word: What.
        begun_at: The latest beginning that it covers.
        at: When it was decided.
        notice: Its id.
    """

    receiver: str
    key: AlarmKey
    word: TellingWord
    begun_at: datetime
    at: datetime
    notice: str


@dataclass(frozen=True, slots=True)
class DueItem:
    """One alarm in what goes out.

    Attributes:
        call: How it stands.
        word: What is told of it.
        begun_at: The latest beginning that this covers.
        times: How many beginnings it covers that were not told before.
        waited_since: Since when it has been waiting for a person.
    """

    call: Calling
    word: TellingWord
    begun_at: datetime
    times: int
    waited_since: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to send now.

    Attributes:
        id: The same for ever, however often it is decided or sent; 32 characters.
        receiver: To whom.
        items: One alarm, or all of a digest.
        is_digest: Whether it gathers several: what was not urgent, or a flood.
        is_urgent: Whether it may wake somebody.
    """

    id: str
    receiver: str
    items: tuple[DueItem, ...]
    is_digest: bool = False
    is_urgent: bool = False


def due(
    receivers: Iterable[Receiver], calls: Sequence[Calling], marks: Iterable[Mark], at: datetime
) -> tuple[Due, ...]:
    """What is to go out at an instant.

    Args:
        receivers: Whom there is to tell.
        calls: Every alarm that is so, waits for a person, began lately, or was told to have begun.
        marks: What was told last, of each receiver and alarm.
        at: The instant, zoned.
    """
    told: dict[str, dict[AlarmKey, Mark]] = defaultdict(dict)
    for each in marks:
        told[each.receiver][each.key] = each
    found: list[Due] = []
    for receiver in receivers:
        found += _due_to(receiver, calls, told[receiver.id], at)
    return tuple(found)


class _Ready(NamedTuple):
    item: DueItem
    at: datetime
    after: str
    is_urgent: bool


def _due_to(receiver: Receiver, calls: Sequence[Calling], told: Mapping[AlarmKey, Mark], at: datetime) -> Iterator[Due]:
    wants, slot = receiver.wants, receiver.wants.slot(at)
    at_once: list[_Ready] = []
    digest: list[_Ready] = []
    for call in calls:
        is_for_digest = slot is not None and call.priority not in wants.urgent
        ready = _ready(receiver, call, told.get(call.key), is_summary=is_for_digest)
        if ready is None:
            continue
        if slot is not None and is_for_digest:
            digest += [ready] if ready.at <= slot else []
        elif ready.at <= at and (ready.is_urgent or not wants.is_quiet(at)):
            at_once.append(ready)
    yield from _paced(receiver, at_once, told, at)
    if digest:
        yield _gathered(receiver, digest)


def _paced(receiver: Receiver, ready: Sequence[_Ready], told: Mapping[AlarmKey, Mark], at: datetime) -> Iterator[Due]:
    """Each alarm by itself, unless they come in a flood: then together, once a minute."""
    lately = {each.notice: each.at for each in told.values() if each.at > at - WINDOW}
    if len(lately) + len(ready) <= FLOOD:
        for each in ready:
            yield Due(_id(receiver.id, each), receiver.id, (each.item,), is_urgent=each.is_urgent)
    elif ready and max(lately.values(), default=at - _FLOOD_PAUSE) <= at - _FLOOD_PAUSE:
        yield _gathered(receiver, ready)


def _gathered(receiver: Receiver, ready: Sequence[_Ready]) -> Due:
    ids = "".join(_id(receiver.id, each) for each in ready)
    is_urgent = any(each.is_urgent for each in ready)
    items = tuple(each.item for each in ready)
    return Due(_hash(receiver.id, "digest", ids), receiver.id, items, is_digest=True, is_urgent=is_urgent)


def _ready(receiver: Receiver, call: Calling, mark: Mark | None, *, is_summary: bool) -> _Ready | None:
    """What a receiver is to be told of an alarm next, and from when on; None where that is nothing."""
    fresh = _fresh(receiver, call, mark)
    if mark is not None and mark.word == "began" and not call.is_active:
        last = max([mark.begun_at, *(each.begun_at for each in call.beginnings)])
        word: TellingWord = "ended" if any(each.begun_at >= mark.begun_at for each in call.beginnings) else "withdrawn"
        item = DueItem(call, word, last, len(fresh), mark.at)
        return _Ready(item, max(mark.at, call.ended_at or mark.at) + WINDOW, mark.notice, is_urgent=False)
    unseen = [each for each in fresh if call.acknowledged_to is None or each.begun_at > call.acknowledged_to]
    waiting = fresh if is_summary and not receiver.wants.after else unseen
    if not waiting or call.is_quiet or not receiver.wants.is_of(call):
        return None
    item = DueItem(call, "began" if call.is_active else "was", fresh[-1].begun_at, len(fresh), waiting[0].known_at)
    ready_at = waiting[0].known_at + receiver.wants.after
    if mark is not None and (mark.word == "began" or (mark.word == "was" and not call.is_active)):
        ready_at = max(ready_at, mark.at + WINDOW)
    return _Ready(item, ready_at, mark.notice if mark else "", call.priority in receiver.wants.urgent)


def _fresh(receiver: Receiver, call: Calling, mark: Mark | None) -> list[Beginning]:
    """The beginnings that a receiver was not told of; one that was told to be over and goes on after all counts."""
    known = [each for each in call.beginnings if each.known_at >= receiver.since]
    if mark is None:
        return known
    is_back = call.is_active and mark.word in ("ended", "withdrawn", "was")
    last = call.beginnings[-1] if call.beginnings else None
    return [each for each in known if each.begun_at > mark.begun_at or (is_back and each == last)]


def _id(receiver: str, ready: _Ready) -> str:
    item = ready.item
    return _hash(receiver, item.word, *item.call.key, item.begun_at.astimezone(UTC).isoformat(), ready.after)


def _hash(*parts: str) -> str:
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _refuse_unless(is_fine: bool, where: str, known: Iterable[str]) -> None:
    if not is_fine:
        raise WantsRefused(f"{where} cannot be so", where=where, fix=f"of {', '.join(known)}")
