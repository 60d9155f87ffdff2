"""The real lake, registry and database for this folder's tests of the lake, and programs to be killed."""

from engines import engine
from killable import begun
from lake_stores import lake, lake_template, market, stored
from webhook_server import hook

__all__ = ["begun", "engine", "hook", "lake", "lake_template", "market", "stored"]
