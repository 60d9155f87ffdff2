"""Alarms in PostgreSQL: one memory a site that two never change at once, lines that are told once, and lists."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from petroverse.core.errors import NotFound
from petroverse.core.grants import LOCAL, OrganisationId, PersonId
from petroverse.database import (
    AlarmLine,
    AlarmsFilter,
    Database,
    Organisation,
    SiteWatch,
    StoredAlarm,
    StoredNotice,
    add_alarm_lines,
    alarm_lines,
    create_organisation,
    delete_alarm_rule,
    end_notices,
    list_alarm_rules,
    list_alarms,
    list_notices,
    list_records,
    lock_alarms,
    read_watches,
    save_alarm_rule,
    save_alarms,
    save_notices,
    save_watches,
)

AMA = PersonId("ama")
AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
ALARM = StoredAlarm(
    "overfill", "S7/1", "S7", "unacknowledged", is_active=True, is_unacked=True, priority="high", quiet_until=None,
    begun_at=AT, ended_at=None, litres=412.5, body={"value": 2.41}, changed_at=AT,
)  # fmt: skip
LINE = AlarmLine("a" * 32, "S7", "overfill", "S7/1", "raised", AT, "high", "", {"value": 2.41}, AT)
NUMBERS = count()


@pytest.fixture
def home(database: Database) -> OrganisationId:
    """An organisation that nobody else uses."""
    name = OrganisationId(f"alarmed-{next(NUMBERS)}")
    with database.unit_of_work(OrganisationId("public"), AMA) as unit:
        create_organisation(unit, Organisation(name, name))
    return name


def test_a_sites_memory_is_kept_and_never_goes_back(database: Database, home: OrganisationId):
    now, earlier = SiteWatch({"told": [1, 2.5, None]}, AT), SiteWatch({}, AT - timedelta(minutes=1))
    with database.unit_of_work(home, AMA) as unit:
        save_watches(unit, {"S7": earlier, "S8": earlier})
        save_watches(unit, {"S7": now})
        save_watches(unit, {"S7": earlier})
    with database.reading(home, AMA) as unit:
        assert read_watches(unit) == {"S7": now, "S8": earlier}


def test_of_two_that_change_an_alarm_one_waits_for_the_other(database: Database, home: OrganisationId):
    keys = [("overfill", "S7/1"), ("overfill", "S7/2")]
    with database.unit_of_work(home, AMA) as unit:
        save_alarms(unit, [replace(ALARM, subject=subject, litres=0.0) for _, subject in keys])

    def add_one(number: int) -> None:
        with database.unit_of_work(home, AMA, timeout_s=30) as unit:
            found = lock_alarms(unit, keys if number % 2 else [*reversed(keys), ("high", "S7/9")])
            save_alarms(unit, [replace(each, litres=(each.litres or 0.0) + 1) for each in found])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(24)))
    with database.reading(home, AMA) as unit:
        assert [each.litres for each in list_alarms(unit, AlarmsFilter())] == [24.0, 24.0]


def test_what_happened_is_told_once(database: Database, home: OrganisationId):
    later = replace(LINE, id="b" * 32, word="returned", at=AT + timedelta(minutes=5))
    with database.unit_of_work(home, AMA) as unit:
        assert add_alarm_lines(unit, [LINE]) == (LINE,)
        assert add_alarm_lines(unit, [LINE, later]) == (later,)
        assert add_alarm_lines(unit, [LINE, later]) == ()
        assert add_alarm_lines(unit, []) == ()
    with database.reading(home, AMA) as unit:
        newest, first = alarm_lines(unit, AlarmsFilter(rule="overfill", subject="S7/1"))
        assert (replace(newest, number=0), replace(first, number=0)) == (later, LINE)
        assert alarm_lines(unit, AlarmsFilter(), before=newest.number) == (first,)
        assert alarm_lines(unit, AlarmsFilter(place="S8")) == ()


def test_the_list_begins_with_what_waits_for_a_person(database: Database, home: OrganisationId):
    seen = replace(ALARM, rule="high", is_unacked=False, status="acknowledged")
    low = replace(ALARM, rule="low", priority="low")
    over = replace(ALARM, rule="water", status="normal", is_active=False, is_unacked=False, ended_at=AT)
    with database.unit_of_work(home, AMA) as unit:
        save_alarms(unit, [seen, low, over, replace(ALARM, litres=1.0)])
        save_alarms(unit, [ALARM])
    with database.reading(home, AMA) as unit:
        assert list_alarms(unit, AlarmsFilter()) == (ALARM, low, seen)
        assert list_alarms(unit, AlarmsFilter(is_open=False, rule="water")) == (over,)
        assert len(list_alarms(unit, AlarmsFilter(priority="high"))) == 2


def test_a_notice_is_listed_beside_and_changes_in_place(database: Database, home: OrganisationId):
    notice = StoredNotice("high", "S7/1", "S7", AT, ended_at=None, litres=None, body={}, changed_at=AT)
    again, over = replace(notice, begun_at=AT + timedelta(hours=1)), AT + timedelta(minutes=30)
    with database.unit_of_work(home, AMA) as unit:
        save_notices(unit, [notice, again])
        save_notices(unit, [replace(notice, litres=3.5)])
        end_notices(unit, [("high", "S7/1", over), ("high", "S7/9", over)])
    with database.reading(home, AMA) as unit:
        later, first = list_notices(unit)
        assert (later, replace(first, changed_at=AT)) == (again, replace(notice, ended_at=over, litres=3.5))
        assert list_notices(unit, before=again.begun_at) == (first,)
        assert list_notices(unit, place="S9") == ()


def test_a_rule_is_saved_over_the_one_for_the_same_subject_and_each_change_is_on_record(
    database: Database, home: OrganisationId
):
    with database.unit_of_work(home, AMA) as unit:
        save_alarm_rule(unit, "high", "", {"limit": None})
        save_alarm_rule(unit, "high", "S7/1", {"limit": 2.25})
        save_alarm_rule(unit, "high", "S7/1", {"limit": 2.31})
        assert [(each.subject, each.body) for each in list_alarm_rules(unit)] == [
            ("", {"limit": None}),
            ("S7/1", {"limit": 2.31}),
        ]
        delete_alarm_rule(unit, "high", "")
        with pytest.raises(NotFound, match="no rule high of all"):
            delete_alarm_rule(unit, "high", "")
        assert [each.body.get("rule") for each in list_records(unit) if each.kind.startswith("alarm_rule")] == [
            {"limit": None},
            {"limit": 2.25},
            {"limit": 2.31},
            None,
        ]


def test_nothing_of_it_is_seen_by_another_organisation(database: Database, home: OrganisationId):
    with database.unit_of_work(home, AMA) as unit:
        save_watches(unit, {"S7": SiteWatch({}, AT)})
        save_alarms(unit, [ALARM])
        add_alarm_lines(unit, [LINE])
    for other in (LOCAL, OrganisationId("public")):
        with database.reading(other, AMA) as unit:
            assert list_alarms(unit, AlarmsFilter(subject="S7/1")) == ()
            assert alarm_lines(unit, AlarmsFilter(subject="S7/1")) == ()
            assert "S7" not in read_watches(unit)
