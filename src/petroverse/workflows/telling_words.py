"""What a notice of alarms says: what, where, how many litres and how much money, how sure, what to do, and a link.

    Told(alarm, …) ──title · text──▶ Content ──as_html──▶ mail

One content is written when it is decided, and sent as it is however often; a repeat says what the first said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from petroverse.alarms import Alarm, AlarmRule, Due, DueItem
from petroverse.core.conditions import RuleName
from petroverse.core.errors import NotFound
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId

__all__ = ["NOTICE_SCHEMA", "RULE_WORDS", "Content", "Price", "as_html", "content_of", "told_alarm_item"]

NOTICE_SCHEMA: Final = "petroverse.alarm-notice/1"

RULE_WORDS: Final[Mapping[RuleName, str]] = {
    "high": "Nearly full",
    "overfill": "Above the safe fill",
    "low": "Nearly empty",
    "run_out": "Runs out soon",
    "water": "Water in the tank",
    "temperature": "Too hot or cold",
    "stuck": "Gauge repeats itself",
    "silent": "Gauge is silent",
    "sudden_loss": "Sudden loss",
    "slow_loss": "Slow loss",
    "short_delivery": "Short delivery",
    "meter_drift": "Meter drift",
    "chart_error": "Tank chart is wrong",
    "reconciliation": "Month beyond the law's allowance",
}
_NOW: Final = {
    "began": "It is so",
    "was": "It is over, and nobody has acknowledged it",
    "ended": "It is over",
    "withdrawn": "It had not been so after all, as later readings say",
}
_KINDS: Final = {"began": "alarm.began", "was": "alarm.began", "ended": "alarm.ended", "withdrawn": "alarm.withdrawn"}
_SIMULATED: Final = "SIMULATED: "


@dataclass(frozen=True, slots=True)
class Price:
    """What a litre costs, and where that stands.

    Attributes:
        per_litre: In ``currency``.
        currency: ISO 4217 code.
        as_of: The day or period that it is of.
    """

    per_litre: float
    currency: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a notice says, whichever way it goes.

    Attributes:
        kind: ``alarm.began``, ``alarm.ended``, ``alarm.withdrawn``, ``alarm.digest`` or ``alarm.test``.
        at: When it was decided, ISO 8601 in UTC.
        title: One line.
        text: The same at length, as lines of plain text.
        link: Where to read on, a whole address.
        urgency: ``high``, ``normal`` or ``low``.
        body: The same for programs; see ``NOTICE_SCHEMA``.
    """

    kind: str
    at: str
    title: str
    text: str
    link: str
    urgency: str
    body: Mapping[str, Any]


def told_alarm_item(
    item: DueItem, alarm: Alarm, network: Network, rule: AlarmRule | None, prices: Mapping[str, Price]
) -> dict[str, Any]:
    """One alarm for programs, with all that its text is written from.

    Args:
        item: What is told of it.
        alarm: How it stands.
        network: Where it is.
        rule: What it means; None where no rule calls any more.
        prices: What a litre of each product costs.
    """
    key, found = item.call.key, alarm.begun.condition if alarm.begun else None
    place_name, product = _named(network, item.call.place, key.subject)
    litres = found.litres if found else None
    return {
        "rule": key.rule,
        "name": RULE_WORDS[key.rule],
        "subject": key.subject,
        "place": item.call.place,
        "place_name": place_name,
        "product": product,
        "priority": item.call.priority,
        "word": item.word,
        "times": item.times,
        "begun_at": item.begun_at.isoformat(),
        "ended_at": item.call.ended_at.isoformat() if item.call.ended_at else None,
        "waited_since": item.waited_since.isoformat(),
        "value": found.value if found else None,
        "limit": found.limit if found else None,
        "unit": found.unit if found else "",
        "litres": litres,
        "money": _money(litres, prices.get(product)),
        "sureness": found.sureness if found else None,
        "cause": rule.cause if rule else "",
        "consequence": rule.consequence if rule else "",
        "response": rule.response if rule else "",
        "link": f"/alarms?{urlencode({'rule': key.rule, 'subject': key.subject})}",
    }


def content_of(
    due: Due, alarms: Sequence[Mapping[str, Any]], at: datetime, zone: str, about: Mapping[str, Any]
) -> Content:
    """What one notice says.

    Args:
        due: What is due.
        alarms: Its alarms, as ``told_alarm_item`` gives them.
        at: When it was decided.
        zone: The time zone that its text is written in.
        about: ``address`` of the platform, and ``organisation``, ``organisation_name``, ``is_simulated``.
    """
    mark = _SIMULATED if about["is_simulated"] else ""
    told = {name: about[name] for name in ("organisation", "organisation_name", "is_simulated")}
    links = [{**each, "link": about["address"] + each["link"]} for each in alarms]
    first = links[0]
    body = {"schema": NOTICE_SCHEMA, **told, "receiver": due.receiver, "alarms": links}
    link = f"{about['address']}/alarms" if due.is_digest else first["link"]
    if due.is_digest:
        title = f"{len(alarms)} {'alarm' if len(alarms) == 1 else 'alarms'} at {about['organisation_name']}"
        text = "\n\n".join(_lines(each, at, zone) for each in links)
    else:
        title, text = _title(first), _lines(first, at, zone)
    lead = "These alarms are SIMULATED: no such tank exists.\n\n" if about["is_simulated"] else ""
    urgency = "high" if due.is_urgent else "low" if due.is_digest else "normal"
    kind = "alarm.digest" if due.is_digest else _KINDS[first["word"]]
    return Content(kind, at.isoformat(), _one_line(mark + title), lead + text, link, urgency, body)


def as_html(title: str, text: str) -> str:
    """A notice's text as HTML for a mail: its lines, and its links as links."""
    lines = [_html_line(each) for each in text.split("\n")]
    return (
        '<!doctype html><html><body style="font-family:sans-serif;line-height:1.5;max-width:40em">'
        f'<h1 style="font-size:1.2em">{escape(title)}</h1><p>{"<br>".join(lines)}</p></body></html>'
    )


def _html_line(line: str) -> str:
    name, mark, rest = line.partition(": ")
    if line.startswith(("https://", "http://")):
        return f'<a href="{escape(line)}">{escape(line)}</a>'
    return f"<b>{escape(name)}:</b> {escape(rest)}" if mark and len(name) < 40 else escape(line)


def _one_line(text: str) -> str:
    """A title without what no subject of a mail may hold, whatever a site is called."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _title(of: Mapping[str, Any]) -> str:
    lead = {"began": str(of["priority"]).capitalize(), "was": f"{of['priority']}, over".capitalize()}.get(
        of["word"], "Over" if of["word"] == "ended" else "Not so after all"
    )
    return f"{lead}: {of['name']}, {of['subject']} at {of['place_name']}"


def _lines(of: Mapping[str, Any], at: datetime, zone: str) -> str:
    product = f" ({of['product']})" if of["product"] else ""
    begun = _local(of["begun_at"], zone)
    ended = f", ended {_local(of['ended_at'], zone)}" if of["ended_at"] else ""
    lines = [
        f"{of['name']}: {of['subject']}{product} at {of['place_name']}",
        f"Began: {begun}{ended} ({zone})",
        f"{_NOW[of['word']]}: as known at {_local(at.isoformat(), zone)}",
    ]
    lines += [f"Times since you were told last: {of['times']}"] if of["times"] > 1 else []
    lines += [f"Reading: {_figure(of['value'], of['unit'])}{_limit(of)}"] if of["value"] is not None else []
    lines += [f"How much: {_litres(of)}"] if of["litres"] is not None else []
    lines += [f"How sure: {100 * of['sureness']:.0f} %"] if of["sureness"] is not None else []
    if of["word"] in ("began", "was"):
        minutes = int((at - datetime.fromisoformat(of["waited_since"])).total_seconds() // 60)
        lines += [f"Nobody has acknowledged it for: {minutes} minutes"] if minutes else []
        lines += [f"{lead}: {of[name]}" for lead, name in _ANSWER.items() if of[name]]
    return "\n".join([*lines, str(of["link"])])


_ANSWER: Final = {"What to do": "response", "What comes of it": "consequence"}


def _litres(of: Mapping[str, Any]) -> str:
    money = of["money"]
    if money is None:
        return f"{of['litres']:,.0f} L"
    worth = f"{money['amount']:,.0f} {money['currency']}"
    return f"{of['litres']:,.0f} L, about {worth} at {money['per_litre']:g} a litre ({money['as_of']})"


def _limit(of: Mapping[str, Any]) -> str:
    return f", limit {_figure(of['limit'], of['unit'])}" if of["limit"] is not None else ""


def _figure(value: float, unit: str) -> str:
    if unit == "L":
        return f"{value:,.0f} L"
    return f"{1000 * value:,.0f} mm" if unit == "m" else f"{value:.1f} {unit}".strip()


def _money(litres: float | None, price: Price | None) -> dict[str, Any] | None:
    if litres is None or price is None:
        return None
    return {**asdict(price), "amount": round(abs(litres) * price.per_litre, 2)}


def _named(network: Network, place: str, subject: str) -> tuple[str, str]:
    """The site's name, and the tank's product; as much as the network knows."""
    try:
        name = network.place(PlaceId(place)).name
    except NotFound:
        name = place
    try:
        return name, network.tank(TankId(subject)).product
    except NotFound:
        return name, ""


def _local(instant: str, zone: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
