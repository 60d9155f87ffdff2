"""The examples in the vault's and the senders' docstrings run and give what they say."""

import doctest
import importlib
import pkgutil

import pytest

import petroverse.senders
import petroverse.vault

MODULES = [
    each.name
    for block in (petroverse.vault, petroverse.senders)
    for each in pkgutil.walk_packages(block.__path__, f"{block.__name__}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
