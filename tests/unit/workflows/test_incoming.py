"""What a path holds: names are labels, zips are opened within bounds, and nothing is ever written."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from petroverse.core.errors import NotFound
from petroverse.workflows import ArchiveRefused, files_in, incoming_bytes


def packed(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def test_a_folder_is_read_with_all_folders_below_it(tmp_path: Path):
    (tmp_path / "omc").mkdir()
    (tmp_path / "omc" / "a.xlsx").write_bytes(b"12")
    (tmp_path / "b.xlsx").write_bytes(b"1")
    assert [each.name for each in files_in(tmp_path)] == ["omc/a.xlsx", "b.xlsx"]


def test_hidden_files_are_left_alone(tmp_path: Path):
    (tmp_path / ".DS_Store").write_bytes(b"1")
    assert files_in(tmp_path) == []


def test_what_is_no_publication_by_its_ending_is_skipped_and_said(tmp_path: Path):
    (tmp_path / "README.md").write_text("about")
    assert "ending" in files_in(tmp_path)[0].skipped


def test_a_file_that_is_named_is_never_skipped(tmp_path: Path):
    (tmp_path / "README.md").write_text("about")
    assert files_in(tmp_path / "README.md")[0].skipped == ""


def test_a_path_with_nothing_at_it_is_not_found(tmp_path: Path):
    with pytest.raises(NotFound):
        files_in(tmp_path / "nothing")


def test_a_zip_is_opened_and_zips_within_it_too():
    inner = packed({"b.xlsx": b"2"})
    found = incoming_bytes("year.zip", packed({"a.xlsx": b"1", "month.zip": inner}))
    assert {each.name: each.load() for each in found} == {"year.zip/a.xlsx": b"1", "year.zip/month.zip/b.xlsx": b"2"}


def test_a_path_that_leads_out_of_a_zip_is_only_a_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (found,) = incoming_bytes("x.zip", packed({"../../evil.xlsx": b"evil"}))
    assert found.load() == b"evil"
    assert list(tmp_path.iterdir()) == []


def test_an_upload_name_keeps_no_folders():
    (found,) = incoming_bytes("..\\..\\etc/may.xlsx", b"1")
    assert found.name == "may.xlsx"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all"])
def test_a_damaged_zip_is_one_refusal(content: bytes):
    (found,) = incoming_bytes("x.zip", content)
    with pytest.raises(ArchiveRefused):
        found.load()


def test_a_member_that_unpacks_to_far_too_much_is_refused():
    (found,) = incoming_bytes("x.zip", packed({"a.xlsx": bytes(150 << 20)}))
    with pytest.raises(ArchiveRefused, match="bytes"):
        found.load()


def test_a_manifest_tells_what_the_publisher_called_each_file(tmp_path: Path):
    (tmp_path / "MANIFEST.csv").write_text("file,original_name\nomc/a.xlsx,OMC-Performance-2024-1.xlsx\n")
    (tmp_path / "omc").mkdir()
    (tmp_path / "omc" / "a.xlsx").write_bytes(b"1")
    (tmp_path / "b.xlsx").write_bytes(b"1")
    found = {each.name: each.original for each in files_in(tmp_path) if not each.skipped}
    assert found == {"omc/a.xlsx": "OMC-Performance-2024-1.xlsx", "b.xlsx": ""}


def test_a_manifest_within_a_zip_speaks_for_its_own_folder():
    members = {"npa/MANIFEST.csv": b"file,original_name\na.xlsx,One.xlsx\n", "npa/a.xlsx": b"1", "a.xlsx": b"2"}
    found = {each.name: each.original for each in incoming_bytes("year.zip", packed(members))}
    assert (found["year.zip/npa/a.xlsx"], found["year.zip/a.xlsx"]) == ("One.xlsx", "")


@pytest.mark.parametrize("damaged", [b"\xff\xfe\0\0", b"", b"file;original_name\n", b'file,original_name\n"a'])
def test_a_manifest_that_cannot_be_read_says_nothing(damaged: bytes):
    found = incoming_bytes("year.zip", packed({"MANIFEST.csv": damaged, "a.xlsx": b"1"}))
    assert {each.original for each in found} == {""}


def test_a_name_that_cannot_be_printed_is_spelled_out_and_its_file_is_read(tmp_path: Path):
    (tmp_path / os.fsdecode(b"ma\xef\n2024.xlsx")).write_bytes(b"1")
    (found,) = files_in(tmp_path)
    assert found.name == "ma\\udcef\\u000a2024.xlsx"
    assert found.load() == b"1"
