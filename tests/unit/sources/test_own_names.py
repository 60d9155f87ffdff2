"""A user's own company names: the tables of a pack's companies file, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from petroverse.core.country import CompanyAlias
from petroverse.sources import OwnNames, PackRefused, load_own_names


def test_aliases_and_pairs_are_read(tmp_path: Path):
    file = tmp_path / "aliases.toml"
    file.write_text(
        '[[alias]]\nalias = "OLD"\ncompany = "NEW"\nsince = 2024-07-01\nreason = "renamed"\n'
        '[[never_merge]]\ncompanies = ["BL", "BN"]\n'
    )
    assert load_own_names(file) == OwnNames((CompanyAlias("OLD", "NEW", date(2024, 7, 1), "renamed"),), (("BL", "BN"),))


def test_no_file_is_no_names(tmp_path: Path):
    assert load_own_names(tmp_path / "aliases.toml") == OwnNames()


@pytest.mark.parametrize(
    "text",
    [
        "[[alias]",
        '[[alias]]\nalias = "OLD"',
        '[[alias]]\nalias = "OLD"\ncompany = "NEW"\nsince = "2024"',
        '[[alias]]\nalias = "OLD"\ncompany = "NEW"\nfrom = 2024-07-01',
        '[[never_merge]]\ncompanies = ["ONE"]',
        'name = "npa"',
        "colour = 1",
    ],
)
def test_anything_else_is_refused_with_the_file(text: str, tmp_path: Path):
    file = tmp_path / "aliases.toml"
    file.write_text(text)
    with pytest.raises(PackRefused) as fault:
        load_own_names(file)
    assert str(file) in str(fault.value)
    assert fault.value.fix
