"""Original bytes in a folder: never half there, whatever ends the writer."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from petroverse.blobs import BlobsNoSpace, BlobsUnreachable, BlobsUnwritable, FolderBlobs, open_blobs
from petroverse.blobs.folder import _unwritable

WRITER = """
import sys
from pathlib import Path
from petroverse.blobs import FolderBlobs
blobs = FolderBlobs(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(100000):
    print(blobs.put(number.to_bytes(4, "big") * 50_000), flush=True)
"""


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BlobsUnwritable, match="file/blobs"):
        open_blobs(tmp_path / "file" / "blobs")


def test_a_full_disk_is_named():
    fault = _unwritable(Path("/blobs"), OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(fault, BlobsNoSpace)
    assert "free disk space" in fault.fix


def test_a_part_that_cannot_be_written_is_named(tmp_path):
    blobs = FolderBlobs(tmp_path)
    key = blobs.put(b"petrol")
    blobs.delete(key)
    (tmp_path / key[:2]).rmdir()
    (tmp_path / key[:2]).write_text("in the way")
    with pytest.raises(BlobsUnwritable):
        blobs.put(b"petrol")
    assert not blobs.exists(key)


def test_rotten_bytes_of_the_right_length_are_healed_by_putting_them_again(tmp_path):
    blobs = FolderBlobs(tmp_path)
    key = blobs.put(b"petrol")
    (tmp_path / key[:2] / key).write_bytes(b"water!")
    blobs.put(b"petrol")
    assert blobs.get(key) == b"petrol"


def test_what_a_killed_writer_left_aside_is_no_blob_and_is_swept(tmp_path):
    blobs = FolderBlobs(tmp_path)
    key = blobs.put(b"petrol")
    (tmp_path / key[:2] / f"{key}.0123abcd.part").write_bytes(b"pet")
    assert list(blobs.keys()) == [key]
    assert blobs.forget_half_written() == 1
    assert [each.name for each in (tmp_path / key[:2]).iterdir()] == [key]


def test_a_bucket_that_does_not_answer_is_named():
    options = {"access_key": "a", "secret_key": "b", "region": "x", "endpoint": "http://127.0.0.1:1"}
    with pytest.raises(BlobsUnreachable):
        open_blobs("s3://none/here", options)


@pytest.mark.parametrize("moment_s", [0.0, 0.02, 0.05, 0.11])
def test_a_writer_killed_at_any_moment_leaves_only_whole_bytes_and_all_it_told_of(tmp_path, moment_s):
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "ready\n"
    time.sleep(moment_s)
    os.kill(writer.pid, signal.SIGKILL)
    told = [line.strip() for line in writer.communicate()[0].splitlines() if len(line) == 64]
    blobs = FolderBlobs(tmp_path)
    kept = list(blobs.keys())
    assert set(told) <= set(kept)
    for key in kept:
        blobs.get(key)
