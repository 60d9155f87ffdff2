"""Every example in the docstrings of core and measurement runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import petroverse.core
import petroverse.measurement

MODULES = [
    each.name
    for block in (petroverse.core, petroverse.measurement)
    for each in pkgutil.walk_packages(block.__path__, f"{block.__name__}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name: str):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
