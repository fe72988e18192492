"""Speech in 130 languages through espeak-ng: no download, exact word times, a thousand times faster than real
time.
"""

from __future__ import annotations

import re
import wave
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from studio.core.errors import InputError
from studio.core.text import Text
from studio.engines import _espeak
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

_WORDS_PER_MINUTE = 175
_SILENT_LINE_S = 0.3
"""Length of the silence for a line without anything to pronounce, such as "...": the pause it stands for."""


@dataclass(frozen=True)
class _Manner:
    """How a way of speaking bends the parameters: factors for rate and volume, additions for pitch, range and
    word gap (ms).
    """

    rate: float = 1.0
    volume: float = 1.0
    pitch: int = 0
    range: int = 0
    gap: int = 0
    whisper: bool = False


_MANNERS = {
    "": _Manner(),
    "whisper": _Manner(rate=0.9, volume=0.5, range=-10, whisper=True),
    "soft": _Manner(rate=0.95, volume=0.6, pitch=-3, range=-10),
    "slow": _Manner(rate=0.75, gap=30),
    "fast": _Manner(rate=1.35),
    "calm": _Manner(rate=0.88, volume=0.9, pitch=-4, range=-20, gap=10),
    "sad": _Manner(rate=0.82, volume=0.8, pitch=-10, range=-30, gap=20),
    "happy": _Manner(rate=1.08, pitch=8, range=25),
    "excited": _Manner(rate=1.18, volume=1.15, pitch=10, range=35),
    "angry": _Manner(rate=1.1, volume=1.2, pitch=-5, range=30),
    "shout": _Manner(rate=1.05, volume=1.35, pitch=14, range=30),
}

_VARIANTS = (
    ("", "", False),
    ("f2", "woman 1", True),
    ("f3", "woman 2", True),
    ("f4", "woman 3", True),
    ("f5", "woman 4", True),
    ("m1", "old man", False),
    ("m3", "man 1", False),
    ("m4", "man 2", False),
    ("m7", "man 3", False),
    ("m8", "man 4", False),
)
"""The variants shown for every language, of about a hundred; any other may be named as
``language+variant``.
"""

SPEC = EngineSpec(
    id="speech_espeak",
    task="speech",
    title=Text("eSpeak NG"),
    version="1",
    licence="GPL-3.0-or-later",
    requires=("espeakng_loader",),
    capabilities=("word_timings",),
    params=(
        Param(name="text", kind="text", default="", label="Text", help="The text to speak."),
        Param(
            name="voice",
            kind="text",
            default="",
            label="Voice",
            help="Voice id, such as en-us or en-gb+f3. Empty: the default voice of the language.",
        ),
        Param(
            name="language",
            kind="text",
            default="",
            label="Language",
            help="Language tag, such as fr or pt-BR. Empty: the voice's own language, or American English.",
        ),
        Param(
            name="manner",
            kind="choice",
            default="",
            label="Delivery",
            choices=tuple(_MANNERS),
            help="How the line is spoken; changes rate, volume and pitch together.",
        ),
        Param(
            name="rate",
            kind="float",
            default=1.0,
            label="Rate",
            minimum=0.5,
            maximum=2.0,
            step=0.05,
            unit="x",
            help="1 is 175 words per minute.",
        ),
        Param(
            name="pitch",
            kind="int",
            default=50,
            label="Pitch",
            minimum=0,
            maximum=99,
            step=1,
            help="50 is the voice's natural pitch.",
        ),
        Param(
            name="pitch_range",
            kind="int",
            default=50,
            label="Pitch range",
            minimum=0,
            maximum=99,
            step=1,
            advanced=True,
            help="0 is monotone, 50 natural, 99 lively.",
        ),
        Param(
            name="volume",
            kind="int",
            default=100,
            label="Volume",
            minimum=0,
            maximum=200,
            step=5,
            unit="%",
            advanced=True,
            help="Loudness of the recording; the mix normalises it anyway.",
        ),
        Param(
            name="word_gap",
            kind="int",
            default=0,
            label="Gap between words",
            minimum=0,
            maximum=1000,
            step=10,
            unit=" ms",
            advanced=True,
            help="Extra silence after each word.",
        ),
    ),
)


def create() -> SpeechEspeak:
    """A new engine, not loaded."""
    return SpeechEspeak()


class SpeechEspeak:
    """Speaks a text into a 22.05 kHz mono WAV and says when each of its words sounds."""

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Read the list of voices. Raises StudioError when espeak-ng is not installed."""
        _installed()

    def unload(self) -> None:
        """Nothing stays loaded between runs."""

    def voices(self) -> tuple[Voice, ...]:
        """Every language with its own voice and nine variants of it."""
        found: list[Voice] = []
        for voice_id, file in _installed().by_id.items():
            for variant, name, female in _VARIANTS:
                found.append(
                    Voice(
                        id=f"{voice_id}+{variant}" if variant else voice_id,
                        name=f"{file.name}, {name}" if name else file.name,
                        language=_bcp47(_own_tag(file)),
                        gender="female" if female or file.female else "male",
                    )
                )
        return tuple(found)

    def run(self, request: Request, ctx: JobContext) -> None:
        """Speak ``text``. Raises InputError for an empty text, an unknown voice or an unknown language."""
        params = request.params
        text = _speakable(params["text"])
        if not text.strip():
            raise InputError("empty_text", Text("There is no text to speak."), Text("Enter some text."))
        manner = _MANNERS[params["manner"]]
        voice = resolve_voice(params["voice"], params["language"], whisper=manner.whisper)
        sound: list[bytes] = []
        events: list[_espeak.Event] = []

        def receive(samples: bytes, found: list[_espeak.Event]) -> None:
            ctx.check_cancelled()
            sound.append(samples)
            events.extend(found)
            if found:
                # espeak-ng counts on inside what it spells out: a position may run past the text.
                ctx.progress(Text("speaking"), min(max(found[-1].position, 0), len(text)), len(text))

        with _espeak.opened() as espeak:
            espeak.set_voice(voice)
            _apply(espeak, params, manner)
            espeak.synthesise(text, receive)
            sample_rate = espeak.sample_rate
        samples = b"".join(sound)
        if not any(event.kind == _espeak.EVENT_WORD for event in events):
            samples = samples.ljust(int(_SILENT_LINE_S * sample_rate) * 2, b"\0")
        duration = len(samples) / 2 / sample_rate
        path = ctx.workdir / "speech.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(sample_rate)
            file.writeframes(samples)
        words = [
            [word, round(start, 4), round(end, 4)] for word, start, end in word_times(text, events, duration)
        ]
        ctx.output(
            "audio",
            path,
            sample_rate=sample_rate,
            duration_s=duration,
            words=words,
            timing="exact",
            voice=voice,
        )


def _apply(espeak: _espeak.Espeak, params: dict[str, Any], manner: _Manner) -> None:
    """Set espeak-ng's parameters from the request's, bent by the manner."""
    rate = min(max(params["rate"] * manner.rate, 0.46), 2.5)  # espeak-ng speaks 80 to 450 words per minute
    espeak.set_parameter(_espeak.RATE, round(_WORDS_PER_MINUTE * rate))
    espeak.set_parameter(_espeak.VOLUME, min(round(params["volume"] * manner.volume), 200))
    espeak.set_parameter(_espeak.PITCH, min(max(params["pitch"] + manner.pitch, 0), 99))
    espeak.set_parameter(_espeak.RANGE, min(max(params["pitch_range"] + manner.range, 0), 99))
    espeak.set_parameter(_espeak.WORD_GAP, (params["word_gap"] + manner.gap) // 10)


def _speakable(text: str) -> str:
    """The text with control characters as blanks (one for one, so that positions stay); a zero byte would end
    it early.
    """
    return "".join(" " if character < " " and character not in "\n\t" else character for character in text)


# ---- voices


@dataclass(frozen=True)
class _Installed:
    by_id: dict[str, _espeak.VoiceFile]
    variants: dict[str, _espeak.VoiceFile]


@lru_cache(maxsize=1)
def _installed() -> _Installed:
    """The voices of this machine by our id: the language tag, or the file's name where two share a tag."""
    with _espeak.opened() as espeak:
        by_id: dict[str, _espeak.VoiceFile] = {}
        for file in espeak.voices():
            tag = _own_tag(file)
            by_id[file.identifier.rpartition("/")[2].lower() if tag in by_id else tag] = file
        return _Installed(by_id, {variant.identifier.lower(): variant for variant in espeak.variants()})


def resolve_voice(voice: str, language: str, *, whisper: bool = False) -> str:
    """The espeak-ng voice for a voice id and a language tag, either of them empty, e.g. ``"gmw/en-US+f3"``.

    An explicit language wins over the voice's own where they differ, and the voice's variant is kept: the
    same character speaks another language. Raises InputError when either is unknown.
    """
    installed = _installed()
    voice_id, _, variant = voice.strip().lower().partition("+")
    if voice_id in installed.variants and voice_id not in installed.by_id and not variant:
        voice_id, variant = "", voice_id
    if variant and variant not in installed.variants:
        raise InputError(
            "unknown_voice",
            Text("eSpeak NG has no variant called “{variant}”.", variant=variant),
            Text("Choose a voice from the list."),
        )
    if voice_id and voice_id not in installed.by_id:
        raise InputError(
            "unknown_voice",
            Text("eSpeak NG has no voice called “{voice}”.", voice=voice),
            Text("Choose a voice from the list."),
        )
    file = installed.by_id[voice_id] if voice_id else None
    if language.strip():
        spoken = installed.by_id[_known_tag(language, installed)]
        if file is None or _own_tag(file).partition("-")[0] != _own_tag(spoken).partition("-")[0]:
            file = spoken
    file = file or installed.by_id["en-us"]
    if whisper:
        female = file.female or (bool(variant) and installed.variants[variant].female)
        variant = "whisperf" if female else "whisper"
    return f"{file.identifier}+{installed.variants[variant].identifier}" if variant else file.identifier


def _known_tag(language: str, installed: _Installed) -> str:
    """The voice id that speaks ``language`` best. Raises InputError when none does."""
    wanted = language.strip().lower().replace("_", "-")
    while wanted:
        if wanted == "en":
            return "en-us"  # espeak-ng itself would take the British voice
        if wanted in installed.by_id:
            return wanted
        ranked = [
            (rank, voice_id)
            for voice_id, file in installed.by_id.items()
            for tag, rank in file.languages
            if tag == wanted
        ]
        if ranked:
            return min(ranked)[1]
        wanted = wanted.rpartition("-")[0]
    raise InputError(
        "unknown_language",
        Text("eSpeak NG does not support {language}.", language=language),
        Text("Choose a language from the list."),
    )


def _own_tag(file: _espeak.VoiceFile) -> str:
    return file.languages[0][0]


def _bcp47(tag: str) -> str:
    """espeak-ng's lower-case tag in the usual letter case: region in capitals, script with one."""
    first, *rest = tag.split("-")
    return "-".join([first, *({2: part.upper(), 4: part.title()}.get(len(part), part) for part in rest)])


# ---- word times

_TOKEN = re.compile(r"\S+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts written without blanks: Thai, Lao, Myanmar, Khmer, kana, Han. There the speech's own words are the
tokens.
"""


def word_times(text: str, events: Sequence[_espeak.Event], duration: float) -> list[tuple[str, float, float]]:
    """When each word of ``text`` sounds: (the text's own token with its punctuation, start, end), in seconds.

    Every token appears once and in order. One that espeak-ng joins to its neighbour ("of the") gets its share
    of their time by letters; one that is not pronounced (a dash) gets no time of its own, at the end of the
    word before it.
    """
    spoken = _spoken(events, duration)
    tokens = _tokens(text, [position for position, _, _ in spoken])
    starts = [begin for begin, _ in tokens]
    times: list[list[float] | None] = [None] * len(tokens)
    last = 0
    for position, start, end in spoken:
        # espeak-ng counts on inside what it spells out, so a position may run past its word: it never goes
        # back.
        index = max(bisect_right(starts, position) - 1, last, 0)
        found, last = times[index], index
        times[index] = [start, end] if found is None else [found[0], end]
    result: list[tuple[str, float, float]] = []
    index = 0
    while index < len(tokens):
        group = index + 1
        while group < len(tokens) and times[group] is None:
            group += 1
        start, end = times[index] or (0.0, spoken[0][1] if spoken else duration)
        result.extend(_shared([text[begin:stop] for begin, stop in tokens[index:group]], start, end))
        index = group
    return result


def _spoken(events: Sequence[_espeak.Event], duration: float) -> list[tuple[int, float, float]]:
    """(text position, start, end) of each word event; a word ends where its pause begins, else where the next
    word does.
    """
    found: list[tuple[int, float, float]] = []
    current: tuple[int, float] | None = None
    pause: float | None = None
    for event in events:
        if event.kind == _espeak.EVENT_PHONEME:
            if not event.pause:
                pause = None
            elif pause is None:
                pause = event.seconds
        elif event.kind == _espeak.EVENT_WORD:
            if current:
                found.append((*current, event.seconds if pause is None else pause))
            current, pause = (event.position, event.seconds), None
    if current:
        found.append((*current, duration if pause is None else pause))
    return found


def _tokens(text: str, positions: list[int]) -> list[tuple[int, int]]:
    """(begin, end) of the words of a text: what stands between blanks, or what is spoken as one where none
    are written.
    """
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        begin, end = match.span()
        cuts = [begin, end]
        if _UNSPACED.search(match.group()):
            inside = (position for position in positions if begin < position < end)
            # Never inside a number or a Latin word: espeak-ng speaks "2024" and "iPhone" as several.
            cuts = sorted({begin, end, *(at for at in inside if _UNSPACED.search(text[at - 1 : at + 1]))})
        found.extend(pairwise(cuts))
    return found


def _shared(words: list[str], start: float, end: float) -> list[tuple[str, float, float]]:
    """Words that were spoken as one, each with its share of the time by its letters and digits."""
    weights = [sum(character.isalnum() for character in word) for word in words]
    weights = weights if any(weights) else [1] + [0] * (len(words) - 1)
    total, done = sum(weights), 0
    found: list[tuple[str, float, float]] = []
    for word, weight in zip(words, weights, strict=True):
        left, done = done, done + weight
        found.append((word, start + (end - start) * left / total, start + (end - start) * done / total))
    return found
