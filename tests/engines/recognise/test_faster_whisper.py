"""recognise_faster_whisper: real CTranslate2 code on a tiny Whisper that hears the same words in every sound,
converted in the test.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.errors import Cancelled, InputError, StudioError
from studio.engines.recognise import faster_whisper as recognise_faster_whisper
from studio.engines.recognise.faster_whisper import SPEC
from tests.engines.harness import RecordingContext, run_engine, write_wav
from tests.engines.tiny_models import HEARD, LETTER_S, LETTERS_FROM_S, make_whisper

pytest.importorskip("faster_whisper", reason="the extra 'whisper' is not installed")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> recognise_faster_whisper.RecogniseFasterWhisper:
    made = recognise_faster_whisper.create()
    made.load("cpu", {"tiny": make_whisper(tmp_path_factory.mktemp("models") / "whisper")})
    return made


@pytest.fixture
def hum(tmp_path: Path) -> Path:
    times = np.arange(16_000 * 3) / 16_000
    samples = (np.sin(times * 700) * np.sin(times * 9) * 9000).astype(np.int16)
    return write_wav(tmp_path / "hum.wav", samples, 16_000)


def words_of(engine: Any, ctx: RecordingContext, sound: Path, **params: Any) -> dict[str, Any]:
    run_engine(engine, SPEC, ctx, {"vad": False, "beam": 1, **params}, {"audio": sound})
    return ctx.json("words")


def test_words_have_text_times_and_confidence(engine: Any, tmp_path: Path, hum: Path) -> None:
    found = words_of(engine, RecordingContext(tmp_path / "job"), hum, language="de")
    assert found["language"] == "de"
    assert [word["text"] for word in found["words"]] == HEARD.split()
    letters = 0
    for word in found["words"]:
        start, letters = letters, letters + len(word["text"])
        if start:  # the silence before the first word belongs to it
            assert word["start_s"] == pytest.approx(LETTERS_FROM_S + LETTER_S * start, abs=LETTER_S)
        assert word["start_s"] < word["end_s"]
        assert word["end_s"] == pytest.approx(LETTERS_FROM_S + LETTER_S * letters, abs=LETTER_S)
        assert 0.99 < word["confidence"] <= 1


def test_what_is_heard_does_not_change_from_run_to_run(engine: Any, tmp_path: Path, hum: Path) -> None:
    first = words_of(engine, RecordingContext(tmp_path / "0"), hum)
    for run in range(1, 10):
        assert words_of(engine, RecordingContext(tmp_path / str(run)), hum, beam=run) == first


def test_the_language_is_found_out_and_an_unknown_one_refused(engine: Any, tmp_path: Path, hum: Path) -> None:
    assert words_of(engine, RecordingContext(tmp_path / "a"), hum)["language"] == "de"
    with pytest.raises(InputError) as failure:
        words_of(engine, RecordingContext(tmp_path / "b"), hum, language="xx")
    assert failure.value.code == "unknown_language"


def test_silence_gives_no_words_because_it_is_skipped(engine: Any, tmp_path: Path) -> None:
    for name, length in (("none", 0), ("quiet", 32_000)):
        sound = write_wav(tmp_path / f"{name}.wav", np.zeros(length, np.int16), 16_000)
        assert (
            words_of(engine, RecordingContext(tmp_path / name), sound, vad=True, language="en")["words"] == []
        )


def test_it_stops_when_cancelled(engine: Any, tmp_path: Path, hum: Path) -> None:
    ctx = RecordingContext(tmp_path / "job", cancel_at=1)
    with pytest.raises(Cancelled):
        words_of(engine, ctx, hum, language="en")
    assert list(ctx.workdir.iterdir()) == []


def test_a_missing_or_unsafe_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "unsafe").mkdir()
    (tmp_path / "unsafe" / "config.json").write_text("{}", "utf-8")
    (tmp_path / "unsafe" / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    for name, code in (("absent", "model_missing"), ("unsafe", "model_refused")):
        with pytest.raises(StudioError) as failure:
            recognise_faster_whisper.create().load("cpu", {name: tmp_path / name})
        assert failure.value.code == code


def test_on_an_apple_chip_the_processor_listens(tmp_path: Path, hum: Path) -> None:
    made = recognise_faster_whisper.create()
    made.load("mps", {"tiny": make_whisper(tmp_path / "models" / "whisper")})
    assert words_of(made, RecordingContext(tmp_path / "job"), hum, language="en")["language"] == "en"
