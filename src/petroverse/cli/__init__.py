"""The command line, ``petroverse …``: data on stdout, everything else on stderr, an exit code that means something.

Commands are imported when they are called, so that ``petroverse --help`` answers at once.
"""

from petroverse.cli.frame import main

__all__ = ["main"]
