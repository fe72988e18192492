"""When each word of a known English text is said in a sound: forced alignment with PocketSphinx.

Words that its dictionary lacks get their sounds from espeak-ng (letter-to-sound rules of American English),
written in the dictionary's phones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.core.errors import InputError, StudioError
from studio.core.text import NO_TEXT, Text
from studio.engines import _audio, _espeak
from studio.engines._audio import Word
from studio.engines.align import _english
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FRAMES_PER_SECOND = 100
_AT_ONCE_S = 30.0
"""Up to here a sound is decoded as a whole (best cepstral means); longer ones in steps, so that they can be
stopped.
"""
_WIDE = {"beam": 1e-120, "pbeam": 1e-120, "wbeam": 1e-100}

SPEC = EngineSpec(
    id="align_pocketsphinx",
    task="align",
    title=Text("PocketSphinx aligner"),
    version="1",
    licence="GPL-3.0-or-later",
    requires=("pocketsphinx", "espeakng_loader"),
    languages=("en",),
    capabilities=("word_timings",),
    params=(
        Param(
            name="text",
            kind="text",
            default="",
            label="Text",
            help="The exact words spoken in the audio.",
        ),
        Param(name="language", kind="text", default="en", label="Language", help="English only."),
    ),
)


def create() -> AlignPocketsphinx:
    """A new engine, not loaded."""
    return AlignPocketsphinx()


@dataclass(frozen=True)
class _Found:
    """A word of the dictionary in the sound, in seconds."""

    start: float
    end: float
    confidence: float


class AlignPocketsphinx:
    """Finds the words of a text in a sound."""

    def __init__(self) -> None:
        self._decoders: list[Any] = []  # pocketsphinx has no types; the usual one, then the patient one

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Load the English model of the package. Raises StudioError when pocketsphinx is not installed."""
        try:
            self._decoders = [_decoder()]
        except ImportError as error:
            raise StudioError(
                "engine_missing",
                Text("pocketsphinx is not installed."),
                Text("Reinstall the app."),
                str(error),
            ) from error

    def unload(self) -> None:
        """Drop the model."""
        self._decoders = []

    def voices(self) -> tuple[Voice, ...]:
        """None: this engine listens."""
        return ()

    def run(self, request: Request, ctx: JobContext) -> None:
        """Write one entry per word of ``text``, with its punctuation.

        Raises InputError for an empty text or another language, StudioError("align_failed") when the text
        cannot be what is said.
        """
        language = str(request.params["language"]).strip().lower() or "en"
        if language.partition("-")[0] != "en":
            raise InputError(
                "unknown_language",
                Text("This aligner supports only English, not {language}.", language=language),
                NO_TEXT,
            )
        tokens = str(request.params["text"]).split()
        spoken = [_english.spoken_words(token) for token in tokens]
        words = [word for group in spoken for word in group]
        if not words:
            raise InputError(
                "empty_text",
                Text("There are no words to align."),
                Text("Provide the text spoken in the recording."),
            )
        samples = _audio.read_speech(request.inputs["audio"])
        if len(samples) < 0.1 * _audio.SAMPLE_RATE:
            raise StudioError(
                "align_failed",
                Text("The recording is too short for the text."),
                Text("Choose another recording."),
            )
        found = self._align(samples, words, ctx)
        path = ctx.workdir / "words.json"
        _audio.write_words(path, _by_token(tokens, spoken, found), "en")
        ctx.output("words", path, words=len(tokens), language="en")

    def _align(self, samples: NDArray[np.int16], words: list[str], ctx: JobContext) -> list[_Found]:
        """Times of ``words``; tries again with wider beams before it gives up."""
        for attempt in range(2):
            if attempt == len(self._decoders):
                self._decoders.append(_decoder(**_WIDE))
                ctx.log("The text was not found at the first try; searching more widely.", "warning")
            decoder = self._decoders[attempt]
            _add_unknown_words(decoder, words)
            decoder.reinit_feat()
            decoder.set_align_text(" ".join(words))
            _decode(decoder, samples, ctx)
            if decoder.hyp() is None:
                continue
            return [
                _Found(
                    segment.start_frame / _FRAMES_PER_SECOND,
                    (segment.end_frame + 1) / _FRAMES_PER_SECOND,
                    min(max(segment.prob, 0.0), 1.0),
                )
                for segment in decoder.seg()
                if not segment.word.startswith(("<", "[", "++"))
            ]
        raise StudioError(
            "align_failed",
            Text("The text was not found in the recording."),
            Text("Check that the text is in English, complete, and matches what is said."),
        )


def _decoder(**options: float) -> Any:
    """A decoder without a language model, one pass; its second passes are for free speech."""
    from pocketsphinx import Decoder

    return Decoder(samprate=_audio.SAMPLE_RATE, loglevel="FATAL", lm=None, bestpath=False, **options)


def _decode(decoder: Any, samples: NDArray[np.int16], ctx: JobContext) -> None:
    """Run one sound through the decoder, with progress and cancel."""
    step = 2 * _audio.SAMPLE_RATE
    total = max(len(samples) // _audio.SAMPLE_RATE, 1)
    ctx.check_cancelled()
    decoder.start_utt()
    try:
        if len(samples) <= _AT_ONCE_S * _audio.SAMPLE_RATE:
            decoder.process_raw(samples.tobytes(), no_search=False, full_utt=True)
            return
        for at in range(0, len(samples), step):
            ctx.check_cancelled()
            ctx.progress(Text("aligning"), at // _audio.SAMPLE_RATE, total)
            decoder.process_raw(samples[at : at + step].tobytes(), no_search=False, full_utt=False)
    finally:
        decoder.end_utt()


def _add_unknown_words(decoder: Any, words: list[str]) -> None:
    """Teach the decoder the sounds of words that its dictionary lacks."""
    unknown = sorted({word for word in words if decoder.lookup_word(word) is None})
    if not unknown:
        return
    with _espeak.opened() as espeak:
        espeak.set_voice("gmw/en-US")
        for word in unknown:
            # A word without any known sound still needs a place in the chain: a murmured vowel.
            decoder.add_word(word, _english.cmu_phones(espeak.phonemes(word)) or "AH", update=True)


def _by_token(tokens: list[str], spoken: list[list[str]], found: list[_Found]) -> list[Word]:
    """One entry per written token: from its first spoken word to its last; silent tokens get no time of their
    own.
    """
    words: list[Word] = []
    at = 0
    for token, group in zip(tokens, spoken, strict=True):
        parts = found[at : at + len(group)]
        at += len(group)
        if parts:
            confidence = sum(part.confidence for part in parts) / len(parts)
            words.append(Word(token, parts[0].start, parts[-1].end, confidence))
        else:
            moment = words[-1].end_s if words else found[0].start
            words.append(Word(token, moment, moment, 0.0))
    return words
