"""Original bytes, kept under their SHA-256: in a folder, or in an S3-compatible bucket.

blobs = open_blobs(home / "blobs")          # or "s3://bucket/prefix"
key = blobs.put(data)                       # the same bytes again change nothing
blobs.get(key) == data                      # checked against the key on the way out
"""

from petroverse.blobs.bucket import BucketBlobs
from petroverse.blobs.faults import BlobDamaged, BlobNotFound, BlobsNoSpace, BlobsUnreachable, BlobsUnwritable
from petroverse.blobs.folder import FolderBlobs
from petroverse.blobs.store import Blobs, open_blobs

__all__ = [
    "BlobDamaged",
    "BlobNotFound",
    "Blobs",
    "BlobsNoSpace",
    "BlobsUnreachable",
    "BlobsUnwritable",
    "BucketBlobs",
    "FolderBlobs",
    "open_blobs",
]
