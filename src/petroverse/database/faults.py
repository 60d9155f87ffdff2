"""Every fault that the database and its engine can name.

Unavailable
├── EngineMissing          no PostgreSQL programs on this machine
├── EngineAccountMissing   root, and no unprivileged account to run the engine
├── EngineNoSpace          the disk is full, or nearly
├── EngineVersionDiffers   the data folder belongs to another major version
├── EngineNotAnswering     the engine was started and does not answer
├── HomeUnwritable         the home or run folder cannot be used
├── DumpFailed             pg_dump or pg_restore failed
├── ServerUnreachable      the PostgreSQL at a given URL cannot be reached
└── StatementTookTooLong   a statement ran into its time limit
Conflict
├── EngineBusy             another process holds the engine's start lock
├── HomeIsACopy            this home was copied from another that still exists
├── SchemaDiffers          a schema step changed, or is newer than this program
├── AlreadyThere           a row with this key exists
├── DatabaseNotEmpty       a backup would be restored over something
└── TransactionConflict    two units of work met; try again
NotAllowed → RowNotAllowed a row of another organisation
NotFound → RowNotFound     something the row points to is not there
InputRefused → RecordNotCanonical, RowRefused
IntegrityFailed → RecordChainBroken
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors as pg

from petroverse.core.errors import Conflict, InputRefused, IntegrityFailed, NotAllowed, NotFound, Unavailable

__all__ = [
    "AlreadyThere",
    "DatabaseNotEmpty",
    "DumpFailed",
    "EngineAccountMissing",
    "EngineBusy",
    "EngineDataDamaged",
    "EngineDataMissing",
    "EngineMissing",
    "EngineNoSpace",
    "EngineNotAnswering",
    "EngineVersionDiffers",
    "HomeIsACopy",
    "HomeUnwritable",
    "RecordChainBroken",
    "RecordNotCanonical",
    "RowNotAllowed",
    "RowNotFound",
    "RowRefused",
    "SchemaDiffers",
    "ServerUnreachable",
    "StatementTookTooLong",
    "TransactionConflict",
    "named_faults",
]


class EngineMissing(Unavailable):
    """No PostgreSQL programs were found on this machine."""


class EngineAccountMissing(Unavailable):
    """PostgreSQL refuses to run as root, and no unprivileged account could be found or made."""


class EngineNoSpace(Unavailable):
    """The disk is full, or too full to start."""


class EngineVersionDiffers(Unavailable):
    """The data folder was made by another major version than the programs found."""


class EngineNotAnswering(Unavailable):
    """The engine was started and does not answer."""


class HomeUnwritable(Unavailable):
    """The home or the run folder cannot be used by this account."""


class DumpFailed(Unavailable):
    """PostgreSQL's own program could not write the database into a file, or read it back."""


class ServerUnreachable(Unavailable):
    """The PostgreSQL server cannot be reached, or does not let us in."""


class StatementTookTooLong(Unavailable):
    """A statement ran into its time limit and was undone."""


class EngineBusy(Conflict):
    """Another process has been starting or stopping the engine for too long."""


class HomeIsACopy(Conflict):
    """This home is a copy of another one that still exists; both name the same database."""


class SchemaDiffers(Conflict):
    """A schema step was changed after it ran, is newer than this program, or leaves a table unprotected."""


class AlreadyThere(Conflict):
    """A row with this key exists."""


class DatabaseNotEmpty(Conflict):
    """A backup is to be restored into a database that has something in it."""


class TransactionConflict(Conflict):
    """Two units of work met; this one was undone and may be tried again."""


class RowNotAllowed(NotAllowed):
    """The unit of work touched a row that its organisation may not write."""


class RowNotFound(NotFound):
    """Something that a row points to is not there."""


class RowRefused(InputRefused):
    """A value does not fit its column or breaks a rule of its table."""


class RecordNotCanonical(InputRefused):
    """A record's body has no canonical form: not JSON, a number too large, text that is not Unicode."""


class RecordChainBroken(IntegrityFailed):
    """A record does not agree with the hash chain that it stands in."""


class EngineDataMissing(IntegrityFailed):
    """The home had a database, and it is gone: its data folder was removed, or the home came from elsewhere."""


class EngineDataDamaged(IntegrityFailed):
    """The data folder holds something and is no data folder."""


_RETRY = (pg.SerializationFailure, pg.DeadlockDetected, pg.LockNotAvailable)
_DOWN = (psycopg.OperationalError, psycopg.InterfaceError)


@contextmanager
def named_faults(doing: str) -> Iterator[None]:
    """Turns PostgreSQL's faults into ours.

    Args:
        doing: What was being done, such as ``unit of work in local``; it becomes the fault's place.

    Raises:
        TransactionConflict, AlreadyThere, RowNotFound, RowRefused, RowNotAllowed, StatementTookTooLong,
        EngineNoSpace, SchemaDiffers, ServerUnreachable: As PostgreSQL says.
    """
    try:
        yield
    except _RETRY as fault:
        raise TransactionConflict(_line(fault), where=doing, fix="try the same again") from fault
    except pg.UniqueViolation as fault:
        raise AlreadyThere(_line(fault), where=doing, fix="use the row that is there") from fault
    except pg.ForeignKeyViolation as fault:
        raise RowNotFound(_line(fault), where=doing, fix="create what it points to first") from fault
    except (pg.InsufficientPrivilege, pg.ReadOnlySqlTransaction) as fault:
        raise RowNotAllowed(_line(fault), where=doing, fix="work in the organisation that owns the rows") from fault
    except pg.QueryCanceled as fault:
        raise StatementTookTooLong(_line(fault), where=doing, fix="ask for less, or allow more time") from fault
    except pg.DiskFull as fault:
        raise EngineNoSpace(_line(fault), where=doing, fix="free disk space, then try again") from fault
    except pg.UndefinedTable as fault:
        raise SchemaDiffers(_line(fault), where=doing, fix="bring the schema up to date") from fault
    except (pg.IntegrityError, pg.DataError, pg.ProgramLimitExceeded) as fault:
        raise RowRefused(_line(fault), where=doing, fix="correct the value") from fault
    except _DOWN as fault:
        raise ServerUnreachable(_line(fault), where=doing, fix="see `petroverse doctor`, then try again") from fault


def _line(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0]
