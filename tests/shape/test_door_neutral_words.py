"""What a fault tells to do suits every door: below the command line, faults of people and work name no command."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "petroverse"
SHOWN_OVER_HTTP = (
    "database/accounts.py", "database/imports.py", "database/jobs.py", "database/memberships.py",
    "database/organisations.py", "database/schedules.py", "database/sessions.py", "database/shares.py",
    "database/sign_in.py", "database/tokens.py", "workflows",
)  # fmt: skip


@pytest.mark.parametrize("place", SHOWN_OVER_HTTP)
def test_no_fault_tells_a_browser_to_type_a_command(place: str):
    path = SOURCE / place
    for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            is_said = isinstance(node, ast.keyword) and node.arg == "fix"
            is_kept = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "fix"
            if is_said or is_kept:
                told = ast.unparse(node.value)
                assert "petroverse " not in told, f"{file.name}:{node.value.lineno}: {told}"
                assert "--" not in told, f"{file.name}:{node.value.lineno}: {told}"
