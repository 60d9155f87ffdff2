"""Canonical bytes: the printed examples of RFC 8785, and the law that printing and parsing undo each other."""

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.database import canonical_bytes, canonical_value
from petroverse.database.faults import RecordNotCanonical

# RFC 8785, appendix B: IEEE 754 bits as printed there → text.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}

numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=30,
)


@pytest.mark.parametrize(("bits", "printed"), NUMBERS.items())
def test_numbers_are_printed_as_the_standard_prints_them(bits, printed):
    number = struct.unpack(">d", bytes.fromhex(bits))[0]
    assert canonical_bytes(number).decode() == printed


def test_names_are_sorted_as_the_standard_sorts_them():
    # RFC 8785, section 3.2.3.
    given_names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    printed = json.loads(canonical_bytes(dict.fromkeys(given_names)))
    assert list(printed) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_the_example_of_the_standard_has_the_bytes_of_the_standard():
    # RFC 8785, sections 3.2.2 to 3.2.4.
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert canonical_bytes(value) == bytes.fromhex(
        "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e33"
        "3333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e"
        "4127425c225c5c5c5c5c222f227d"
    )


@given(values)
def test_parsing_undoes_printing(value):
    assert canonical_value(canonical_bytes(value)) == value


@given(values)
def test_printing_undoes_parsing(value):
    data = canonical_bytes(value)
    assert canonical_bytes(canonical_value(data)) == data


@given(values)
def test_any_reader_of_json_that_knows_doubles_reads_the_same(value):
    assert json.loads(canonical_bytes(value), parse_int=float) == value


@given(st.dictionaries(texts, values, max_size=8), st.randoms())
def test_the_order_in_which_names_were_given_does_not_matter(value, chance):
    names = list(value)
    chance.shuffle(names)
    assert canonical_bytes({name: value[name] for name in names}) == canonical_bytes(value)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 2**53, -(2**53), "\ud800", {"\udfff": 1}, {1: 2}, {1, 2}, b"bytes", object()]
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(RecordNotCanonical):
        canonical_bytes(value)


def test_a_value_nested_without_end_is_refused():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(RecordNotCanonical):
        canonical_bytes(endless)


@pytest.mark.parametrize(
    "data",
    [b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b"1.0", b"1e2", b'"\\u0041"', b"NaN", b"", b"\xff", b"[1,]",
     b"-0", b"01", b"[" * 5000 + b"]" * 5000],
)  # fmt: skip
def test_bytes_that_are_not_canonical_are_refused(data):
    with pytest.raises(RecordNotCanonical):
        canonical_value(data)
