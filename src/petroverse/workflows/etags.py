"""A name for an answer, the same in every process."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

from petroverse import __version__
from petroverse.core.grants import Grant
from petroverse.lake import Snapshot

__all__ = ["etag_of"]


def etag_of(asked: object, grant: Grant, snapshot: Snapshot) -> str:
    """A name for the answer to what is asked; whoever may see the same is given the same one, whoever that is."""
    rights = {each.name: getattr(grant, each.name) for each in fields(grant) if each.name != "person"}
    rights["row_rules"] = {name: sorted(values) for name, values in grant.row_rules.items()}
    told = [__version__, asked, rights, snapshot.key]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=sorted).encode()).hexdigest()[:32]
