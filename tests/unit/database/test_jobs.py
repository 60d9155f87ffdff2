"""Jobs and schedules: queued once, done once, kept from other organisations, and ended by the latest attempt alone."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.database import (
    JOBS_WAIT,
    Database,
    FetchedUrl,
    JobFault,
    JobStateDiffers,
    Listener,
    NewJob,
    NewSchedule,
    Organisation,
    Progressed,
    ScheduleRefused,
    TurnLost,
    WatchedFile,
    add_schedule,
    cancel_job,
    claim_job,
    create_organisation,
    drop_organisation,
    due_schedules,
    end_cancelled,
    enqueue_job,
    fail_job,
    fetched_url,
    finish_job,
    fire_schedule,
    forget_finished_jobs,
    get_job,
    hand_back,
    keep_fetched_url,
    keep_watched_files,
    last_job_of,
    list_jobs,
    list_records,
    list_schedules,
    next_time,
    remove_schedule,
    renew_lease,
    retry_job,
    set_paused,
    watched_files,
)
from petroverse.database.faults import AlreadyThere, RowNotAllowed, RowNotFound, RowRefused

AMA = PersonId("ama")
STAR = OrganisationId("star")
LEASE = timedelta(seconds=30)
START = datetime(2024, 3, 1, 5, tzinfo=UTC)
BROKEN = JobFault("it broke", "here", "mend it")


class Hands:
    """A clock that is set by hand."""

    def __init__(self):
        self.at = START

    def now(self):
        return self.at

    def pass_by(self, **some):
        self.at += timedelta(**some)


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def queue(database, clock):
    """The database on that clock, with a second organisation."""
    with Database(database.url, clock=clock) as own:
        with own.unit_of_work(PUBLIC, AMA) as unit:
            create_organisation(unit, Organisation(STAR, "Star"))
        with own.unit_of_work(LOCAL, AMA) as unit:
            unit.rows("delete from schedules")
        yield own


def put(queue, body=None, *, organisation=LOCAL, **more):
    with queue.unit_of_work(organisation, AMA) as unit:
        return enqueue_job(unit, NewJob(more.pop("kind", "count"), body or {}, **more))


def claim(queue, worker="w", *, wanted=None):
    with queue.unit_of_work(PUBLIC, AMA) as unit:
        return claim_job(unit, worker, ["count"], lease=LEASE, wanted=wanted)


def on(queue, job, act, *more, **options):
    with queue.unit_of_work(job.organisation, AMA) as unit:
        return act(unit, job, *more, **options)


def fail(queue, job, *, is_temporary):
    return on(queue, job, fail_job, BROKEN, is_temporary=is_temporary, chance=random.Random(1))


def seen(queue, job):
    with queue.reading(job.organisation, AMA) as unit:
        return get_job(unit, job.id)


def test_a_job_is_given_back_as_it_was_queued(queue):
    job = put(queue, {"litres": 4.5, "é": [1]}, unique_key="k", most_attempts=3)
    assert seen(queue, job) == job
    assert (job.state, job.body, job.attempts, job.most_attempts) == ("waiting", {"litres": 4.5, "é": [1]}, 0, 3)
    assert (job.made_by, job.made_at, job.run_after) == ("ama", START, START)


def test_a_job_is_queued_only_if_its_unit_of_work_commits(queue):
    def half(unit):
        enqueue_job(unit, NewJob("count"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), queue.unit_of_work(LOCAL, AMA) as unit:
        half(unit)
    assert claim(queue) is None


def test_a_worker_gets_jobs_of_every_organisation_the_longest_due_first(queue, clock):
    later = put(queue, run_after=START + timedelta(seconds=2))
    first = put(queue, organisation=STAR, run_after=START + timedelta(seconds=1))
    assert claim(queue) is None
    clock.pass_by(seconds=3)
    assert [claim(queue).id, claim(queue).id, claim(queue)] == [first.id, later.id, None]


def test_a_worker_is_given_only_kinds_that_it_can_do(queue):
    put(queue, kind="other")
    assert claim(queue) is None


def test_jobs_are_claimed_in_public_alone(queue):
    put(queue)
    with pytest.raises(RowNotAllowed), queue.unit_of_work(LOCAL, AMA) as unit:
        claim_job(unit, "w", ["count"], lease=LEASE)
    with pytest.raises(RowNotAllowed), queue.unit_of_work(LOCAL, AMA) as unit:
        due_schedules(unit)


@pytest.mark.parametrize("looker", [LOCAL, PUBLIC])
def test_no_other_organisation_sees_or_changes_a_job_not_even_the_platform_outside_its_functions(queue, looker):
    job = put(queue, organisation=STAR)
    with queue.unit_of_work(STAR, AMA) as unit:
        add_schedule(unit, NewSchedule("daily", "0 6 * * *", "UTC", "count"))
    with queue.unit_of_work(looker, AMA) as unit:
        assert unit.rows("select * from jobs") == unit.rows("select * from schedules") == []
        assert unit.rows("update jobs set state = 'done' returning *") == []
        with pytest.raises(RowNotFound):
            get_job(unit, job.id)
        with pytest.raises(RowNotFound):
            cancel_job(unit, job.id)


def test_the_same_work_is_not_queued_twice_while_it_waits_or_runs(queue):
    first = put(queue, unique_key="k")
    assert put(queue, unique_key="k").id == first.id
    assert put(queue, unique_key="k", organisation=STAR).id != first.id
    running = claim(queue, wanted=first.id)
    assert put(queue, unique_key="k").id == first.id
    on(queue, running, finish_job, {})
    assert put(queue, unique_key="k").id != first.id


def test_the_same_work_queued_by_many_at_once_is_one_job(queue):
    with ThreadPoolExecutor(6) as pool:
        ids = {each.id for each in pool.map(lambda _: put(queue, unique_key="k"), range(24))}
    assert len(ids) == 1


def test_many_workers_never_get_the_same_job(queue):
    put_ids = {put(queue).id for _ in range(40)}
    with ThreadPoolExecutor(6) as pool:
        got = [each.id for each in pool.map(lambda number: claim(queue, f"w{number}"), range(60)) if each]
    assert sorted(got) == sorted(put_ids)


def test_what_is_done_is_never_run_again(queue, clock):
    put(queue)
    job = on(queue, claim(queue), finish_job, {"rows": 3})
    clock.pass_by(days=900)
    assert (job.state, job.result, job.finished_at) == ("done", {"rows": 3}, START)
    assert claim(queue) is None
    with pytest.raises(JobStateDiffers), queue.unit_of_work(LOCAL, AMA) as unit:
        retry_job(unit, job.id)


def test_a_job_whose_worker_went_silent_is_claimed_again_when_its_lease_is_over(queue, clock):
    put(queue)
    claim(queue)
    clock.pass_by(seconds=29)
    assert claim(queue, "other") is None
    clock.pass_by(seconds=1)
    again = claim(queue, "other")
    assert (again.attempts, again.worker) == (2, "other")


def test_a_renewed_lease_keeps_the_job_and_tells_how_far_it_is(queue, clock):
    put(queue)
    job = claim(queue)
    clock.pass_by(seconds=20)
    assert on(queue, job, renew_lease, lease=LEASE, progressed=Progressed(2, 5, "may.xlsx")) is False
    clock.pass_by(seconds=20)
    assert claim(queue) is None
    now = seen(queue, job)
    assert (now.done, now.total, now.what) == (2, 5, "may.xlsx")


@pytest.mark.parametrize(
    "word",
    [
        lambda queue, job: on(queue, job, finish_job, {"mine": True}),
        lambda queue, job: fail(queue, job, is_temporary=True),
        lambda queue, job: on(queue, job, end_cancelled),
        lambda queue, job: on(queue, job, hand_back),
        lambda queue, job: on(queue, job, renew_lease, lease=LEASE, progressed=Progressed()),
    ],
)
def test_a_worker_whose_lease_was_taken_over_cannot_say_anything_about_the_job(queue, clock, word):
    put(queue)
    lost = claim(queue)
    clock.pass_by(seconds=30)
    owner = claim(queue, "other")
    with pytest.raises(TurnLost):
        word(queue, lost)
    assert seen(queue, owner) == owner


def test_an_effect_is_undone_with_the_result_of_a_worker_that_lost_its_job(queue, clock):
    put(queue)
    lost = claim(queue)
    clock.pass_by(seconds=30)
    claim(queue, "other")

    def effect_and_result(unit, job):
        unit.record("effect", {})
        finish_job(unit, job, {})

    with pytest.raises(TurnLost):
        on(queue, lost, effect_and_result)
    with queue.reading(LOCAL, AMA) as unit:
        assert list_records(unit, kind="effect") == ()


def test_a_temporary_fault_is_tried_again_after_pauses_that_double_until_no_attempt_is_left(queue, clock):
    put(queue, most_attempts=4)
    pauses = []
    while (job := claim(queue)) is not None:
        after = fail(queue, job, is_temporary=True)
        if after.state == "failed":
            break
        pauses.append((after.run_after - clock.at).total_seconds())
        assert after.fault == BROKEN
        clock.at = after.run_after
    assert after.attempts == 4
    assert [low <= pause <= 3 * low for low, pause in zip((2.5, 5, 10), pauses, strict=True)] == [True] * 3
    assert (after.state, after.fault, after.finished_at) == ("failed", BROKEN, clock.at)


def test_a_pause_never_gets_longer_than_an_hour_and_a_half(queue, clock):
    put(queue, most_attempts=40)
    for _ in range(39):
        after = fail(queue, claim(queue), is_temporary=True)
        assert after.run_after - clock.at <= timedelta(minutes=90)
        clock.at = after.run_after


def test_a_lasting_fault_fails_at_once(queue):
    put(queue)
    assert fail(queue, claim(queue), is_temporary=False).state == "failed"


def test_a_job_that_kills_every_worker_fails_in_the_end(queue, clock):
    job = put(queue, most_attempts=2)
    for _ in range(2):
        assert claim(queue) is not None
        clock.pass_by(seconds=31)
    assert claim(queue) is None
    assert seen(queue, job).state == "failed"
    assert "2 times" in seen(queue, job).fault.what


def test_handing_a_job_back_costs_no_attempt_and_keeps_the_first_worker_out(queue):
    put(queue, most_attempts=1)
    first = claim(queue)
    on(queue, first, hand_back)
    second = claim(queue, "other")
    with pytest.raises(TurnLost):
        on(queue, first, finish_job, {})
    assert fail(queue, second, is_temporary=True).state == "failed"


def test_cancelling_ends_what_waits_and_asks_what_runs(queue, clock):
    waits, runs = put(queue), put(queue)
    running = claim(queue, wanted=runs.id)
    with queue.unit_of_work(LOCAL, AMA) as unit:
        assert cancel_job(unit, waits.id).state == "cancelled"
        assert cancel_job(unit, runs.id).state == "running"
    assert on(queue, running, renew_lease, lease=LEASE, progressed=Progressed()) is True
    assert on(queue, running, end_cancelled).state == "cancelled"
    with queue.unit_of_work(LOCAL, AMA) as unit:
        assert [each.body["job"] for each in list_records(unit, kind="job_cancelled")] == [waits.id, runs.id]
        with pytest.raises(JobStateDiffers):
            cancel_job(unit, runs.id)


def test_a_job_to_be_cancelled_whose_worker_died_is_not_begun_again(queue, clock):
    job = put(queue)
    claim(queue)
    with queue.unit_of_work(LOCAL, AMA) as unit:
        cancel_job(unit, job.id)
    clock.pass_by(minutes=1)
    assert claim(queue) is None
    assert (seen(queue, job).state, seen(queue, job).fault) == ("cancelled", None)


@pytest.mark.parametrize(
    "end", [lambda queue, job: on(queue, job, hand_back), lambda queue, job: fail(queue, job, is_temporary=True)]
)
def test_a_job_that_was_cancelled_while_it_ran_does_not_wait_for_another_try(queue, end):
    put(queue)
    job = claim(queue)
    with queue.unit_of_work(LOCAL, AMA) as unit:
        cancel_job(unit, job.id)
    assert end(queue, job).state == "cancelled"
    assert claim(queue) is None


def test_a_failed_job_is_tried_again_by_hand_unless_the_same_work_was_queued_anew(queue):
    job = put(queue, unique_key="k", most_attempts=1)
    fail(queue, claim(queue), is_temporary=False)
    with queue.unit_of_work(LOCAL, AMA) as unit:
        assert retry_job(unit, job.id).state == "waiting"
        assert [each.body["job"] for each in list_records(unit, kind="job_retried")] == [job.id]
    fail(queue, claim(queue), is_temporary=False)
    put(queue, unique_key="k")
    with pytest.raises(AlreadyThere), queue.unit_of_work(LOCAL, AMA) as unit:
        retry_job(unit, job.id)


def test_jobs_are_listed_newest_first_page_by_page_by_state_and_kind(queue):
    ids = [put(queue).id for _ in range(5)]
    other = put(queue, kind="other")
    claim(queue)
    with queue.reading(LOCAL, AMA) as unit:
        assert [each.id for each in list_jobs(unit)] == [other.id, *reversed(ids)]
        assert [each.id for each in list_jobs(unit, kind="count", limit=2)] == [ids[4], ids[3]]
        assert [each.id for each in list_jobs(unit, before=ids[3], limit=2)] == [ids[2], ids[1]]
        assert [each.id for each in list_jobs(unit, states=["running"])] == [ids[0]]


def test_old_finished_jobs_are_forgotten_and_others_stay(queue, clock):
    put(queue)
    on(queue, claim(queue), finish_job, {})
    put(queue)
    clock.pass_by(days=91)
    with queue.unit_of_work(LOCAL, AMA) as unit:
        assert forget_finished_jobs(unit, clock.at - timedelta(days=90)) == 1
        assert [each.state for each in list_jobs(unit)] == ["waiting"]


def test_the_bell_rings_when_a_job_is_queued_and_when_one_is_to_be_tried_again(queue):
    with Listener(queue.url, (JOBS_WAIT,)) as listener:
        assert listener.heard(0.05) == ()
        put(queue)
        assert [each.kind for each in listener.heard(5)] == [JOBS_WAIT]
        claim(queue)
        assert listener.heard(0.05) == ()


def test_an_organisation_is_dropped_with_its_jobs_and_schedules(queue):
    put(queue, organisation=STAR)
    with queue.unit_of_work(STAR, AMA) as unit:
        add_schedule(unit, NewSchedule("daily", "0 6 * * *", "UTC", "count"))
    with queue.unit_of_work(PUBLIC, AMA) as unit:
        assert drop_organisation(unit, STAR) >= 2
    assert claim(queue) is None


def test_a_job_without_a_kind_is_refused(queue):
    with pytest.raises(RowRefused):
        put(queue, kind="")


def fire_all(queue):
    with queue.unit_of_work(PUBLIC, AMA) as unit:
        due = due_schedules(unit)
    fired = []
    for each in due:
        with queue.unit_of_work(each.organisation, each.made_by) as unit:
            fired.append(fire_schedule(unit, each.name))
    return [each for each in fired if each]


@pytest.fixture
def daily(queue):
    with queue.unit_of_work(STAR, AMA) as unit:
        return add_schedule(unit, NewSchedule("daily", "0 6 * * *", "Africa/Accra", "count", {"a": 1}))


def test_a_schedule_queues_its_job_when_it_is_due_and_only_then(queue, clock, daily):
    assert fire_all(queue) == []
    clock.pass_by(hours=1)
    (job,) = fire_all(queue)
    assert (job.organisation, job.kind, job.body, job.made_by) == (STAR, "count", {"a": 1}, "ama")
    assert fire_all(queue) == []
    with queue.reading(STAR, AMA) as unit:
        (now,) = list_schedules(unit)
        assert (now.last_job, now.next_at) == (job.id, datetime(2024, 3, 2, 6, tzinfo=UTC))
        assert last_job_of(unit, now) == job


def test_a_due_schedule_queues_one_job_however_many_workers_look(queue, clock, daily):
    clock.pass_by(hours=1)
    with ThreadPoolExecutor(6) as pool:
        fired = [job for jobs in pool.map(lambda _: fire_all(queue), range(12)) for job in jobs]
    assert len(fired) == 1


def test_times_that_were_missed_run_once(queue, clock, daily):
    clock.pass_by(days=9)
    assert len(fire_all(queue)) == 1
    assert fire_all(queue) == []


def test_a_schedule_queues_no_second_job_beside_one_that_still_runs(queue, clock, daily):
    clock.pass_by(hours=1)
    (first,) = fire_all(queue)
    claim(queue)
    clock.pass_by(days=1)
    assert [each.id for each in fire_all(queue)] == [first.id]
    with queue.reading(STAR, AMA) as unit:
        assert len(list_jobs(unit)) == 1


def test_a_paused_schedule_queues_nothing_and_does_not_make_up_for_it(queue, clock, daily):
    with queue.unit_of_work(STAR, AMA) as unit:
        set_paused(unit, "daily", is_paused=True)
    clock.pass_by(days=3)
    assert fire_all(queue) == []
    with queue.unit_of_work(STAR, AMA) as unit:
        assert set_paused(unit, "daily", is_paused=False).next_at > clock.at
    assert fire_all(queue) == []


def test_every_change_of_a_schedule_is_on_record(queue, daily):
    with queue.unit_of_work(STAR, AMA) as unit:
        set_paused(unit, "daily", is_paused=True)
        set_paused(unit, "daily", is_paused=False)
        remove_schedule(unit, "daily")
        kinds = [each.kind for each in list_records(unit)]
    assert kinds == ["schedule_added", "schedule_paused", "schedule_resumed", "schedule_removed"]


def test_two_schedules_of_one_name_are_refused(queue, daily):
    with pytest.raises(AlreadyThere), queue.unit_of_work(STAR, AMA) as unit:
        add_schedule(unit, NewSchedule("daily", "0 6 * * *", "UTC", "count"))


def test_a_schedule_that_is_not_there_is_named(queue):
    with queue.unit_of_work(LOCAL, AMA) as unit:
        assert fire_schedule(unit, "no") is None
        with pytest.raises(RowNotFound, match="'no'"):
            remove_schedule(unit, "no")


@pytest.mark.parametrize(
    ("cron", "zone"),
    [("x", "UTC"), ("* * * * * *", "UTC"), ("0 6 * * *", "Atlantis"), ("0 6 * * *", "../etc"), ("0 0 31 2 *", "UTC"),
     ("61 * * * *", "UTC"), ("", "UTC"), ("0 6 * * *", "")],
)  # fmt: skip
def test_times_that_cannot_be_are_refused(cron, zone):
    with pytest.raises(ScheduleRefused):
        next_time(cron, zone, START)


def test_the_hour_that_summer_time_skips_or_doubles_runs_once():
    before = datetime(2024, 3, 30, 12, tzinfo=UTC)
    spring = next_time("30 2 * * *", "Europe/Paris", before)
    assert spring.date().isoformat() == "2024-03-31"
    assert next_time("30 2 * * *", "Europe/Paris", spring).date().isoformat() == "2024-04-01"
    autumn = next_time("30 2 * * *", "Europe/Paris", datetime(2024, 10, 26, 12, tzinfo=UTC))
    assert next_time("30 2 * * *", "Europe/Paris", autumn) - autumn >= timedelta(hours=23)


def test_a_fresh_platform_tidies_its_lake_at_night(database):
    with database.reading(LOCAL, AMA) as unit:
        (nightly,) = list_schedules(unit)
    assert (nightly.name, nightly.kind) == ("lake-upkeep", "lake_upkeep")
    assert (nightly.next_at.hour, nightly.next_at.minute) == (2, 30)
    assert timedelta(0) < nightly.next_at - datetime.now(UTC) <= timedelta(days=1, hours=3)


def test_what_a_folder_and_an_address_held_is_kept_for_the_organisation_alone(queue):
    files = [WatchedFile("a/b.xlsx", 3, 1_700_000_000_123_456_789, "f" * 64), WatchedFile("c.zip", 1, 2, "0" * 64)]
    with queue.unit_of_work(STAR, AMA) as unit:
        keep_watched_files(unit, "/srv/in", files)
        keep_watched_files(unit, "/srv/in", files[:1])
        keep_fetched_url(unit, FetchedUrl("https://x/", "e1"))
        keep_fetched_url(unit, FetchedUrl("https://x/", "e2", "monday", "1" * 64))
        assert watched_files(unit, "/srv/in") == {each.name: each for each in files}
        assert fetched_url(unit, "https://x/").etag == "e2"
    with queue.reading(LOCAL, AMA) as unit:
        assert watched_files(unit, "/srv/in") == {}
        assert fetched_url(unit, "https://x/") == FetchedUrl("https://x/")


def test_only_the_worker_functions_are_let_through(database):
    with psycopg.connect(database.url) as connection:
        allowed = connection.execute(
            "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace "
            "and proname in ('claim_job', 'due_schedules') and has_function_privilege('public', oid, 'execute')"
        ).fetchall()
    assert allowed == []
