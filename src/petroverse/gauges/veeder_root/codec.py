r"""Prints and parses whole answers of a TLS console, in both forms.

Example:
    >>> from datetime import datetime
    >>> told = Inventory(datetime(2023, 12, 30, 13, 42), (InventoryLine(1, volume=1.0),))
    >>> printed("computer", told, 0)[:34]
    b'\x01i20100231230134201 0000073F800000'
    >>> parse("computer", "201", 0, printed("computer", told, 0)) == told
    True
"""

from __future__ import annotations

from petroverse.gauges.veeder_root import computer, display
from petroverse.gauges.veeder_root.frames import closed, content
from petroverse.gauges.veeder_root.reports import Answer, Form, Inventory, InventoryLine, Report

__all__ = ["Inventory", "InventoryLine", "parse", "printed"]


def printed(form: Form, answer: Answer, tank: int, site: tuple[str, ...] = ()) -> bytes:
    """The frame that tells an answer.

    Args:
        form: How.
        answer: What.
        tank: Which tank was asked for, 0 for all.
        site: The lines of the site's name; the computer form has no place for them.
    """
    text = computer.printed(answer, tank) if form == "computer" else display.printed(answer, tank, site)
    return closed(form, text)


def parse(form: Form, report: Report, tank: int, frame: bytes) -> Answer:
    """Reads one whole frame.

    Args:
        form: In which form it was asked for.
        report: Which was asked for.
        tank: Of which tank, 0 for all.
        frame: From SOH to ETX.

    Raises:
        QuestionRefused: The console does not know the report.
        FrameNotValid: It is not the answer to this question, with the position of what is wrong.
    """
    text = content(form, frame)
    return computer.parse(report, tank, text) if form == "computer" else display.parse(report, tank, text)
