"""Puts the built web app into every wheel; ``python -m hatch_build`` puts it into this checkout.

An editable install reads the bundle from the checkout, so there the hook has nothing to do.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebBundle(BuildHookInterface):
    """Builds the web app before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if version == "editable":
            return
        builder = _builder(Path(self.root))
        try:
            builder.build()
        except builder.WebBuildFailed as fault:
            raise SystemExit(str(fault)) from None


def _builder(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("web_build", root / "web" / "build.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(_builder(Path(__file__).resolve().parent).main())
