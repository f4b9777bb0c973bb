"""E-mail: the body under its subject, or the attached document."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from fitcheck.documents.document import BlockKind
from fitcheck.documents.web.email import read_email
from fitcheck.errors import EmptyInputError, ErrorCode, InputError
from fitcheck.settings import ReadingSettings

SETTINGS = ReadingSettings()
POSTING = "We look for a baker.\n\nRequirements:\n- rye bread\n- early mornings\n" + "More. " * 60


def message(subject: str = "Fwd: Night baker", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", subject
    for name, value in headers.items():
        mail[name] = value
    return mail


def test_the_subject_is_a_heading_above_the_body() -> None:
    mail = message()
    mail.set_content(POSTING)
    document = read_email(mail.as_bytes(), source="m.eml", settings=SETTINGS)
    assert document.text.startswith("Night baker\nWe look for a baker.\n")
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.quote(document.blocks[3].span) == "rye bread"
    assert "example.org" not in document.text


def test_the_html_part_is_preferred_and_hidden_text_in_it_is_left_out() -> None:
    mail = message()
    mail.set_content("plain version")
    mail.add_alternative(
        "<p>We look for a <b>baker</b></p><p style='display:none'>pilot</p>", subtype="html"
    )
    document = read_email(mail.as_bytes(), source="m.eml", settings=SETTINGS)
    assert document.text == "Night baker\nWe look for a baker"


def test_a_subject_that_the_body_repeats_comes_once() -> None:
    mail = message("Night baker")
    mail.set_content("Night baker wanted in Porto")
    document = read_email(mail.as_bytes(), source="m.eml", settings=SETTINGS)
    assert document.text == "Night baker wanted in Porto"


def test_the_only_attached_document_counts_where_the_body_is_a_note() -> None:
    mail = message()
    mail.set_content("See attached.")
    mail.add_attachment(rb"{\rtf1 Baker with rye}", maintype="application", subtype="rtf")
    mail.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png")
    document = read_email(mail.as_bytes(), source="m.eml", settings=SETTINGS)
    assert document.text == "Baker with rye"
    assert document.source == "m.eml"


def test_a_message_without_text_is_empty() -> None:
    mail = message()
    mail.set_content(b"\x89PNG\r\n\0\0", maintype="image", subtype="png")
    with pytest.raises(EmptyInputError):
        read_email(mail.as_bytes(), source="m.eml", settings=SETTINGS)


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: text/plain; charset=nonsense\n\nbaker",
        b"Content-Type: text/plain; charset=utf-8\n\nbaker \xff",
        b"Content-Transfer-Encoding: base64\n\nYmFrZXI=",
        b"Subject: =?utf-8?q?broken\nContent-Type: text/plain\n\nbaker",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nbaker",
    ],
)
def test_malformed_messages_still_give_their_text(data: bytes) -> None:
    assert "baker" in read_email(data, source="m.eml", settings=SETTINGS).text


def nested(depth: int) -> bytes:
    lines = [f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}" for n in range(depth)]
    return "\n".join([*lines, "Content-Type: text/plain\n\nbaker\n"]).encode()


def test_some_nesting_is_read() -> None:
    assert read_email(nested(20), source="m.eml", settings=SETTINGS).text == "baker"


def test_endless_nesting_ends_in_one_clear_error() -> None:
    with pytest.raises(InputError) as caught:
        read_email(nested(5_000), source="m.eml", settings=SETTINGS)
    assert caught.value.code is ErrorCode.TOO_COMPLEX
