"""The kinds of jobs on a real platform: folders, addresses, upkeep, mail and questions, and how a job ends."""

from __future__ import annotations

import io
import os
import random
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engines import forgotten_home
from mail_server import MailServer, mail_server
from petroverse.app import Platform, Settings, open_platform
from petroverse.app.work import job_kinds, run_now, run_work, work_of
from petroverse.core.errors import InputRefused, NotFound, Unavailable
from petroverse.core.grants import LOCAL, SAMPLE, PersonId
from petroverse.core.rights import RIGHTS_OF, Right, RightMissing, Role
from petroverse.database import EngineSettings, NewSchedule, cancel_job, list_imports, list_records
from petroverse.sources.sample import write_sample
from petroverse.workflows import (
    JobKind,
    Outcome,
    Pace,
    Reader,
    Work,
    add_schedule,
    jobs_page,
    one_job,
    owner_reader,
    pause_schedule,
    queue_job,
    remove_schedule,
    retry_job,
    run_one,
    schedules_list,
)
from petroverse.workflows import cancel_job as queue_cancel

AMA = PersonId("ama")
HURRY = Pace(lease_s=2.0, beat_s=0.1, poll_s=0.1, grace_s=0.5)
QUESTION = {
    "measures": ["volume"],
    "dimensions": ["year", "product"],
    "filters": [{"dimension": "source", "in": ["omc"]}],
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    return sorted((whole / "omc").glob("*.xlsx"))[:3]


@pytest.fixture(scope="module")
def mails() -> Iterator[MailServer]:
    with mail_server("none") as server:
        yield server


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory, mails: MailServer) -> Iterator[Platform]:
    home = tmp_path_factory.mktemp("work-home")
    told = {"smtp_host": "127.0.0.1", "smtp_port": mails.port, "smtp_tls": "none", "mail_from": "reports@example.org"}
    with (
        forgotten_home(EngineSettings(home)),
        open_platform(Settings(home=home, allow_private_urls=True, **told)) as opened,
    ):
        yield opened


@pytest.fixture
def folder(tmp_path: Path, books: list[Path]) -> Path:
    """A watched folder with one publication that no other test has."""
    place = tmp_path / "in"
    place.mkdir()
    copy_unlike(books[0], place / "first.xlsx")
    return place


def copy_unlike(book: Path, to: Path) -> None:
    """A copy whose bytes nobody took in before: the same cells, another author."""
    read = openpyxl.load_workbook(book)
    read.properties.title = f"{to}{random.random()}"
    read.save(to)
    an_hour_ago = time.time() - 3600
    os.utime(to, (an_hour_ago, an_hour_ago))


def do(platform: Platform, kind: str, body: dict[str, Any], reader: Reader | None = None) -> dict[str, Any]:
    job = queue_job(platform.stores, job_kinds(platform), reader or platform.reader, kind, body)
    return run_now(platform, job["id"], lambda *_: None)


def look(platform: Platform, folder: Path) -> dict[str, Any]:
    job = do(platform, "import_folder", {"path": str(folder)})
    assert job["state"] == "done", job["fault"]
    return job["result"]


def test_a_new_file_in_a_watched_folder_is_taken_in_and_an_old_one_is_left_alone(platform: Platform, folder: Path):
    first = look(platform, folder)
    assert (first["looked_at"], first["new"], first["report"]["meta"]["verdicts"]) == (1, 1, {"read": 1})
    assert (look(platform, folder)["new"], look(platform, folder)["report"]) == (0, None)


def test_a_file_that_was_only_touched_is_not_new_and_one_with_other_bytes_is(
    platform: Platform, folder: Path, books: list[Path]
):
    look(platform, folder)
    os.utime(folder / "first.xlsx", (1, 1))
    assert look(platform, folder)["new"] == 0
    copy_unlike(books[1], folder / "first.xlsx")
    assert look(platform, folder)["report"]["meta"]["verdicts"] == {"read": 1}


def test_the_same_bytes_under_another_name_are_nothing_to_do(platform: Platform, folder: Path):
    look(platform, folder)
    (folder / "below").mkdir()
    shutil.copy(folder / "first.xlsx", folder / "below" / "again.xlsx")
    result = look(platform, folder)
    assert (result["new"], result["report"]["meta"]["verdicts"]) == (1, {"same": 1})


def test_a_file_that_is_still_being_written_is_left_for_the_next_look(
    platform: Platform, folder: Path, books: list[Path]
):
    copy_unlike(books[2], folder / "slow.xlsx")
    whole = (folder / "slow.xlsx").read_bytes()
    (folder / "slow.xlsx").write_bytes(whole[:1000])
    over = threading.Event()

    def write_on() -> None:
        with (folder / "slow.xlsx").open("ab") as file:
            while not over.wait(0.2):
                file.write(b"x")
                file.flush()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        result = look(platform, folder)
    finally:
        over.set()
        writer.join()
    assert (result["new"], result["left_for_next_look"]) == (1, ["slow.xlsx"])
    (folder / "slow.xlsx").write_bytes(whole)
    assert look(platform, folder)["report"]["meta"]["verdicts"] == {"read": 1}


def test_members_of_a_zip_come_in_and_a_refused_file_is_not_asked_again_until_it_changes(
    platform: Platform, folder: Path, books: list[Path], tmp_path: Path
):
    (tmp_path / "packed").mkdir()
    copy_unlike(books[1], tmp_path / "packed" / "member.xlsx")
    shutil.make_archive(str(folder / "some"), "zip", tmp_path / "packed")
    (folder / "broken.xlsx").write_bytes(os.urandom(64))
    (folder / ".hidden.xlsx").write_bytes(b"x")
    result = look(platform, folder)
    assert {row["name"]: row["verdict"] for row in result["report"]["rows"]} == {
        "some.zip/member.xlsx": "read", "first.xlsx": "read", "broken.xlsx": "refused",
    }  # fmt: skip
    assert look(platform, folder)["new"] == 0


def test_tables_in_a_folder_are_read_with_a_mapping_and_only_those_that_are_called_so(
    platform: Platform, tmp_path: Path
):
    stock = Path(__file__).resolve().parents[3] / "examples" / "stock"
    (tmp_path / "march").mkdir()
    for each in stock.glob("*.csv"):
        shutil.copy2(each, tmp_path / "march" / each.name)
    body = {"path": str(tmp_path), "only": "load*.csv", "mapping": str(stock / "loadings.toml"), "org": "local"}
    job = do(platform, "import_folder", body)
    assert job["state"] == "done", job["fault"]
    rows = [(row["name"], row["verdict"]) for row in job["result"]["report"]["rows"]]
    assert (job["result"]["looked_at"], rows) == (1, [("march/loadings.csv", "read")])
    mapping = tmp_path / "other.toml"
    mapping.write_bytes((stock / "loadings.toml").read_bytes() + b"\n# changed\n")
    assert do(platform, "import_folder", {**body, "mapping": str(mapping)})["result"]["new"] == 1


def test_a_folder_that_is_not_there_fails_at_once_and_says_so(platform: Platform, tmp_path: Path):
    job = do(platform, "import_folder", {"path": str(tmp_path / "nowhere")})
    assert (job["state"], job["attempts"], job["fault"]["where"]) == ("failed", 1, str(tmp_path / "nowhere"))


@pytest.fixture
def site(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The folder over HTTP, and the statuses that were answered."""
    statuses: list[int] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            statuses.append(int(code))

    def handler(*given: Any, **options: Any) -> Handler:
        return Handler(*given, directory=str(folder), **options)

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", statuses
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_file_from_an_address_is_taken_in_and_not_fetched_again_while_it_stays(
    platform: Platform, folder: Path, site: tuple[str, list[int]]
):
    url, statuses = f"{site[0]}/first.xlsx", site[1]
    first = do(platform, "import_url", {"url": url})
    assert (first["result"]["changed"], first["result"]["report"]["meta"]["verdicts"]) == (True, {"read": 1})
    assert do(platform, "import_url", {"url": url})["result"]["changed"] is False
    assert statuses == [200, 304]
    os.utime(folder / "first.xlsx")
    assert do(platform, "import_url", {"url": url})["result"]["changed"] is False
    assert statuses == [200, 304, 200]


def test_an_address_that_does_not_answer_is_tried_again_later(platform: Platform):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    job = do(platform, "import_url", {"url": f"http://127.0.0.1:{port}/x.xlsx"})
    assert (job["state"], job["attempts"]) == ("waiting", 1)
    assert job["run_after"] > job["made_at"]
    with platform.stores.database.unit_of_work(LOCAL, AMA) as unit:
        cancel_job(unit, job["id"])


def test_upkeep_tidies_the_lake_and_a_question_is_answered_as_before(platform: Platform, folder: Path):
    look(platform, folder)
    job = do(platform, "lake_upkeep", {})
    assert (job["state"], job["fault"]) == ("done", None)
    assert set(job["result"]) == {"schema", "joined_files", "removed_files", "forgotten_jobs"}


def test_a_mail_goes_out_once_with_an_id_that_no_other_job_has(platform: Platform, mails: MailServer):
    body = {"to": ["ama@example.org"], "subject": "Ɛyɛ", "text": "All is well. " * 700}
    ids = {do(platform, "send_mail", body)["result"]["message_id"] for _ in range(2)}
    assert len(ids) == 2
    assert [mail[2]["Subject"] for mail in mails.mails[-2:]] == ["Ɛyɛ", "Ɛyɛ"]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_simulated_answer_is_mailed_as_a_file_and_marked_in_subject_and_text(
    platform: Platform, mails: MailServer, folder: Path, form: str
):
    look(platform, folder)
    body = {"to": ["ama@example.org"], "subject": "Volumes", "question": QUESTION, "format": form, "org": "sample"}
    job = do(platform, "send_query", body)
    assert job["state"] == "done", job["fault"]
    mail = mails.mails[-1][2]
    assert mail["Subject"] == "SAMPLE, simulated figures: Volumes"
    assert "SIMULATED" in mail.get_body().get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == f"answer.{form}"
    content = attached.get_content()
    if form == "csv":
        assert content.splitlines()[0].startswith("year,product,volume")
    else:
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "Data"


def test_a_mail_server_that_puts_off_makes_a_mail_wait_and_one_that_refuses_fails_it(
    platform: Platform, mails: MailServer
):
    body = {"to": ["late@example.org"], "subject": "s", "text": ""}
    mails.answers["late@example.org"] = "451 not now"
    waiting = do(platform, "send_mail", body)
    mails.answers["late@example.org"] = "550 nobody"
    failed = do(platform, "send_mail", {**body, "subject": "other"})
    assert (waiting["state"], failed["state"]) == ("waiting", "failed")
    mails.answers.clear()
    with platform.stores.database.unit_of_work(LOCAL, AMA) as unit:
        cancel_job(unit, waiting["id"])


def reader_who(role: Role) -> Reader:
    return Reader(AMA, "local", RIGHTS_OF[role], role=role)


@pytest.mark.parametrize(
    ("role", "kind", "body"),
    [
        (Role.ADMIN, "import_folder", {"path": "/srv"}),
        (Role.OPERATOR, "import_url", {"url": "https://example.org/x.xlsx"}),
        (Role.ADMIN, "import_url", {"url": "https://example.org/x.xlsx", "mapping": "/etc/passwd"}),
        (Role.ADMIN, "import_url", {"url": "https://example.org/x.xlsx", "pack": "/etc/pack"}),
        (Role.ADMIN, "import_url", {"url": "https://example.org/x.xlsx", "org": "public"}),
        (Role.ADMIN, "lake_upkeep", {}),
        (Role.ANALYST, "send_mail", {"to": ["a@example.org"], "subject": "s", "text": ""}),
        (Role.OPERATOR, "send_query", {"to": ["a@example.org"], "subject": "s", "question": QUESTION, "org": "public"}),
    ],
)
def test_work_that_somebody_may_not_have_done_is_not_queued(platform: Platform, role: Role, kind: str, body: Any):
    with pytest.raises(RightMissing):
        queue_job(platform.stores, job_kinds(platform), reader_who(role), kind, body)


def test_an_admin_fetches_facts_for_the_own_organisation_alone(platform: Platform):
    body = {"url": "https://example.org/x.xlsx"}
    job = queue_job(platform.stores, job_kinds(platform), reader_who(Role.ADMIN), "import_url", body)
    assert job["body"]["org"] == "local"
    with platform.stores.database.unit_of_work(LOCAL, AMA) as unit:
        cancel_job(unit, job["id"])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("import_folder", {}), ("import_folder", {"path": "here"}), ("import_folder", {"path": "/srv", "x": ""}),
        ("import_folder", {"path": 3}), ("import_url", {"url": "file:///etc/passwd"}), ("import_url", {"url": "x"}),
        ("import_url", {"url": "https://ama:secret@example.org/"}), ("import_url", {"url": "http://[::1"}),
        ("lake_upkeep", {"x": ""}), ("send_mail", {"to": "ama@example.org", "subject": "s"}),
        ("send_mail", {"to": [], "subject": "s"}), ("send_mail", {"to": ["x"], "subject": "s"}),
        ("send_mail", {"to": ["a@example.org"], "subject": "s\nBcc: b@example.org"}),
        ("send_query", {"to": ["a@example.org"], "subject": "s"}),
        ("send_query", {"to": ["a@example.org"], "subject": "s", "question": {"measures": "volume", "x": 1}}),
        ("send_query", {"to": ["a@example.org"], "subject": "s", "question": QUESTION, "format": "exe"}),
    ],
)  # fmt: skip
def test_a_body_that_is_none_is_refused_at_the_gate(platform: Platform, kind: str, body: Any):
    with pytest.raises(InputRefused):
        queue_job(platform.stores, job_kinds(platform), platform.reader, kind, body)


def test_a_kind_that_is_none_is_named_with_those_that_are(platform: Platform):
    with pytest.raises(NotFound, match="import_folder"):
        queue_job(platform.stores, job_kinds(platform), platform.reader, "dance", {})


def test_whoever_may_not_operate_sees_no_job(platform: Platform):
    with pytest.raises(RightMissing):
        jobs_page(platform.stores, reader_who(Role.ANALYST))
    with pytest.raises(RightMissing):
        schedules_list(platform.stores, reader_who(Role.VIEWER))


def test_whoever_sees_some_rows_only_sees_the_own_work_alone(platform: Platform):
    kinds = {**job_kinds(platform), "own": JobKind(lambda *_: Outcome({}), lambda _, body: dict(body))}
    limited = Reader(PersonId("kofi"), "local", RIGHTS_OF[Role.OPERATOR], row_rules={"product": ("lpg",)})
    theirs = queue_job(platform.stores, kinds, reader_who(Role.OPERATOR), "own", {"whose": "Ama's"})["id"]
    add_schedule(platform.stores, kinds, reader_who(Role.OPERATOR), NewSchedule("amas", "0 6 * * *", "UTC", "own", {}))
    own = queue_job(platform.stores, kinds, limited, "own", {"whose": "Kofi's"})["id"]
    assert [each["id"] for each in jobs_page(platform.stores, limited)["jobs"]] == [own]
    assert one_job(platform.stores, limited, own)["body"] == {"whose": "Kofi's"}
    for act in (one_job, queue_cancel, retry_job):
        with pytest.raises(NotFound, match="no job of yours"):
            act(platform.stores, limited, theirs)
    assert schedules_list(platform.stores, limited) == []
    with pytest.raises(NotFound, match="amas"):
        remove_schedule(platform.stores, limited, "amas")
    with pytest.raises(NotFound, match="amas"):
        pause_schedule(platform.stores, limited, "amas", is_paused=True)
    assert queue_cancel(platform.stores, limited, own)["state"] == "cancelled"
    queue_cancel(platform.stores, platform.reader, theirs)
    remove_schedule(platform.stores, platform.reader, "amas")


def test_a_worker_leaves_a_mark_of_life_that_a_supervisor_can_look_at(platform: Platform):
    mark, stop = platform.home.working, threading.Event()
    hand = threading.Thread(target=run_work, args=(platform, stop), kwargs={"pace": HURRY}, daemon=True)
    hand.start()
    until = time.monotonic() + 30
    while not mark.exists() and time.monotonic() < until:
        time.sleep(0.05)
    os.utime(mark, (1, 1))
    while mark.stat().st_mtime < 2 and time.monotonic() < until:
        time.sleep(0.05)
    assert mark.stat().st_mtime > time.time() - 60
    stop.set()
    hand.join(30)
    assert not mark.exists()


def own_work(run: Any) -> Work:
    return Work({"own": JobKind(run, lambda _, body: dict(body))}, lambda _: owner_reader(), HURRY)


def begin(platform: Platform, run: Any, stop: threading.Event | None = None) -> tuple[int, threading.Thread]:
    work = own_work(run)
    number = queue_job(platform.stores, work.kinds, platform.reader, "own", {"at": time.monotonic()})["id"]
    options = {"stop": stop or threading.Event(), "wanted": number}
    hand = threading.Thread(target=run_one, args=(platform.stores, work, "w"), kwargs=options, daemon=True)
    hand.start()
    return number, hand


def after(platform: Platform, run: Any) -> dict[str, Any]:
    number, hand = begin(platform, run)
    hand.join(20)
    return one_job(platform.stores, platform.reader, number)


def test_a_temporary_fault_waits_a_lasting_one_fails_and_an_unexpected_one_is_told_and_logged(
    platform: Platform, caplog: pytest.LogCaptureFixture
):
    def fall(fault: Exception) -> Any:
        def run(_stores: Any, _turn: Any) -> Outcome:
            raise fault

        return run

    assert after(platform, fall(Unavailable("away")))["state"] == "waiting"
    assert after(platform, fall(InputRefused("wrong")))["state"] == "failed"
    unexpected = after(platform, fall(ZeroDivisionError("oops")))
    assert (unexpected["state"], "ZeroDivisionError" in unexpected["fault"]["what"]) == ("failed", True)
    assert "oops" in caplog.text


def test_a_running_job_hears_of_its_cancellation_and_leaves_nothing(platform: Platform):
    at_work = threading.Event()

    def run(_stores: Any, turn: Any) -> Outcome:
        at_work.set()
        turn.pause(30)
        return Outcome({}, lambda uow: uow.record("never", {}))

    number, hand = begin(platform, run)
    at_work.wait(10)
    with platform.stores.database.unit_of_work(LOCAL, AMA) as unit:
        cancel_job(unit, number)
    hand.join(10)
    assert one_job(platform.stores, platform.reader, number)["state"] == "cancelled"
    with platform.stores.database.reading(LOCAL, AMA) as unit:
        assert list_records(unit, kind="never") == ()


@pytest.mark.parametrize("is_deaf", [False, True])
def test_a_worker_that_stops_hands_its_job_back_even_one_that_does_not_listen(platform: Platform, is_deaf: bool):
    at_work, stop, over = threading.Event(), threading.Event(), threading.Event()

    def run(_stores: Any, turn: Any) -> Outcome:
        at_work.set()
        if is_deaf:
            over.wait(20)
        else:
            turn.pause(20)
        return Outcome({"too": "late"})

    number, hand = begin(platform, run, stop)
    at_work.wait(10)
    stop.set()
    until = time.monotonic() + 5
    while one_job(platform.stores, platform.reader, number)["state"] == "running" and time.monotonic() < until:
        time.sleep(0.05)
    over.set()
    hand.join(10)
    job = one_job(platform.stores, platform.reader, number)
    assert (job["state"], job["result"]) == ("waiting", {})


def test_a_job_that_is_done_by_hand_is_cancelled_by_ctrl_c(platform: Platform, tmp_path: Path):
    (tmp_path / "fresh.xlsx").write_bytes(b"x")
    job = queue_job(platform.stores, job_kinds(platform), platform.reader, "import_folder", {"path": str(tmp_path)})

    def interrupt(_done: int, _total: int, _what: str) -> None:
        if one_job(platform.stores, platform.reader, job["id"])["state"] == "running":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_now(platform, job["id"], interrupt)
    assert one_job(platform.stores, platform.reader, job["id"])["state"] == "cancelled"


def test_progress_is_seen_while_a_job_runs(platform: Platform):
    over = threading.Event()

    def run(_stores: Any, turn: Any) -> Outcome:
        turn.progress(3, 7, "third.xlsx")
        over.wait(10)
        return Outcome({})

    number, hand = begin(platform, run)
    until = time.monotonic() + 5
    while not one_job(platform.stores, platform.reader, number)["done"] and time.monotonic() < until:
        time.sleep(0.05)
    job = one_job(platform.stores, platform.reader, number)
    over.set()
    hand.join(10)
    assert (job["state"], job["done"], job["total"], job["what"]) == ("running", 3, 7, "third.xlsx")


def test_a_worker_does_what_is_queued_and_what_is_due_until_it_is_told_to_stop(platform: Platform, mails: MailServer):
    stop = threading.Event()
    worker = threading.Thread(target=run_work, args=(platform, stop), kwargs={"pace": HURRY})
    worker.start()
    body = {"to": ["ama@example.org"], "subject": "by schedule", "text": ""}
    wanted = NewSchedule("often", "* * * * *", "UTC", "send_mail", body)
    add_schedule(platform.stores, job_kinds(platform), platform.reader, wanted)
    with platform.stores.database.unit_of_work(LOCAL, AMA) as unit:
        unit.rows("update schedules set next_at = now() where name = 'often'")
    queue_job(platform.stores, job_kinds(platform), platform.reader, "send_mail", {**body, "subject": "queued"})
    until = time.monotonic() + 15
    while time.monotonic() < until:
        subjects = [mail[2]["Subject"] for mail in mails.mails]
        if {"queued", "by schedule"} <= set(subjects):
            break
        time.sleep(0.05)
    told = time.monotonic()
    stop.set()
    worker.join(10)
    assert (subjects.count("queued"), subjects.count("by schedule")) == (1, 1)
    assert time.monotonic() - told < 3


def test_imports_of_jobs_are_found_where_others_are(platform: Platform, folder: Path):
    result = look(platform, folder)
    number = result["report"]["rows"][0]["import_id"]
    with platform.stores.database.reading(SAMPLE, AMA) as unit:
        assert number in [each.import_id for each in list_imports(unit)]


def test_every_kind_of_a_platform_names_rights_that_some_person_may_hold(platform: Platform):
    for kind in work_of(platform).kinds.values():
        assert kind.rights
        assert kind.rights <= frozenset(Right)
