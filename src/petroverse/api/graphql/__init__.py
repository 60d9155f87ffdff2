"""GraphQL: the same typed question as everywhere, as one subgraph that a federated graph can take in."""

from petroverse.api.graphql.routes import graphql_routes
from petroverse.api.graphql.schema import schema_text

__all__ = ["graphql_routes", "schema_text"]
