"""Runs all tests in two halves side by side, as most of them wait for engines; then looks again at the few that failed.

The first half speaks as it runs, the second when it has ended. A test that drives real engines on a busy machine can
fail for want of time. So up to five failed tests are run once more, each half's alone: what fails again has failed,
what passes is named as unsteady, to be mended. More than five are not looked at again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SECOND = ("tests/browser", "tests/unit")
LOOKED_AT_AGAIN = 5
TESTS_FAILED = 1  # of pytest's exit codes, the one that says that all ran and some failed


def halves() -> tuple[list[str], list[str]]:
    """What each half runs: all folders of tests but two, and these two, which take as long."""
    tested = sorted({"/".join(each.parts[:2]) for each in Path("tests").rglob("test_*.py")})
    return [each for each in tested if each not in SECOND], list(SECOND)


def command(kept: Path, *arguments: str) -> list[str]:
    """Pytest with a memory of its own for what failed."""
    return [sys.executable, "-m", "pytest", "-o", f"cache_dir={kept}", *arguments]


def failed(kept: Path) -> list[str]:
    """The tests that failed when pytest last ran with this memory."""
    told = kept / "v" / "cache" / "lastfailed"
    return sorted(json.loads(told.read_text("utf-8"))) if told.exists() else []


def main() -> int:
    """Runs them; 0 when all passed, at the first or at the second look."""
    with tempfile.TemporaryDirectory() as folder:
        kept = [Path(folder, name) for name in ("first", "second")]
        first, second = (command(each, *half) for each, half in zip(kept, halves(), strict=True))
        with Path(folder, "said").open("w+b") as said:
            beside = subprocess.Popen(second, stdout=said, stderr=subprocess.STDOUT)
            try:
                codes = [subprocess.call(first), beside.wait()]
            finally:
                beside.terminate()
            said.seek(0)
            sys.stdout.buffer.write(said.read())
            sys.stdout.flush()
        return max(again(each, code) for each, code in zip(kept, codes, strict=True))


def again(kept: Path, code: int) -> int:
    """The half's exit code after its second look."""
    names = failed(kept)
    if code != TESTS_FAILED or not 0 < len(names) <= LOOKED_AT_AGAIN:
        return code
    print(f"== {len(names)} failed beside others; once more, alone", flush=True)
    code = subprocess.call(command(kept, "--last-failed"))
    for each in sorted(set(names) - set(failed(kept))):
        print(f"unsteady: {each}")
    return code


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parents[1])
    sys.exit(main())
