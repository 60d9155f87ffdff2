"""The OpenAPI document: what FastAPI tells of the routes, and once for all who may come in and how faults look."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from petroverse.api.access import is_open
from petroverse.api.answers import Problem
from petroverse.api.errors import RequestNotUnderstood
from petroverse.api.idempotency import KEY_HEADER, takes_key
from petroverse.workflows import dimension_names

__all__ = ["KnownParameters", "operation_id", "tell_all"]

_DESCRIPTION: Final = """\
Ask exact questions of a petroleum market's publications, and take facts away whole.

**Come in** with `Authorization: Bearer TOKEN` (an admin makes tokens; the owner of a home finds the home's key in its
file `token`), or with the session cookie of a browser that signed in.

**Ask** `GET /api/query?measure=volume&by=month,product&filter=source=national&filter=product=diesel,petrol`. What there
is to ask stands in `/api/catalogue`: measures, sources and products, each with its meaning and what people call it; the
values to filter by stand in `/api/values/{dimension}`. Formats: `json`, `jsonl`, `csv`, `parquet`, `arrow`, `xlsx`, by
`format=` or `Accept`. `warnings` say what whoever reads the figures must know; other formats than JSON have them in the
header `X-PetroVerse-Warnings`.

**A source** is a stage of the same litres: `omc` marketers (by company), `bidec` importers (by company), `depot` (by
depot), `national`, `regional` (by region). Name one; two never add.

**Periods** are written `2024`, `2024-Q1`, `2024-03`; ranges `month=2024-01..2024-12`, both ends included.

**Every figure has its unit** in the column `unit`, or in the metadata of its column; litres and kilograms never add.

**Faults** are problem documents (RFC 9457): `what` was wrong, `where`, and a `fix` that can be shown to people.

**Lists** give `next_cursor`; send it as `cursor`. Pages stay right while new rows arrive.

**Changes** may carry `Idempotency-Key`: sent again with the same key, a request is not done twice.
"""
_FAULTS: Final = {
    "400": ("NotUnderstood", "The request cannot be read: a parameter, the body, or the cursor."),
    "401": ("SignInNeeded", "Nobody is known by what you sent."),
    "403": ("NotAllowed", "You may not do this here."),
    "404": ("NotFound", "There is no such thing, or you may not know that there is."),
    "406": ("NotAcceptable", "No format that you accept is one of ours."),
    "409": ("Conflict", "It is busy, there already, or being done."),
    "413": ("TooLarge", "The body is longer than it may be."),
    "421": ("OtherHost", "This platform does not answer for that host."),
    "422": ("Refused", "It was understood and has no honest answer; `fix` says what has."),
    "429": ("TooMany", "You ask too much; `Retry-After` says when to come back."),
    "503": ("Unavailable", "An engine cannot be reached; try again."),
}
_KEY: Final[dict[str, Any]] = {
    "name": KEY_HEADER,
    "in": "header",
    "required": False,
    "description": "A name of your own for this request, kept for 24 hours: sent again, the same request gets the same "
    "answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422).",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}


_JSON_WORDS: Final = {"measures": "measure", "dimensions": "by", "filters": "filter"}
_TAGS: Final = {
    "query": "Exact answers to typed questions.",
    "forecasts": "The months ahead, with ranges that hold, and why.",
    "insights": "The few things worth knowing of a period, each with the question that proves it.",
    "anomalies": "What is out of the ordinary in the market's figures, and what people say of it.",
    "catalogue": "What may be asked, and which values there are.",
    "exports": "Facts, findings and lists, whole.",
    "home": "What a platform holds.",
    "imports": "Files that were taken in, and what was found in them.",
    "companies": "Names of one company, merged reversibly.",
    "events": "What changes, as it changes.",
    "reports": "Pages and dashboards as PDF or workbook.",
    "network": "Places, tanks, meters, gauges, trucks and routes.",
    "readings": "What gauges and meters told, now and over time.",
    "wet stock": "A month of each site: its books, the law's monthly rule, the leak test, and where the litres went.",
    "alarms": "What waits for a person at the sites, what was done about it, and the rules that call.",
    "receivers": "Who is told of alarms outside of the browser, and what was told.",
    "dashboards": "Saved views, and boards of panels with their versions.",
    "jobs": "Work that runs by itself, once or on a schedule.",
    "graphql": "The same questions as a subgraph.",
    "sample": "The simulated market, to try things with.",
    "health": "Whether every engine answers.",
    "people": "Who may do what, who is invited, what is shared.",
    "tokens": "Keys for programs.",
    "session": "Signing in and out, in a browser.",
}
"""What routes are about, in the order in which people need them."""


def operation_id(route: APIRoute) -> str:
    """How a route is called in generated clients: its subject and what it does, such as ``tokens_revoke``."""
    subject = str(route.tags[0]) if route.tags else ""
    return route.name if not subject or route.name.startswith(subject) else f"{subject}_{route.name}"


class KnownParameters:
    """Refuses parameters that a route does not know: a filter with a slip in its name must not be no filter."""

    def __init__(self) -> None:
        self._names: dict[Callable[..., Any], frozenset[str]] = {}

    async def __call__(self, request: Request) -> None:
        """Looks at one request.

        Raises:
            RequestNotUnderstood: Names the parameter and those there are.
        """
        route = request.scope.get("route")
        given = set(request.query_params)
        if not given or not isinstance(route, APIRoute) or not request.url.path.startswith("/api/"):
            return
        if route.endpoint not in self._names:
            self._names[route.endpoint] = _parameters(route)
        known = self._names[route.endpoint]
        unknown = sorted(given - known)
        if unknown:
            fix = _instead_of(unknown[0], request.query_params[unknown[0]], known)
            raise RequestNotUnderstood(f"no parameter is called {unknown[0]!r}", where="query", fix=fix)


def _instead_of(name: str, value: str, known: frozenset[str]) -> str:
    """What to write where a parameter is not known: a question's limits and its JSON words look like parameters."""
    if not known:
        return "leave it out"
    if name in _JSON_WORDS and _JSON_WORDS[name] in known:
        return f"write {_JSON_WORDS[name]}={value}"
    if "filter" in known and name in dimension_names():
        return f"write filter={name}={value}"
    return f"one of {', '.join(sorted(known))}"


def _parameters(route: APIRoute) -> frozenset[str]:
    """What may stand after the question mark, as the route's own part of the document says it."""
    (operations,) = get_openapi(title="", version="", routes=[route])["paths"].values() or ({},)
    told = [each for operation in operations.values() for each in operation.get("parameters", ())]
    return frozenset(each["name"] for each in told if each["in"] == "query")


def tell_all(app: FastAPI) -> None:
    """Gives an application its OpenAPI document, made once."""

    def told() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _told(app)
        return app.openapi_schema

    app.openapi = told  # type: ignore[method-assign]  # as FastAPI's own pages say it is done


def _told(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=_DESCRIPTION, routes=app.routes
    )
    parts = document.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = Problem.model_json_schema()
    parts["responses"] = {name: _fault(meaning) for name, meaning in _FAULTS.values()}
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token, or the home's key."},
        "session": {"type": "apiKey", "in": "cookie", "name": "petroverse_session"},
    }
    document["servers"] = [{"url": "/", "description": "The platform that gave this document."}]
    for schema in schemas.values():
        _without_python(schema)
    document["tags"] = [{"name": name, "description": told} for name, told in _TAGS.items()]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, path)
    return document


def _complete(operation: dict[str, Any], method: str, path: str) -> None:
    operation["summary"] = re.split(r"[.;:]\s|\.$|\n", operation.get("description", operation["summary"]))[0]
    for status, (name, _) in _FAULTS.items():
        operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{name}"})
        if status == "422":
            operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
    operation["security"] = [] if is_open(method.upper(), path) else [{"token": []}, {"session": []}]
    if takes_key(method.upper(), path):
        operation.setdefault("parameters", []).append(_KEY)


def _without_python(schema: dict[str, Any]) -> None:
    """Gives what a docstring says of a model's attributes to the fields themselves."""
    meaning, mark, attributes = schema.get("description", "").partition("\n\nAttributes:\n")
    if mark:
        schema["description"] = meaning
    for name, told in re.findall(r"^    (\w+): (.+(?:\n     .+)*)", attributes, re.MULTILINE):
        if name in schema.get("properties", {}):
            schema["properties"][name].setdefault("description", " ".join(told.split()))


def _fault(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {"application/problem+json": {"schema": schema}}}
