"""``petroverse gauge`` against devices that are really there, in a home that does not exist."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from gauge_peers import world
from gauge_peers.modbus import OWN_MAP
from petroverse.cli import main
from petroverse.gauges.mapping import read_map
from petroverse.gauges.modbus import ModbusDevice, RegisterMap
from petroverse.gauges.veeder_root import TlsDevice

CODE = "A1b2C3"


@pytest.fixture(scope="module")
def devices() -> Iterator[dict[str, str]]:
    """A console, one that asks for a code, and a Modbus device, each at its address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def begin():
        shown = world()
        return {
            "console": await TlsDevice(shown).serve(),
            "guarded": await TlsDevice(shown, security=CODE, units="metric").serve(),
            "modbus": await ModbusDevice(shown, read_map(RegisterMap, OWN_MAP)).serve(),
        }

    async def end():
        for each in standing.values():
            each.close()
        await asyncio.sleep(0.05)

    standing = asyncio.run_coroutine_threadsafe(begin(), loop).result(10)
    yield {name: each.address for name, each in standing.items()}
    asyncio.run_coroutine_threadsafe(end(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.fixture(autouse=True)
def nowhere(monkeypatch, tmp_path):
    """A home that is not there, so that a command which wants one is found out."""
    monkeypatch.setenv("PETROVERSE_HOME", str(tmp_path / "none"))
    yield
    assert not (tmp_path / "none").exists()


def told(capsys, *arguments: str) -> tuple[list[dict], str]:
    code = main(["gauge", *arguments, "--format", "json"])
    out, err = capsys.readouterr()
    assert code == 0, err
    return json.loads(out)["rows"], err


def test_a_look_lists_the_tanks_and_says_who_the_gauge_is(capsys, devices):
    rows, said = told(capsys, "discover", devices["console"], "--protocol", "veeder_root", "--option", "units=us")
    assert [(each["name"], each["label"]) for each in rows] == [("1", "PREMIUM"), ("2", "DIESEL"), ("3", "KEROSENE")]
    assert rows[0]["alarms"] == "HIGH WATER ALARM"
    assert rows[0]["level_m"] == pytest.approx(1.25, abs=1e-6)
    assert "Veeder-Root TLS 346327-102-B, tanks: 3, deliveries remembered: 1, its clock is" in said


def test_it_is_read_more_than_once(capsys, devices):
    address = devices["console"]
    rows, _ = told(
        capsys, "read", address, "--protocol", "veeder_root", "--option", "units=us", "--times", "3", "--every", "0.1"
    )
    assert [each["name"] for each in rows] == ["1", "2", "3"] * 3
    assert [each["quality"] for each in rows[:3]] == ["water", "good", "gap"]
    assert rows[1]["volume_l"] == pytest.approx(40_100.0, abs=0.01)


def test_a_secret_is_read_from_a_file(capsys, devices, tmp_path):
    file = tmp_path / "code"
    file.write_text(f"{CODE}\n")
    options = ("--option", "units=metric", "--option", "security=code", "--secret-file", str(file))
    rows, _ = told(capsys, "read", devices["guarded"], "--protocol", "veeder_root", *options)
    assert rows[0]["level_m"] == pytest.approx(1.25, abs=1e-6)


def test_a_map_is_read_from_a_file_and_meters_come_too(capsys, devices, tmp_path):
    file = tmp_path / "probe.toml"
    file.write_text(OWN_MAP)
    rows, said = told(capsys, "read", devices["modbus"], "--protocol", "modbus", "--map", str(file))
    assert {each["name"]: each["total_l"] for each in rows if each["kind"] == "meter"} == {"N1": 123_456.0, "N2": 0.0}
    assert "Asking" in said


def test_the_protocols_and_their_options_are_listed(capsys):
    rows, _ = told(capsys, "protocols")
    assert {"veeder_root", "modbus"} <= {each["protocol"] for each in rows}
    assert ("veeder_root", "units") in {(each["protocol"], each["option"]) for each in rows}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("127.0.0.1:1", "--protocol", "veeder_root", "--option", "units=us"), 8, "cannot be reached"),
        (("127.0.0.1:1", "--protocol", "veeder_root"), 3, "option units is not given"),
        (("127.0.0.1", "--protocol", "veeder_root", "--option", "units=us"), 3, "no address"),
        (("127.0.0.1:1", "--protocol", "voodoo"), 5, "no protocol is called 'voodoo'"),
        (("127.0.0.1:1", "--protocol", "veeder_root", "--option", "units"), 2, "NAME=VALUE"),
        (("127.0.0.1:1", "--protocol", "veeder_root", "--option", "colour=red"), 3, "colour"),
        (("127.0.0.1:1", "--protocol", "modbus"), 3, "map.tanks"),
        (("/dev/null", "--protocol", "veeder_root", "--option", "units=us"), 8, "cannot be reached"),
    ],
)
def test_what_is_wrong_is_said_with_its_exit_code(capsys, arguments, code, says):
    assert main(["gauge", "read", *arguments]) == code
    out, err = capsys.readouterr()
    assert says in err
    assert out == ""


def test_a_console_that_wants_a_code_is_silent_without_it(capsys, devices):
    arguments = ["gauge", "discover", devices["guarded"], "--protocol", "veeder_root", "--option", "units=us"]
    assert main([*arguments, "--timeout", "0.3"]) == 8
    assert "security code" in capsys.readouterr().err


def test_the_base_installation_prints_the_same_json_and_names_what_other_formats_need(devices, tmp_path):
    """In a process that cannot import what the server's installation has besides."""
    blocked = (
        "import sys, importlib.abc\n"
        "class Base(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'pyarrow', 'duckdb', 'psycopg', 'openpyxl', 'httpx'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "import importlib.util\n"
        "found = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'pyarrow' else found(name, *more)\n"
        "sys.meta_path.insert(0, Base())\n"
        "from petroverse.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = ["gauge", "discover", devices["console"], "--protocol", "veeder_root", "--option", "units=us", "--format"]
    whole = [sys.executable, "-m", "petroverse", *command]
    base = [sys.executable, "-c", blocked, *command]
    said, plain, refused = (
        subprocess.run(each, capture_output=True, cwd=tmp_path, timeout=60, check=False)
        for each in ([*whole, "json"], [*base, "json"], [*base, "csv"])
    )
    assert (said.returncode, plain.returncode, refused.returncode) == (0, 0, 5)
    assert json.loads(plain.stdout) == json.loads(said.stdout)
    assert b"petroverse[server]" in refused.stderr
