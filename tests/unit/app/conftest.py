"""The real engine for this folder's tests."""

from engines import database, engine

__all__ = ["database", "engine"]
