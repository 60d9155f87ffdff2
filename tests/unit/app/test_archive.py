"""A backup's form: what was cut, changed, added, moved or leads elsewhere is refused with its name."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petroverse.app.archive import ArchiveWriter, BackupNotWhole, BackupThere, check_archive, members_of

BLOB = b"an original file" * 400
KEY = hashlib.sha256(BLOB).hexdigest()
FILES = {
    "database/petroverse.dump": b"PGDMP" + bytes(range(256)) * 40,
    "lake/volume/_delta_log/00000000000000000000.json": b"{}",
    "lake/volume/organisation=local/part-0.parquet": b"PAR1" * 999,
    f"blobs/{KEY}": BLOB,
    "home/token": b"secret",
    "home/keys/tls/server.key": b"key",
}


def written(place: Path, files: dict[str, bytes] = FILES) -> Path:
    with ArchiveWriter(place) as writer:
        for name, content in files.items():
            writer.add(name, len(content), io.BytesIO(content))
        writer.finish({"version": "1"})
    return place


@pytest.fixture(params=[".tar", ".tar.zst"])
def backup(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return written(tmp_path / f"market{request.param}")


def test_what_was_written_is_read_and_nothing_lies_beside_it(backup: Path):
    manifest, seal = check_archive(backup)
    assert set(manifest.files) == set(FILES)
    assert manifest.about == {"version": "1"}
    assert len(seal) == 64
    read = {name: source.read() for name, _, source in members_of(backup)}
    assert {name: read[name] for name in FILES} == FILES
    assert [each.name for each in backup.parent.iterdir()] == [backup.name]
    assert backup.stat().st_mode & 0o077 == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True))
def test_cut_anywhere_it_is_refused(backup: Path, where: float):
    whole = backup.read_bytes()
    # What follows a tar's last member is padding: a cut there loses nothing.
    cut = backup.with_name(f"cut-{backup.name}")
    content = whole.rstrip(b"\0")
    cut.write_bytes(content[: int(len(content) * where)])
    with pytest.raises(BackupNotWhole) as refusal:
        check_archive(cut)
    assert str(cut) in str(refusal.value.where)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_turned_bit_is_refused_or_changes_nothing_that_is_restored(backup: Path, where: float, bit: int):
    content = bytearray(backup.read_bytes())
    content[int(len(content) * where)] ^= 1 << bit
    turned = backup.with_name(f"turned-{backup.name}")
    turned.write_bytes(content)
    try:
        manifest, _ = check_archive(turned)
    except BackupNotWhole:
        return
    read = {name: source.read() for name, _, source in members_of(turned)}
    assert {name: read[name] for name in manifest.files} == FILES


def test_an_unfinished_one_leaves_nothing_of_its_name(tmp_path: Path):
    place = tmp_path / "market.tar"
    with ArchiveWriter(place) as writer:
        writer.add("home/token", 3, io.BytesIO(b"abc"))
    assert list(tmp_path.iterdir()) == []


def test_what_has_the_name_is_never_written_over(backup: Path):
    before = backup.read_bytes()
    with pytest.raises(BackupThere):
        ArchiveWriter(backup)
    assert backup.read_bytes() == before


def test_a_file_that_became_shorter_while_it_was_read_is_named(tmp_path: Path):
    with pytest.raises(BackupNotWhole, match="home/token"), ArchiveWriter(tmp_path / "market.tar") as writer:
        writer.add("home/token", 10, io.BytesIO(b"abc"))


def forged(place: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]) -> Path:
    """The same backup with other members; the manifest is the first one's unless the change says otherwise."""
    members = []
    with tarfile.open(written(place.with_name(f"first-{place.name}"))) as tar:
        for each in tar:
            members.append((each, tar.extractfile(each).read()))
    change(members)
    with tarfile.open(place, "w") as tar:
        for info, content in members:
            info.size = len(content) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(content) if info.isreg() else None)
    return place


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


ESCAPES = [
    member("../outside"), member("/etc/passwd"), member("home/../../outside"), member("home/.."), member("home//token"),
    member("lake/../home/token"), member("blobs/../token"), member("blobs/xyz"), member("home/.ssh"), member("other/x"),
    member("home/token", tarfile.SYMTYPE, "/etc/passwd"), member("home/token", tarfile.LNKTYPE, "home/x"),
    member("home/fifo", tarfile.FIFOTYPE), member("home/device", tarfile.CHRTYPE), member("home", tarfile.DIRTYPE),
    member("home/tok\0en"), member("home/tok\nen"),
]  # fmt: skip


@pytest.mark.parametrize("escape", ESCAPES, ids=lambda each: f"{each.name!r}-{each.type.decode()}")
def test_a_member_that_leads_elsewhere_is_refused_by_name(escape: tarfile.TarInfo, tmp_path: Path):
    bad = forged(tmp_path / "bad.tar", lambda members: members.insert(0, (escape, b"x")))
    with pytest.raises(BackupNotWhole):
        check_archive(bad)


def test_a_changed_missing_added_or_doubled_member_is_named(tmp_path: Path):
    def changed(members):
        members[4] = (members[4][0], b"forged")

    def missing(members):
        del members[2]

    def added(members):
        members.insert(0, (member("home/more"), b"x"))

    def doubled(members):
        members.insert(0, members[4])

    def behind(members):
        members.append((member("home/more"), b"x"))

    for change, name in [
        (changed, "home/token"), (missing, "part-0.parquet"), (added, "home/more"), (doubled, "home/token"),
        (behind, "home/more"),
    ]:  # fmt: skip
        with pytest.raises(BackupNotWhole, match=name):
            check_archive(forged(tmp_path / f"{change.__name__}.tar", change))


def test_an_original_file_under_another_key_is_refused_even_if_the_manifest_agrees(tmp_path: Path):
    other = hashlib.sha256(b"other").hexdigest()
    with pytest.raises(BackupNotWhole, match=other):
        check_archive(written(tmp_path / "wrong.tar", {**FILES, f"blobs/{other}": b"not other"}))


def test_another_form_and_no_backup_at_all_are_refused(tmp_path: Path):
    def newer(members):
        members[-1] = (members[-1][0], members[-1][1].replace(b"petroverse.backup/1", b"petroverse.backup/9"))

    with pytest.raises(BackupNotWhole, match="backup/9"):
        check_archive(forged(tmp_path / "newer.tar", newer))
    for content in (b"", b"PK\x03\x04", b"\x28\xb5\x2f\xfd" + b"x" * 99, b"x" * 20_000):
        (tmp_path / "none.tar").write_bytes(content)
        with pytest.raises(BackupNotWhole):
            check_archive(tmp_path / "none.tar")
