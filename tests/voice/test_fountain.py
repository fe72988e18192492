"""A Fountain script becomes scenes, pictures and lines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core import paths
from studio.voice.fountain import parse
from studio.voice.script import Script
from studio.voice.source_lines import split
from tests.counting import calls_of, growth


def only_scene(text: str):
    script = parse(text)
    assert len(script.scenes) == 1
    return script.scenes[0]


def said(script: Script) -> list[tuple[str, str, str]]:
    return [(line.character, line.manner, line.text) for scene in script.scenes for line in scene.lines]


def test_the_title_page_gives_title_credit_and_author():
    script = parse(
        "Title:\n    _**BRICK & STEEL**_\n    FULL RETIRED\nCredit: Written by"
        "\nAuthor: Stu Maschwitz\n\n.X\n\nY.\n"
    )
    assert (script.title, script.credit, script.author) == (
        "BRICK & STEEL FULL RETIRED",
        "Written by",
        "Stu Maschwitz",
    )


def test_a_script_without_title_page_begins_with_its_first_line():
    script = parse("CUT TO:\n\nINT. HOUSE - DAY\n\nRain.")
    assert script.title == ""
    assert script.scenes[-1].heading == "INT. HOUSE - DAY"


@pytest.mark.parametrize(
    "heading",
    [
        "INT. HOUSE - DAY",
        "ext. sea",
        "EST. CITY",
        "INT./EXT. CAR",
        "INT/EXT CAR - NIGHT",
        "I/E CAR",
        ".SNIPER SCOPE POV",
    ],
)
def test_scene_headings_make_scenes(heading: str):
    scene = only_scene(f"\n{heading} #1A#\n\nSomething happens.\n")
    assert scene.heading == heading.removeprefix(".")
    assert scene.actions == ("Something happens.",)


@pytest.mark.parametrize("text", ["INTERIOR thoughts follow.", "...and then nothing.", "EXTRA bread."])
def test_lookalikes_of_headings_are_action(text: str):
    assert only_scene(f".A\n\n{text}\n").actions == (text,)


def test_a_section_that_introduces_a_scene_is_not_a_scene_of_its_own():
    script = parse("# Act\n\n## Sequence\n\n= a boat on the sea\n\nEXT. SEA\n\nBOB\nHello.\n")
    assert [(scene.heading, scene.prompt) for scene in script.scenes] == [("EXT. SEA", "a boat on the sea")]


def test_sections_alone_make_scenes():
    script = parse("# One\n= a boat\n\nBOB\nHi.\n\n# Two\n= a house\n\nBOB\nBye.\n")
    assert [(scene.heading, scene.synopsis) for scene in script.scenes] == [
        ("One", "a boat"),
        ("Two", "a house"),
    ]


def test_a_silent_section_stays_a_scene():
    assert [scene.prompt for scene in parse("# One\n= a boat\n\n# Two\n= a house\n").scenes] == [
        "a boat",
        "a house",
    ]


def test_a_later_synopsis_is_the_next_picture_of_the_scene():
    script = parse(".SEA\n\n= a boat\n\nBOB\nHi.\n\n= a house [[move: rise]]\n\nBOB\nBye.\n")
    assert [(scene.heading, scene.prompt, scene.move) for scene in script.scenes] == [
        ("SEA", "a boat", ""),
        ("SEA", "a house", "rise"),
    ]


def test_action_makes_the_picture_where_there_is_no_synopsis():
    assert (
        only_scene("INT. ROOM - NIGHT\n\nA *red* lamp\nburns.\n\nIt flickers.").prompt
        == "A red lamp burns. It flickers."
    )


def test_the_heading_makes_the_picture_where_there_is_nothing_else():
    assert only_scene("EXT. LIGHTHOUSE - NIGHT\n\nBOB\nHi.\n").prompt == "lighthouse, night"


def test_character_extension_dual_dialogue_and_forced_names():
    script = parse(".A\n\nMOM (O. S.)\nLuke!\n\n@McCLANE ^\nYippee.\n\nMOM (cont'd)\nDinner!\n")
    assert script.characters == ("MOM", "McCLANE")
    assert said(script) == [("MOM", "", "Luke!"), ("McCLANE", "", "Yippee."), ("MOM", "", "Dinner!")]
    assert [line.dual for line in script.scenes[0].lines] == [False, True, False]


def test_a_parenthetical_sets_the_manner_until_the_next_one():
    script = parse(".A\n\nBOB\n(whispering)\nOne.\n(beat)\nTwo.\n(fast)\nThree\nfour.\n\nBOB\nFive.\n")
    assert [line[1:] for line in said(script)] == [
        ("whispering", "One."),
        ("whispering", "Two."),
        ("fast", "Three four."),
        ("", "Five."),
    ]


def test_uppercase_action_and_numbers_are_no_characters():
    scene = only_scene(".A\n\nBANG!\n\n23\nnot a name\n\n!BOB\nwalks.\n")
    assert not scene.lines
    assert scene.actions == ("BANG!", "23 not a name", "BOB walks.")


def test_two_spaces_keep_a_dialogue_going_over_an_empty_line():
    assert said(parse(".A\n\nBOB\nOne.\n  \nTwo.\n")) == [("BOB", "", "One. Two.")]


def test_transitions_page_breaks_and_centred_text_are_neither_action_nor_speech():
    scene = only_scene(".A\n\nRain.\n\nCUT TO:\n\n> FADE OUT.\n\n===\n\n> THE END <\n\nSun.\n")
    assert scene.actions == ("Rain.", "Sun.")
    assert scene.titles == ("THE END",)


def test_lyrics_are_sung():
    assert said(parse(".A\n\nANN\n~La la\nBye.\n\n~Willy Wonka!\n")) == [
        ("ANN", "sing", "La la"),
        ("ANN", "", "Bye."),
        ("", "sing", "Willy Wonka!"),
    ]


def test_notes_set_move_and_voice_and_are_never_spoken():
    script = parse(
        ".A\n[[move: Push In]]\n[[a thought\nover two lines]]\n\nBOB [[voice: en-gb+f3]]"
        "\nHello [[why?]] there.\n"
        "[[hidden]]\nAgain.\n\n[[voice ANN: en-us]]\n\nANN\nHi.\n"
    )
    scene = script.scenes[0]
    assert scene.move == "push-in"
    assert scene.notes == ("a thought over two lines", "why?", "hidden")
    assert script.voices == {"BOB": "en-gb+f3", "ANN": "en-us"}
    assert said(script) == [("BOB", "", "Hello there. Again."), ("ANN", "", "Hi.")]


def test_a_boneyard_is_left_out_and_lines_keep_their_numbers():
    script = parse(".A\n\n/* BOB\nNo.\n\n*/\n\nBOB\nYes.\n")
    assert said(script) == [("BOB", "", "Yes.")]
    assert script.scenes[0].lines[0].number == 9


def test_what_is_never_closed_is_read_as_text_and_reported():
    script = parse(".A\n\nA /* half [[note.\n")
    assert script.scenes[0].actions == ("A /* half [[note.",)
    assert [problem.code for problem in script.problems] == ["not_closed", "not_closed", "script_silent"]


def test_emphasis_goes_and_escapes_stay():
    script = parse(".A\n\nBOB\n***Bold*** and _under_ snake_case_name \\*star\\* 2*3*4.\n")
    assert said(script)[0][2] == "Bold and under snake_case_name *star* 2*3*4."


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    text = "Title: X\n\n.A\n\nBOB\n(slow)\nHello.\n"
    assert parse("\ufeff" + text.replace("\n", "\r\n")) == parse(text)


def test_right_to_left_names_and_emoji_are_kept():
    script = parse(".A\n\n@مريم\nمرحبا 🌊\n\nBOB\n🌊🌊\n")
    assert said(script) == [("مريم", "", "مرحبا 🌊")]
    assert [problem.code for problem in script.problems] == ["nothing_to_say"]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "Title: x", "\0\0"])
def test_a_script_without_scenes_is_reported_not_raised(text: str):
    script = parse(text)
    assert script.scenes == ()
    assert [problem.code for problem in script.problems] == ["script_empty"]


def test_dialogue_before_any_heading_makes_a_scene():
    assert said(parse("BOB\nHi.\n")) == [("BOB", "", "Hi.")]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("AB a.\n\n()[]*_/=#>~!@^:\\é")), st.text())
def test_odd_text_never_raises(shaped: str, free: str):
    for text in (shaped, free):
        script = parse(text)
        assert all(line.text.strip() for scene in script.scenes for line in scene.lines)


def test_ten_thousand_lines_cost_ten_times_as_much_as_a_thousand():
    part = "INT. ROOM {0} - DAY\n\n= a boat\n\nBOB\n(low)\nHi *there* {0}.\n\nHe **is** [[x]] away.\n"
    short, long = ("\n".join(part.format(number) for number in range(scenes)) for scenes in (100, 1000))
    assert calls_of(lambda: parse(long)) < 400 * 1000  # some 280 for a scene of ten lines
    assert growth(parse, short, long) < 20
    assert len(parse(long).scenes) == 1000


@pytest.mark.parametrize(
    "hostile",
    [
        "[[",
        "/*",
        "(",
        "*a",
        "_a",
        "[[a]",
        "[[\n",
        "[[\n\n",
        "[[x]]",
        "/**/",
        "[[a\n\n]]",
        "]]",
        "[[" + "a" * 60,
    ],
)
def test_hostile_text_is_read_in_linear_time(hostile: str):
    """Eight times the text in quadratic time would take 64 times as long."""
    count = 100_000 // len(hostile)
    short, long = (f"BOB\n{hostile * (count // part)}\nx" for part in (8, 1))
    assert growth(parse, short, long) < 24


def test_a_mark_is_looked_for_once_in_each_part_of_a_text():
    class Counted(str):  # noqa: SLOT000
        searched = 0

        def find(self, *arguments: Any) -> int:
            found = super().find(*arguments)
            Counted.searched += (found if found >= 0 else len(self)) - arguments[1]
            return found

    for hostile in ("[[" * 10_000, "[[a\n" * 5000, "/*" * 10_000, "[[" * 5000 + "\n\n]]" * 5000):
        Counted.searched = 0
        split(Counted(hostile), lambda mark, number: None)
        assert Counted.searched <= 3 * len(hostile)


def test_a_note_ends_at_an_empty_line_and_at_its_limit():
    assert only_scene("INT. X\n\nA [[b\n\nc]] d.\n").notes == ()
    assert only_scene("INT. X\n\nA [[b\nc]] d.\n").notes == ("b c",)
    assert only_scene(f"INT. X\n\nA [[{'b' * 4998}]] d.\n").notes == ("b" * 4998,)
    assert only_scene(f"INT. X\n\nA [[{'b' * 4999}]] d.\n").notes == ()


def test_the_sample_film_has_five_pictures_and_under_a_minute_of_words():
    script = parse((paths.assets() / "samples" / "lighthouse.fountain").read_text(encoding="utf-8"))
    assert script.problems == ()
    assert len(script.scenes) == 5
    assert all(scene.synopsis and scene.move and scene.lines for scene in script.scenes)
    assert script.characters == ("NARRATOR", "MARA", "TOMAS")
    assert 100 <= script.spoken_words <= 140
