"""Every route and every shape of the OpenAPI document, as the page of the API tells them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from petroverse.api.docs_html import code_block, headed, in_line, prose, table
from petroverse.api.docs_start import example_answer

__all__ = ["contents_of_routes", "routes", "shapes"]

_METHODS: Final = ("get", "post", "put", "patch", "delete")
_MOST_LISTED: Final = 12
_Operation = tuple[str, str, Mapping[str, Any]]


def contents_of_routes(document: Mapping[str, Any]) -> str:
    """The list of subjects, each leading to its first route."""
    links = [f"<li><a href='#routes-{escape(tag)}'>{escape(tag)}</a></li>" for tag in _by_tag(document)]
    return f"<ul>{''.join(links)}</ul>"


def routes(document: Mapping[str, Any]) -> Iterator[str]:
    """The section of routes, what is asked first and what is seldom asked last."""
    meanings = {each["name"]: each["description"] for each in document["tags"]}
    yield headed(2, "routes", "Routes")
    for tag, operations in _by_tag(document).items():
        yield headed(3, f"routes-{tag}", tag.capitalize())
        yield prose(meanings.get(tag, ""))
        for path, method, operation in operations:
            yield _operation(path, method, operation)


def shapes(document: Mapping[str, Any]) -> Iterator[str]:
    """The section of what bodies and answers are made of."""
    yield headed(2, "fields", "Fields of bodies and answers")
    for name, schema in document["components"]["schemas"].items():
        yield headed(3, f"schema-{name}", name) + prose(schema.get("description", ""))
        rows = [
            (field, _kind(told), in_line(told.get("description", "")), escape(_examples(told)))
            for field, told in schema.get("properties", {}).items()
        ]
        yield table(("field", "is", "meaning", "such as"), rows) if rows else ""


def _by_tag(document: Mapping[str, Any]) -> dict[str, list[_Operation]]:
    """The operations of each subject, in the order in which the document names its subjects."""
    found: dict[str, list[_Operation]] = {each["name"]: [] for each in document["tags"]}
    for path, operations in document["paths"].items():
        for method in _METHODS:
            if method in operations:
                tag = (operations[method].get("tags") or ["more"])[0]
                found.setdefault(tag, []).append((path, method, operations[method]))
    return {tag: those for tag, those in found.items() if those}


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> str:
    name = operation["operationId"]
    parts = [f"<section id='{escape(name)}'><h4><code>{method.upper()} {escape(path)}</code></h4>"]
    parts.append(prose(operation.get("description") or operation.get("summary", "")))
    rows = [
        (each["name"], escape(each["in"]), _kind(each.get("schema", {})), in_line(each.get("description", "")))
        for each in operation.get("parameters", ())
    ]
    if rows:
        parts.append(table(("parameter", "in", "is", "meaning"), rows))
    if name == "ask_in_a_link":
        parts.append(example_answer())
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        parts.append(f"<p>Body: <code>{escape(media)}</code>, {_kind(content.get('schema', {}))}</p>")
        for each in content.get("examples", {}).values():
            told = json.dumps(each["value"], indent=1, ensure_ascii=False)
            parts.append(f"<p>{escape(each.get('summary', ''))}</p>{code_block(told)}")
    answers = [(status, _meaning(each), ", ".join(_media(each))) for status, each in _own(operation)]
    parts.append(table(("answer", "meaning", "as"), answers))
    return "".join([*parts, "</section>"])


def _own(operation: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Its own answers; how faults look is said once for all."""
    return ((status, each) for status, each in operation["responses"].items() if "$ref" not in each)


def _meaning(answer: Mapping[str, Any]) -> str:
    headers = [f"`{name}`: {each['description']}" for name, each in answer.get("headers", {}).items()]
    return in_line(" ".join([answer.get("description", ""), *headers]))


def _media(answer: Mapping[str, Any]) -> Iterator[str]:
    for media, content in answer.get("content", {}).items():
        kind = _kind(content.get("schema", {})) if media == "application/json" else ""
        yield f"<code>{escape(media)}</code> {kind}"


def _examples(told: Mapping[str, Any]) -> str:
    return ", ".join(each if isinstance(each, str) else json.dumps(each) for each in told.get("examples", ()))


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f"<a href='#schema-{name}'>{name}</a>"
    if "enum" in schema or "const" in schema:
        return _values(schema.get("enum") or [schema["const"]])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return " or ".join(_kind(each) for each in several)
    return escape(str(schema.get("format") or schema.get("type") or "any"))


def _values(values: list[object]) -> str:
    if len(values) > _MOST_LISTED:  # the measures and dimensions there are
        return "one of <a href='#measures'>these words</a>"
    return ", ".join(f"<code>{escape(str(each)) or '(empty)'}</code>" for each in values)
