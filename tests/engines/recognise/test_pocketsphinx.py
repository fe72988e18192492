"""recognise_pocketsphinx: words, times and sentences of real speech."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.errors import Cancelled, InputError
from studio.engines._audio import Word
from studio.engines.recognise import pocketsphinx as recognise_pocketsphinx
from studio.engines.recognise.pocketsphinx import SPEC, find_pieces, plain_word, punctuate
from tests.engines.harness import RecordingContext, run_engine, to_speech_wav, word_errors, write_wav

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def engine() -> recognise_pocketsphinx.RecognisePocketsphinx:
    made = recognise_pocketsphinx.create()
    made.load("cpu", {})
    return made


def words_of(engine: Any, ctx: RecordingContext, sound: Path, **params: Any) -> list[dict[str, Any]]:
    run_engine(engine, SPEC, ctx, params, {"audio": sound})
    return ctx.json("words")["words"]


@pytest.mark.slow
def test_at_least_four_of_five_words_of_the_talk_are_right(engine: Any, tmp_path: Path, media: Path) -> None:
    sound = to_speech_wav(media / "video" / "talk.mp4", tmp_path / "talk.wav")
    words = words_of(engine, RecordingContext(tmp_path / "job"), sound)
    lines = (DATA / "talk.txt").read_text("utf-8").splitlines()
    truth = " ".join(line for line in lines if not line.startswith("#"))
    wrong, total = word_errors(truth, " ".join(word["text"] for word in words))
    assert wrong / total <= 0.1
    assert words[0]["text"] == "Hello."
    assert words[0]["start_s"] == pytest.approx(0.16, abs=0.15)
    assert (words[-1]["text"], words[-2]["text"]) == ("Banana.", "banana.")
    assert words[-1]["start_s"] == pytest.approx(40.1, abs=0.2)
    assert all(a["end_s"] <= b["start_s"] + 0.001 for a, b in pairwise(words))


def test_read_prose_is_mostly_understood_and_repeatable(engine: Any, tmp_path: Path, media: Path) -> None:
    wrong = total = 0
    for name in ("austen_0930", "austen_0890", "austen_0930"):
        ctx = RecordingContext(tmp_path / f"{name}{total}")
        words = words_of(engine, ctx, media / "speech" / f"{name}.wav", punctuate=False)
        errors, count = word_errors(
            (media / "speech" / f"{name}.txt").read_text("utf-8"), " ".join(word["text"] for word in words)
        )
        wrong, total = wrong + errors, total + count
        assert all(0 <= word["confidence"] <= 1 for word in words)
    assert wrong / total < 0.3
    first, again = (next(tmp_path.glob(f"austen_0930{n}/words.json")).read_bytes() for n in (0, 22))
    assert first == again


def test_nobody_speaking_gives_no_words(engine: Any, tmp_path: Path) -> None:
    hiss = np.random.default_rng(2).normal(0, 20, 48_000).astype(np.int16)
    for name, samples in (("none", hiss[:0]), ("short", hiss[:100]), ("zeros", hiss * 0), ("hiss", hiss)):
        sound = write_wav(tmp_path / f"{name}.wav", samples, 16_000)
        assert words_of(engine, RecordingContext(tmp_path / name), sound) == [], name


def test_another_language_is_refused_before_any_work(engine: Any, tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", np.zeros(16_000, np.int16), 16_000)
    with pytest.raises(InputError) as failure:
        words_of(engine, RecordingContext(tmp_path / "job"), sound, language="fr")
    assert failure.value.code == "unknown_language"
    assert words_of(engine, RecordingContext(tmp_path / "us"), sound, language="en-US") == []


def test_it_stops_between_pieces_when_cancelled(engine: Any, tmp_path: Path, media: Path) -> None:
    ctx = RecordingContext(tmp_path / "job", cancel_at=2)
    with pytest.raises(Cancelled):
        words_of(engine, ctx, media / "speech" / "austen_0930.wav")
    assert list(ctx.workdir.iterdir()) == []


def test_long_speech_is_cut_into_short_pieces_that_cover_it() -> None:
    voice = (
        np.sin(np.arange(16_000 * 50) * 0.05) * 9000 * (np.sin(np.arange(16_000 * 50) * 0.001) > -0.9)
    ).astype(np.int16)
    pieces = find_pieces(np.concatenate([np.zeros(16_000, np.int16), voice]), 0.3)
    assert sum(end - start for start, end in pieces) > 40
    assert all(0 < end - start <= 15.5 for start, end in pieces)
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(pieces))


def test_fillers_and_alternates_are_removed_from_words() -> None:
    assert [plain_word(word) for word in ("<sil>", "[NOISE]", "++UM++", "</s>", "read(2)", "i'm")] == [
        "",
        "",
        "",
        "",
        "read",
        "i'm",
    ]


def test_pauses_make_sentences() -> None:
    spoken = [
        Word("i", 0, 1),
        Word("think", 1, 2),
        Word("i'm", 2.2, 3),
        Word("home", 3, 4),
        Word("yes", 5, 6),
    ]
    assert [word.text for word in punctuate(spoken)] == ["I", "think", "I'm", "home.", "Yes."]
    assert punctuate([]) == []
