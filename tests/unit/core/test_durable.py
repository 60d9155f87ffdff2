"""A file is there whole or not at all, for whom it was meant."""

from pathlib import Path

import pytest

from petroverse.core.durable import write_whole


def test_a_file_is_for_its_owner_alone_unless_it_says_otherwise(tmp_path: Path):
    (tmp_path / "key").write_bytes(b"older")
    (tmp_path / "key").chmod(0o644)
    write_whole(tmp_path / "key", b"newer")
    write_whole(tmp_path / "certificate", b"for all", mode=0o644)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("key", "certificate")] == [0o600, 0o644]
    assert (tmp_path / "key").read_bytes() == b"newer"


def test_what_cannot_be_put_in_place_leaves_nothing_beside_it(tmp_path: Path):
    (tmp_path / "key").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "key", b"newer")
    assert [each.name for each in tmp_path.iterdir()] == ["key"]
