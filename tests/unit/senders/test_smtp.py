"""E-mail by SMTP where things go wrong: no trust, no sign-in, a server that leaves half-way."""

import logging
import socket
import time
import traceback

import pytest

from mail_server import PASSWORD, USERNAME, free_port, mail_server, scripted_server, write_certificate
from petroverse.core.errors import InputRefused, Unavailable
from petroverse.senders import (
    Mail,
    MailDelayed,
    MailRefused,
    MailServerAway,
    MailServerNotTrusted,
    MailSettingsRefused,
    MailSignInRefused,
    SmtpSender,
    SmtpSettings,
)

MAIL = Mail("report-7", ("ama@example.com",), "March", "The month is in.")
SENDER = "reports@example.com"
WRONG = "battery staple"
BEYOND_ASCII = "h\u00f6rse"
EHLO = b"250 here\r\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return write_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def strange_certificate(tmp_path_factory):
    return write_certificate(tmp_path_factory.mktemp("strange"), "elsewhere.example")


def _sender(port, tls="none", *, password=None, host="localhost", authority=None, timeout_s=5):
    username = USERNAME if password else ""
    return SmtpSender(
        SmtpSettings(
            host, port, SENDER, tls, username=username, password=password, timeout_s=timeout_s, authority=authority
        )
    )


def _script(*lines, greeting=b"220 here\r\n"):
    """A server that gives one answer to each line it reads, then hangs up."""

    def talk(caller):
        reader = caller.makefile("rb")
        caller.sendall(greeting)
        for answer in lines:
            if not reader.readline():
                return
            caller.sendall(answer)

    return talk


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(certificate, tls):
    with mail_server(tls, certificate[0]) as server, pytest.raises(MailServerNotTrusted, match="certificate"):
        _sender(server.port, tls).send(MAIL)
    assert server.mails == []


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_for_another_name_is_refused(strange_certificate, tls):
    both, alone = strange_certificate
    with mail_server(tls, both) as server, pytest.raises(MailServerNotTrusted, match="ostname"):
        _sender(server.port, tls, authority=alone).send(MAIL)


def test_a_server_that_does_not_offer_encryption_is_never_given_the_password(caplog):
    asked = []
    with mail_server("none") as server, pytest.raises(MailServerNotTrusted, match="STARTTLS"):
        _sender(server.port, "starttls", password=lambda: asked.append(1) or PASSWORD).send(MAIL)
    assert asked == []
    assert server.signed_in == []


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_wrong_password_lasts_and_is_shown_nowhere(certificate, tls, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    both, alone = certificate
    with mail_server(tls, both) as server, pytest.raises(MailSignInRefused) as refused:
        _sender(server.port, tls, password=lambda: WRONG, authority=alone).send(MAIL)
    assert refused.value.code == 535
    out, err = capfd.readouterr()
    told = "".join(traceback.format_exception(refused.value)) + caplog.text + out + err
    assert "battery" not in told
    assert "YmF0dGVyeS" not in told  # the same in base64
    assert isinstance(refused.value, InputRefused)


def test_a_sign_in_that_is_put_off_may_pass(certificate):
    both, alone = certificate
    with mail_server("tls", both) as server:
        server.sign_in = "454 4.7.0 temporary authentication failure"
        with pytest.raises(MailDelayed) as refused:
            _sender(server.port, "tls", password=lambda: PASSWORD, authority=alone).send(MAIL)
    assert refused.value.code == 454
    assert "temporary authentication" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize("hello", [EHLO, b"250-here\r\n250 AUTH GSSAPI\r\n"])
def test_a_server_without_a_sign_in_that_we_know_is_a_lasting_fault(hello):
    with scripted_server(_script(hello)) as port, pytest.raises(MailSignInRefused, match="no way to sign in"):
        _sender(port, password=lambda: PASSWORD).send(MAIL)


def test_a_password_that_smtp_cannot_carry_is_refused_and_not_shown():
    with mail_server("none") as server, pytest.raises(MailSignInRefused) as refused:
        _sender(server.port, password=lambda: BEYOND_ASCII).send(MAIL)
    assert BEYOND_ASCII not in "".join(traceback.format_exception(refused.value))
    assert refused.value.__context__ is None


def test_the_password_is_asked_for_at_every_mail():
    passwords = iter(["old and wrong", PASSWORD])
    with mail_server("none") as server:
        sender = _sender(server.port, password=lambda: next(passwords))
        with pytest.raises(MailSignInRefused):
            sender.send(MAIL)
        sender.send(MAIL)
    assert len(server.mails) == 1


def test_a_server_that_is_away_may_come_back():
    with pytest.raises(MailServerAway) as refused:
        _sender(free_port()).send(MAIL)
    assert isinstance(refused.value, Unavailable)


def test_a_host_that_does_not_exist_may_come_to_be():
    with pytest.raises(MailServerAway):
        _sender(587, "starttls", host="no-such-host.invalid").send(MAIL)


def test_a_server_that_says_nothing_is_left_after_the_timeout():
    with scripted_server(lambda caller: caller.recv(1)) as port:
        began = time.monotonic()
        with pytest.raises(MailServerAway):
            _sender(port, timeout_s=0.3).send(MAIL)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "talk",
    [
        _script(greeting=b""), _script(), _script(EHLO), _script(EHLO, b"250 OK\r\n"),
        _script(EHLO, b"250 OK\r\n", b"250 OK\r\n"), _script(EHLO, b"250 OK\r\n", b"250 OK\r\n", b"354 go\r\n"),
        _script(greeting=b"220 he"), _script(b"rubbish\r\n"),
    ],
    ids=["greeting", "hello", "sender", "recipient", "data", "end", "half a line", "no smtp"],
)  # fmt: skip
def test_a_server_that_leaves_half_way_may_come_back(talk):
    with scripted_server(talk) as port, pytest.raises(Unavailable):
        _sender(port).send(MAIL)


def _accepts_and(last):
    """A server that takes a mail, then says goodbye as it is told."""

    def talk(caller):
        reader = caller.makefile("rb")
        caller.sendall(b"220 here\r\n")
        for answer in (EHLO, b"250 OK\r\n", b"250 OK\r\n", b"354 go\r\n"):
            reader.readline()
            caller.sendall(answer)
        while reader.readline() != b".\r\n":
            pass
        caller.sendall(b"250 taken\r\n")
        if last is not None:
            reader.readline()
            caller.sendall(last)

    return talk


@pytest.mark.parametrize("last", [None, b"", b"421 closing\r\n", b"500 what?\r\n", b"221 bye\r\n"])
def test_a_mail_that_was_taken_stays_so_however_the_server_leaves(last):
    with scripted_server(_accepts_and(last)) as port:
        assert _sender(port).send(MAIL).refused == {}


@pytest.mark.parametrize(
    ("greeting", "family"), [(b"421 too busy\r\n", MailDelayed), (b"554 not for you\r\n", MailRefused)]
)
def test_a_server_that_turns_everybody_away_says_for_how_long(greeting, family):
    with scripted_server(_script(greeting=greeting)) as port, pytest.raises(family) as refused:
        _sender(port).send(MAIL)
    assert refused.value.code == int(greeting[:3])


def test_words_of_a_server_are_shown_as_one_harmless_line():
    greeting = b"554-\x1b[31mred\x07\r\n554 second " + b"x" * 900 + b"\r\n"
    with scripted_server(_script(greeting=greeting)) as port, pytest.raises(MailRefused) as refused:
        _sender(port).send(MAIL)
    assert refused.value.what.isprintable()
    assert "[31mred second" in refused.value.what
    assert len(refused.value.what) < 400


def test_a_mail_server_that_speaks_no_tls_cannot_be_used_with_it():
    with mail_server("none") as server, pytest.raises((MailServerAway, MailServerNotTrusted)):
        _sender(server.port, "tls").send(MAIL)
    assert server.mails == []


def test_certificates_that_cannot_be_read_are_a_fault_of_the_settings(tmp_path):
    with pytest.raises(MailSettingsRefused, match="certificates"), mail_server("none") as server:
        _sender(server.port, "tls", authority=tmp_path / "none.pem").send(MAIL)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("host", ""), ("host", "a\nb"), ("port", 0), ("port", 65_536), ("tls", "ssl"), ("timeout_s", 0.0),
     ("timeout_s", float("nan")), ("sender", "nobody"), ("sender", "a@b.example\r\nBcc: c@d.example"),
     ("username", "reports")],
)  # fmt: skip
def test_settings_that_cannot_be_are_named(setting, value):
    given = {"host": "localhost", "port": 587, "sender": SENDER, setting: value}
    with pytest.raises(MailSettingsRefused, match=f"mail setting {setting}"):
        SmtpSettings(**given)


@pytest.mark.parametrize("host", ["mail.example", "10.0.0.7", "localhost.example", "0.0.0.0", "::"])
def test_nothing_goes_unencrypted_to_another_machine(host):
    with pytest.raises(MailSettingsRefused, match="tls"):
        SmtpSettings(host, 25, SENDER, "none")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_to_this_machine_it_may(host):
    assert SmtpSettings(host, 25, SENDER, "none").is_loopback


def test_settings_do_not_show_the_password():
    assert "horse" not in repr(SmtpSettings("localhost", 25, SENDER, username="u", password=lambda: PASSWORD))


def test_a_listener_on_the_network_hears_no_password_in_clear(certificate):
    """Between sender and server stands a wire-tap that keeps every byte."""
    both, alone = certificate
    heard = bytearray()
    with mail_server("starttls", both) as server, _tap(server.port, heard) as port:
        _sender(port, "starttls", password=lambda: PASSWORD, authority=alone).send(MAIL)
    assert server.signed_in == [USERNAME]
    assert b"STARTTLS" in heard
    assert b"AUTH " not in heard
    assert b"The month" not in heard


def _tap(port, heard):
    def talk(caller):
        with socket.create_connection(("127.0.0.1", port)) as far:
            far.settimeout(0.05)
            caller.settimeout(0.05)
            while True:
                for one, other in ((caller, far), (far, caller)):
                    try:
                        got = one.recv(65_536)
                    except TimeoutError:
                        continue
                    if not got:
                        return
                    heard.extend(got)
                    other.sendall(got)

    return scripted_server(talk)
