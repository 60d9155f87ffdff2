"""The home's own authority: what it signs, when it is made again, and who can read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from petroverse.app import Home, SettingRefused, Settings
from petroverse.app.tls import Certificate, authority_of, certificate_of, words_of_trust

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def made(settings: Settings, now: datetime = NOW) -> tuple[Certificate, x509.Certificate]:
    files = certificate_of(settings, Home(settings.home), now=now)
    assert files is not None
    return files, x509.load_pem_x509_certificate(files.chain.read_bytes())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, tls="local", url="https://depot.example")


def test_it_names_every_name_of_the_platform(settings: Settings):
    names = made(settings)[1].extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert set(names.get_values_for_type(x509.DNSName)) == {"localhost", "depot.example"}
    assert {str(each) for each in names.get_values_for_type(x509.IPAddress)} == {"127.0.0.1", "::1"}


def test_the_same_one_serves_until_a_month_before_its_end(settings: Settings):
    first = made(settings)[1]
    assert made(settings, NOW + timedelta(days=300))[1] == first
    later = made(settings, first.not_valid_after_utc - timedelta(days=29))[1]
    assert later != first
    later.verify_directly_issued_by(x509.load_pem_x509_certificate(authority_of(Home(settings.home)).read_bytes()))


def test_another_name_makes_another_one_under_the_same_authority(settings: Settings, tmp_path: Path):
    first = made(settings)[1]
    trusted = authority_of(Home(tmp_path)).read_bytes()
    other = made(Settings(home=tmp_path, tls="local", url="https://station.example"))[1]
    assert other != first
    assert authority_of(Home(tmp_path)).read_bytes() == trusted


def test_a_damaged_one_is_made_again(settings: Settings):
    files, _ = made(settings)
    files.key.write_text("nothing")
    assert made(settings)[1]


def test_an_authority_near_its_end_is_made_again_before_it_signs_what_outlives_it(settings: Settings):
    made(settings)
    old = authority_of(Home(settings.home)).read_bytes()
    made(settings, NOW + timedelta(days=3400))
    assert authority_of(Home(settings.home)).read_bytes() != old


def test_keys_are_the_owners_alone(settings: Settings):
    files, _ = made(settings)
    for key in (files.key, authority_of(Home(settings.home)).with_suffix(".key")):
        assert key.stat().st_mode & 0o077 == 0
    assert files.key.parent.stat().st_mode & 0o077 == 0


def test_the_words_of_trust_name_the_file_and_its_print(settings: Settings):
    made(settings)
    said = words_of_trust(Home(settings.home))
    assert str(authority_of(Home(settings.home))) in said
    assert "SHA-256" in said


def test_nothing_is_made_where_nobody_asks_for_tls(tmp_path: Path):
    assert certificate_of(Settings(home=tmp_path), Home(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "given",
    [{"tls": "yes"}, {"tls_cert": "a.pem"}, {"tls": "local", "tls_cert": "a", "tls_key": "b"}, {"trusted_proxy": "x"}],
)
def test_half_a_setting_is_refused(given: dict[str, str], tmp_path: Path):
    with pytest.raises(SettingRefused):
        Settings(home=tmp_path, **given)
