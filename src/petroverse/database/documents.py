"""Search in the text of stored documents: words in any form, and parts of file names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork

__all__ = ["DocumentHit", "search_documents"]

_SEARCH = """
    with asked as (select websearch_to_tsquery('english', %s) as words, %s::text as text),
    hits as (
        select d.import_id, d.file_name, d.body,
               ts_rank(d.words, asked.words, 1)
                   + case when d.file_name ilike '%%' || asked.text || '%%' then 1 else 0 end
                   + similarity(d.file_name, asked.text) / 10 as score
        from document_text d, asked
        where d.organisation = any(%s) and (d.words @@ asked.words or d.file_name ilike '%%' || asked.text || '%%')
        order by score desc, d.import_id desc limit %s)
    select import_id, file_name, score, ts_headline('english', left(body, 200000), asked.words,
           'StartSel=«, StopSel=», MaxWords=30, MinWords=10, MaxFragments=1') as excerpt
    from hits, asked order by score desc, import_id desc"""


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
