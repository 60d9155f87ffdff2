"""What a notice says: every figure that is known, nothing that is not, and nothing that could be taken for real."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest

from petroverse.alarms import Alarm, AlarmKey, AlarmRule, Beginning, Calling, Due, DueItem, Found
from petroverse.core.conditions import Condition
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.senders import Mail, Notice, notice_bytes
from petroverse.workflows.telling_ways import short_notice
from petroverse.workflows.telling_words import Content, Price, as_html, content_of, told_alarm_item

AT = datetime(2024, 3, 1, 6, 4, tzinfo=UTC)
KEY = AlarmKey("sudden_loss", "S7/1")
TANK = Tank(TankId("S7/1"), PlaceId("S7"), "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0)
NETWORK = Network((Place(PlaceId("S7"), "Seven & <Sons>", "station"),), tanks=(TANK,))
RULE = AlarmRule("sudden_loss", cause="theft", consequence="litres are gone", response="look at the gate")
ABOUT = {"address": "https://here", "organisation": "volta", "organisation_name": "Volta", "is_simulated": False}


def item(word: str = "began", **more: Any) -> dict[str, Any]:
    condition = Condition("sudden_loss", "S7/1", AT, is_active=True, litres=412.0, sureness=0.97, **more)
    call = Calling(KEY, "S7", "high", (Beginning(AT, AT),), ended_at=None if word == "began" else AT)
    due = DueItem(call, word, AT, 3, AT)  # type: ignore[arg-type]
    prices = {"gasoline": Price(12.4, "GHS", "2024-02")}
    return told_alarm_item(due, Alarm(KEY, begun=Found(condition, AT)), NETWORK, RULE, prices)


def content(*items: dict[str, Any], **about: Any) -> Content:
    due = Due("n1", "r1", tuple(items), is_digest=len(items) > 1, is_urgent=len(items) == 1)  # type: ignore[arg-type]
    return content_of(due, items, AT.replace(minute=20), "Asia/Kathmandu", {**ABOUT, **about})


def test_it_says_what_where_how_much_what_it_costs_how_sure_and_what_to_do():
    told = content(item())
    assert told.title == "High: Sudden loss, S7/1 at Seven & <Sons>"
    assert told.text.split("\n") == [
        "Sudden loss: S7/1 (gasoline) at Seven & <Sons>",
        "Began: 2024-03-01 11:49 (Asia/Kathmandu)",
        "It is so: as known at 2024-03-01 12:05",
        "Times since you were told last: 3",
        "How much: 412 L, about 5,109 GHS at 12.4 a litre (2024-02)",
        "How sure: 97 %",
        "Nobody has acknowledged it for: 16 minutes",
        "What to do: look at the gate",
        "What comes of it: litres are gone",
        "https://here/alarms?rule=sudden_loss&subject=S7%2F1",
    ]
    assert (told.urgency, told.kind) == ("high", "alarm.began")


def test_an_end_asks_for_nothing_more():
    told = content(item("ended"))
    assert told.title.startswith("Over: Sudden loss")
    assert "What to do" not in told.text
    assert told.kind == "alarm.ended"


@pytest.mark.parametrize("items", [(item(),), (item(), item("ended"))])
def test_simulated_alarms_say_so_in_every_form(items):
    told = content(*items, is_simulated=True)
    assert told.title.startswith("SIMULATED: ")
    assert "SIMULATED" in told.text
    assert told.body["is_simulated"] is True


def test_a_digest_holds_each_alarm_and_names_the_organisation():
    told = content(item(), item("ended"))
    assert (told.title, told.kind, told.urgency) == ("2 alarms at Volta", "alarm.digest", "low")
    assert told.text.count("Sudden loss: S7/1") == 2
    assert [each["word"] for each in told.body["alarms"]] == ["began", "ended"]


def test_the_mail_says_the_same_as_the_text_and_no_name_becomes_a_tag():
    seen: list[str] = []
    tags: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)

        def handle_data(self, data: str) -> None:
            seen.append(data)

    told = content(item())
    Reader().feed(as_html(told.title, told.text))
    assert "".join(seen) == told.title + told.text.replace("\n", "")
    assert tags == {"html", "body", "h1", "p", "b", "br", "a"}


def test_a_site_that_is_called_over_two_lines_is_told_of_all_the_same():
    told = content({**item(), "place_name": "Seven\r\nBcc: eve@example.org\u2028\x00"})
    assert told.title == "High: Sudden loss, S7/1 at Seven Bcc: eve@example.org"
    Mail("n1", ("ama@example.org",), told.title, told.text)


def test_what_is_pushed_fits_a_push_message_whatever_it_says():
    long = "\U0001f6e2" * 2000
    asked = urlencode({"rule": "reconciliation", "subject": long[:128]})
    link = f"https://a-host-of-some-length.example.org/alarms?{asked}"
    notice = Notice("f" * 32, "alarm.withdrawn", AT, long, long, link, "normal", {"alarms": [item()]})
    assert len(notice_bytes(short_notice(notice))) <= 3993
