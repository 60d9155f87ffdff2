"""What every sender must do, whatever way a mail takes; run over a real server: plain, with STARTTLS and with TLS."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from mail_server import PASSWORD, USERNAME, MailServer, mail_server, write_certificate
from petroverse.core.errors import InputRefused, Unavailable
from petroverse.senders import Attachment, Mail, Sender, SmtpSender, SmtpSettings

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
MAIL = Mail("report-7", ("ama@example.com", "kofi@example.com"), "March", "The month is in.")


class _Clock:
    def now(self) -> datetime:
        return NOW


@dataclass
class Way:
    """A sender, and the server at its other end."""

    sender: Sender
    server: MailServer

    @property
    def arrived(self) -> Any:
        ((_, _, message),) = self.server.mails
        return message


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return write_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(params=["none", "starttls", "tls"])
def way(request, certificate):
    both, alone = (None, None) if request.param == "none" else certificate
    with mail_server(request.param, both) as server:
        settings = SmtpSettings(
            "localhost" if both else "127.0.0.1", server.port, "PetroVerse Ɔ <reports@example.com>", request.param,
            username=USERNAME, password=lambda: PASSWORD, timeout_s=5, authority=alone,
        )  # fmt: skip
        yield Way(SmtpSender(settings, clock=_Clock()), server)


def test_a_mail_arrives_at_every_recipient(way):
    delivery = way.sender.send(MAIL)
    ((sender, recipients, message),) = way.server.mails
    assert (sender, recipients) == ("reports@example.com", list(MAIL.to))
    assert (message["From"], message["To"]) == (
        "PetroVerse Ɔ <reports@example.com>", "ama@example.com, kofi@example.com",
    )  # fmt: skip
    assert (message["Subject"], message.get_content().rstrip()) == (MAIL.subject, MAIL.text)
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert delivery.refused == {}
    assert way.server.signed_in == [USERNAME]


def test_a_repeat_is_recognised_by_its_message_id(way):
    first, again = way.sender.send(MAIL), way.sender.send(MAIL)
    other = way.sender.send(Mail("report-8", MAIL.to, MAIL.subject, MAIL.text))
    told = [message["Message-ID"] for _, _, message in way.server.mails]
    assert told == [first.message_id, again.message_id, other.message_id]
    assert first.message_id == again.message_id != other.message_id


LONG_SUBJECT = " ".join(["Dɛbi: 3.5 % fewer litres — 石油 📉"] * 4)


def test_any_script_arrives_as_it_was_written(way):
    way.sender.send(
        Mail(
            "a", ("Ama Ɔkɔ-Mensah, Tɛma <ama@example.com>",), LONG_SUBJECT,
            "Ɔdo\n.\n.leading dot\n" + "x" * 2000, "<p>Ɔdo &amp; more</p>",
            (Attachment("Tɛma – März.csv", b"a,b\r\n\x00\xff", "text/csv"),),
        )
    )  # fmt: skip
    mail = way.arrived
    (to,) = mail["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Ama Ɔkɔ-Mensah, Tɛma", "ama@example.com")
    assert mail["Subject"] == LONG_SUBJECT
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert text.splitlines() == ["Ɔdo", ".", ".leading dot", "x" * 2000]
    assert html.strip() == "<p>Ɔdo &amp; more</p>"
    (attachment,) = mail.iter_attachments()
    assert attachment.get_filename() == "Tɛma – März.csv"
    assert attachment.get_payload(decode=True) == b"a,b\r\n\x00\xff"


def test_a_refused_recipient_does_not_keep_the_mail_from_the_others(way):
    way.server.answers["kofi@example.com"] = "550 no such user"
    delivery = way.sender.send(MAIL)
    assert [recipients for _, recipients, _ in way.server.mails] == [["ama@example.com"]]
    ((address, refusal),) = delivery.refused.items()
    assert (address, refusal.code, refusal.words, refusal.is_temporary) == (
        "kofi@example.com", 550, "no such user", False,
    )  # fmt: skip


def test_a_recipient_that_is_put_off_may_be_tried_again(way):
    way.server.answers["kofi@example.com"] = "451 try later"
    assert way.sender.send(MAIL).refused["kofi@example.com"].is_temporary


@pytest.mark.parametrize(
    ("answers", "family", "code"),
    [
        (["550 no such user", "551 moved away"], InputRefused, 550),
        (["450 busy", "451 busy"], Unavailable, 450),
        (["550 no such user", "452 full"], Unavailable, 452),
    ],
)
def test_when_every_recipient_is_refused_the_fault_says_whether_it_may_pass(way, answers, family, code):
    way.server.answers.update(zip(MAIL.to, answers, strict=True))
    with pytest.raises(family) as refused:
        way.sender.send(MAIL)
    assert refused.value.code == code
    assert str(code) in str(refused.value)
    assert way.server.mails == []


@pytest.mark.parametrize(("answer", "family"), [("554 this is spam", InputRefused), ("452 disk full", Unavailable)])
def test_when_the_mail_is_refused_the_fault_says_whether_it_may_pass(way, answer, family):
    way.server.at_end = answer
    with pytest.raises(family, match=answer) as refused:
        way.sender.send(MAIL)
    assert refused.value.code == int(answer[:3])


def test_after_a_fault_the_next_mail_goes_out(way):
    way.server.at_end = "452 disk full"
    with pytest.raises(Unavailable):
        way.sender.send(MAIL)
    way.server.at_end = ""
    way.sender.send(MAIL)
    assert len(way.server.mails) == 1
