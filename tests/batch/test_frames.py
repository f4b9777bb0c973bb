from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.batch.frames import framed, read_frame, send_frame

BODIES = st.lists(st.binary(max_size=40), max_size=5)


def read_all(data: bytes) -> list[bytes]:
    incoming, outgoing = os.pipe()
    try:
        os.write(outgoing, data)
        os.close(outgoing)
        found = []
        while (body := read_frame(incoming)) is not None:
            found.append(body)
        return found
    finally:
        os.close(incoming)


@given(BODIES)
def test_messages_come_out_as_they_went_in(bodies: list[bytes]) -> None:
    assert read_all(b"".join(map(framed, bodies))) == bodies


@given(BODIES, st.binary(min_size=1, max_size=40), st.data())
def test_a_message_that_was_cut_off_is_none(
    bodies: list[bytes], last: bytes, data: st.DataObject
) -> None:
    whole = framed(last)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert read_all(b"".join(map(framed, bodies)) + cut) == bodies


def test_a_message_is_sent_as_it_is_framed() -> None:
    incoming, outgoing = os.pipe()
    send_frame(outgoing, b"x")
    os.close(outgoing)
    assert os.read(incoming, 100) == framed(b"x") == b"\0\0\0\1x"
    os.close(incoming)
