"""One look for preview and export: the ASS document, drawn by libass."""

from __future__ import annotations

import numpy as np
import pytest

from studio.core.ticks import TICKS_PER_SECOND, from_frame, from_seconds
from studio.project.model import Cue, Style
from studio.render.text.ass import ass_document, colour, escape, style_line, unescape
from studio.render.text.captions import caption_picture, cues_at, draw_captions

STYLE = Style(id="s", name="Default")
SIZE = (640, 360)
HOSTILE = "Hello {\\an8}\\Nworld }{ \\h"


def cue(text: str, start: int = 0, end: int = TICKS_PER_SECOND) -> Cue:
    return Cue(id="c", start=start, end=end, text=text)


def grey() -> np.ndarray:
    return np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)


def rows_drawn(picture: np.ndarray) -> np.ndarray:
    return np.flatnonzero(np.abs(picture.astype(int) - 90).max(axis=(1, 2)) > 40)


def test_colours_turn_around_with_transparency():
    assert colour("#FF8000") == "&H000080FF"
    assert colour("#FF800080") == "&H7F0080FF"
    assert colour("nonsense") == "&H00FFFFFF"


def test_a_font_name_cannot_break_the_style_line():
    assert style_line(Style(id="s", name="x", font="A,B\nStyle: evil")).count(",") == 22


def test_escaped_text_comes_back():
    assert "\n" not in escape(HOSTILE)
    assert unescape(escape(HOSTILE)) == HOSTILE


def test_a_cue_that_begins_on_a_frame_is_seen_on_that_frame_at_every_rate():
    for rate in (24, 25, 30, 60):
        for frame in range(0, 500, 7):
            start = from_frame(frame, rate)
            text = ass_document([cue("x", start, start + TICKS_PER_SECOND)], STYLE, 640, 360)
            hours, minutes, seconds = text.rsplit("Dialogue: 0,", 1)[1].split(",")[0].split(":")
            shown = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
            assert from_seconds(shown) <= start < from_seconds(shown + 0.01) + 1


def test_the_document_has_no_empty_cues_and_follows_the_picture_shape():
    text = ass_document([cue(" "), cue("x")], STYLE, 720, 1280)
    assert text.count("Dialogue:") == 1
    assert "PlayResX: 608" in text


def test_captions_are_drawn_at_the_bottom_or_top_and_hostile_text_stays_text():
    bottom = rows_drawn(draw_captions(grey(), [cue(HOSTILE)], STYLE))
    assert bottom.min() > SIZE[1] * 0.8
    top = rows_drawn(draw_captions(grey(), [cue("One\ntwo")], Style(id="s", name="x", place="top", box=True)))
    assert top.max() < SIZE[1] * 0.25
    assert not len(rows_drawn(draw_captions(grey(), [cue(" ")], STYLE)))


@pytest.mark.parametrize(
    "style", [STYLE, Style(id="s", name="x", outline=0, colour="#FF8800"), Style(id="s", name="x", shadow=4)]
)
def test_the_picture_laid_over_equals_the_burned_one(style: Style):
    burned = draw_captions(grey(), [cue("Grüße\nمرحبا")], style)
    layer = caption_picture(*SIZE, [cue("Grüße\nمرحبا")], style)
    alpha = layer[..., 3:].astype(np.float32) / 255
    laid = np.rint(grey() * (1 - alpha) + layer[..., :3] * alpha)
    assert np.abs(laid - burned).max() <= 4
    assert alpha.max() == 1
    assert not caption_picture(*SIZE, [], style).any()


def test_the_cues_of_a_moment():
    cues = [cue("a", 0, 10), cue("b", 5, 15), cue("c", 10, 20)]
    assert [entry.text for entry in cues_at(cues, 7)] == ["a", "b"]
    assert [entry.text for entry in cues_at(cues, 10)] == ["b", "c"]


def test_a_line_written_from_right_to_left_ends_on_the_left():
    """The full stop of a Hebrew sentence stands left of its last letter, that of an English one right."""

    def heights(text: str) -> list[int]:
        """Of the separate marks, from left to right, in px."""
        drawn = draw_captions(
            np.zeros((180, 640, 3), np.uint8), [cue(text)], Style(id="s", name="s", size=500)
        )
        lit = drawn.max(axis=2) > 200
        columns = np.flatnonzero(lit.any(axis=0))
        marks = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
        return [int(np.ptp(np.flatnonzero(lit[:, mark].any(axis=1)))) for mark in marks]

    hebrew, english = heights("\u05d7\u05d3."), heights("ab.")
    assert len(hebrew) == len(english) == 3
    assert hebrew.index(min(hebrew)) == 0
    assert english.index(min(english)) == 2
