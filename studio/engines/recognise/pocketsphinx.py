"""English speech to words with PocketSphinx; its model comes inside its package.

The sound is cut at its pauses and each piece is decoded as a whole: cepstral means taken over a whole piece
recognise clearly better than means that adapt while decoding (10 words of 100 on the test sounds), so a job
can be stopped between pieces, not inside one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.engines import _audio
from studio.engines._audio import Word
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FRAME_S = 0.03
"""Length of the frames of the voice detector (WebRTC's, inside pocketsphinx)."""
_PAD_S = 0.2
_LONGEST_S = 15.0
"""Pieces are cut to this length at their longest pause, so that a job answers to cancel within a few
seconds.
"""
_FRAMES_PER_SECOND = 100

SPEC = EngineSpec(
    id="recognise_pocketsphinx",
    task="recognise",
    title=Text("PocketSphinx"),
    version="1",
    licence="BSD-2-Clause",
    requires=("pocketsphinx",),
    languages=("en",),
    capabilities=("word_timings",),
    heavy=True,
    params=(
        Param(
            name="language",
            kind="text",
            default="en",
            label="Language",
            help="English only; other languages need a downloaded recogniser.",
        ),
        Param(
            name="punctuate",
            kind="bool",
            default=True,
            label="Sentences",
            help="Adds capital letters and full stops at pauses.",
        ),
        Param(
            name="pause_ms",
            kind="int",
            default=300,
            label="Minimum pause",
            minimum=100,
            maximum=2000,
            step=50,
            unit=" ms",
            help="Shorter pauses do not split a segment.",
            advanced=True,
        ),
    ),
)


def create() -> RecognisePocketsphinx:
    """A new engine, not loaded."""
    return RecognisePocketsphinx()


class RecognisePocketsphinx:
    """Writes down what is said in a sound, with the time of every word."""

    def __init__(self) -> None:
        self._decoder: Any = None  # pocketsphinx has no types

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Load the English model of the package. Raises StudioError when pocketsphinx is not installed."""
        try:
            from pocketsphinx import Decoder
        except ImportError as error:
            raise StudioError(
                "engine_missing",
                Text("pocketsphinx is not installed."),
                Text("Reinstall the app."),
                str(error),
            ) from error
        self._decoder = Decoder(samprate=_audio.SAMPLE_RATE, loglevel="FATAL")

    def unload(self) -> None:
        """Drop the model."""
        self._decoder = None

    def voices(self) -> tuple[Voice, ...]:
        """None: this engine listens."""
        return ()

    def run(self, request: Request, ctx: JobContext) -> None:
        """Write the words of the input ``audio``; none when nobody speaks. Raises InputError for another
        language.
        """
        language = str(request.params["language"]).strip().lower() or "en"
        if language.partition("-")[0] != "en":
            raise InputError(
                "unknown_language",
                Text("PocketSphinx supports only English, not {language}.", language=language),
                Text("Choose another recogniser, or leave the language empty."),
            )
        samples = _audio.read_speech(request.inputs["audio"])
        pieces = find_pieces(samples, request.params["pause_ms"] / 1000)
        total = round(sum(end - start for start, end in pieces))
        # The noise estimate lives on from the sound before; without this the same sound gives other words.
        self._decoder.reinit_feat()
        words: list[Word] = []
        done = 0.0
        for start, end in pieces:
            ctx.check_cancelled()
            ctx.progress(Text("recognising speech"), round(done), total)
            words.extend(self._decode(samples, start, end))
            done += end - start
        ctx.check_cancelled()
        if request.params["punctuate"]:
            words = punctuate(words)
        path = ctx.workdir / "words.json"
        _audio.write_words(path, words, "en")
        ctx.output("words", path, words=len(words), language="en")

    def _decode(self, samples: NDArray[np.int16], start: float, end: float) -> list[Word]:
        """The words between two times of the sound."""
        piece = samples[round(start * _audio.SAMPLE_RATE) : round(end * _audio.SAMPLE_RATE)]
        decoder = self._decoder
        decoder.start_utt()
        decoder.process_raw(piece.tobytes(), no_search=False, full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return []
        found: list[Word] = []
        for segment in decoder.seg():
            text = plain_word(segment.word)
            if text:
                found.append(
                    Word(
                        text,
                        start + segment.start_frame / _FRAMES_PER_SECOND,
                        min(start + (segment.end_frame + 1) / _FRAMES_PER_SECOND, end),
                        min(max(segment.prob, 0.0), 1.0),
                    )
                )
        return found


def plain_word(word: str) -> str:
    """A dictionary entry as a word: ``"read(2)"`` is ``"read"``; fillers such as ``"<sil>"`` and
    ``"[NOISE]"`` are ``""``.
    """
    if word.startswith(("<", "[", "++")):
        return ""
    return word.partition("(")[0]


def find_pieces(samples: NDArray[np.int16], pause: float) -> list[tuple[float, float]]:
    """(start, end) in seconds of what is to be decoded together: speech between pauses of at least ``pause``
    seconds.
    """
    from pocketsphinx import Vad

    detector = Vad(1, _audio.SAMPLE_RATE, _FRAME_S)
    size = detector.frame_bytes // 2
    spoken = [
        detector.is_speech(samples[at : at + size].tobytes())
        for at in range(0, len(samples) - size + 1, size)
    ]
    runs: list[tuple[int, int]] = []
    for index, speech in enumerate(spoken):
        if speech and runs and (index - runs[-1][1]) * _FRAME_S <= pause:
            runs[-1] = (runs[-1][0], index + 1)
        elif speech:
            runs.append((index, index + 1))
    pieces: list[tuple[float, float]] = []
    for first, last in runs:
        if (last - first) * _FRAME_S < 0.12:
            continue
        for begin, end in _shortened(samples, size, first, last):
            start = max(
                begin * _FRAME_S - (_PAD_S if begin == first else 0), pieces[-1][1] if pieces else 0.0
            )
            stop = end * _FRAME_S + (_PAD_S if end == last else 0)
            pieces.append((start, min(stop, len(samples) / _audio.SAMPLE_RATE)))
    return pieces


def _shortened(samples: NDArray[np.int16], size: int, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a run of frames at its quietest places until each part is short enough."""
    import numpy as np

    longest = int(_LONGEST_S / _FRAME_S)
    if last - first <= longest:
        return [(first, last)]
    frames = samples[first * size : last * size].astype(np.float64).reshape(-1, size)
    # The quietest fifth of a second in the middle third: both parts keep some context.
    energy = np.convolve((frames**2).mean(axis=1), np.ones(7) / 7, "same")
    third = len(energy) // 3
    cut = first + third + int(np.argmin(energy[third : 2 * third]))
    return [*_shortened(samples, size, first, cut), *_shortened(samples, size, cut, last)]


def punctuate(words: Sequence[Word], pause: float = 0.6) -> list[Word]:
    """Words with capital letters and full stops where the speaker paused for at least ``pause`` seconds.

    A pause is all that is known, so no other mark is guessed.
    """
    found: list[Word] = []
    for index, word in enumerate(words):
        text = word.text
        begins = index == 0 or word.start_s - words[index - 1].end_s >= pause
        ends = index == len(words) - 1 or words[index + 1].start_s - word.end_s >= pause
        if begins or text == "i" or text.startswith("i'"):
            text = text[:1].upper() + text[1:]
        found.append(Word(text + ("." if ends else ""), word.start_s, word.end_s, word.confidence))
    return found
