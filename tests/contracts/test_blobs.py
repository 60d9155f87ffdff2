"""One suite for every store of original bytes: a folder, and a bucket that speaks S3."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petroverse.blobs import BlobDamaged, BlobNotFound, BlobsUnreachable, FolderBlobs, open_blobs

NONE = hashlib.sha256(b"never kept").hexdigest()


@pytest.fixture(scope="module")
def s3():
    """A server of its own that speaks S3, with one bucket."""
    from moto.server import ThreadedMotoServer
    from pyarrow import fs

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    options = {"access_key": "a", "secret_key": "b", "region": "eu-west-1", "endpoint": f"http://127.0.0.1:{port}"}
    opened = {**options, "endpoint_override": options["endpoint"]}
    opened.pop("endpoint")
    fs.S3FileSystem(**opened, allow_bucket_creation=True).create_dir("originals")
    yield options
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def damage(request, tmp_path):
    """A store, and a hand that changes the bytes kept in it behind its back."""
    if request.param == "folder":
        place, options = tmp_path / "blobs", {}

        def spoil(key, data):
            (place / key[:2] / key).write_bytes(data)

    else:
        options = request.getfixturevalue("s3")
        place = f"s3://originals/{request.node.name}"

        def spoil(key, data):
            with blobs._files.open_output_stream(blobs._path(key)) as stream:
                stream.write(data)

    blobs = open_blobs(place, options)
    return blobs, spoil


@pytest.fixture
def blobs(damage):
    return damage[0]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=2000))
def test_what_was_put_is_got_back_under_its_sha256(blobs, data):
    key = blobs.put(data)
    assert key == hashlib.sha256(data).hexdigest()
    assert blobs.get(key) == data
    assert blobs.exists(key)
    assert blobs.size(key) == len(data)


def test_the_same_bytes_again_change_nothing(blobs):
    first = blobs.put(b"petrol")
    assert blobs.put(b"petrol") == first
    assert list(blobs.keys()) == [first]


def test_keys_come_in_ascending_order(blobs):
    kept = sorted(blobs.put(bytes([number])) for number in range(20))
    assert list(blobs.keys()) == kept


def test_an_empty_store_has_no_keys(blobs):
    assert list(blobs.keys()) == []


@pytest.mark.parametrize("key", [NONE, "", "..", "../../etc/passwd", NONE.upper(), NONE[:-1], NONE + "0", "é" * 64])
def test_an_unknown_key_is_named_and_reaches_nothing(blobs, key):
    assert not blobs.exists(key)
    blobs.delete(key)
    for door in (blobs.get, blobs.size):
        with pytest.raises(BlobNotFound, match="no bytes are kept"):
            door(key)


def test_deleted_bytes_are_gone_and_may_come_back(blobs):
    key = blobs.put(b"petrol")
    blobs.delete(key)
    assert not blobs.exists(key)
    assert list(blobs.keys()) == []
    assert blobs.put(b"petrol") == key


@pytest.mark.parametrize("forged", [b"water!", b"petro", b"", b"petrolpetrol"])
def test_changed_bytes_are_never_handed_out(damage, forged):
    blobs, spoil = damage
    key = blobs.put(b"petrol")
    spoil(key, forged)
    with pytest.raises(BlobDamaged):
        blobs.get(key)


def test_bytes_cut_short_are_healed_by_putting_them_again(damage):
    blobs, spoil = damage
    key = blobs.put(b"petrol")
    spoil(key, b"pet")
    blobs.put(b"petrol")
    assert blobs.get(key) == b"petrol"


def test_many_who_put_the_same_bytes_at_once_all_succeed(blobs):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(blobs.put, [b"petrol" * 10_000] * 24))
    assert len(keys) == 1
    assert list(blobs.keys()) == list(keys)


def test_a_bucket_that_does_not_exist_is_named(s3):
    with pytest.raises(BlobsUnreachable, match="does not exist"):
        open_blobs("s3://nowhere/at/all", s3)


def test_a_store_that_is_opened_again_has_what_was_kept(tmp_path):
    key = FolderBlobs(tmp_path).put(b"petrol")
    assert FolderBlobs(tmp_path).get(key) == b"petrol"
