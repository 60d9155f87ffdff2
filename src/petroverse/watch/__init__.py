"""Watching a site: readings and people's words in, conclusions and alarms out; pure, so it runs anywhere.

    messages ──▶ step(state, messages, plan) ──▶ state, Outcome
                  │ rows put in their place, by their own time     readings with litres and quality · deliveries
                  │ detect.tank   what is wrong                    conditions begun, moved, ended, withdrawn
                  │ alarms        what people must do, and did     alarm events · what was left out, and why
    an instant ──▶ tick(state, at, plan) ──▶ state, Outcome        silence · suppressions that are over
    a month's tests, papers ──▶ judge(state, conditions, plan)     alarms of what is found elsewhere
    a page ──▶ outlook(state, plan)                                when each tank runs dry
    another plan ──▶ standing(state, plan)                         alarms of what is so already
    a draft of a rule ──▶ tried(network, place, rule, past)        what it would have raised

Of each tank the newest hours (``plan.window``, six by default) are kept, so that a reading that comes late is put where
it belongs and what was concluded without it is concluded again; messages in another order, or twice, give the same
state. Of a gauge that tells oftener than twice a minute only the newest 768 rows or so are kept, so that memory is
bounded whatever comes. What comes from before the window is stored and changes no conclusion, and the outcome says so.

A host reads the state, steps, and in one transaction stores the outcome. It need not store the state each time: the
state of any earlier moment and the messages since give the same one, and everything told has the same id again.
"""

from petroverse.watch.memory import Seen
from petroverse.watch.plan import (
    AHEAD,
    BUCKETS,
    SILENT_AFTER,
    WINDOW,
    Plan,
    PlannedTank,
    RuleUnitUnknown,
    checked_rule,
    plan_of,
    silent_after,
)
from petroverse.watch.state import SiteWatch, from_plain, hash_of, to_plain
from petroverse.watch.step import Left, Outcome, Why, judge, outlook, standing, step, tick
from petroverse.watch.trial import tried

__all__ = [
    "AHEAD",
    "BUCKETS",
    "SILENT_AFTER",
    "WINDOW",
    "Left",
    "Outcome",
    "Plan",
    "PlannedTank",
    "RuleUnitUnknown",
    "Seen",
    "SiteWatch",
    "Why",
    "checked_rule",
    "from_plain",
    "hash_of",
    "judge",
    "outlook",
    "plan_of",
    "silent_after",
    "standing",
    "step",
    "tick",
    "to_plain",
    "tried",
]
