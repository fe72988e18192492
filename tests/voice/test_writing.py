"""The letters of a text tell its language where the cast speaks another one."""

from __future__ import annotations

import pytest

from studio.engines.speech import espeak as speech_espeak
from studio.project.model import Line, Voice
from studio.voice.lines import speech_params
from studio.voice.writing import language_of


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Good evening.", "en-us", "en-us"),
        ("Ça va, señor?", "fr", "fr"),
        ("Привет, мир!", "en-us", "ru"),
        ("Привіт, світе!", "uk", "uk"),
        ("你好，世界", "en", "zh"),
        ("今日はいい天気です", "en", "ja"),
        ("今日はいい天気です", "ja", "ja"),
        ("你好", "yue", "yue"),
        ("안녕하세요", "en", "ko"),
        ("مرحبا بالعالم", "en", "ar"),
        ("سلام دنیا", "fa", "fa"),
        ("שלום", "en", "he"),
        ("He said привет to everyone", "en", "en"),
        ("😀 1984", "en", "en"),
        ("", "", ""),
    ],
)
def test_a_text_is_in_the_language_of_its_letters(text: str, language: str, expected: str) -> None:
    assert language_of(text, language) == expected


def test_a_foreign_line_is_spoken_in_its_own_language_by_the_same_voice() -> None:
    voice = Voice(id="v", name="v", engine="speech_espeak", voice="en-us+f3", language="en-us")
    params = speech_params(Line(id="l", text="Привет, мир!"), voice, speech_espeak.SPEC)
    assert (params["voice"], params["language"]) == ("en-us+f3", "ru")
    assert speech_espeak.resolve_voice(params["voice"], params["language"]).startswith("zle/ru+")
