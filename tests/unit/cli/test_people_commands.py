"""People, organisations and tokens on the command line, on a real home whose engine runs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engines import forgotten_home
from petroverse.app import Settings, open_platform
from petroverse.cli import main
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.database import EngineSettings
from petroverse.sources.sample import write_sample
from petroverse.workflows import Organisation, Standing, add_organisation, add_person, owner_reader, set_standing

STAR, AMA, KOFI = OrganisationId("star"), PersonId("ama"), PersonId("kofi")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


class Commands:
    """Runs commands on one home."""

    def __init__(self, home: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.home, self._capture, self._patch = home, capture, patch

    def __call__(self, *words: object, typed: str = "") -> Done:
        self._patch.setattr("sys.stdin", io.StringIO(typed))
        self._capture.readouterr()
        code = main([*map(str, words), "--home", str(self.home)])
        return Done(code, *self._capture.readouterr())

    def answer(self, *words: object) -> dict[str, Any]:
        done = self(*words, "--format", "json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(home, capsys, monkeypatch)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose engine runs all the while, with an organisation, its operator and its viewer."""
    place = tmp_path_factory.mktemp("people") / "home"
    with forgotten_home(EngineSettings(place)), open_platform(Settings(home=place)) as platform:
        stores, owner = platform.stores, owner_reader()
        add_organisation(stores, owner, Organisation(STAR, "Star Oil"))
        for person, role in ((AMA, Role.OPERATOR), (KOFI, Role.VIEWER)):
            add_person(stores, owner, person, person.title(), f"{person}@star.example")
            set_standing(stores, owner_reader(STAR), person, Standing(role))
        yield place


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    return sorted((whole / "omc").glob("*.xlsx"))[0]


@pytest.fixture
def token(run: Commands, tmp_path: Path) -> Path:
    """A file with Ama's token, which may all that she may."""
    words = ("--scope", "read,export,import,curate", "--person", AMA, "--org", STAR)
    done = run("token", "new", "tests", *words)
    assert done.returncode == 0, done.stderr
    place = tmp_path / "ama.token"
    place.write_text(done.stdout)
    return place


def test_a_token_acts_with_its_rights_in_every_command(run: Commands, token: Path, book: Path):
    acts = ("--token-file", token)
    refused = run("import", book, *acts)
    assert refused.returncode == 6
    assert "published facts are added by the platform's admin" in refused.stderr
    assert run("import", book, "--org", "local", *acts).returncode == 6
    assert run("import", book, "--org", STAR, *acts).returncode == 0
    found = run.answer("query", "-m", "cells", "-d", "organisation", "-f", "source=omc", *acts)
    assert {row["organisation"] for row in found["rows"]} == {STAR}
    assert found["meta"]["organisations"] == [STAR]
    assert run("user", "list", *acts).returncode == 6
    assert run("query", "-m", "volume", "--org", "local", *acts).returncode == 6
    assert run.answer("query", "-m", "cells", "-f", "source=omc")["rows"] == []


def test_a_token_is_taken_from_the_environment_and_one_that_is_none_is_refused(
    run: Commands, token: Path, monkeypatch: pytest.MonkeyPatch
):
    for text, code in ((token.read_text(), 0), ("pv_abcdefghijkl_nothing", 6)):
        monkeypatch.setenv("PETROVERSE_TOKEN", text.strip())
        assert run("imports", "list").returncode == code
    monkeypatch.delenv("PETROVERSE_TOKEN")
    assert run("imports", "list", "--token-file", run.home / "nowhere").returncode == 2


def test_a_revoked_token_ends_and_its_line_stays(run: Commands):
    made = run("token", "new", "short", "--org", STAR)
    identity = made.stdout.split("_")[1]
    assert run("token", "revoke", identity, "--org", STAR).returncode == 0
    assert run("token", "revoke", identity, "--org", STAR).returncode == 5
    assert run("imports", "list", "--token", made.stdout.strip()).returncode == 6
    listed = run.answer("token", "list", "--org", STAR)["rows"]
    assert [each["revoked_at"] is not None for each in listed if each["id"] == identity] == [True]
    assert made.stdout.strip().split("_", 2)[2] not in repr(listed)


def test_a_persons_role_rules_and_account_are_changed(run: Commands):
    for words in (
        ("user", "rules", KOFI, "--only", "product=gasoil,gasoline", "--measures", "volume", "--org", STAR),
        ("user", "role", KOFI, "analyst", "--org", STAR),
        ("user", "disable", KOFI),
    ):
        assert run(*words).returncode == 0
    (kofi,) = [each for each in run.answer("user", "list", "--org", STAR)["rows"] if each["person"] == KOFI]
    assert (kofi["role"], kofi["row_rules"], kofi["measures"]) == (
        "analyst",
        {"product": ["gasoil", "gasoline"]},
        ["volume"],
    )
    assert kofi["disabled_at"]
    assert run("user", "rules", KOFI, "--only", "colour=red", "--org", STAR).returncode == 3
    assert run("user", "rules", KOFI, "--only", "colour", "--org", STAR).returncode == 2
    assert run("user", "role", "nobody", "viewer", "--org", STAR).returncode == 5


def test_a_password_comes_from_a_file_or_from_stdin(run: Commands, tmp_path: Path):
    (tmp_path / "password").write_text("a long walk by the sea\n")
    assert run("user", "password", AMA, "--file", tmp_path / "password").returncode == 0
    for typed, code in (("another walk by the sea\n", 0), ("short\n", 3), ("", 3)):
        assert run("user", "password", AMA, typed=typed).returncode == code


def test_an_invitation_is_printed_once_and_taken_back(run: Commands):
    done = run("user", "invite", "efua@star.example", "--role", "analyst", "--org", STAR)
    assert "/invitation#" in done.stdout
    (line,) = run.answer("user", "list", "--invited", "--org", STAR)["rows"]
    assert run("user", "uninvite", line["number"], "--org", STAR).returncode == 0
    assert run("user", "uninvite", line["number"], "--org", STAR).returncode == 5


def test_an_organisation_is_removed_when_its_name_is_given_twice(run: Commands):
    assert run("org", "add", "moon", "--name", "Moon").returncode == 0
    assert run("org", "rename", "moon", "The Moon").returncode == 0
    assert run("org", "share", "moon", "--org", STAR, "--dataset", "volume").returncode == 0
    (line,) = run.answer("org", "shares", "--org", "moon")["rows"]
    assert (line["organisation"], line["reader"], line["datasets"]) == (STAR, "moon", "volume")
    for words in ((), ("--yes",), ("sun", "--yes"), ("moon",)):
        assert run("org", "remove", "moon", *words).returncode == 2
    assert run("org", "remove", "moon", "moon", "--yes").returncode == 0
    assert "moon" not in {each["id"] for each in run.answer("org", "list")["rows"]}
    assert run("org", "unshare", "moon", "--org", STAR).returncode == 5
    assert run("org", "remove", "local", "local", "--yes").returncode == 6


def test_the_log_tells_what_happened_filtered_and_in_any_format(run: Commands):
    added = run.answer("org", "log", "--org", STAR, "--kind", "member_added")["rows"]
    assert [each["told"]["person"] for each in added] == [KOFI, AMA]
    assert run.answer("org", "log", "--org", STAR, "--until", "2001-01-01")["rows"] == []
    as_csv = run("org", "log", "--org", STAR, "--limit", "1", "--format", "csv").stdout
    assert as_csv.splitlines()[0].startswith("number,at,person,kind")
