"""A thin ctypes binding of libespeak-ng, shared by the engines that speak with it or ask it for sounds.

Structures and numbers are those of espeak-ng's ``speak_lib.h`` (1.52). The library and its data come in the
wheel ``espeakng_loader``.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from studio.core import temporary
from studio.core.errors import StudioError
from studio.core.text import Text

SYNCHRONOUS = 2
PHONEME_EVENTS = 0x0001
DONT_EXIT = 0x8000
UTF8 = 1

RATE, VOLUME, PITCH, RANGE, WORD_GAP = 1, 2, 3, 4, 7
"""Parameters: words per minute, percent, 0..99, 0..99, units of 10 ms."""

EVENT_WORD, EVENT_SENTENCE, EVENT_PHONEME = 1, 2, 7

_LONGEST_DATA_PATH = 140
"""espeak-ng keeps the data folder in a buffer of 160 bytes and reports "no voices" for anything longer."""


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


class _Voice(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_EVENT_SIZE = ctypes.sizeof(_Event)


@dataclass(frozen=True)
class VoiceFile:
    """A voice as espeak-ng lists it.

    languages: (lower-case tag, rank) where the voice with the lowest rank speaks the language best; its own
    tag first. identifier: path among the voice files.
    """

    name: str
    languages: tuple[tuple[str, int], ...]
    identifier: str
    female: bool


@dataclass(frozen=True)
class Event:
    """Something that begins at ``seconds`` of the sound.

    kind: EVENT_WORD, EVENT_SENTENCE or EVENT_PHONEME. position: 0-based character of the text. pause: a
    phoneme that is silence.
    """

    kind: int
    position: int
    seconds: float
    pause: bool


class Espeak:
    """One opened library. espeak-ng is one global machine: use it from one thread, through ``opened``."""

    def __init__(self, library: ctypes.CDLL, sample_rate: int) -> None:
        self._library = library
        self.sample_rate = sample_rate
        library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        library.espeak_ListVoices.argtypes = [ctypes.POINTER(_Voice)]
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def voices(self) -> list[VoiceFile]:
        """Every language voice, without variants and without the voices that need MBROLA."""
        return [voice for voice in self._listed(None) if not voice.identifier.startswith("mb/")]

    def variants(self) -> list[VoiceFile]:
        """The ways any voice can be bent; ``identifier`` is the word that follows the ``+``."""
        wanted = ctypes.create_string_buffer(b"variant")
        pattern = _Voice(languages=ctypes.addressof(wanted))
        return [
            VoiceFile(
                name=found.name,
                languages=(),
                identifier=found.identifier.removeprefix("!v/"),
                female=found.female,
            )
            for found in self._listed(ctypes.byref(pattern))
        ]

    def _listed(self, pattern: object) -> list[VoiceFile]:
        table = self._library.espeak_ListVoices(pattern)
        found: list[VoiceFile] = []
        while table[len(found)]:
            entry = table[len(found)].contents
            found.append(
                VoiceFile(
                    name=entry.name.decode("utf-8", "replace"),
                    languages=_languages(entry.languages),
                    identifier=entry.identifier.decode("utf-8", "replace"),
                    female=entry.gender == 2,
                )
            )
        return found

    def set_voice(self, name: str) -> None:
        """Choose a voice by identifier, ``"gmw/en-US+f3"``. A variant that does not exist is silently ignored
        by espeak-ng.
        """
        if self._library.espeak_SetVoiceByName(name.encode("utf-8")) != 0:
            raise StudioError(
                "voice_missing",
                Text("eSpeak NG has no voice called “{name}”.", name=name),
                Text("Choose another voice."),
            )

    def set_parameter(self, parameter: int, value: int) -> None:
        """Set RATE, VOLUME, PITCH, RANGE or WORD_GAP for what is spoken next."""
        self._library.espeak_SetParameter(parameter, value, 0)

    def synthesise(self, text: str, on_sound: Callable[[bytes, list[Event]], None]) -> None:
        """Speak ``text``; ``on_sound`` gets 16-bit mono samples about every second of sound, with the events
        inside them.

        An exception from ``on_sound`` stops the speech and is raised here.
        """
        failure: list[BaseException] = []

        def receive(samples: int | None, count: int, events: int) -> int:
            try:
                on_sound(ctypes.string_at(samples, count * 2) if samples else b"", self._read(events))
            except BaseException as error:  # noqa: BLE001  none may cross the C frames; it is raised again below
                failure.append(error)
                return 1
            return 0

        callback = _Callback(receive)
        self._library.espeak_SetSynthCallback(callback)
        data = text.encode("utf-8", "replace") + b"\0"
        self._library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 1, 0, UTF8, None, None)
        if failure:
            raise failure[0]

    def _read(self, address: int) -> list[Event]:
        found: list[Event] = []
        while kind := (event := _Event.from_address(address)).type:
            address += _EVENT_SIZE
            if kind in (EVENT_WORD, EVENT_SENTENCE, EVENT_PHONEME):
                pause = kind == EVENT_PHONEME and event.id.string.startswith(b"_")
                found.append(Event(kind, event.text_position - 1, event.sample / self.sample_rate, pause))
        return found

    def phonemes(self, text: str) -> str:
        """The sounds of ``text`` in the chosen voice, as espeak-ng's ASCII mnemonics separated by ``_``,
        words by blanks.
        """
        data = ctypes.create_string_buffer(text.encode("utf-8", "replace"))
        pointer = ctypes.c_void_p(ctypes.addressof(data))
        parts: list[str] = []
        while pointer.value:
            # phonememode: bit 7 says that bits 8.. hold the separator, placed between phonemes.
            part: bytes | None = self._library.espeak_TextToPhonemes(
                ctypes.byref(pointer), UTF8, ord("_") << 8
            )
            parts.append((part or b"").decode("utf-8", "replace"))
        return " ".join(part for part in parts if part)


def _languages(address: int | None) -> tuple[tuple[str, int], ...]:
    """Read espeak-ng's list: a priority byte and a zero-ended tag for each, ended by a zero byte."""
    found: list[tuple[str, int]] = []
    while address and (rank := ctypes.string_at(address, 1)[0]):
        tag = ctypes.string_at(address + 1)
        found.append((tag.decode("ascii", "replace").lower(), rank))
        address += len(tag) + 2
    return tuple(found)


@contextlib.contextmanager
def opened() -> Generator[Espeak]:
    """Load the library afresh and unload it afterwards (about 1 ms).

    espeak-ng keeps the phase of its oscillators, the flutter of the pitch and its random numbers from one
    text to the next and resets them nowhere, so only a fresh library gives the same bytes for the same text.
    Raises StudioError("engine_missing") when the library is not there.
    """
    import _ctypes

    import espeakng_loader

    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        raise StudioError(
            "engine_missing",
            Text("The eSpeak NG speech library could not be loaded."),
            Text("Reinstall the app."),
            str(error),
        ) from error
    try:
        with _short_path(Path(espeakng_loader.get_data_path())) as data:
            sample_rate = library.espeak_Initialize(
                SYNCHRONOUS, 1000, os.fsencode(data), PHONEME_EVENTS | DONT_EXIT
            )
            if sample_rate <= 0:
                raise StudioError(
                    "engine_missing",
                    Text("The eSpeak NG voices could not be read."),
                    Text("Reinstall the app."),
                )
            library.espeak_ng_SetRandSeed(ctypes.c_long(1))
            try:
                yield Espeak(library, sample_rate)
            finally:
                library.espeak_Terminate()
    finally:
        handle = library._handle
        if os.name == "nt":
            _ctypes.FreeLibrary(handle)
        else:
            _ctypes.dlclose(handle)


@contextlib.contextmanager
def _short_path(folder: Path) -> Generator[Path]:
    """``folder``, or a short link to it where its path is too long for espeak-ng."""
    if os.name == "nt" or len(os.fsencode(folder)) <= _LONGEST_DATA_PATH:
        yield folder
        return
    with temporary.folder("voice") as short:
        link = short / "espeak-ng-data"
        link.symlink_to(folder, target_is_directory=True)
        yield link
