"""Routes that tell what may be asked, and which values there are to filter by."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from petroverse.api.answers import Catalogue, Values
from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.core.errors import QueryRefused
from petroverse.workflows import answer_question, catalogue, questions_about

__all__ = ["catalogue_routes"]


def catalogue_routes(service: Service) -> APIRouter:
    """Routes of the catalogue and of values."""
    routes = APIRouter(prefix="/api", tags=["catalogue"])

    @routes.get("/catalogue", operation_id="catalogue")
    def the_catalogue() -> Catalogue:
        """Datasets with their columns; measures with units and meanings, the dimensions and sources of each subject."""
        return Catalogue.model_validate(catalogue(service.stores))

    @routes.get("/values/{dimension}", operation_id="values")
    def the_values(
        dimension: Annotated[str, Path(max_length=63, pattern="^[a-z][a-z0-9_]*$", examples=["product"])],
        reader: Caller,
    ) -> Values:
        """Every value of a dimension that occurs in what you may see, as filters and answers write it."""
        found: dict[str | int, list[str]] = {}
        is_simulated = False
        for subject, question in questions_about(dimension, reader.measures).items():
            try:
                reply = answer_question(service.stores, question, reader)
            except QueryRefused:
                continue  # the reader's facts of this subject do not have the dimension, such as a region's level
            told = reply.document
            is_simulated = is_simulated or bool(told["meta"]["simulated"])
            for value in {row[dimension] for row in told["rows"]} - {None}:
                found.setdefault(value, []).append(subject)
        values = [{"value": value, "subjects": found[value]} for value in sorted(found, key=str)]
        return Values.model_validate({"dimension": dimension, "values": values, "is_simulated": is_simulated})

    return routes
