"""A secret's life at the command line; afterwards the home, the database and everything said is searched for it."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path

import pytest

from petroverse.database import EngineSettings, forget_engine, open_engine
from platform_process import PROGRAM, answer, environment, petroverse

VALUE = "xK7-never-to-be-seen-Ɔ-42"
MARKS = (VALUE.encode(), VALUE.encode("utf-16-le"), VALUE.encode().hex().encode())
FORMATS = ("json", "csv")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A home whose engine runs meanwhile, so that no command waits for it."""
    home = tmp_path_factory.mktemp("secrets") / "home"
    home.mkdir()
    with open_engine(EngineSettings(home)):
        yield home
    forget_engine(EngineSettings(home))


@pytest.fixture(scope="module")
def told(own):
    """Everything that the commands of a secret's life say, with what other processes could see meanwhile."""
    said = [_set_while_watched(own)]
    for form in FORMATS:
        out = own.parent / f"secrets.{form}"
        said += [petroverse("secret", "list", "--format", form, "-o", out, "--debug", home=own)]
    said += [
        petroverse("key", "new", "tema-depot", "--debug", home=own),
        petroverse("key", "rotate", "--debug", home=own),
        petroverse("secret", "set", "../smtp-password", "--file", _file(own), "--debug", home=own),
        petroverse("secret", "forget", "no-such-secret", "-y", "--debug", home=own),
        petroverse("key", "list", "--format", "json", home=own),
        petroverse("export", "imports", "-o", own.parent / "imports.csv", home=own),
    ]
    return said


def _file(home: Path) -> Path:
    """A file with the value, that lies elsewhere."""
    path = home.parent.parent / "value.txt"
    path.write_text(f"{VALUE}\n", "utf-8")
    return path


def _set_while_watched(home: Path) -> subprocess.CompletedProcess[str]:
    """Sets the secret through stdin, and looks at every process's command line and surroundings until it is done."""
    command = [*PROGRAM, "secret", "set", "smtp-password", "--home", str(home), "--debug"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    seen: set[bytes] = set()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.02):
            for each in Path("/proc").iterdir():
                if each.name.isdigit():
                    seen.update(filter(None, (_read(each / name) for name in ("cmdline", "environ"))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    out, err = process.communicate(f"{VALUE}\n", timeout=120)
    is_over.set()
    watcher.join()
    assert any(b"smtp-password" in each for each in seen), "the watcher saw the command itself"
    return subprocess.CompletedProcess(command, process.returncode, out + str(seen), err)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _files(home: Path) -> list[Path]:
    """Every file of the home, of its engine's data, and of what was exported."""
    named = home / "engine" / "identity"  # only root's engines keep their data outside the home
    folders = [home.parent, *([Path("/var/lib/petroverse") / named.read_text().strip()[:16]] if named.exists() else [])]
    return [each for folder in folders for each in folder.rglob("*") if each.is_file()]


def test_the_commands_do_what_they_say(told):
    assert [each.returncode for each in told] == [0, *[0] * len(FORMATS), 0, 0, 3, 5, 0, 0]


def test_nothing_that_is_said_or_seen_shows_the_value(told):
    for each in told:
        assert not any(mark in f"{each.stdout}{each.stderr}".encode() for mark in MARKS), each.args


def test_no_file_of_the_home_the_database_or_an_export_holds_the_value(told, own):
    files = _files(own)
    holding = [path for path in files if any(mark in path.read_bytes() for mark in MARKS)]
    assert holding == []
    name_seen = [path for path in files if b"smtp-password" in path.read_bytes()]
    assert len(name_seen) > len(FORMATS), "the search finds what is there: the secret's name"


def test_the_key_file_is_for_its_owner_alone(told, own):
    assert oct((own / "keys" / "home.key").stat().st_mode)[-3:] == "600"
    assert oct((own / "keys").stat().st_mode)[-3:] == "700"


def test_a_list_tells_who_set_what_and_when(told, own):
    ((row,), schema) = (found := answer("secret", "list", home=own))["rows"], found["schema"]
    assert schema == "petroverse.secrets/1"
    assert (row["name"], row["kept_by"], sorted(row)) == (
        "smtp-password", "owner", ["kept_at", "kept_by", "name", "sealed_under"],
    )  # fmt: skip


def test_keys_are_listed_without_private_halves(told, own):
    rows = json.loads(told[-2].stdout)["rows"]
    assert [(row["kind"], row["name"], row["state"]) for row in rows] == [
        ("home", None, "kept"), ("home", None, "in use"), ("device", "tema-depot", "in force"),
    ]  # fmt: skip
    assert len({tuple(row) for row in rows}) == 1
    assert not any("private" in name for name in rows[0])


def test_a_key_that_others_can_read_stops_what_needs_it_and_says_how_to_mend_it(told, own):
    path = own / "keys" / "home.key"
    path.chmod(0o644)
    try:
        refused = petroverse("key", "new", "another", home=own)
    finally:
        path.chmod(0o600)
    assert refused.returncode == 6
    assert f"chmod go= {path}" in refused.stderr


def test_a_value_on_the_command_line_is_no_way_to_set_a_secret(own):
    assert petroverse("secret", "set", "smtp-password", "value", home=own).returncode == 2
    assert petroverse("secret", "set", "smtp-password", "--value", "value", home=own).returncode == 2


def test_a_revoked_key_and_a_forgotten_secret_are_gone(told, own):
    (row,) = answer("key", "revoke", "tema-depot", "-y", home=own)["rows"]
    assert row["state"] == "revoked"
    assert petroverse("secret", "forget", "smtp-password", "--no-input", home=own).returncode == 2
    assert petroverse("secret", "forget", "smtp-password", "-y", home=own).returncode == 0
    assert answer("secret", "list", home=own)["rows"] == []
