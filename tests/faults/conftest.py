"""The real lake, registry and database for this folder's tests of the lake."""

from engines import engine
from lake_stores import lake, lake_template, market, stored

__all__ = ["engine", "lake", "lake_template", "market", "stored"]
