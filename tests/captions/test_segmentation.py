"""Spoken words become cues that can be read."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.captions.breaks import glued, join, tokens, width
from studio.captions.limits import Limits
from studio.captions.linebreak import break_lines
from studio.captions.profiles import limits_for
from studio.captions.segmentation import segment
from studio.captions.words import retime, spread
from studio.core.ticks import from_seconds, to_seconds
from studio.project.model import Cue, Word
from tests.counting import calls_of, growth

TEXT = (
    "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your "
    "country. Mr. Smith paid $ 500 million dollars for 5 km of road in the middle of nowhere, because he "
    "thought that it would be useful. Really? Yes. It was the best of times, it was the worst of times."
)
LIMITS = Limits()
STEP = 0.150


def speak(text: str, pause: float = 0.5) -> list[Word]:
    at = 0.0
    words: list[Word] = []
    for token in tokens(text):
        length = 0.08 + 0.055 * len(token)
        words.append(Word(token, from_seconds(at), from_seconds(at + length)))
        at += length + (pause if token[-1] in ".?!" else 0.02)
    return words


def assert_sound(cues: list[Cue], words: list[Word], rules: Limits = LIMITS) -> None:
    assert [word for cue in cues for word in cue.words] == words
    for cue in cues:
        lines = cue.text.split("\n")
        assert len(lines) <= rules.max_lines
        assert all(width(line) <= rules.max_line or len(tokens(line)) == 1 for line in lines)
        assert cue.start == cue.words[0].start
        assert cue.start < cue.end <= cue.start + rules.max_duration
    for left, right in pairwise(cues):
        assert left.order < right.order
        assert left.end <= right.start


def test_cues_break_where_a_reader_pauses():
    cues = segment(speak(TEXT))
    assert [cue.text for cue in cues][:3] == [
        "And so, my fellow Americans,",
        "ask not what your country can do for you,\nask what you can do for your country.",
        "Mr. Smith paid $ 500 million dollars\nfor 5 km of road in the middle of nowhere,",
    ]
    assert_sound(cues, speak(TEXT))


def test_captions_stay_within_150_ms_of_the_spoken_words():
    for cue in segment(speak(TEXT * 5)):
        assert cue.start == cue.words[0].start
        late = to_seconds(cue.end - cue.words[-1].end)
        needed = to_seconds(max(LIMITS.min_duration, from_seconds(width(cue.text) / LIMITS.max_cps)))
        assert late > -STEP
        assert late < STEP or to_seconds(cue.end - cue.start) <= needed + 1e-6


def test_neighbours_keep_two_frames_apart():
    cues = segment(speak(TEXT * 4, pause=0.0))
    assert all(right.start - left.end >= LIMITS.gap for left, right in pairwise(cues))


def test_a_short_utterance_stays_long_enough_to_be_read():
    cue = segment([Word("No.", from_seconds(1), from_seconds(1.2))])[0]
    assert cue.end - cue.start == LIMITS.min_duration


def test_a_long_silence_parts_cues():
    words = [Word("Wait", 0, from_seconds(0.4)), Word("here", from_seconds(2), from_seconds(2.4))]
    assert [cue.text for cue in segment(words)] == ["Wait", "here"]


def test_short_neighbouring_sentences_share_a_cue():
    assert [cue.text for cue in segment(speak("Really? Yes. No. Well.", pause=0.1))] == [
        "Really? Yes. No. Well."
    ]


@pytest.mark.parametrize(
    "pair", [("5", "km"), ("10", "%"), ("$", "5"), ("Mr.", "Smith"), ("three", "million"), ("page", "7")]
)
def test_number_and_unit_title_and_name_stay_together(pair: tuple[str, str]):
    assert glued(*pair)
    for shift in range(30):
        text = " ".join(
            ["word"] * shift + list(pair) + ["and", "more", "words", "follow", "here", "today"] * 3
        )
        for cue in segment(speak(text)):
            lines = cue.text.split("\n")
            assert not any(line.endswith(f" {pair[0]}") or line == pair[0] for line in lines)


def test_lines_are_balanced_with_the_longer_one_below():
    top, bottom = break_lines("the captain of the little boat could not see the shore at all").split("\n")
    assert len(top) <= len(bottom) <= 42
    assert break_lines("short text") == "short text"


def test_too_much_text_makes_more_lines_instead_of_wide_ones():
    lines = break_lines("word " * 60, 42, 2).split("\n")
    assert len(lines) > 2
    assert max(map(len, lines)) <= 42


def test_chinese_breaks_between_characters_but_never_before_a_full_stop():
    text = (
        "今天天气很好，我们去海边散步吧。「你好」世界，这是一个很长的句子，需要断行才能显示在屏幕上，对吗？"
    )
    rules = limits_for("zh")
    cues = segment(spread(text, 0, from_seconds(12)), rules)
    assert "".join(cue.text.replace("\n", "") for cue in cues) == text
    for line in "\n".join(cue.text for cue in cues).split("\n"):
        assert width(line) <= 32
        assert line[0] not in "，。？」"
        assert line[-1] != "「"


def test_words_that_are_whole_chinese_sentences_are_taken_apart():
    cues = segment([Word("今天天气很好我们去海边散步吧" * 4, 0, from_seconds(10))], limits_for("zh"))
    assert len(cues) > 1
    assert cues[0].words[0].text == "今"


@pytest.mark.parametrize(
    "text", ["今天是2024年5月1日，价格是50%的。", "これは2つ目のテストです。", "我用 Python 写", "มี 3 คน"]
)
def test_numbers_stand_close_to_chinese_and_japanese(text: str):
    assert join(tokens(text)) == text


def test_a_number_stays_with_what_it_counts():
    words = [
        Word(text, n * 10**9, n * 10**9 + 9 * 10**8)
        for n, text in enumerate(["我", "有3", "个", "苹", "果", "吗"])
    ]
    assert all(not cue.text.endswith("3") for cue in segment(words, limits_for("zh")))


def test_korean_keeps_its_spaces():
    assert join(tokens("안녕하세요 여러분 반갑습니다")) == "안녕하세요 여러분 반갑습니다"


WORD = st.text(alphabet="abcd.,5%é海。🌊م", min_size=1, max_size=9).filter(
    lambda text: len(tokens(text)) == 1
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORD, st.floats(0.02, 1.5), st.floats(0, 2.5)), max_size=60))
def test_any_words_give_sound_cues(spoken: list[tuple[str, float, float]]):
    at = 0.0
    words: list[Word] = []
    for text, length, pause in spoken:
        words.append(Word(text, from_seconds(at), from_seconds(at + length)))
        at += length + pause
    assert_sound(segment(words), words)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORD, st.integers(0, 10**9), st.integers(0, 10**9)), max_size=40))
def test_broken_word_times_never_break_the_order(spoken: list[tuple[str, int, int]]):
    cues = segment([Word(*word) for word in spoken])
    assert all(cue.start < cue.end for cue in cues)
    assert all(left.start <= right.start for left, right in pairwise(cues))


def test_ten_thousand_words_cost_ten_times_as_much_as_a_thousand():
    chance = random.Random(1)
    words = speak(" ".join(chance.choice(TEXT.split()) for _ in range(10_000)))
    assert calls_of(lambda: segment(words)) < 130 * len(words)  # some 90 each
    assert growth(segment, words[:1000], words, rounds=3) < 20


def test_an_edited_text_keeps_the_times_of_its_words():
    words = speak("It was the best of times, it was the worst of times.")
    edited = retime(
        "It was the very best of days, it was THE worst of times!", words, words[0].start, words[-1].end
    )
    assert [word.text for word in edited] == [
        "It",
        "was",
        "the",
        "very",
        "best",
        "of",
        "days,",
        "it",
        "was",
        "THE",
        "worst",
        "of",
        "times!",
    ]
    assert (edited[4].start, edited[4].end) == (words[3].start, words[3].end)
    assert (edited[6].start, edited[6].end) == (words[5].start, words[5].end)
    assert (edited[-1].start, edited[-1].end) == (words[-1].start, words[-1].end)
    assert all(left.end <= right.start for left, right in pairwise(edited))


@given(st.lists(WORD, max_size=20), st.lists(WORD, max_size=20))
def test_retimed_words_stay_in_order_inside_the_cue(old: list[str], new: list[str]):
    words = spread(old, 1000, 9000)
    timed = retime(" ".join(new), words, 1000, 9000)
    assert [word.text for word in timed] == tokens(" ".join(new))
    times = [moment for word in timed for moment in (word.start, word.end)]
    assert times == sorted(times)
    assert not times or 1000 <= times[0] <= times[-1] <= 9000
