"""A platform's stores of this folder's own."""

from engines import engine
from lake_stores import lake, lake_template, stored

__all__ = ["engine", "lake", "lake_template", "stored"]
