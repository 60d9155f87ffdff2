"""Every snippet of the README and the docs runs, on one home that holds the sample, in the order it is read.

A fenced block marked ``sh`` is run line by line; ``python`` is executed. A block that follows
``<!-- on a running platform -->`` is run beside one on a home of its own that holds the sample, whose address and key
are in the environment, because other snippets bring real facts in; one that follows
``<!-- not run: reason -->`` is left alone; `make up` and `make test` are run by the continuous integration itself.
"""

from __future__ import annotations

import html
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template

import httpx
import pytest

from petroverse.api.answers import ANSWER, ASKED
from petroverse.database import EngineSettings, forget_engine
from platform_process import running_up

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
BLOCK = re.compile(
    r"(?:<!-- (?:not run: (?P<why>.+?)|(?P<beside>on a running platform)) -->\n)?"
    r"```(?P<kind>sh|python)\n(?P<text>.*?)```",
    re.DOTALL,
)
RUN_ELSEWHERE = {"make up", "make test"}


def snippets() -> Iterator[tuple[str, str, str, bool]]:
    """Page and line, kind, text, and whether a platform runs beside it."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for match in BLOCK.finditer(text):
            where = f"{page.relative_to(ROOT)}:{text[: match.start()].count(chr(10)) + 1}"
            if not match["why"] and match["text"].strip() not in RUN_ELSEWHERE:
                yield where, match["kind"], match["text"], bool(match["beside"])


SNIPPETS = list(snippets())


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with a home that holds the sample, and the examples."""
    folder = tmp_path_factory.mktemp("snippets")
    program = Path(sys.executable).with_name("petroverse")
    environment = os.environ | {
        "PETROVERSE_HOME": str(folder / "home"),
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
    }
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "petroverse").symlink_to(program)
    for name in ("examples", "docs", "src"):
        (folder / name).symlink_to(ROOT / name)
    subprocess.run([program, "sample", "add"], cwd=folder, env=environment, check=True, timeout=240)
    yield folder, environment
    for home in ("home", "restored"):
        forget_engine(EngineSettings(folder / home))


@pytest.fixture(scope="module")
def beside(workplace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment beside a platform that runs on a home of its own, with its address and key."""
    _, environment = workplace
    home = tmp_path_factory.mktemp("beside")
    own = environment | {"PETROVERSE_HOME": str(home)}
    with running_up(home) as platform:
        yield own | {"PETROVERSE_URL": platform.address, "PETROVERSE_TOKEN": platform.key}
    forget_engine(EngineSettings(home))


@pytest.mark.parametrize(("where", "kind", "text", "is_beside"), SNIPPETS, ids=[each[0] for each in SNIPPETS])
def test_snippet_runs(request, workplace, where, kind, text, is_beside):
    folder, environment = workplace
    run(folder, request.getfixturevalue("beside") if is_beside else environment, where, kind, text)


def run(folder: Path, environment: dict[str, str], where: str, kind: str, text: str) -> None:
    told_apart = Template(text.replace("\\\n", " ")).safe_substitute(environment) if kind == "sh" else text
    commands = [[sys.executable, "-c", text]] if kind == "python" else list(commands_of(told_apart))
    for command in commands:
        told = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=240, check=False
        )
        assert told.returncode == 0, f"{where}: {shlex.join(command)}\n{told.stdout[-2000:]}\n{told.stderr[-2000:]}"


def commands_of(text: str) -> Iterator[list[str]]:
    """A command a line, or over several where a quotation goes on."""
    begun = ""
    for line in text.splitlines(keepends=True):
        begun += line
        try:
            command = shlex.split(begun, comments=True)
        except ValueError:  # no closing quotation yet
            continue
        begun = ""
        if command:
            yield command
    assert begun == "", begun


def test_every_finished_link_of_the_api_s_page_has_an_answer(beside):
    with httpx.Client(base_url=beside["PETROVERSE_URL"], timeout=60) as api:
        links = re.findall(r"<a href='(/api/query[^']+)'>", api.get("/api/docs").text)
        api.headers["Authorization"] = f"Bearer {beside['PETROVERSE_TOKEN']}"
        answers = [api.get(html.unescape(each)).raise_for_status().json() for each in links]
    assert len(links) >= 6
    for link, answer in zip(links, answers, strict=True):
        assert answer["rows"], link
        assert all(None not in row.values() for row in answer["rows"]), link
        assert [each for each in answer["warnings"] if not re.match("SAMPLE|.* suspect price", each)] == [], link
    largest, alone = ({(row["quarter"], row["company"]): row["share"] for row in each["rows"]} for each in answers[1:3])
    assert alone.items() < largest.items()
    assert {company for _, company in largest} - {company for _, company in alone} == {"others"}


def test_the_example_answer_is_what_the_sample_answers(beside):
    key = {"Authorization": f"Bearer {beside['PETROVERSE_TOKEN']}"}
    told = httpx.get(beside["PETROVERSE_URL"] + ASKED, headers=key, timeout=60).raise_for_status().json()
    shown = ANSWER["meta"]["sql"].removesuffix("…")
    assert told["meta"].pop("sql").startswith(shown)
    assert told == {**ANSWER, "meta": {name: each for name, each in ANSWER["meta"].items() if name != "sql"}}


def test_the_reference_pages_are_current():
    told = subprocess.run(
        [sys.executable, ROOT / "scripts" / "write_reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


def test_every_quality_rule_is_explained():
    page = (ROOT / "docs" / "reference" / "quality-rules.md").read_text("utf-8")
    named = re.compile(r"""Finding\(\s*(?:rule=)?["']([a-z_]+)["']""")
    used = {rule for file in (ROOT / "src").rglob("*.py") for rule in named.findall(file.read_text("utf-8"))}
    assert sorted(rule for rule in used if f"`{rule}`" not in page) == []
