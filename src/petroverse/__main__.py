"""``python -m petroverse``: the command line, where its program is not on the path."""

from __future__ import annotations

import sys

from petroverse.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
