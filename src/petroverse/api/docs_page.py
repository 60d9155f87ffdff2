"""The page of the API for people: made of the OpenAPI document, readable without a script, with examples to copy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request, Response

__all__ = ["docs_routes", "page_of"]

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
pre { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); overflow-x: auto; padding: 0.75rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: 0.25rem 1rem 0.25rem 0;
  text-align: left; vertical-align: top; }
section { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); margin-top: 2rem; }
h3 code { font-size: 1rem; }
"""
_EXAMPLE_QUERY: Final = "/api/query?measure=volume&by=month,product&filter=source=national"
_METHODS: Final = ("get", "post", "put", "patch", "delete")


def docs_routes() -> APIRouter:
    """The route of the page."""
    routes = APIRouter()

    @routes.get("/api/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        app: FastAPI = request.app
        address = str(request.base_url).rstrip("/")
        return Response(page_of(app.openapi(), address), media_type="text/html; charset=utf-8")

    return routes


def page_of(document: Mapping[str, Any], address: str) -> str:
    """The page.

    Args:
        document: The OpenAPI document.
        address: Where the platform answers, for the examples.
    """
    title = f"{document['info']['title']} API {document['info']['version']}"
    parts = [
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<meta name='viewport' content='width=device-width'><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>{_prose(document['info'].get('description', ''))}",
        "<p>The same as a document for programs: <a href='/api/openapi.json'>/api/openapi.json</a>.</p>",
        _first_steps(address),
        *_operations(document),
        *_schemas(document),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _first_steps(address: str) -> str:
    curl = f'curl -H "Authorization: Bearer $PETROVERSE_TOKEN" "{address}{_EXAMPLE_QUERY}&format=csv"'
    python = f"""import os, httpx

api = httpx.Client(base_url="{address}", headers={{"Authorization": f"Bearer {{os.environ['PETROVERSE_TOKEN']}}"}})
answer = api.get("{_EXAMPLE_QUERY}").raise_for_status().json()
for warning in answer["warnings"]:
    print("WARNING:", warning)
for row in answer["rows"]:
    print(row["month"], row["product"], row["volume"], row["unit"])"""
    return f"<h2>First steps</h2><p>From a shell:</p>{_code(curl)}<p>From Python:</p>{_code(python)}"


def _operations(document: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>Routes</h2>"
    for path, operations in document["paths"].items():
        for method in _METHODS:
            if method in operations:
                yield _operation(path, method, operations[method])


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> str:
    name = operation["operationId"]
    parts = [f"<section id='{escape(name)}'><h3><code>{method.upper()} {escape(path)}</code></h3>"]
    parts.append(_prose(operation.get("description") or operation.get("summary", "")))
    rows = [
        (each["name"], escape(each["in"]), _kind(each.get("schema", {})), _inline(each.get("description", "")))
        for each in operation.get("parameters", ())
    ]
    if rows:
        parts.append(_table(("parameter", "in", "is", "meaning"), rows))
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        parts.append(f"<p>Body: <code>{escape(media)}</code>, {_kind(content.get('schema', {}))}</p>")
        for each in content.get("examples", {}).values():
            told = json.dumps(each["value"], indent=1, ensure_ascii=False)
            parts.append(f"<p>{escape(each.get('summary', ''))}</p>{_code(told)}")
    answers = [
        (status, _inline(each.get("description", "")), ", ".join(_media(each))) for status, each in _own(operation)
    ]
    parts.append(_table(("answer", "meaning", "as"), answers))
    return "".join([*parts, "</section>"])


def _own(operation: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Its own answers; how faults look is said once for all."""
    return ((status, each) for status, each in operation["responses"].items() if "$ref" not in each)


def _media(answer: Mapping[str, Any]) -> Iterator[str]:
    for media, content in answer.get("content", {}).items():
        kind = _kind(content.get("schema", {})) if media == "application/json" else ""
        yield f"<code>{escape(media)}</code> {kind}"


def _schemas(document: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>Words</h2>"
    for name, schema in document["components"]["schemas"].items():
        yield f"<section id='schema-{escape(name)}'><h3>{escape(name)}</h3>{_prose(schema.get('description', ''))}"
        rows = [
            (field, _kind(told), _inline(told.get("description", "")), escape(_examples(told)))
            for field, told in schema.get("properties", {}).items()
        ]
        yield _table(("field", "is", "meaning", "such as"), rows) if rows else ""
        yield "</section>"


def _examples(told: Mapping[str, Any]) -> str:
    return ", ".join(each if isinstance(each, str) else json.dumps(each) for each in told.get("examples", ()))


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f"<a href='#schema-{name}'>{name}</a>"
    if "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema["const"]]
        return ", ".join(f"<code>{escape(str(each)) or '(empty)'}</code>" for each in values)
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return " or ".join(_kind(each) for each in several)
    return escape(str(schema.get("format") or schema.get("type") or "any"))


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of names, each with cells that are HTML already."""
    head = "".join(f"<th scope='col'>{each}</th>" for each in heads)
    lines = [
        f"<td><code>{escape(name)}</code></td>" + "".join(f"<td>{cell}</td>" for cell in cells) for name, *cells in rows
    ]
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{'</tr><tr>'.join(lines)}</tr></tbody></table>"


def _prose(text: str) -> str:
    return "".join(f"<p>{_inline(each)}</p>" for each in text.strip().split("\n\n"))


def _inline(text: str) -> str:
    marked = re.sub(r"`+([^`]+)`+", r"<code>\1</code>", escape(text))
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", marked)


def _code(text: str) -> str:
    return f"<pre><code>{escape(text)}</code></pre>"
