"""The real engine for this folder's tests."""

from engines import database, engine, template

__all__ = ["database", "engine", "template"]
