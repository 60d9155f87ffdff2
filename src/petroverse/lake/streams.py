"""Facts as they are taken away whole: every column with the cell it stands in, a bounded number of rows at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, reduce
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.catalogue import dataset, provenance
from petroverse.lake.relations import Relations
from petroverse.lake.schema import arrow_schema
from petroverse.lake.snapshot import Part

__all__ = ["fact_schema", "streamed_facts"]

_AT_ONCE: Final = 16_384
_LINEAGE: Final = ("file", "sheet", "cell", "known_at", "known_at_basis")
_EDITION: Final = pa.field(
    "edition",
    pa.dictionary(pa.int32(), pa.string()),
    metadata={"meaning": "The published table that the row is of: dataset/series/grain/first day."},
)


@cache
def fact_schema(name: str) -> pa.Schema:
    """The columns of a dataset's facts when they are taken away, each with its unit and meaning as metadata.

    Example:
        >>> fact_schema("volume").names[-2:]
        ['known_at_basis', 'edition']
    """
    told = {each.name: each for each in (*dataset(name).columns, *provenance())}
    own = ("organisation", *(each.name for each in dataset(name).columns), *_LINEAGE)
    fields = [
        arrow_schema(name).field(each).with_metadata({"unit": told[each].unit, "meaning": told[each].meaning})
        for each in own
    ]
    return pa.schema([*fields, _EDITION])


def streamed_facts(
    relations: Relations, parts: Collection[Part], only: Mapping[str, Collection[str]]
) -> Iterator[pa.RecordBatch]:
    """The facts of some parts of one dataset in the columns of ``fact_schema``; closing the iterator stops the work.

    Args:
        relations: Where they are read.
        parts: Whose.
        only: Column → the only values whose rows are given.

    Raises:
        FactsMissing: After the last row that is there: registered rows are not in the lake.
    """
    for part in parts:
        schema = fact_schema(part.dataset)
        numbers = pa.array([each.edition_id for each in part.winners], pa.int64())
        names = pa.array(
            [f"{part.dataset}/{each.series}/{each.grain}/{each.span.start}" for each in part.winners], pa.string()
        )
        for batch in relations.streamed(part, _AT_ONCE):
            places = pc.index_in(batch["edition_id"], numbers)
            edition = pa.DictionaryArray.from_arrays(places, names)
            columns = [batch[each.name].cast(each.type) for each in schema if each.name != _EDITION.name]
            made = pa.RecordBatch.from_arrays([*columns, edition], schema=schema)
            yield made.filter(_within(made, only)) if only else made


def _within(batch: pa.RecordBatch, only: Mapping[str, Collection[str]]) -> pa.Array:
    texts = pa.string()
    return reduce(pc.and_, (pc.is_in(batch[name].cast(texts), pa.array(sorted(only[name]), texts)) for name in only))
