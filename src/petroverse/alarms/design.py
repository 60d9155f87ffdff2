"""Which alarms mean nothing while another stands: kept quiet by design, by a table that anybody can read.

    overfill of a tank   ──▶ its high            near full says nothing more
    low of a tank        ──▶ its run_out         it has nearly run out
    stuck of a gauge     ──▶ its high, low, run_out       they are of a height that is not true any more
    silent of a tank, or of its whole site ──▶ the same, stuck, water, temperature   they are old

Whether an alarm is kept quiet by design is no event: it follows from which alarms stand, so it is the same in whatever
order things became known, and ends with its cause. What leaves a tank (``rules.GUARDED``) is never kept quiet so, and
only an alarm keeps another quiet, never a notice.

Source: ANSI/ISA-18.2-2016, clause 12 (designed suppression); the table is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from petroverse.alarms.found import AlarmKey
from petroverse.alarms.rules import Rulebook
from petroverse.alarms.states import Alarm, AlarmState
from petroverse.alarms.step import Told, Word, priority_of
from petroverse.core.conditions import RuleName

__all__ = ["DESIGNED", "causes_of", "consequences_of", "designed", "suppressed_by"]

_OLD: Final[tuple[RuleName, ...]] = ("high", "low", "run_out")

DESIGNED: Final[Mapping[RuleName, tuple[RuleName, ...]]] = {
    "silent": (*_OLD, "stuck", "water", "temperature"),
    "stuck": _OLD,
    "overfill": ("high",),
    "low": ("run_out",),
}
"""Cause → its consequences, the strongest cause first; of one tank, or of all tanks of a silent site."""


def causes_of(key: AlarmKey, place: str) -> tuple[AlarmKey, ...]:
    """The alarms that would keep one quiet if they stood, the strongest first.

    Example:
        >>> causes_of(AlarmKey("high", "S7/1"), "S7")[-1]
        AlarmKey(rule='overfill', subject='S7/1')
    """
    found = []
    for cause, consequences in DESIGNED.items():
        if key.rule in consequences:
            found += [AlarmKey(cause, place)] if cause == "silent" else []
            found += [AlarmKey(cause, key.subject)]
    return tuple(dict.fromkeys(found))


def consequences_of(key: AlarmKey) -> tuple[AlarmKey, ...]:
    """The alarms of the same subject that one keeps quiet while it stands."""
    return tuple(AlarmKey(each, key.subject) for each in DESIGNED.get(key.rule, ()))


def suppressed_by(state: AlarmState, key: AlarmKey, place: str) -> AlarmKey | None:
    """The alarm that keeps one quiet by design now; None where none does."""
    return next((each for each in causes_of(key, place) if _stands(state.alarms.get(each))), None)


def designed(
    before: AlarmState, after: AlarmState, told: Iterable[Told], place: str, rules: Rulebook
) -> tuple[Told, ...]:
    """What is to be told, with the design in force: what is kept quiet, and what from now on is, or is no more.

    Args:
        before: As alarms of one site stood.
        after: As they stand.
        told: What is to be told of the change.
        place: The site.
        rules: Which conditions are alarms.
    """
    marked = [_marked(each, after, place) for each in told]
    raised = {each.key for each in marked if each.word == "raised"}
    causes = [each for each in marked if each.word in ("raised", "returned", "withdrawn")]
    return (*marked, *_turned(before, after, raised, causes, (place, rules)))


def _turned(
    before: AlarmState, after: AlarmState, raised: set[AlarmKey], causes: list[Told], of: tuple[str, Rulebook]
) -> Iterator[Told]:
    place, rules = of
    for key in sorted(before.alarms):
        alarm = after.alarms.get(key)
        if alarm is None or alarm.begun is None or not (alarm.is_active or alarm.is_unacked) or key in raised:
            continue
        was, now = suppressed_by(before, key, place), suppressed_by(after, key, place)
        if (was is None) == (now is None):
            continue
        because = now or was
        by = next((each for each in causes if each.key == because), None)
        if because is not None and by is not None:
            yield _said(alarm, by, rules, is_quiet=now is not None)


def _said(alarm: Alarm, by: Told, rules: Rulebook, *, is_quiet: bool) -> Told:
    text = f"{by.key.rule} of {by.key.subject} {'stands' if is_quiet else 'is over'}"
    condition = alarm.begun.condition if alarm.begun is not None else None
    quiet_by = ("by_design",) if is_quiet else alarm.quiet_by(by.at)
    word: Word = "by_design" if is_quiet else "restored"
    priority = priority_of(alarm.key, rules)
    return Told(word, alarm.key, by.at, priority, quiet_by, text=text, condition=condition, cause=by.cause)


def _marked(told: Told, state: AlarmState, place: str) -> Told:
    if told.word not in ("raised", "updated", "returned") or suppressed_by(state, told.key, place) is None:
        return told
    return replace(told, quiet_by=(*told.quiet_by, "by_design"))


def _stands(alarm: Alarm | None) -> bool:
    return alarm is not None and alarm.is_active
