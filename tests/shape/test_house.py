"""The house keeps its own rules: sizes, doors, names, docstrings, locks, and nothing of this machine in the tree."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from inspect import ismodule
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "petroverse"
MODULES = sorted(SOURCE.rglob("*.py"))
WEB = [
    each
    for ending in ("*.ts", "*.tsx")
    for each in sorted((ROOT / "web" / "src").rglob(ending))
    if "client" not in each.relative_to(ROOT / "web" / "src").parts
]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "data", "info", "tmp"}
OPEN_VOCABULARY = {"core", "measurement"}


def tracked_files() -> list[Path]:
    """Every file that git tracks and that still exists."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def functions(module: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(module.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_source_file_is_longer_than_400_lines():
    long = {
        str(each.relative_to(ROOT)): n for each in MODULES if (n := len(each.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def test_no_web_file_is_longer_than_250_lines():
    long = {str(each.relative_to(ROOT)): n for each in WEB if (n := len(each.read_text("utf-8").splitlines())) > 250}
    assert long == {}


def test_no_function_is_longer_than_60_lines():
    long = [
        f"{module.relative_to(ROOT)}:{node.lineno} {node.name}"
        for module in MODULES
        for node in functions(module)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > 60
    ]
    assert long == []


def test_no_function_takes_more_than_five_positional_arguments():
    wide = [
        f"{module.relative_to(ROOT)}:{node.lineno} {node.name}"
        for module in MODULES
        for node in functions(module)
        if len([each for each in (*node.args.posonlyargs, *node.args.args) if each.arg not in {"self", "cls"}]) > 5
    ]
    assert wide == []


def test_no_module_has_a_name_that_says_nothing():
    assert [str(each.relative_to(ROOT)) for each in MODULES if each.stem in FORBIDDEN_NAMES] == []


def test_every_block_has_a_door():
    blocks = [each for each in SOURCE.iterdir() if each.is_dir() and (each / "__init__.py").exists()]
    assert [each.name for each in blocks if "__all__" not in (each / "__init__.py").read_text("utf-8")] == []


def test_blocks_are_entered_by_their_door():
    inside = re.compile(r"^\s*(?:from|import) petroverse\.(\w+)\.(\w+)", re.MULTILINE)
    by_the_window = []
    for module in MODULES:
        own = module.relative_to(SOURCE).parts[0]
        for match in inside.finditer(module.read_text("utf-8")):
            block, part = match.groups()
            is_sub_door = (SOURCE / block / part / "__init__.py").exists()
            if block != own and block not in OPEN_VOCABULARY and not is_sub_door:
                by_the_window.append(f"{module.relative_to(ROOT)}: {match.group(0).strip()}")
    assert by_the_window == []


@pytest.mark.parametrize("module", MODULES, ids=lambda each: str(each.relative_to(SOURCE)))
def test_public_names_have_docstrings(module: Path):
    tree = ast.parse(module.read_text("utf-8"))
    assert module.name == "py.typed" or ast.get_docstring(tree), "a module tells its story in its first lines"
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []


UNIT_WORDS = re.compile(
    r"(^|_)(m|m2|m3|l|kg|t|c|f|k|pa|kpa|psi|psig|s|h|day|days|litres|fraction|ratio|percent|factor|gal|mm|cm|deg|g|"
    r"litre|tonne|per|api|rd|ctl|cpl|ctpl|share|l_s|kg_m3|60f)(_|$)|alpha|coefficient|tolerance|count|index|number"
)
QUANTITY = re.compile(
    r"^(level|height|volume|density|temp|temperature|pressure|flow|mass|ullage|length|diameter|distance|duration)$"
)


def test_a_quantity_says_its_unit_in_its_name():
    silent = []
    for module in MODULES:
        if module.relative_to(SOURCE).parts[0] not in {"core", "measurement"}:
            continue
        for node in functions(module):
            for each in (*node.args.args, *node.args.kwonlyargs):
                annotation = ast.unparse(each.annotation) if each.annotation else ""
                if annotation in {"float", "NDArray[np.float64]"} and QUANTITY.match(each.arg):
                    silent.append(f"{module.relative_to(ROOT)}:{node.lineno} {node.name}({each.arg})")
    assert silent == []


def test_the_lock_names_no_address():
    assert re.findall(r"https?://\S+", (ROOT / "requirements.lock").read_text("utf-8")) == []


def test_the_web_lock_names_no_address():
    lock = ROOT / "web" / "package-lock.json"
    assert '"resolved"' not in lock.read_text("utf-8")


def test_nothing_of_one_machine_is_in_the_tree():
    machine_paths = re.compile(rb"/(?:root|home/[a-z]+|work/(?:main|shared))/")
    found = [
        str(each.relative_to(ROOT))
        for each in tracked_files()
        if each.suffix not in {".png", ".ico", ".woff2"} and machine_paths.search(each.read_bytes())
    ]
    assert found in ([], ["tests/shape/test_house.py"])


def test_no_tracked_file_is_large():
    assert [str(each.relative_to(ROOT)) for each in tracked_files() if each.stat().st_size > 1_000_000] == []


def test_every_public_name_of_a_door_exists():
    doors = [each.parent for each in SOURCE.glob("*/__init__.py")]
    missing = []
    for folder in doors:
        door = importlib.import_module(f"petroverse.{folder.name}")
        missing += [f"{folder.name}.{name}" for name in door.__all__ if not hasattr(door, name)]
    assert missing == []


def test_no_name_of_a_door_is_hidden_by_a_module_of_that_name():
    for module in MODULES:
        if module.stem != "__main__":
            importlib.import_module(".".join(("petroverse", *module.relative_to(SOURCE).with_suffix("").parts)))
    doors = [importlib.import_module(f"petroverse.{each.parent.name}") for each in SOURCE.glob("*/__init__.py")]
    hidden = [f"{door.__name__}.{name}" for door in doors for name in door.__all__ if ismodule(getattr(door, name))]
    assert hidden == []


def test_make_shows_at_most_twelve_recipes():
    recipes = re.findall(r"^([a-z]+):.*## (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert 5 <= len(recipes) <= 12
    assert all(len(text) > 10 for _, text in recipes)
