"""An insight is kept once, is gone when the facts no longer bear it out, and shows to whoever may read all its rows."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from insight_market import COMPANIES, Told, quiet, scaled
from petroverse.blobs import FolderBlobs
from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.grants import PUBLIC, PersonId
from petroverse.core.rights import Right, RightMissing
from petroverse.database import (
    Database,
    Job,
    NewImport,
    Organisation,
    add_imports,
    create_organisation,
    reserve_import_ids,
)
from petroverse.lake import Lake
from petroverse.workflows import (
    InsightsAsked,
    JobKind,
    Reader,
    Stores,
    Work,
    digest_body,
    insights_page,
    insights_rows,
    look_for_insights,
    nothing_body,
    one_insight,
    queue_due_insights,
    refresh_insights,
    run_one,
)
from petroverse.workflows.insights_digest import digest_of
from stored_market import Market

AMA = PersonId("ama")
BRAVO = COMPANIES[1]


@pytest.fixture
def stores(told: Told, tmp_path: Path) -> Stores:
    told.sources = ("omc",)
    return stores_of(told, tmp_path)


@pytest.fixture
def reader(told: Told) -> Reader:
    return reader_of(told)


@pytest.fixture(scope="module")
def looked(stored: tuple[Database, Lake], tmp_path_factory: pytest.TempPathFactory) -> tuple[Stores, Reader]:
    """A market in which something happened, looked through; nobody changes it."""
    told = Told(Market(*stored), sources=("omc",))
    stores, reader = stores_of(told, tmp_path_factory.mktemp("looked")), reader_of(told)
    litres = scaled(quiet(), 1.5, company=BRAVO, since=date(2024, 9, 1))
    litres = scaled(litres, 1.3, product="gasoline", since=date(2024, 10, 1))
    silent = {key: value for key, value in litres.items() if key[0] != "ECHO OIL LTD" or key[2] < date(2024, 5, 1)}
    take_in(stores, told, silent)
    refresh_insights(stores, reader)
    return stores, reader


def stores_of(told: Told, folder: Path) -> Stores:
    made = Stores(told.market.database, told.market.lake, FolderBlobs(folder / "blobs"))
    with made.database.unit_of_work(PUBLIC, AMA) as unit:
        create_organisation(unit, Organisation(told.market.organisation, "Test"))
    return made


def reader_of(told: Told) -> Reader:
    return Reader(AMA, told.market.organisation, frozenset({Right.READ, Right.EXPORT}))


def take_in(stores: Stores, told: Told, litres: dict, name: str = "all.xlsx") -> None:
    """Publishes, and writes down that something was imported, as an import does."""
    told.publish(litres, name=name)
    with stores.database.unit_of_work(told.market.organisation, AMA) as unit:
        (number,) = reserve_import_ids(unit, 1)
        add_imports(unit, [NewImport(number, name, secrets.token_hex(32), 1, "read")])
        unit.record("import", {"file": name})


def limited(reader: Reader, **limits: object) -> Reader:
    return Reader(AMA, reader.organisation, reader.rights, **limits)  # type: ignore[arg-type]


def test_an_import_makes_a_worker_look_once_and_what_it_finds_is_told(stores: Stores, told: Told, reader: Reader):
    take_in(stores, told, scaled(quiet(), 1.5, company=BRAVO, since=date(2024, 9, 1)))
    looked: dict = {}
    assert queue_due_insights(stores, looked) == 1
    assert queue_due_insights(stores, looked) == 0
    work = Work({"find_insights": JobKind(look_for_insights, nothing_body)}, lambda _: reader)
    done = run_one(stores, work, "test", stop=threading.Event())
    assert isinstance(done, Job)
    assert done.state == "done", done.fault
    page = insights_page(stores, reader, InsightsAsked("2024"))
    assert done.result["insights"] >= page["total"] > 0
    assert page["looked_at"] is not None
    assert queue_due_insights(stores, {}) == 0
    assert one_insight(stores, reader, page["insights"][0]["id"])["title"] == page["insights"][0]["title"]


def test_a_second_look_at_the_same_facts_changes_nothing_and_other_facts_take_back_what_is_no_longer_so(
    stores: Stores, told: Told, reader: Reader
):
    take_in(stores, told, scaled(quiet(), 1.5, company=BRAVO, since=date(2024, 9, 1)))
    refresh_insights(stores, reader)
    first = insights_page(stores, reader, InsightsAsked("2024"))
    assert {each["member"] for each in first["insights"]} >= {BRAVO}
    refresh_insights(stores, reader)
    assert insights_page(stores, reader, InsightsAsked("2024")) == first
    take_in(stores, told, quiet(), name="corrected.xlsx")
    refresh_insights(stores, reader)
    assert insights_page(stores, reader, InsightsAsked("2024"))["insights"] == []
    with pytest.raises(NotFound):
        one_insight(stores, reader, first["insights"][0]["id"])


def test_whoever_may_read_some_rows_sees_only_what_stands_on_these_rows_alone(looked: tuple[Stores, Reader]):
    stores, reader = looked
    asked = InsightsAsked("2024")
    whole = insights_page(stores, reader, asked)["insights"]
    of_one = insights_page(stores, limited(reader, row_rules={"product": ("gasoline",)}), asked)["insights"]
    assert all(each["products"] == ["gasoline"] for each in of_one)
    assert len(of_one) < len(whole)
    assert insights_page(stores, limited(reader, row_rules={"company": (BRAVO,)}), asked)["insights"] == []
    of_volume = insights_page(stores, limited(reader, measures=frozenset({"volume"})), asked)["insights"]
    assert {name for each in of_volume for query in each["questions"] for name in query["measures"]} <= {"volume"}
    hidden = next(each for each in whole if each["products"] != ["gasoline"])
    with pytest.raises(NotFound):
        one_insight(stores, limited(reader, row_rules={"product": ("gasoline",)}), hidden["id"])


def test_a_file_takes_the_right_to_export(looked: tuple[Stores, Reader]):
    stores, reader = looked
    rows = insights_rows(stores, reader, InsightsAsked("2024"))
    assert sum(batch.num_rows for batch in rows.batches) > 0
    with pytest.raises(RightMissing):
        insights_rows(stores, Reader(AMA, reader.organisation, frozenset({Right.READ})), InsightsAsked("2024"))


def test_the_feed_is_the_newest_first_and_the_latest_month_stands_alone(looked: tuple[Stores, Reader]):
    stores, reader = looked
    feed = insights_page(stores, reader, InsightsAsked(until="2024-10"))
    months = [each["month"] for each in feed["insights"]]
    assert len(set(months)) > 1
    assert months == sorted(months, reverse=True)
    assert all("2024-05" <= each <= "2024-10" for each in months)
    latest = insights_page(stores, reader, InsightsAsked())
    assert {each["month"] for each in latest["insights"]} == {latest["period"]}


@dataclass
class Later:
    """A clock that is so far ahead."""

    by: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by


def test_a_digest_is_a_pdf_and_words_of_what_is_new_and_nothing_where_nothing_is(looked: tuple[Stores, Reader]):
    stores, reader = looked
    made, words = digest_of(stores, reader, "day", "executive") or (None, "")
    assert made is not None
    assert made.content.startswith(b"%PDF")
    newest = insights_page(stores, reader, InsightsAsked(audience="executive"))["insights"][0]
    assert newest["text"] in words
    assert digest_of(replace(stores, clock=Later(timedelta(days=2))), reader, "day", "") is None
    assert digest_of(replace(stores, clock=Later(timedelta(days=2))), reader, "week", "") is not None


@pytest.mark.parametrize(
    "wrong",
    [{"cover": "year"}, {"audience": "everybody"}, {"to": []}, {"subject": ""}, {"more": 1}, {"to": "ama@example.org"}],
)
def test_a_digest_is_asked_for_in_its_own_words_alone(reader: Reader, wrong: dict):
    told = {"to": ["ama@example.org"], "subject": "Insights", "cover": "week"}
    assert digest_body(reader, told)["audience"] == ""
    with pytest.raises(InputRefused):
        digest_body(reader, {**told, **wrong})
