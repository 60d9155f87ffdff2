"""What a mail may hold: any script everywhere, and a line break in no header."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.senders import Attachment, Mail, MailNotSendable
from petroverse.senders.mail import address_in, as_message, message_id

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SENDER = address_in("reports@example.com")
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=120)
WORDS = LINES.map(lambda it: " ".join(it.split())).filter(bool)


def _sent(mail):
    return message_from_bytes(as_message(mail, SENDER, NOW).as_bytes(), policy=default)


INJECTED = [f"March{mark}Bcc: spy@example.com" for mark in ("\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028")]


@pytest.mark.parametrize("text", INJECTED)
@pytest.mark.parametrize(
    "place",
    [
        lambda text: Mail("a", ("ama@example.com",), text, "t"),
        lambda text: Mail("a", (f"{text} <ama@example.com>",), "s", "t"),
        lambda text: Mail("a", (f"ama@example.com{text}",), "s", "t"),
        lambda text: Attachment(text, b""),
        lambda text: Attachment("a.csv", b"", f"text/csv{text}"),
    ],
    ids=["subject", "display name", "address", "attachment", "media type"],
)
def test_a_line_break_in_a_header_is_refused(text, place):
    with pytest.raises(MailNotSendable):
        place(text)


@pytest.mark.parametrize(
    "address",
    ["", " ", "ama", "@example.com", "ama@", "a b@example.com", "ama@example.com, spy@example.com", "ama@@example.com",
     "<ama@example.com", "ama@example.com>", "A <ama@example.com> <spy@example.com>", "ama@exa_mple.com",
     "ama@-example.com", "ɔdo@example.com", "ama@tɛma.example", "a" * 250 + "@example.com", ".ama@example.com",
     "ama@example.com;spy@example.com", 'a"b@example.com'],
)  # fmt: skip
def test_what_is_no_address_is_refused(address):
    with pytest.raises(MailNotSendable):
        Mail("a", (address,), "s", "t")


@pytest.mark.parametrize(
    "mail", [{"id": ""}, {"to": ()}, {"subject": ""}, {"text": "\ud800"}, {"html": "\udfff"}, {"id": "\ud800"}]
)
def test_what_is_no_mail_is_refused(mail):
    with pytest.raises(MailNotSendable):
        Mail(**{"id": "a", "to": ("ama@example.com",), "subject": "s", "text": "t", **mail})


@given(WORDS)
def test_any_subject_on_one_line_arrives_as_it_was(subject):
    assert _sent(Mail("a", ("ama@example.com",), subject, "t"))["Subject"] == subject


@given(WORDS.filter(lambda it: not set(it) & set("<>") and it.strip('" ')))
def test_any_display_name_arrives_and_names_one_recipient(name):
    (address,) = _sent(Mail("a", (f"{name} <ama@example.com>",), "s", "t"))["To"].addresses
    assert address.addr_spec == "ama@example.com"


@given(WORDS, st.binary(max_size=300))
def test_any_attachment_arrives_byte_for_byte(name, content):
    (got,) = _sent(Mail("a", ("ama@example.com",), "s", "t", "", (Attachment(name, content),))).iter_attachments()
    assert got.get_payload(decode=True) == content


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400))
def test_every_line_of_a_mail_is_seven_bits_and_of_bounded_length(text):
    content = as_message(Mail("a", ("ama@example.com",), "s", text, text), SENDER, NOW).as_bytes()
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.text(min_size=1))
def test_message_ids_are_equal_where_ids_are(one, other):
    if any("\ud800" <= letter <= "\udfff" for letter in other):
        return
    mails = [Mail(each, ("ama@example.com",), "s", "t") for each in (one, other)]
    first, second = (message_id(each, "example.com") for each in mails)
    assert (first == second) == (one == other)
    assert first.isascii()
