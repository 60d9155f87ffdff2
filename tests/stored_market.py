"""The real lake and database for tests of questions: import publications, ask, get the answer's rows."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from petroverse.core.country import CompanyAlias, CountryPack
from petroverse.core.facts import SourceReading
from petroverse.core.grants import Grant, OrganisationId, PersonId
from petroverse.database import Database
from petroverse.lake import FileStamp, Lake, stamp
from petroverse.metrics import (
    Answer,
    CompiledQuery,
    Model,
    Query,
    answer_of,
    compile_query,
    query_from_words,
    subject_of,
)
from volume_facts import Publication, reading

__all__ = ["TESTER", "Market", "some_organisation"]

TESTER = PersonId("tester")


def some_organisation() -> OrganisationId:
    """An organisation that nobody else uses, so that tests share one lake."""
    return OrganisationId(f"org-{secrets.token_hex(6)}")


@dataclass
class Market:
    """One organisation's facts."""

    database: Database
    lake: Lake
    organisation: OrganisationId = field(default_factory=some_organisation)
    pack: CountryPack | None = None
    imported: int = 0
    aliases: tuple[CompanyAlias, ...] = ()

    def publish(self, publication: Publication) -> datetime:
        return self.take_in(reading(publication), publication.name)

    def take_in(self, source: SourceReading, name: str, *, is_simulated: bool = False) -> datetime:
        """Imports as the workflow does; gives when it was recorded."""
        self.imported += 1
        with self.database.unit_of_work(self.organisation, TESTER) as uow:
            ids = self.lake.reserve_edition_ids(uow, len(source.editions))
            file = FileStamp(self.imported, self.organisation, name, "0" * 64, uow.at, "test", is_simulated)
            stamped = stamp(source, file, ids)
            for dataset, rows in stamped.tables.items():
                self.lake.append(dataset, rows)
            self.lake.register(uow, stamped.editions)
            return uow.at

    def grant(self, **limits: object) -> Grant:
        return Grant(TESTER, (self.organisation,), **limits)  # type: ignore[arg-type]

    def ask(self, query: Query, grant: Grant | None = None) -> Answer:
        return self.asked(query, grant)[2]

    def asked(self, query: Query, grant: Grant | None = None) -> tuple[CompiledQuery, pa.Table, Answer]:
        """The question as it was run, what the engine gave, and the answer."""
        grant = grant or self.grant()
        reads = subject_of(query.measures).reads
        with self.database.reading(self.organisation, TESTER) as uow:
            snapshot = self.lake.snapshot(
                uow,
                grant.organisations,
                reads,
                as_of=query.as_of,
                as_recorded=query.as_recorded,
                aliases=self.aliases,
            )
        compiled = compile_query(query, grant, Model(snapshot.holdings, self.pack))
        rows = self.lake.run(compiled, snapshot)
        counts = self.lake.run(compiled.sources, snapshot)
        return compiled, rows, answer_of(compiled, rows, counts, snapshot.winners, remarks=snapshot.warnings)

    def rows(self, measures: str, dimensions: str = "", filters: Sequence[str] = (), **options: object) -> list[dict]:
        return [dict(each) for each in self.ask(query_from_words([measures], [dimensions], filters, **options)).rows]
