"""The bundled ffmpeg: told progress, stopped at once, never a half file, no name it trips over."""

from __future__ import annotations

import string
from fractions import Fraction
from pathlib import Path

import numpy as np
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core import ticks
from studio.core.errors import Cancelled, StudioError
from studio.media import ffmpeg, ffmpeg_child
from studio.media.ffmpeg import Encoder, Progress, filter_escape
from studio.media.frames import FrameReader

from .conftest import coded_frame, number_of

ENDLESS = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-c:v", "libx264", "-f", "mp4"]


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children(recursive=True) if "ffmpeg" in child.name()]


def test_the_bundled_program_can_burn_captions() -> None:
    found = ffmpeg.abilities()
    assert found.libass
    assert found.version[0].isdigit()


def test_progress_tells_frames_and_time_up_to_the_end(tmp_path: Path) -> None:
    seen: list[Progress] = []
    with pytest.raises(Cancelled):  # it comes while the program runs
        ffmpeg.render(
            tmp_path / "out.mp4", ENDLESS, on_progress=seen.append, cancelled=lambda: len(seen) >= 4
        )
    assert [found.frame for found in seen] == sorted(found.frame for found in seen)
    assert not any(found.done for found in seen)
    source = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=1"]
    ffmpeg.render(tmp_path / "out.mp4", [*source, "-c:v", "libx264"], on_progress=seen.append)
    assert seen[-1].done
    assert seen[-1].frame == 25
    assert seen[-1].time == pytest.approx(ticks.from_seconds(1), abs=ticks.from_seconds(0.1))


def test_a_cancel_kills_the_program_and_leaves_no_file(tmp_path: Path) -> None:
    answers: list[bool] = []

    def cancelled() -> bool:
        answers.append(len(answers) == 3)
        return answers[-1]

    with pytest.raises(Cancelled):
        ffmpeg.render(tmp_path / "out.mp4", ENDLESS, cancelled=cancelled)
    assert answers == [False, False, False, True], "nothing is waited for after that"
    assert list(tmp_path.iterdir()) == []
    assert children() == []


def test_a_failure_tells_ffmpegs_own_words_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        ffmpeg.render(tmp_path / "out.mp4", ["-i", str(tmp_path / "absent.mp4")])
    assert caught.value.code == "ffmpeg_failed"
    assert "absent.mp4" in caught.value.detail
    assert list(tmp_path.iterdir()) == []


def test_a_failure_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "out.mp4").write_bytes(b"old")
    with pytest.raises(StudioError):
        ffmpeg.render(tmp_path / "out.mp4", ["-f", "lavfi", "-i", "nosuchsource"])
    assert (tmp_path / "out.mp4").read_bytes() == b"old"


def test_an_error_in_the_progress_callback_stops_the_program(tmp_path: Path) -> None:
    def fail(progress: Progress) -> None:
        raise KeyError(progress.frame)

    with pytest.raises(KeyError):
        ffmpeg.render(tmp_path / "out.mp4", ENDLESS, on_progress=fail)
    assert children() == []
    assert list(tmp_path.iterdir()) == []


def test_it_runs_at_lower_priority(tmp_path: Path) -> None:
    nice: list[int] = []

    def look(progress: Progress) -> None:
        nice.extend(child.nice() for child in children())
        raise Cancelled

    with pytest.raises(Cancelled):
        ffmpeg.render(tmp_path / "out.mp4", ENDLESS, on_progress=look)
    assert nice
    assert all(value >= 10 for value in nice)


def test_inputs_may_only_be_local_files(tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        ffmpeg.run(["-i", "http://127.0.0.1:9/x.mp4", "-f", "null", "-"])
    assert "not on whitelist" in caught.value.detail


def test_frames_written_are_frames_read(tmp_path: Path) -> None:
    path = tmp_path / "out.mkv"
    with Encoder(
        path, size=(64, 48), rate=Fraction(30000, 1001), options=["-c:v", "ffv1", "-pix_fmt", "bgr0"]
    ) as encoder:
        frames = np.random.default_rng(0).integers(0, 256, (10, 48, 64, 3), np.uint8)
        for frame in frames:
            encoder.write(frame)
    assert encoder.frames == 10
    with FrameReader(path) as reader:
        assert reader.index.rate == Fraction(30000, 1001)
        assert np.array_equal(np.stack(list(reader.frames())), frames)


def test_an_encoder_takes_planar_frames_and_views(tmp_path: Path) -> None:
    with Encoder(tmp_path / "y.mp4", size=(64, 48), rate=Fraction(25), pixel_format="yuv420p") as encoder:
        encoder.write(np.full((72, 64), 128, np.uint8))
        encoder.write(np.full((144, 64), 90, np.uint8)[::2])
        with pytest.raises(ValueError, match="bytes"):
            encoder.write(np.zeros((48, 64, 3), np.uint8))
    with FrameReader(tmp_path / "y.mp4") as reader:
        assert len(reader) == 2


def test_an_exception_while_encoding_leaves_nothing_behind(tmp_path: Path) -> None:
    def encode() -> None:
        with Encoder(tmp_path / "out.mp4", size=(160, 96), rate=Fraction(25)) as encoder:
            encoder.write(coded_frame(1, 160, 96))
            raise KeyError

    with pytest.raises(KeyError):
        encode()
    assert list(tmp_path.iterdir()) == []
    assert children() == []


def test_an_encoder_that_cannot_start_says_why(tmp_path: Path) -> None:
    def encode() -> None:
        options = ["-c:v", "libnope"]
        with Encoder(tmp_path / "out.mp4", size=(160, 96), rate=Fraction(25), options=options) as encoder:
            for _ in range(200):
                encoder.write(coded_frame(1, 160, 96))

    with pytest.raises(StudioError) as caught:
        encode()
    assert caught.value.code == "ffmpeg_failed"
    assert "libnope" in caught.value.detail
    assert list(tmp_path.iterdir()) == []


def test_encoders_are_believed_only_after_encoding_a_frame() -> None:
    assert ffmpeg.works_encoder("libx264")
    assert not ffmpeg.works_encoder("no_such_encoder")


HOSTILE = [
    "it's",
    "a:b",
    "a,b;c",
    "[x]",
    "back\\slash",
    "quote'",
    " lead and trail ",
    "%d",
    "100%{pts}",
    "=x",
    "日本 é",
    "\\'",
    "\\:",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_captions_burn_from_files_of_any_name(name: str, tmp_path: Path) -> None:
    captions = tmp_path / f"{name}.srt"
    captions.write_text("1\n00:00:00,000 --> 00:00:05,000\nWWWWW\n", encoding="utf-8")
    graph = f"subtitles=filename={filter_escape(str(captions))}"
    ffmpeg.render(
        tmp_path / "o.mkv",
        ["-f", "lavfi", "-i", "color=black:size=320x180:duration=0.1", "-vf", graph, "-c:v", "ffv1"],
    )
    with FrameReader(tmp_path / "o.mkv") as reader:
        assert reader.frame(0).max() > 200


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(string.punctuation + " \n\tax"), min_size=1, max_size=12))
def test_any_text_survives_both_parsers_of_a_filter_graph(text: str) -> None:
    import av.filter

    graph = av.filter.Graph()
    # PyAV hands the value to the filter's own parser: the second of the two levels.
    inner = _unescaped(filter_escape(text))
    source = graph.add("anullsrc")
    tag = graph.add("ametadata", f"mode=add:key=k:value={inner}")
    sink = graph.add("abuffersink")
    source.link_to(tag)
    tag.link_to(sink)
    graph.configure()
    assert graph.pull().metadata == {"k": text}


def _unescaped(value: str) -> str:
    """The graph parser's level (av_get_token): outside quotes a backslash keeps the next character."""
    result: list[str] = []
    characters = iter(value)
    for character in characters:
        assert character not in "[],;' \n\t", "must have been escaped"
        result.append(next(characters) if character == "\\" else character)
    return "".join(result)


def test_a_nul_character_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        filter_escape("a\0b")


def test_bytes_can_be_converted_through_pipes() -> None:
    data = np.arange(1000, dtype="<i2").tobytes()
    raw = ["-f", "s16le", "-ar", "8000", "-ac", "1"]
    assert ffmpeg.convert(data, [*raw, "-i", "pipe:0", *raw, "pipe:1"]) == data


def test_the_number_survives_lossy_encoding(tmp_path: Path) -> None:
    with Encoder(tmp_path / "n.mp4", size=(160, 96), rate=Fraction(25), options=["-crf", "35"]) as encoder:
        for number in range(30):
            encoder.write(coded_frame(number * 7, 160, 96))
    with FrameReader(tmp_path / "n.mp4") as reader:
        assert [number_of(frame) for frame in reader.frames()] == [number * 7 for number in range(30)]


@pytest.mark.parametrize("code", [228, 0xFFFFFFE4])
def test_a_full_disk_is_told_apart_as_each_system_writes_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    child = ffmpeg_child.Child(["-version"], feed=False)
    monkeypatch.setattr(child._process, "wait", lambda: code)
    try:
        with pytest.raises(StudioError) as caught:
            child.finish()
        assert caught.value.code == "disk_full"
    finally:
        monkeypatch.undo()
        child.kill()
