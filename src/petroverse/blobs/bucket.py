"""Original bytes in an S3-compatible bucket, which shows an object only when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from petroverse.blobs.faults import BlobsUnreachable
from petroverse.blobs.keys import checked, is_key, key_of, known, missing

__all__ = ["BucketBlobs"]


class BucketBlobs:
    """Bytes by their SHA-256 in a bucket; see ``Blobs``.

    Args:
        place: ``s3://bucket/prefix``; the bucket must exist.
        options: ``access_key``, ``secret_key``, ``region``, ``endpoint``; the environment's where missing.

    Raises:
        BlobsUnreachable: The bucket does not answer.
    """

    def __init__(self, place: str, options: Mapping[str, str]) -> None:
        from pyarrow import fs

        named = {"endpoint": "endpoint_override"}
        surroundings = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
        options = {"endpoint": surroundings, **options}  # all else of the environment is read by the file system
        self._place = place.removeprefix("s3://").rstrip("/")
        self._none = fs.FileType.NotFound
        self._selector = fs.FileSelector(self._place, allow_not_found=True, recursive=True)
        self._files: Any = fs.S3FileSystem(**{named.get(name, name): value for name, value in options.items()})
        if self._state(self._place.split("/")[0]).type == self._none:
            raise BlobsUnreachable(f"the bucket of {place} does not exist", fix="create it, or check the setting")

    def put(self, data: bytes) -> str:
        """Keeps bytes and gives their key. Twice is once.

        Raises:
            BlobsUnreachable: The bucket does not answer; nothing was kept.
        """
        key = key_of(data)
        state = self._state(self._path(key))
        if state.type == self._none or state.size != len(data):
            try:
                with self._files.open_output_stream(self._path(key)) as stream:
                    stream.write(data)
            except OSError as fault:
                raise self._unreachable(fault) from fault
        return key

    def get(self, key: str) -> bytes:
        """The bytes of a key.

        Raises:
            BlobNotFound: There are none.
            BlobDamaged: They are not what was put there.
            BlobsUnreachable: The bucket does not answer.
        """
        try:
            with self._files.open_input_stream(self._path(known(key))) as stream:
                return checked(key, bytes(stream.read()))
        except FileNotFoundError:
            raise missing(key) from None
        except OSError as fault:
            raise self._unreachable(fault) from fault

    def exists(self, key: str) -> bool:
        """Whether bytes are kept under a key."""
        return is_key(key) and bool(self._state(self._path(key)).type != self._none)

    def size(self, key: str) -> int:
        """How many bytes are kept under a key.

        Raises:
            BlobNotFound: There are none.
        """
        state = self._state(self._path(known(key)))
        if state.type == self._none:
            raise missing(key)
        return int(state.size)

    def keys(self) -> Iterator[str]:
        """Every key, in ascending order."""
        try:
            found = self._files.get_file_info(self._selector)
        except OSError as fault:
            raise self._unreachable(fault) from fault
        yield from sorted(each.base_name for each in found if is_key(each.base_name))

    def delete(self, key: str) -> None:
        """Removes the bytes of a key that nothing points to any more; an absent one is removed already."""
        if self.exists(key):
            try:
                self._files.delete_file(self._path(key))
            except OSError as fault:
                raise self._unreachable(fault) from fault

    def _path(self, key: str) -> str:
        return f"{self._place}/{key[:2]}/{key}"

    def _state(self, path: str) -> Any:  # noqa: ANN401  pyarrow brings no types
        try:
            return self._files.get_file_info(path)
        except OSError as fault:
            raise self._unreachable(fault) from fault

    def _unreachable(self, fault: OSError) -> BlobsUnreachable:
        line = (str(fault).splitlines() or ["no answer"])[0]
        return BlobsUnreachable(
            f"the bucket does not answer: {line}", where=f"s3://{self._place}", fix="check its address and keys"
        )
