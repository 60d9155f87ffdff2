"""A rule on trial: what it would have raised at a site, with its limit, deadband and delay in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from petroverse.alarms import AlarmRule, Found, Preview, Rulebook, on_trial, preview
from petroverse.core.conditions import Condition
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.readings import SiteReadings
from petroverse.watch.memory import Memory, Row, through
from petroverse.watch.plan import Plan, plan_of

__all__ = ["tried"]


def tried(network: Network, place: PlaceId, rule: AlarmRule, past: Iterable[SiteReadings]) -> Preview:
    """What a rule, a draft or not, would have raised over past readings of a site.

    A month's tests and deliveries held against papers are not found here, nor silence: they follow from more than the
    readings of one site, one after the other.

    Args:
        network: Where the tanks stand.
        place: The site.
        rule: With a limit; other blanks do not matter.
        past: What the site told, in the order of time; thirty days are usual.

    Raises:
        RuleUnitUnknown: The rule's limit cannot be read in its unit.
    """
    plan = plan_of(network, place, Rulebook((on_trial(rule),)))
    return preview(rule, lambda sites: _conditions(plan, sites, rule.subject), past)


def _conditions(plan: Plan, past: Iterable[SiteReadings], subject: str) -> Iterator[Condition]:
    memories = {name: Memory() for name in plan.tanks if subject in ("", name)}
    for site in past:
        rows = [(plan.tank_of_meter.get(each.meter), Row((each.at, 0, each.meter), each)) for each in site.meters]
        rows += [(each.tank, Row((each.at, 1, each.tank), each, each.quality)) for each in site.readings]
        for tank, row in rows:
            if tank is None or tank not in memories:
                continue
            done = through(plan.tanks[tank], memories[tank], (row,))
            memories[tank] = done.memory
            yield from (each.condition for each in done.results if isinstance(each, Found))
