"""The log: one object a line, and no secret whatever is logged."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from petroverse.app import Settings
from petroverse.app.logs import prepare_log


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What the log writes, with the log put back afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:], root.level = before[0], before[1]
    logging.getLogger("petroverse").setLevel(logging.NOTSET)
    logging.getLogger("uvicorn").setLevel(logging.NOTSET)


def logged(said: io.StringIO, form: str, message: str, *values: object, **extra: object) -> str:
    prepare_log(Settings(home=Path("/h"), log_format=form), usual_level="info")
    logging.getLogger().handlers[0].setStream(said)
    logging.getLogger("petroverse.test").info(message, *values, extra=extra)
    return said.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        "postgresql://ama:hunter2@db/x", "GET /sign-in?token=hunter2 HTTP/1.1", "Authorization: Bearer hunter2",
        "password=hunter2", "s3://key:hunter2@host",
    ],
)  # fmt: skip
def test_secrets_are_taken_out(form: str, secret: str, said: io.StringIO):
    line = logged(said, form, "seen %s", secret, other=secret)
    assert "seen" in line
    assert "hunter2" not in line


def test_json_is_one_object_a_line_whatever_the_message(said: io.StringIO):
    line = logged(said, "json", 'first\nsecond "quoted"', ms=1.5)
    assert line.count("\n") == 1
    told = json.loads(line)
    assert (told["level"], told["logger"], told["ms"]) == ("INFO", "petroverse.test", 1.5)


def test_a_request_says_its_words_as_text(said: io.StringIO):
    from petroverse.api import Exchange
    from petroverse.app.logs import log_request

    prepare_log(Settings(home=Path("/h")), usual_level="info")
    logging.getLogger().handlers[0].setStream(said)
    log_request(Exchange("id-1", "GET", "/api/home", 200, 0.0123, "ama", "local"))
    assert (
        "request_id=id-1 method=GET route=/api/home status=200 ms=12.3 person=ama organisation=local" in said.getvalue()
    )


def test_the_level_keeps_what_is_less_out(said: io.StringIO):
    prepare_log(Settings(home=Path("/h"), log_level="error"), usual_level="info")
    logging.getLogger().handlers[0].setStream(said)
    logging.getLogger("petroverse.test").warning("not told")
    assert said.getvalue() == ""
