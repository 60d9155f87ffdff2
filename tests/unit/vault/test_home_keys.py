"""The key file: for its owner alone, written whole, every key in it found again."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from petroverse.vault import HomeKeyMissing, HomeKeys, HomeKeysDamaged, HomeKeysUnusable, KeyReadableByOthers


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_looking_makes_no_key(keys):
    assert keys.ids() == ()
    assert not keys.path.parent.exists()


def test_the_first_seal_makes_a_key_for_the_owner_alone(keys):
    before = os.umask(0)
    try:
        made = keys.current()
    finally:
        os.umask(before)
    assert len(made.key) == 32
    assert _mode(keys.path) == 0o600
    assert _mode(keys.path.parent) == 0o700
    assert [each.name for each in keys.path.parent.iterdir()] == ["home.key"]


def test_the_same_key_is_found_again(keys):
    assert keys.current() == HomeKeys(keys.path).current()


def test_a_new_key_is_in_use_and_the_old_one_is_found(keys):
    old = keys.current()
    new = keys.add()
    assert keys.current() == new != old
    assert keys.find(old.kid) == old
    assert keys.ids() == (old.kid, new.kid)


def test_a_key_that_is_not_here_is_named(keys):
    keys.current()
    with pytest.raises(HomeKeyMissing, match="0123456789abcdef"):
        keys.find("0123456789abcdef")


def test_two_homes_have_different_keys(tmp_path):
    assert HomeKeys(tmp_path / "a" / "home.key").current() != HomeKeys(tmp_path / "b" / "home.key").current()


def test_a_key_does_not_show_itself(keys):
    made = keys.current()
    assert repr(made) == "HomeKey()"
    assert made.key.hex()[:8] not in made.kid


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o602, 0o644])
def test_a_key_that_others_may_use_is_refused(keys, mode):
    keys.current()
    keys.path.chmod(mode)
    with pytest.raises(KeyReadableByOthers, match="chmod go= ") as refused:
        keys.current()
    assert f"{mode:04o}" in str(refused.value)


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o777])
def test_a_folder_that_others_may_enter_is_refused(keys, mode):
    keys.current()
    keys.path.parent.chmod(mode)
    with pytest.raises(KeyReadableByOthers):
        keys.current()


def test_no_key_is_made_in_a_folder_that_others_may_enter(keys):
    keys.path.parent.mkdir(mode=0o755)
    with pytest.raises(KeyReadableByOthers):
        keys.current()
    assert list(keys.path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [lambda it: b"", lambda it: it[:-1], lambda it: it + b"\n", lambda it: it.replace(b"/1", b"/2"),
     lambda it: it[:40] + bytes([it[40] ^ 1]) + it[41:], lambda it: it.splitlines(keepends=True)[0],
     lambda it: b"\xff" + it, lambda it: it.replace(b" ", b"  ")],
)  # fmt: skip
def test_a_damaged_file_is_refused_and_left_as_it_is(keys, damage):
    keys.current()
    damaged = damage(keys.path.read_bytes())
    keys.path.write_bytes(damaged)
    for act in (keys.current, keys.add, keys.ids):
        with pytest.raises(HomeKeysDamaged):
            act()
    assert keys.path.read_bytes() == damaged


def test_a_file_in_place_of_the_folder_is_a_clear_fault(keys):
    keys.path.parent.write_text("")
    with pytest.raises(HomeKeysUnusable):
        keys.current()


def test_what_a_killed_writer_left_is_no_obstacle(keys):
    keys.current()
    keys.path.with_name(".home.key.draft").write_bytes(b"half")
    keys.add()
    assert len(keys.ids()) == 2
    assert [each.name for each in keys.path.parent.iterdir()] == ["home.key"]


def test_of_many_processes_that_need_a_first_key_one_makes_it(keys):
    program = (
        "import sys; from pathlib import Path; from petroverse.vault import HomeKeys\n"
        "print(HomeKeys(Path(sys.argv[1])).current().kid)"
    )
    begun = [
        subprocess.Popen([sys.executable, "-c", program, str(keys.path)], stdout=subprocess.PIPE) for _ in range(4)
    ]
    told = {each.communicate()[0] for each in begun}
    assert told == {f"{keys.current().kid}\n".encode()}


def test_no_key_is_lost_when_many_add_one_at_once(keys):
    with ThreadPoolExecutor(8) as pool:
        made = [each.kid for each in pool.map(lambda _: keys.add(), range(24))]
    assert sorted(keys.ids()) == sorted(made)


def test_the_vault_needs_no_engine():
    probe = (
        "import sys, petroverse.vault, petroverse.senders;"
        "sys.exit(bool({'psycopg', 'duckdb', 'pyarrow', 'fastapi'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
