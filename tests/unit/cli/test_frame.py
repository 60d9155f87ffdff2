"""Exit codes, what is said where, and how soon."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from petroverse.cli import main
from petroverse.core import errors


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (errors.FileRefused("x"), 3), (errors.NotFound("x"), 5), (errors.NotAllowed("x"), 6), (errors.Conflict("x"), 7),
        (errors.Unavailable("x"), 8), (errors.IntegrityFailed("x"), 9), (RuntimeError("x"), 1),
        (KeyboardInterrupt(), 130),
    ],
)  # fmt: skip
def test_each_fault_has_its_exit_code(fault: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys):
    import petroverse.cli.frame as frame

    def fall(**_: object) -> None:
        raise fault

    monkeypatch.setattr(frame.petroverse, "main", fall)
    assert main([]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err != ""


@pytest.mark.parametrize(
    "words", [["quer"], ["query"], ["query", "-m", "volume", "--format", "doc"], ["up", "--port", "x"]]
)
def test_a_wrong_word_is_a_usage_error(words: list[str], capsys):
    assert main(words) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_completion(shell: str, capsys):
    assert main(["completion", shell]) == 0
    assert "_PETROVERSE_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["up", "import", "query", "export", "sample", "doctor", "upgrade", "completion"])
def test_every_command_explains_itself(command: str, capsys):
    assert main([command, "--help"]) == 0
    assert "Usage: petroverse" in capsys.readouterr().out


def test_help_loads_no_engine():
    probe = (
        "import sys; from petroverse.cli import main; main(['--help']);"
        "heavy = {'duckdb', 'pyarrow', 'psycopg', 'fastapi', 'rich', 'numpy'} & set(sys.modules); sys.exit(bool(heavy))"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False).returncode == 0


def test_help_comes_at_once():
    def once() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "petroverse", "--help"], capture_output=True, check=True)
        return time.perf_counter() - started

    def bare() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import click"], capture_output=True, check=True)
        return time.perf_counter() - started

    assert min(once() for _ in range(5)) < max(0.2, 3 * min(bare() for _ in range(5)))


def test_examples_in_help_keep_their_lines(capsys: pytest.CaptureFixture[str]):
    assert main(["query", "--help"]) == 0
    told = capsys.readouterr().out
    assert "\n  petroverse query -m volume -d year,product -f source=omc\n" in told
    assert "\\b" not in told


def test_a_refused_question_proposes_a_command():
    from petroverse.cli.frame import _as_sentences
    from petroverse.core.errors import QueryRefused

    refused = QueryRefused("litres never add", fix="set dimensions", fixes={"command": "petroverse query -m volume"})
    assert _as_sentences(refused).endswith("to do: petroverse query -m volume")
