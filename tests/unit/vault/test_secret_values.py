"""A secret shows itself to nobody who does not ask by name."""

import copy
import json
import logging
import pickle
import traceback
from dataclasses import asdict, dataclass

import pytest

from petroverse.vault import Secret, SecretRefused

VALUE = "correct horse"


@dataclass(frozen=True)
class _Settings:
    password: Secret


@pytest.mark.parametrize(
    "shown",
    [repr, str, lambda it: f"{it}", lambda it: f"{it:>40}", "{0} {0!r} {0!s:>9}".format, lambda it: repr([it]),
     lambda it: repr(_Settings(it)), lambda it: repr(asdict(_Settings(it))), lambda it: repr(it.reveal),
     lambda it: json.dumps([it], default=str), lambda it: repr(copy.deepcopy([it]))],
)  # fmt: skip
def test_no_way_of_printing_shows_the_value(shown):
    assert "horse" not in shown(Secret(VALUE))


def test_only_reveal_gives_the_value():
    assert Secret(VALUE).reveal() == VALUE


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_cannot_be_pickled(protocol):
    with pytest.raises(TypeError):
        pickle.dumps(Secret(VALUE), protocol)


def test_it_cannot_be_written_as_json():
    with pytest.raises(TypeError):
        json.dumps({"password": Secret(VALUE)})


def test_it_has_no_dictionary_to_look_into():
    assert not hasattr(Secret(VALUE), "__dict__")


def test_a_log_line_does_not_show_it(caplog):
    logging.getLogger("some").warning("signing in with %s and %r", Secret(VALUE), Secret(VALUE))
    assert "horse" not in caplog.text
    assert "Secret(…)" in caplog.text


def test_a_traceback_with_local_names_does_not_show_it():
    def fall(password):
        raise RuntimeError("no")

    try:
        fall(Secret(VALUE))
    except RuntimeError as fault:
        told = "".join(traceback.TracebackException.from_exception(fault, capture_locals=True).format())
    assert "password = Secret(…)" in told
    assert "horse" not in told


@pytest.mark.parametrize("value", ["", "x" * 65_537, "\ud800"])
def test_what_is_no_secret_is_refused(value):
    with pytest.raises(SecretRefused) as refused:
        Secret(value)
    assert "xxxx" not in str(refused.value)


def test_a_refused_value_is_not_in_the_chain_of_faults():
    with pytest.raises(SecretRefused) as refused:
        Secret("horse\ud800")
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
