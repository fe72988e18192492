"""Edits: what they change, what they refuse, what they tell, and that undo takes back exactly that."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.core.ids import new_id, order_between
from studio.project.handle import Project
from studio.project.model import (
    Asset,
    CaptionTrack,
    Changes,
    Clip,
    Cue,
    ProjectInfo,
    Sequence,
    Style,
    Track,
    replace,
)


def cue(track: str, start: int, text: str = "hello") -> Cue:
    return Cue(id=new_id("cue"), parent=track, start=start, end=start + 10, text=text)


def put(project: Project, *entities: Cue, **options: str) -> None:
    with project.edit("Edit", **options) as edit:
        for entity in entities:
            edit.put(entity)


def test_a_new_project_has_a_sequence_with_tracks_for_film_voice_music_and_captions(project: Project) -> None:
    sequence = project.get(project.info.sequence, Sequence)
    assert [track.role for track in project.children(sequence.id, Track)] == ["video", "voice", "music"]
    captions = project.children(sequence.id, CaptionTrack)
    assert len(captions) == 1
    assert project.get(captions[0].style, Style).name == "Default"
    assert project.undo_label == ""


def test_what_a_damaged_project_leads_in_a_circle_can_be_removed(project: Project) -> None:
    with project.edit("Add") as edit:
        edit.put(Style(id="a", parent="b", name="a"))
        edit.put(Style(id="b", parent="a", name="b"))
        for depth in range(2000):
            edit.put(Style(id=f"s{depth}", parent=f"s{depth - 1}" if depth else "a", name="deep"))
    with project.edit("Remove") as edit:
        edit.remove("a")
    assert project.find("b") is None
    assert project.find("s1999") is None
    project.undo()
    assert project.find("s1999") is not None


def test_new_entities_go_behind_their_siblings(project: Project, track: str) -> None:
    put(project, cue(track, 0, "a"), cue(track, 5, "b"))
    put(project, cue(track, 1, "c"))
    assert [entity.text for entity in project.children(track, Cue)] == ["a", "b", "c"]


def test_a_move_rewrites_one_row(project: Project, track: str) -> None:
    put(project, *(cue(track, 0, letter) for letter in "abc"))
    a, b, c = project.children(track, Cue)
    seen: list[Changes] = []
    project.changed.connect(seen.append)
    with project.edit("Move") as edit:
        edit.put(replace(c, order=order_between(a.order, b.order)))
    assert [entity.text for entity in project.children(track, Cue)] == ["a", "c", "b"]
    assert seen[0].ids == {c.id}


def test_ten_thousand_appended_entities_keep_short_order_keys(project: Project, track: str) -> None:
    with project.edit("Import") as edit:
        for number in range(10_000):
            edit.put(cue(track, number))
    found = project.children(track, Cue)
    assert [entity.start for entity in found] == list(range(10_000))
    assert max(len(entity.order) for entity in found) <= 7


def test_put_all_spreads_order_keys_and_keeps_the_sequence(project: Project, track: str) -> None:
    put(project, cue(track, 0, "first"))
    with project.edit("Import") as edit:
        edit.put_all([cue(track, number, str(number)) for number in range(500)])
    assert [entity.text for entity in project.children(track, Cue)] == ["first", *map(str, range(500))]


def test_removing_an_entity_removes_everything_below_it_and_undo_brings_all_back(
    project: Project, track: str
) -> None:
    put(project, cue(track, 0), cue(track, 20))
    before = {entity.id: entity for entity in project.document.entities()}
    sequence = project.info.sequence
    with project.edit("Delete sequence") as edit:
        edit.remove(sequence)
    assert project.all(Cue) == []
    assert project.all(Track) == []
    project.undo()
    assert {entity.id: entity for entity in project.document.entities()} == before


def test_what_was_added_in_the_same_edit_is_removed_with_its_parent(project: Project) -> None:
    with project.edit("Odd") as edit:
        track = edit.put(CaptionTrack(id="t", parent=project.info.sequence, name="T"))
        edit.put(cue(track.id, 0))
        assert len(edit.children("t", Cue)) == 1
        edit.remove("t")
        assert edit.find("t") is None
    assert project.all(Cue) == []
    assert project.undo_label == ""


def test_an_exception_in_an_edit_leaves_the_project_as_it_was(project: Project, track: str) -> None:
    seen: list[Changes] = []
    project.changed.connect(seen.append)
    with pytest.raises(ZeroDivisionError), project.edit("Broken") as edit:
        edit.put(cue(track, 1 // 0 if edit.put(cue(track, 0)) else 0))
    assert project.all(Cue) == []
    assert seen == []
    assert project.history() == []
    put(project, cue(track, 0))  # the next edit works
    assert len(project.all(Cue)) == 1


def test_reads_inside_an_edit_see_its_own_changes_and_others_do_not(project: Project, track: str) -> None:
    with project.edit("Add") as edit:
        added = edit.put(cue(track, 0))
        assert edit.get(added.id, Cue) == added
        assert project.find(added.id) is None
    assert project.get(added.id, Cue) == added


@pytest.mark.parametrize(
    "bad", [{"start": 1.5}, {"text": None}, {"text": "\ud800"}, {"words": [("a", 1)]}, {"start": object()}]
)
def test_a_value_that_could_not_be_read_back_is_refused(
    project: Project, track: str, bad: dict[str, object]
) -> None:
    with pytest.raises(InputError) as caught, project.edit("Bad") as edit:
        edit.put(replace(cue(track, 0), **bad))
    assert caught.value.code == "entity_invalid"


def test_an_id_keeps_its_kind(project: Project, track: str) -> None:
    with pytest.raises(InputError), project.edit("Bad") as edit:
        edit.put(Style(id=track, name="not a track"))


def test_the_project_itself_cannot_be_removed(project: Project) -> None:
    with pytest.raises(InputError), project.edit("Bad") as edit:
        edit.remove("project")
    assert isinstance(project.find("project"), ProjectInfo)


def test_edits_do_not_nest(project: Project) -> None:
    with pytest.raises(RuntimeError), project.edit("Outer"), project.edit("Inner"):
        pass
    with project.edit("After"):
        pass


def test_an_edit_that_changes_nothing_is_not_recorded(project: Project, track: str) -> None:
    put(project, cue(track, 0))
    seen: list[Changes] = []
    project.changed.connect(seen.append)
    put(project, project.all(Cue)[0])
    assert len(project.history()) == 1
    assert seen == []


def test_changes_name_kinds_ids_parents_and_initiator(project: Project, track: str) -> None:
    seen: list[Changes] = []
    project.changed.connect(seen.append)
    added = cue(track, 0)
    put(project, added, initiator="cue table")
    assert (seen[0].kinds, seen[0].ids, seen[0].parents) == ({"cue"}, {added.id}, {track})
    assert (seen[0].initiator, seen[0].label, seen[0].undone) == ("cue table", "Edit", False)
    project.undo()
    assert seen[1].undone
    assert seen[1].ids == {added.id}


def test_changes_name_both_parents_of_what_moved(project: Project) -> None:
    video, voice, _music = project.children(project.info.sequence, Track)
    with project.edit("Add") as edit:
        clip = edit.put(Clip(id="clip", parent=video.id, asset="a", start=0, duration=10))
    seen: list[Changes] = []
    project.changed.connect(seen.append)
    with project.edit("Move") as edit:
        edit.put(replace(clip, parent=voice.id))
    assert seen[0].parents == {video.id, voice.id}
    assert project.children(video.id, Clip) == []
    assert [found.id for found in project.children(voice.id, Clip)] == ["clip"]


def test_a_drag_is_one_undo_step(project: Project, track: str) -> None:
    put(project, cue(track, 0))
    original = project.all(Cue)[0]
    for start in range(1, 20):
        put(project, replace(original, start=start), coalesce="drag")
    assert len(project.history()) == 2
    project.undo()
    assert project.all(Cue)[0] == original
    project.redo()
    assert project.all(Cue)[0].start == 19


def test_sealing_ends_a_drag(project: Project, track: str) -> None:
    put(project, cue(track, 0))
    original = project.all(Cue)[0]
    put(project, replace(original, start=1), coalesce="drag")
    project.seal()
    put(project, replace(original, start=2), coalesce="drag")
    project.undo()
    assert project.all(Cue)[0].start == 1


def test_another_edit_or_an_undo_ends_a_drag(project: Project, track: str) -> None:
    put(project, cue(track, 0))
    original = project.all(Cue)[0]
    put(project, replace(original, start=1), coalesce="drag")
    put(project, cue(track, 9))
    put(project, replace(original, start=2), coalesce="drag")
    assert len(project.history()) == 4
    project.undo()
    put(project, replace(original, start=3), coalesce="drag")
    project.undo()
    assert project.get(original.id, Cue).start == 1


def test_what_follows_from_an_edit_is_one_undo_step_with_it_however_late(
    project: Project, track: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.project.journal.history.COALESCE_SECONDS", -1.0)
    put(project, cue(track, 0, "a"))
    first = project.newest_edit
    with project.edit("Follow", joins=first) as edit:
        edit.put(cue(track, 1, "b"))
    assert [entry.label for entry in project.history()] == ["Edit"]
    assert project.newest_edit == first
    project.undo()
    assert project.all(Cue) == []
    project.redo()
    assert [found.text for found in project.all(Cue)] == ["a", "b"]


def test_what_follows_is_a_step_of_its_own_when_another_edit_or_an_undo_came_between(
    project: Project, track: str
) -> None:
    put(project, cue(track, 0, "a"))
    first = project.newest_edit
    put(project, cue(track, 1, "b"))
    with project.edit("Follow", joins=first) as edit:
        edit.put(cue(track, 2, "c"))
    assert [entry.label for entry in project.history()] == ["Follow", "Edit", "Edit"]
    project.undo()
    project.undo()
    with project.edit("Follow", joins=first) as edit:
        edit.put(cue(track, 3, "d"))
    assert [entry.label for entry in project.history()] == ["Follow", "Edit"]
    project.undo()
    assert [found.text for found in project.all(Cue)] == ["a"]


def test_a_new_edit_drops_redo(project: Project, track: str) -> None:
    put(project, cue(track, 0, "a"))
    put(project, cue(track, 1, "b"))
    project.undo()
    assert project.redo_label == "Edit"
    put(project, cue(track, 2, "c"))
    assert project.redo_label == ""
    assert project.redo() is None
    assert [entity.text for entity in project.children(track, Cue)] == ["a", "c"]


def test_undo_and_redo_survive_a_restart(project: Project, track: str) -> None:
    put(project, cue(track, 0, "a"))
    put(project, cue(track, 1, "b"))
    project.undo()
    project.close()
    with Project.open(project.folder) as again:
        assert (again.undo_label, again.redo_label) == ("Edit", "Edit")
        again.redo()
        assert [entity.text for entity in again.children(track, Cue)] == ["a", "b"]
        again.undo()
        again.undo()
        assert again.undo() is None
        assert again.all(Cue) == []


def test_the_journal_is_capped_by_bytes_but_the_last_edit_can_always_be_undone(
    project: Project, track: str
) -> None:
    project._history._cap = 20_000
    for number in range(60):
        put(
            project,
            cue(track, number, f"{number} " + "".join(chr(33 + (number * k) % 90) for k in range(1000))),
        )
    entries = project.history(1000)
    assert sum(entry.size for entry in entries) <= 20_000
    assert 5 < len(entries) < 60
    project._history._cap = 10
    put(project, cue(track, 99))
    assert len(project.history()) == 1
    project.undo()
    assert len(project.all(Cue)) == 60


def test_view_state_is_kept_but_is_no_edit(project: Project) -> None:
    project.view_state.set("timeline.zoom", {"pixels": 3.5})
    assert project.undo_label == ""
    project.close()
    with Project.open(project.folder) as again:
        assert again.view_state.get("timeline.zoom") == {"pixels": 3.5}
        again.view_state.set("timeline.zoom", None)
        assert again.view_state.get("timeline.zoom", 1) == 1


def test_reads_from_other_threads_see_whole_edits_only(project: Project, track: str) -> None:
    put(project, *(cue(track, 0, str(number)) for number in range(40)))
    stop = threading.Event()
    torn: list[int] = []
    failures: list[BaseException] = []

    def read() -> None:
        try:
            while not stop.is_set():
                starts = {entity.start for entity in project.children(track, Cue)}
                if len(starts) != 1:
                    torn.append(len(starts))
        except BaseException as error:  # noqa: BLE001  # a thread's exception must reach the assertion
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for start in range(1, 60):
        with project.edit("Shift") as edit:
            for entity in project.children(track, Cue):
                edit.put(replace(entity, start=start))
    stop.set()
    for thread in threads:
        thread.join()
    assert (torn, failures) == ([], [])


def test_a_frozen_document_is_not_touched_by_later_edits(project: Project, track: str) -> None:
    put(project, cue(track, 0))
    frozen = project.frozen()
    project.undo()
    assert len(frozen.children(track, Cue)) == 1
    assert project.children(track, Cue) == []


def test_asking_for_the_wrong_thing_says_what_is_missing(project: Project, track: str) -> None:
    for wrong in ("nothing", track):
        with pytest.raises(InputError) as caught:
            project.get(wrong, Cue)
        assert caught.value.code == "entity_missing"


def test_an_asset_without_its_file_says_so(project: Project, tmp_path: Path) -> None:
    for asset in (Asset(id="a", name="gone", media="image", source=str(tmp_path / "no.png")),
                  Asset(id="b", name="lost", media="image", sha256="0" * 64, suffix=".png")):  # fmt: skip
        with pytest.raises(InputError) as caught:
            project.path_of(asset)
        assert caught.value.code == "media_missing"
