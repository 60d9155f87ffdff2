"""A platform's stores of this folder's own, with published facts that never change."""

from engines import engine
from lake_stores import lake, lake_template, stored
from rights_world import stores

__all__ = ["engine", "lake", "lake_template", "stored", "stores"]
