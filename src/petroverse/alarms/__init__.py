"""What people must do about a condition, and did: the state machine of alarms, pure.

    core.conditions.Condition ──Found──▶ step(state, event, rules) ──▶ (state, told)
    a person's command ─────────────────▲                            │ raised, returned, acknowledged, shelved …
                                                                     ▼ ledger, history, outbox (by who holds them)

An alarm needs a person's timely response; whatever has no enabled rule is a notice, and ``step`` leaves it alone.
Whether a condition is so and whether somebody has seen it are kept apart, and so are the three ways of keeping an alarm
quiet, each with an end. A state is a fold over events that does not depend on their order: what a site did without a
server and what the hub did ``merge`` to one state.

The model is that of ANSI/ISA-18.2-2016 (IEC 62682) and EEMUA publication 191; ``rules`` and ``health`` say which number
comes from where, and which are ours.
"""

from petroverse.alarms.commands import (
    ALARM_COMMAND,
    LONGEST,
    LONGEST_GUARDED,
    Acknowledge,
    Command,
    CommandNotValid,
    Note,
    Reset,
    Restore,
    Suppress,
    Suppression,
    Tick,
    command_from_body,
    command_to_body,
)
from petroverse.alarms.design import DESIGNED, causes_of, consequences_of, designed, suppressed_by
from petroverse.alarms.found import AlarmKey, Found, followed
from petroverse.alarms.health import REVIEW, Flood, Health, Measure, Verdict, floods, health
from petroverse.alarms.plain import (
    StateNotReadable,
    alarm_from_plain,
    alarm_to_plain,
    found_from_plain,
    found_to_plain,
    from_plain,
    state_hash,
    to_plain,
)
from petroverse.alarms.preview import Call, Preview, on_trial, preview
from petroverse.alarms.rules import (
    GUARDED,
    PRIORITIES,
    AlarmRule,
    LimitInNormalRange,
    Priority,
    Rulebook,
    RuleNotWhole,
    Severity,
    TankState,
    deadband_m,
    enabled,
    limit_before_trip,
    rules_from_plain,
    rules_to_plain,
)
from petroverse.alarms.states import Alarm, AlarmState, Counts, Status, counts, merge
from petroverse.alarms.step import AlarmEvent, Told, Word, concluded, run, step, told_between
from petroverse.alarms.telling import (
    FLOOD,
    WINDOW,
    Beginning,
    Calling,
    Due,
    DueItem,
    Mark,
    Receiver,
    TellingWord,
    Wants,
    WantsRefused,
    due,
)

__all__ = [
    "ALARM_COMMAND",
    "DESIGNED",
    "FLOOD",
    "GUARDED",
    "LONGEST",
    "LONGEST_GUARDED",
    "PRIORITIES",
    "REVIEW",
    "WINDOW",
    "Acknowledge",
    "Alarm",
    "AlarmEvent",
    "AlarmKey",
    "AlarmRule",
    "AlarmState",
    "Beginning",
    "Call",
    "Calling",
    "Command",
    "CommandNotValid",
    "Counts",
    "Due",
    "DueItem",
    "Flood",
    "Found",
    "Health",
    "LimitInNormalRange",
    "Mark",
    "Measure",
    "Note",
    "Preview",
    "Priority",
    "Receiver",
    "Reset",
    "Restore",
    "RuleNotWhole",
    "Rulebook",
    "Severity",
    "StateNotReadable",
    "Status",
    "Suppress",
    "Suppression",
    "TankState",
    "TellingWord",
    "Tick",
    "Told",
    "Verdict",
    "Wants",
    "WantsRefused",
    "Word",
    "alarm_from_plain",
    "alarm_to_plain",
    "causes_of",
    "command_from_body",
    "command_to_body",
    "concluded",
    "consequences_of",
    "counts",
    "deadband_m",
    "designed",
    "due",
    "enabled",
    "floods",
    "followed",
    "found_from_plain",
    "found_to_plain",
    "from_plain",
    "health",
    "limit_before_trip",
    "merge",
    "on_trial",
    "preview",
    "rules_from_plain",
    "rules_to_plain",
    "run",
    "state_hash",
    "step",
    "suppressed_by",
    "to_plain",
    "told_between",
]
