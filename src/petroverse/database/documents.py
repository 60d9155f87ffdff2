"""Search in the text of stored documents: words in any form, and parts of file names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.columns import storable_text

__all__ = ["DocumentHit", "add_document", "search_documents"]

_PART = 100_000
"""Characters of a text that are kept and searched together."""

_ADD = """
    insert into document_text (import_id, part, organisation, file_name, body, words)
    select *, to_tsvector('english', name || ' ' || body)
    from (values (%s::bigint, %s::int, %s, %s, %s)) as given (import_id, part, organisation, name, body)"""
_SEARCH = """
    with asked as (select websearch_to_tsquery('english', %s) as words, %s::text as text),
    hits as (
        select distinct on (d.import_id) d.import_id, d.file_name, d.body,
               ts_rank(d.words, asked.words, 1)
                   + case when d.file_name ilike '%%' || asked.text || '%%' then 1 else 0 end
                   + similarity(d.file_name, asked.text) / 10 as score
        from document_text d, asked
        where d.organisation = any(%s) and d.import_id in (select import_id from imports where withdrawn_at is null)
          and (d.words @@ asked.words or d.file_name ilike '%%' || asked.text || '%%')
        order by d.import_id, score desc),
    best as (select * from hits order by score desc, import_id desc limit %s)
    select import_id, file_name, score, ts_headline('english', body, asked.words,
           'StartSel=«, StopSel=», MaxWords=30, MinWords=10, MaxFragments=1') as excerpt
    from best, asked order by score desc, import_id desc"""


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """One document that answers a search.

    Attributes:
        import_id: Its import.
        file_name: Its name.
        score: How well it answers; larger is better.
        excerpt: A few words of it, the found ones between « and ».
    """

    import_id: int
    file_name: str
    score: float
    excerpt: str


def add_document(unit: UnitOfWork, import_id: int, file_name: str, text: str) -> None:
    """Keeps a document's text for search; a text without words is left out."""
    body = storable_text(text)
    parts = [body[start : start + _PART] for start in range(0, len(body), _PART)] if body.strip() else []
    unit.many(_ADD, [(import_id, number, unit.organisation, file_name, part) for number, part in enumerate(parts, 1)])


def search_documents(
    unit: UnitOfWork, text: str, organisations: Sequence[OrganisationId] = (), *, limit: int = 20
) -> tuple[DocumentHit, ...]:
    """Documents that speak of something, the best first.

    Args:
        unit: The transaction to read in.
        text: Words as one would type them; ``"in quotes"`` for a phrase, ``-word`` to leave out.
        organisations: Whose documents; the unit's own where empty.
        limit: At most so many.
    """
    if not text.strip():
        return ()
    name = text.strip().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    found = unit.rows(_SEARCH, [text, name, list(organisations or (unit.organisation,)), limit])
    return tuple(DocumentHit(**row) for row in found)
