"""Jobs and schedules over HTTP: queued, listed page by page, stopped, repeated; schedules made, paused, removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

MAIL = {"to": ["ama@example.org"], "subject": "s", "text": "t"}


def queue(owner: httpx.Client, number: int) -> dict[str, Any]:
    told = owner.post("/api/jobs", json={"kind": "send_mail", "body": {**MAIL, "subject": f"number {number}"}})
    assert told.status_code == 202, told.text
    return told.json()


def test_a_job_is_queued_seen_cancelled_and_tried_again(owner: httpx.Client):
    job = queue(owner, 0)
    assert (job["state"], job["made_by"], job["body"]["to"]) == ("waiting", "owner", MAIL["to"])
    assert queue(owner, 0)["id"] == job["id"]
    where = f"/api/jobs/{job['id']}"
    assert owner.get(where).json()["state"] == "waiting"
    assert owner.post(f"{where}/retry").status_code == 409
    assert owner.post(f"{where}/cancel").json()["state"] == "cancelled"
    assert owner.post(f"{where}/cancel").status_code == 409
    assert owner.post(f"{where}/retry").json()["state"] == "waiting"
    owner.post(f"{where}/cancel")


def test_jobs_are_listed_newest_first_page_by_page(owner: httpx.Client):
    ids = [queue(owner, 10 + number)["id"] for number in range(3)]
    first = owner.get("/api/jobs", params={"limit": 2, "state": "waiting", "kind": "send_mail"}).json()
    assert [each["id"] for each in first["jobs"]] == [ids[2], ids[1]]
    of = {"limit": 2, "state": "waiting", "kind": "send_mail", "cursor": first["next_cursor"]}
    second = owner.get("/api/jobs", params=of).json()
    assert [each["id"] for each in second["jobs"]][:1] == [ids[0]]
    assert owner.get("/api/jobs", params={**of, "state": "done"}).status_code == 400
    for each in ids:
        owner.post(f"/api/jobs/{each}/cancel")


def test_a_schedule_is_made_paused_resumed_and_removed(owner: httpx.Client, tmp_path: Path):
    wanted = {
        "name": "monthly", "cron": "0 6 * * *", "zone": "Africa/Accra", "kind": "import_folder",
        "body": {"path": str(tmp_path)},
    }  # fmt: skip
    made = owner.post("/api/schedules", json=wanted)
    assert made.status_code == 201, made.text
    assert (made.json()["next_at"][11:16], made.json()["last_job"]) == ("06:00", None)
    assert owner.post("/api/schedules", json=wanted).status_code == 409
    listed = {each["name"]: each for each in owner.get("/api/schedules").json()["schedules"]}
    assert {"monthly", "lake-upkeep"} <= set(listed)
    assert owner.patch("/api/schedules/monthly", json={"is_paused": True}).json()["is_paused"] is True
    assert owner.patch("/api/schedules/monthly", json={"is_paused": False}).json()["is_paused"] is False
    assert owner.delete("/api/schedules/monthly").status_code == 204
    assert owner.delete("/api/schedules/monthly").status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/jobs", {"kind": "dance"}, 404), ("/api/jobs", {"kind": "import_folder", "body": {}}, 422),
        ("/api/jobs", {"kind": "import_url", "body": {"url": "file:///etc/passwd"}}, 422),
        ("/api/jobs", {"kind": ""}, 400), ("/api/jobs", {"kind": "send_mail", "body": MAIL, "x": 1}, 400),
        ("/api/schedules", {"name": "A B", "cron": "0 6 * * *", "kind": "lake_upkeep"}, 400),
        ("/api/schedules", {"name": "a", "cron": "not at all ever no", "kind": "lake_upkeep"}, 422),
        ("/api/schedules", {"name": "a", "cron": "0 6 * * *", "zone": "Atlantis", "kind": "lake_upkeep"}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(owner: httpx.Client, path: str, body: dict[str, Any], status: int):
    assert owner.post(path, json=body).status_code == status


@pytest.mark.parametrize("path", ["/api/jobs/999999", "/api/jobs?state=lost", "/api/jobs/0"])
def test_what_is_not_there_is_told(owner: httpx.Client, path: str):
    assert owner.get(path).status_code in {400, 404}


def test_a_stranger_sees_and_queues_nothing(stranger: httpx.Client):
    assert stranger.get("/api/jobs").status_code == 401
    assert stranger.post("/api/jobs", json={"kind": "lake_upkeep"}).status_code == 401
    assert stranger.get("/api/schedules").status_code == 401


def test_no_token_leaves_a_schedule_behind(owner: httpx.Client, stranger: httpx.Client):
    token = owner.post("/api/tokens", json={"name": "programs", "scopes": ["operate", "read"]}).json()["token"]
    told = {"Authorization": f"Bearer {token}"}
    wanted = {"name": "after-it", "cron": "0 6 * * *", "kind": "send_mail", "body": MAIL}
    refused = stranger.post("/api/schedules", json=wanted, headers=told)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:petroverse:ScheduleByToken")
    assert owner.post("/api/schedules", json=wanted).status_code == 201
    assert stranger.delete("/api/schedules/after-it", headers=told).status_code == 204


def test_what_happened_is_shown_page_by_page(owner: httpx.Client):
    for number in range(3):
        owner.post(f"/api/jobs/{queue(owner, 30 + number)['id']}/cancel")
    of = {"kind": "job_cancelled", "limit": 2}
    first = owner.get("/api/activity", params=of).json()
    second = owner.get("/api/activity", params={**of, "cursor": first["next_cursor"]}).json()
    numbers = [each["number"] for page in (first, second) for each in page["activity"]]
    assert numbers == sorted(set(numbers), reverse=True)
    assert len(numbers) >= 3
    assert owner.get("/api/activity", params={"cursor": first["next_cursor"]}).status_code == 400
