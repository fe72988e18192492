"""What the engines that listen share: the sound they read and the file of words they write."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from studio.core.errors import InputError
from studio.core.text import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Hz of every sound that a listening engine gets."""


class Word(msgspec.Struct, frozen=True):
    """One word and when it sounds, in seconds. confidence: 0 to 1."""

    text: str
    start_s: float
    end_s: float
    confidence: float = 1.0


def read_speech(path: Path) -> NDArray[np.int16]:
    """The samples of a WAV, 16 kHz mono 16-bit. Raises InputError when it is anything else."""
    import numpy as np

    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            data = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise InputError(
            "not_wav",
            Text("“{name}” is not a WAV file.", name=path.name),
            Text("Choose a 16 kHz mono WAV file."),
        ) from error
    if form != (SAMPLE_RATE, 1, 2):
        raise InputError(
            "wrong_audio",
            Text(
                "“{name}” is {form} Hz, {form2}-channel, {form3}-bit.",
                name=path.name,
                form=form[0],
                form2=form[1],
                form3=form[2] * 8,
            ),
            Text("This engine needs 16 kHz mono 16-bit WAV."),
        )
    return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16, copy=False)


def write_words(path: Path, words: Sequence[Word], language: str) -> None:
    """Write the JSON of the recognise and align tasks."""
    rounded = [
        Word(word.text, round(word.start_s, 3), round(word.end_s, 3), round(word.confidence, 3))
        for word in words
    ]
    path.write_bytes(msgspec.json.encode({"words": rounded, "language": language}))
