"""The queue against a small model: whatever workers, clocks and people do, a job is done once and by its owner."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from engines import database, engine
from petroverse.core.grants import LOCAL, PUBLIC, PersonId
from petroverse.database import (
    Database,
    Job,
    JobFault,
    JobStateDiffers,
    NewJob,
    Progressed,
    TurnLost,
    cancel_job,
    claim_job,
    end_cancelled,
    enqueue_job,
    fail_job,
    finish_job,
    hand_back,
    list_jobs,
    renew_lease,
    retry_job,
)

__all__ = ["database", "engine"]

AMA = PersonId("ama")
LEASE = timedelta(seconds=30)
ATTEMPTS = 2


class Modelled:
    """What the model knows of one job."""

    def __init__(self, number: int, at: datetime) -> None:
        self.number = number
        self.state = "waiting"
        self.due = at
        self.attempts = 0
        self.allowed = ATTEMPTS
        self.is_unwanted = False

    @property
    def is_over(self) -> bool:
        return self.state in {"done", "failed", "cancelled"}


class Queue(RuleBasedStateMachine):
    """Every act on the real queue and on the model; they must agree."""

    turns: Bundle[Job] = Bundle("turns")
    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2024, 3, 1, tzinfo=UTC)
        self.model: dict[int, Modelled] = {}
        self.finished: list[int] = []
        self.real = Database(self.database.url, clock=self, connections=2)
        with self.real.unit_of_work(LOCAL, AMA) as unit:
            unit.rows("delete from jobs")

    def now(self) -> datetime:
        return self.at

    def teardown(self) -> None:
        self.real.close()

    @rule(seconds=st.sampled_from([1, 10, 30, 45]))
    def time_passes(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)

    @rule()
    def enqueue(self) -> None:
        with self.real.unit_of_work(LOCAL, AMA) as unit:
            job = enqueue_job(unit, NewJob("count", most_attempts=ATTEMPTS))
        assert job.id not in self.model
        self.model[job.id] = Modelled(job.id, self.at)

    @rule(target=turns)
    def claim(self):
        return multiple(*self.claimed())

    @rule(target=turns)
    def every_lease_runs_out_and_all_that_is_due_is_claimed(self):
        self.at += LEASE
        got = []
        while found := self.claimed():
            got += found
        return multiple(*got)

    def claimed(self) -> list[Job]:
        for each in self.model.values():
            if each.state == "running" and each.due <= self.at and (each.is_unwanted or each.attempts >= each.allowed):
                each.state = "cancelled" if each.is_unwanted else "failed"
        due = [each for each in self.model.values() if not each.is_over and each.due <= self.at]
        expected = min(due, key=lambda each: (each.due, each.number), default=None)
        with self.real.unit_of_work(PUBLIC, AMA) as unit:
            job = claim_job(unit, "w", ["count"], lease=LEASE)
        assert (job.id if job else None) == (expected.number if expected else None)
        if expected is not None:
            expected.state, expected.due, expected.attempts = "running", self.at + LEASE, expected.attempts + 1
        return [job] if job else []

    @rule(turn=consumes(turns))
    def finish(self, turn: Job) -> None:
        if self.said(turn, lambda unit: finish_job(unit, turn, {"by": turn.attempts})):
            self.finished.append(turn.id)
            self.model[turn.id].state = "done"

    @rule(turn=consumes(turns), is_temporary=st.booleans(), seed=st.integers(0, 9))
    def fail(self, turn: Job, is_temporary: bool, seed: int) -> None:
        told: list[Job] = []
        options = {"is_temporary": is_temporary, "chance": random.Random(seed)}
        if self.said(turn, lambda unit: told.append(fail_job(unit, turn, JobFault("it broke"), **options))):
            known = self.model[turn.id]
            goes_on = is_temporary and known.attempts < known.allowed
            known.state = "failed" if not goes_on else "cancelled" if known.is_unwanted else "waiting"
            known.due = told[0].run_after if goes_on else known.due
            assert not goes_on or known.due > self.at

    @rule(turn=consumes(turns))
    def hand_back(self, turn: Job) -> None:
        if self.said(turn, lambda unit: hand_back(unit, turn)):
            known = self.model[turn.id]
            known.state = "cancelled" if known.is_unwanted else "waiting"
            known.due, known.allowed = self.at, known.allowed + 1

    @rule(turn=turns)
    def renew(self, turn: Job) -> None:
        told: list[bool] = []
        beat = {"lease": LEASE, "progressed": Progressed(1, 2, "x")}
        if self.said(turn, lambda unit: told.append(renew_lease(unit, turn, **beat))):
            self.model[turn.id].due = self.at + LEASE
            assert told == [self.model[turn.id].is_unwanted]

    @rule(turn=consumes(turns))
    def stop_as_asked(self, turn: Job) -> None:
        if self.said(turn, lambda unit: end_cancelled(unit, turn)):
            self.model[turn.id].state = "cancelled"

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        known = self.some(data)
        if known is None:
            return
        with self.real.unit_of_work(LOCAL, AMA) as unit:
            if known.is_over:
                with pytest.raises(JobStateDiffers):
                    cancel_job(unit, known.number)
                return
            cancel_job(unit, known.number)
        known.is_unwanted = True
        known.state = "cancelled" if known.state == "waiting" else known.state

    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        known = self.some(data)
        if known is None:
            return
        with self.real.unit_of_work(LOCAL, AMA) as unit:
            if known.state not in {"failed", "cancelled"}:
                with pytest.raises(JobStateDiffers):
                    retry_job(unit, known.number)
                return
            allowed = retry_job(unit, known.number).most_attempts
        known.state, known.due, known.allowed, known.is_unwanted = "waiting", self.at, allowed, False

    @invariant()
    def the_queue_is_as_the_model_says(self) -> None:
        with self.real.reading(LOCAL, AMA) as unit:
            real = {each.id: (each.state, each.attempts) for each in list_jobs(unit)}
        assert real == {number: (each.state, each.attempts) for number, each in self.model.items()}

    @invariant()
    def nothing_is_done_twice(self) -> None:
        assert len(self.finished) == len(set(self.finished))

    def some(self, data: st.DataObject) -> Modelled | None:
        return self.model[data.draw(st.sampled_from(sorted(self.model)))] if self.model else None

    def said(self, turn: Job, word) -> bool:
        """Whether a worker's word counted; it must count exactly if its attempt is the latest and still runs."""
        known = self.model[turn.id]
        is_ours = known.state == "running" and known.attempts == turn.attempts
        try:
            with self.real.unit_of_work(LOCAL, AMA) as unit:
                word(unit)
        except TurnLost:
            assert not is_ours
            return False
        assert is_ours
        return True


def test_the_queue_does_what_a_simple_model_does(database: Database):
    chosen = settings(
        max_examples=max(30, settings().max_examples // 8),
        stateful_step_count=40,
        suppress_health_check=list(HealthCheck),
    )
    machine = type("RealQueue", (Queue,), {"database": database})
    run_state_machine_as_test(machine, settings=chosen)
