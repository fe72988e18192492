"""Cues are split, merged, moved and reworded without losing the times of their words."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studio.captions import cues as edits
from studio.captions.checks import check_track
from studio.captions.cues import SHORTEST, merge_cues, shifted, split_cue, timed, worded
from studio.captions.fitting import broken, reading_speed
from studio.captions.fixes import fix_times, fix_track
from studio.captions.limits import Limits
from studio.captions.tracks import cues_of_track, export_track, import_captions
from studio.captions.words import spread
from studio.core.errors import InputError
from studio.core.ticks import from_seconds, to_seconds
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, Word
from tests.counting import calls_of, growth

LIMITS = Limits()
S = from_seconds(1)


def cue(name: str, start: float, end: float, text: str = "Hello there.", timed_words: bool = True) -> Cue:
    words = spread(text.replace("\n", " "), from_seconds(start), from_seconds(end)) if timed_words else ()
    return Cue(id=name, order=name, start=from_seconds(start), end=from_seconds(end), text=text, words=words)


def test_a_split_at_the_cursor_divides_text_words_and_time():
    whole = cue("a", 1, 5, "One two three\nfour five six")
    left, right = split_cue(whole, whole.text.index("\n"))
    assert (left.text, right.text) == ("One two three", "four five six")
    assert left.words + right.words == (*whole.words[:2], left.words[2], *whole.words[3:])
    assert (left.start, right.end) == (whole.start, whole.end)
    assert right.start == whole.words[3].start
    assert right.start - left.end == LIMITS.gap
    assert left.id == "a" != right.id


def test_a_split_at_the_playhead_uses_its_time():
    left, right = split_cue(cue("a", 1, 5, "One two three four"), 8, at=4 * S)
    assert right.start == 4 * S
    assert all(left.start <= word.start <= word.end <= left.end for word in left.words)
    assert all(right.start <= word.start <= word.end <= right.end for word in right.words)


def test_a_split_inside_a_word_cuts_the_word():
    left, right = split_cue(cue("a", 0, 4, "lighthouse keeper"), 5)
    assert (left.text, right.text) == ("light", "house keeper")
    assert [word.text for word in left.words + right.words] == ["light", "house", "keeper"]


@pytest.mark.parametrize("index", [0, 99])
def test_a_split_that_leaves_one_side_empty_is_refused(index: int):
    with pytest.raises(InputError, match="would be empty"):
        split_cue(cue("a", 0, 1), index)


@given(
    st.text(alphabet="ab \nc.", min_size=1, max_size=30),
    st.integers(0, 30),
    st.booleans(),
    st.integers(0, 9 * S),
)
def test_any_split_keeps_the_text_and_the_order(text: str, index: int, with_words: bool, at: int):
    whole = cue("a", 1, 4, text, with_words)
    try:
        left, right = split_cue(whole, index, at)
    except InputError:
        return
    assert "".join((left.text + right.text).split()) == "".join(text.split())
    assert whole.start == left.start < left.end <= right.start < right.end == whole.end
    moments = [moment for part in (left, right) for word in part.words for moment in (word.start, word.end)]
    assert moments == sorted(moments)
    assert merge_cues([right, left]).text.split() == f"{left.text} {right.text}".split()


def test_merged_cues_are_one_with_all_words():
    merged = merge_cues([cue("b", 2, 3, "and the boat"), cue("a", 0, 1.5, "The lamp")])
    assert (merged.id, merged.start, merged.end, merged.text) == ("a", 0, 3 * S, "The lamp and the boat")
    assert len(merged.words) == 5
    with pytest.raises(InputError):
        merge_cues([merged])


def test_a_shift_never_begins_before_zero():
    moved = shifted([cue("a", 1, 2), cue("b", 3, 4)], -2 * S)
    assert [(entry.start, entry.end) for entry in moved] == [(0, S), (2 * S, 3 * S)]
    assert moved[0].words[0].start == 0


def test_a_dragged_edge_stops_at_its_neighbour():
    known = cue("b", 2, 4)
    assert timed(known, S, 4 * S, floor=from_seconds(1.5)).start == from_seconds(1.5)
    assert timed(known, 2 * S, 9 * S, ceiling=5 * S).end == 5 * S
    assert timed(known, 5 * S, 4 * S).start == 4 * S - SHORTEST
    moved = timed(known, 3 * S, 5 * S, ceiling=from_seconds(4.5))
    assert (moved.start, moved.end) == (from_seconds(2.5), from_seconds(4.5))
    assert moved.words[0].start == from_seconds(2.5)


TIMES = st.integers(0, 10 * S)


@given(TIMES, TIMES, st.integers(0, 2 * S), st.one_of(st.none(), st.integers(4 * S, 8 * S)))
def test_any_drag_stays_between_the_neighbours(start: int, end: int, floor: int, ceiling: int | None):
    known = cue("b", 2, 4)
    moved = timed(known, start, end, floor, ceiling)
    assert moved.end - moved.start >= SHORTEST
    assert moved.start >= floor
    assert ceiling is None or moved.end <= ceiling
    assert all(moved.start <= word.start <= word.end <= moved.end for word in moved.words)


def test_a_new_text_keeps_the_times_of_words_that_stay():
    known = cue("a", 0, 3, "One too three")
    changed = worded(known, "One two\nthree!")
    assert changed.text == "One two\nthree!"
    assert [word.text for word in changed.words] == ["One", "two", "three!"]
    assert changed.words[2].start == known.words[2].start


# ---- problems and fixes


def codes(*cues: Cue) -> dict[str, list[str]]:
    return {name: [problem.code for problem in problems] for name, problems in check_track(cues).items()}


def test_every_kind_of_problem_is_found_with_its_source():
    long_line = "This line is far longer than forty-two characters are."
    found = codes(
        cue("a", 0, 3),
        cue("b", 3.05, 7, long_line),
        cue("c", 6.5, 9, "a\nb\nc"),
        cue("d", 9.2, 9.6, "Far too fast to read in time"),
        cue("e", 10.5, 20),
        cue("f", 30, 31, " "),
    )
    assert found == {
        "a": ["gap"],
        "b": ["line_long", "overlap"],
        "c": ["lines", "chain"],
        "d": ["speed", "short"],
        "e": ["long"],
        "f": ["empty"],
    }
    problem = check_track([cue("b", 0, 4, long_line)])["b"][0]
    assert "Netflix" in problem.source
    assert (problem.fix, problem.limit) == ("break_lines", 42)


def test_good_cues_have_no_problems():
    assert not codes(cue("a", 0, 2), cue("b", 2.084, 4), cue("c", 5, 7))
    assert reading_speed(cue("a", 0, 2, "12345\n7890")) == 5


CUES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 120), st.text(alphabet="ab c", min_size=1, max_size=90)),
    max_size=12,
)


@given(CUES)
@example([(27, 9, "aaa"), (29, 9, "a")])  # trimming an overlap may leave too little time to read
def test_fixed_cues_keep_starts_and_want_only_time_that_is_not_there(entries: list[tuple[int, int, str]]):
    cues = [
        cue(str(n), start / 10, (start + length) / 10, text)
        for n, (start, length, text) in enumerate(entries)
    ]
    fixed = {entry.id: entry for entry in cues} | {entry.id: entry for entry in fix_times(cues)}
    after = sorted(fixed.values(), key=lambda entry: (entry.start, entry.id))
    assert {entry.id: entry.start for entry in after} == {entry.id: entry.start for entry in cues}
    assert not fix_times(after)
    problems = check_track(after)
    for entry, following in zip_longest(after, after[1:]):
        latest = following.start - LIMITS.gap if following else None
        if latest is not None and latest < entry.start + SHORTEST:
            continue  # both begin together: no end mends that
        left = {problem.code for problem in problems.get(entry.id, ())}
        assert not left & {"overlap", "gap", "long"}
        if left & {"speed", "short"}:
            assert entry.end == latest


def test_long_lines_are_broken_anew():
    fixed = broken(cue("a", 0, 4, "one two three four five six seven eight nine ten"))
    assert fixed.text == "one two three four five\nsix seven eight nine ten"
    short = cue("b", 5, 6)
    assert broken(short) is short


def test_the_checks_of_a_hundred_thousand_cues_cost_little_each():
    cues = [cue(str(number), number, number + 0.95, timed_words=False) for number in range(100_000)]
    assert len(check_track(cues)) == 99_999
    assert calls_of(lambda: check_track(cues[:10_000])) < 50 * 10_000  # 27 each
    assert growth(check_track, cues[:10_000], cues, rounds=2) < 20


# ---- on a project


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "p") as opened:
        track = opened.all(CaptionTrack)[0]
        with opened.edit("Captions") as edit:
            for entry in (cue("a", 1, 3, "One two three four"), cue("b", 4, 6), cue("c", 7, 9, "The end.")):
                edit.put(
                    Cue(
                        id=entry.id,
                        parent=track.id,
                        start=entry.start,
                        end=entry.end,
                        text=entry.text,
                        words=entry.words,
                    )
                )
        yield opened


def texts(project: Project) -> list[str]:
    return [entry.text for entry in cues_of_track(project, project.all(CaptionTrack)[0].id)]


def test_each_edit_is_one_undo_step_with_a_name(project: Project):
    before = texts(project)
    steps = [
        (
            "Split caption",
            lambda: edits.split(project, "a", 7),
            ["One two", "three four", "Hello there.", "The end."],
        ),
        (
            "Merge captions",
            lambda: edits.merge(project, ["b", "a"]),
            ["One two three four Hello there.", "The end."],
        ),
        (
            "Edit caption",
            lambda: edits.set_text(project, "b", " Bye.\n"),
            ["One two three four", "Bye.", "The end."],
        ),
        ("Delete 2 captions", lambda: edits.delete(project, ["a", "c"]), ["Hello there."]),
        (
            "Shift captions",
            lambda: edits.shift(project, ["a"], 9 * S),
            ["Hello there.", "The end.", "One two three four"],
        ),
    ]
    for label, act, expected in steps:
        act()
        assert project.undo_label == label
        assert texts(project) == expected
        project.undo()
        assert texts(project) == before


def test_dragging_and_inserting_respect_the_neighbours(project: Project):
    track = project.all(CaptionTrack)[0].id
    assert edits.neighbours(project, project.get("b", Cue)) == (3 * S, 7 * S)
    moved = edits.set_times(project, "b", 2 * S, 6 * S)
    assert moved.start == 3 * S
    new = edits.insert(project, track, from_seconds(6.5), "New")
    assert (new.start, new.end) == (from_seconds(6.5), 7 * S)
    assert texts(project)[2] == "New"
    with pytest.raises(InputError, match="already a caption at this time"):
        edits.insert(project, track, 8 * S, "No")
    with pytest.raises(InputError, match="needs text"):
        edits.set_text(project, "a", " ")


def test_a_track_is_fixed_in_one_step(project: Project):
    track = project.all(CaptionTrack)[0].id
    with project.edit("Spoil") as edit:
        spoiled = edit.get("a", Cue)
        edit.put(Cue(id="a", parent=track, order=spoiled.order, start=S, end=5 * S, text="x " * 40))
    assert fix_track(project, track) == 1
    assert project.undo_label == "Fix captions"
    fixed = project.get("a", Cue)
    assert to_seconds(fixed.end) == pytest.approx(4 - 2 / 24)
    assert len(fixed.text.split("\n")) == 2
    assert fix_track(project, track) == 0


def test_a_caption_that_is_too_long_for_one_is_parted_at_its_words(project: Project):
    track = project.all(CaptionTrack)[0].id
    said = "The lamp went out at midnight, and nobody saw it. " * 4
    spoken = said.split()
    words = tuple(Word(word, number * S // 3, (number + 1) * S // 3) for number, word in enumerate(spoken))
    with project.edit("Spoil") as edit:
        for cue in project.children(track, Cue):
            edit.remove(cue.id)
        long = Cue(id="long", parent=track, start=0, end=len(spoken) * S // 3, text=said.strip(), words=words)
        edit.put(long)
    assert check_track([long])["long"]
    steps = len(project.history())
    fix_track(project, track, ["long"])
    found = cues_of_track(project, track)
    assert len(found) == 3
    assert found[0].id == "long"
    assert " ".join(cue.text.replace("\n", " ") for cue in found) == said.strip()
    starts = {word.start for word in words}
    assert all(cue.start in starts for cue in found)
    shown = [problem for marks in check_track(found).values() for problem in marks]
    assert [problem.code for problem in shown if problem.severity != "hint"] == []
    assert len(project.history()) == steps + 1
    assert fix_track(project, track, [cue.id for cue in found]) == 0


def test_a_track_goes_out_as_a_file_and_comes_back(project: Project, tmp_path: Path):
    track = project.all(CaptionTrack)[0].id
    for name in ("x.srt", "x.vtt", "x.ass", "x.json"):
        export_track(project, track, tmp_path / name)
        back = import_captions(project, tmp_path / name, project.info.sequence)
        assert back.id != track
        assert [(entry.start, entry.end, entry.text) for entry in cues_of_track(project, back.id)] == [
            (entry.start, entry.end, entry.text) for entry in cues_of_track(project, track)
        ]
    late = import_captions(project, tmp_path / "x.srt", project.info.sequence, offset=10 * S)
    assert cues_of_track(project, late.id)[0].start == 11 * S
