from __future__ import annotations

import io
import struct
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.wire import messages
from studio.wire.codec import MAX_FRAME, StreamBroken, read_command, read_event, write_message

words = st.text(max_size=20)
facts: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | words
    | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
mappings = st.dictionaries(words, facts, max_size=4)
paths = st.dictionaries(words, words, max_size=3)

commands = st.one_of(
    st.builds(
        messages.Run,
        job=words,
        engine=words,
        params=mappings,
        inputs=paths,
        workdir=words,
        seed=st.none() | st.integers(0, 2**32 - 1),
        device=words,
        models=paths,
    ),
    st.builds(messages.Cancel, job=words),
    st.builds(messages.Describe),
    st.builds(messages.Unload),
    st.builds(messages.Shutdown),
)
counts = st.integers(0, 2**31)
events = st.one_of(
    st.builds(
        messages.Hello,
        protocol=counts,
        pid=counts,
        engines=st.lists(words, max_size=3).map(tuple),
        device=words,
    ),
    st.builds(messages.Progress, job=words, stage=words, done=counts, total=st.none() | counts),
    st.builds(messages.Preview, job=words, data=st.binary(max_size=200)),
    st.builds(messages.Output, job=words, role=words, path=words, meta=mappings),
    st.builds(messages.Log, job=words, level=words, text=words),
    st.builds(messages.Heartbeat, phase=words, count=counts, rss_mb=counts, vram_mb=counts),
    st.builds(
        messages.Succeeded,
        job=words,
        seconds=st.floats(0, 1e6),
        load_seconds=st.floats(0, 1e6),
        peak_mb=counts,
    ),
    st.builds(messages.JobCancelled, job=words, killed=st.booleans()),
    st.builds(
        messages.Failed,
        job=words,
        code=words,
        message=words,
        hint=words,
        detail=words,
        retryable=st.booleans(),
    ),
)


def framed(body: bytes) -> io.BytesIO:
    return io.BytesIO(struct.pack(">I", len(body)) + body)


@given(st.lists(commands, max_size=5))
def test_commands_arrive_as_they_were_sent(sent: list[messages.Command]) -> None:
    stream = io.BytesIO()
    for command in sent:
        write_message(stream, command)
    stream.seek(0)
    assert [read_command(stream) for _ in sent] == sent
    assert read_command(stream) is None


@given(st.lists(events, max_size=5))
def test_events_arrive_as_they_were_sent(sent: list[messages.Event]) -> None:
    stream = io.BytesIO()
    for event in sent:
        write_message(stream, event)
    stream.seek(0)
    assert [read_event(stream) for _ in sent] == sent
    assert read_event(stream) is None


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_the_end_or_a_broken_stream(data: bytes) -> None:
    for stream in (io.BytesIO(data), framed(data)):
        with suppress(StreamBroken):
            event = read_event(stream)
            assert event is None or isinstance(event, messages.Event)


@given(events, st.integers(0, 10_000))
def test_a_cut_stream_is_noticed(event: messages.Event, cut: int) -> None:
    stream = io.BytesIO()
    write_message(stream, event)
    data = stream.getvalue()
    cut = 1 + cut % (len(data) - 1)
    with pytest.raises(StreamBroken) as caught:
        read_event(io.BytesIO(data[:cut]))
    assert caught.value.code == "stream_cut"


def test_a_command_is_not_an_event_and_unknown_fields_are_refused() -> None:
    stream = io.BytesIO()
    write_message(stream, messages.Describe())
    stream.seek(0)
    with pytest.raises(StreamBroken):
        read_event(stream)
    import msgspec

    for body in (
        {"type": "log", "level": "info", "text": "x", "extra": 1},
        {"type": "log", "level": 3, "text": "x"},
        {"type": "nothing"},
    ):
        with pytest.raises(StreamBroken) as caught:
            read_event(framed(msgspec.msgpack.encode(body)))
        assert caught.value.code == "bad_message"


def test_a_frame_above_the_limit_is_refused_on_both_sides() -> None:
    with pytest.raises(StreamBroken) as caught:
        write_message(io.BytesIO(), messages.Preview(job="j", data=bytes(MAX_FRAME)))
    assert caught.value.code == "frame_too_large"
    with pytest.raises(StreamBroken) as caught:
        read_event(io.BytesIO(struct.pack(">I", MAX_FRAME + 1)))
    assert caught.value.code == "frame_too_large"
