"""Ends a task that was told to end, where the wait that it was told in did not."""

from __future__ import annotations

import asyncio

__all__ = ["end_if_cancelled"]


def end_if_cancelled() -> None:
    """Call it after a wait that goes through ``asyncio.wait_for``, as those of aiomqtt and asyncua do.

    Up to Python 3.11 it swallows a cancellation that comes at the instant of its result, and whoever goes on to wait
    for messages then waits for ever.

    Raises:
        CancelledError: The task was cancelled.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
