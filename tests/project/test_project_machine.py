"""Random edits, undo, redo, reopening: the project must always agree with a plain list of states."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from studio.project.handle import Project
from studio.project.model import CaptionTrack, Clip, Cue, Entity, Track, replace

IDS = st.sampled_from([f"cue{number}" for number in range(8)])
TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=12)


class ProjectMachine(RuleBasedStateMachine):
    """The model: a list of whole documents (one per edit) and a position in it."""

    @initialize()
    def create(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project.create(self.folder / "Film")
        self.track = self.project.all(CaptionTrack)[0].id
        self.states: list[dict[str, Entity]] = [self.now()]
        self.position = 0
        self.key = ""

    def now(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.project.document.entities()}

    def did(self, state: dict[str, Entity], key: str = "") -> None:
        if state == self.states[self.position]:
            return
        if key and key == self.key and self.position == len(self.states) - 1:
            self.states[self.position] = state
        else:
            self.states = [*self.states[: self.position + 1], state]
            self.position += 1
        self.key = key

    @rule(entity_id=IDS, text=TEXTS, start=st.integers(-(2**60), 2**60))
    def put_cue(self, entity_id: str, text: str, start: int) -> None:
        with self.project.edit("Put") as edit:
            stored = edit.put(Cue(id=entity_id, parent=self.track, start=start, end=start, text=text))
        self.did(self.states[self.position] | {entity_id: stored})

    @rule(entity_id=IDS, start=st.integers(0, 5))
    def drag(self, entity_id: str, start: int) -> None:
        known = self.project.find(entity_id)
        if not isinstance(known, Cue):
            return
        moved = replace(known, start=start)
        with self.project.edit("Drag", coalesce="drag") as edit:
            edit.put(moved)
        self.did(self.states[self.position] | {entity_id: moved}, "drag")

    @rule()
    def put_track_with_clips(self) -> None:
        with self.project.edit("Track") as edit:
            track = edit.put(Track(id="extra", parent=self.project.info.sequence, name="Extra", role="sound"))
            clips = edit.put_all(
                [Clip(id=f"clip{n}", parent=track.id, asset="x", start=n, duration=1) for n in range(3)]
            )
        self.did(self.states[self.position] | {entity.id: entity for entity in (track, *clips)})

    @rule(entity_id=st.one_of(IDS, st.just("extra")))
    def remove(self, entity_id: str) -> None:
        with self.project.edit("Remove") as edit:
            edit.remove(entity_id)
        gone = {entity_id} | ({"clip0", "clip1", "clip2"} if entity_id == "extra" else set())
        self.did({key: value for key, value in self.states[self.position].items() if key not in gone})

    @rule(entity_id=IDS)
    def fail(self, entity_id: str) -> None:
        try:
            with self.project.edit("Fail") as edit:
                edit.put(Cue(id=entity_id, parent=self.track, start=0, end=0, text="never seen"))
                raise KeyError
        except KeyError:
            pass

    @rule()
    def undo(self) -> None:
        changed = self.project.undo()
        assert (changed is not None) == (self.position > 0)
        if changed:
            self.position -= 1
            self.key = ""

    @rule()
    def redo(self) -> None:
        changed = self.project.redo()
        assert (changed is not None) == (self.position < len(self.states) - 1)
        if changed:
            self.position += 1
            self.key = ""

    @precondition(lambda self: self.position > 0)
    @rule()
    def undo_then_redo_is_nothing(self) -> None:
        before = self.now()
        self.project.undo()
        assert self.now() == self.states[self.position - 1]
        self.project.redo()
        assert self.now() == before
        self.key = ""

    @rule()
    def reopen(self) -> None:
        self.project.close()
        assert not self.project.file.with_name("Film.studio-wal").exists()
        self.project = Project.open(self.folder / "Film")
        self.key = ""

    @rule()
    def reopen_after_a_crash(self) -> None:
        """A copy of the live files is what a killed process leaves."""
        source = self.folder / "Film"
        crashed = self.folder / "crashed" / "Film"
        shutil.rmtree(crashed.parent, ignore_errors=True)
        shutil.copytree(source, crashed, ignore=shutil.ignore_patterns(".lock", "*-shm"))
        with Project.open(crashed) as copy:
            assert {entity.id: entity for entity in copy.document.entities()} == self.now()

    @rule()
    def settle(self) -> None:
        self.project.idle()

    @invariant()
    def the_document_is_the_model(self) -> None:
        if not hasattr(self, "states"):
            return
        assert self.now() == self.states[self.position]
        assert bool(self.project.undo_label) == (self.position > 0)
        ids = [entity.id for entity in self.project.children(self.track, Cue)]
        assert sorted(ids) == sorted(
            key for key, value in self.states[self.position].items() if isinstance(value, Cue)
        )

    def teardown(self) -> None:
        if not hasattr(self, "project"):
            return
        self.project.close()
        with sqlite3.connect(self.project.file) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
        shutil.rmtree(self.folder)


ProjectMachine.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
test_any_order_of_edits_undo_redo_and_reopening_agrees_with_a_plain_model = ProjectMachine.TestCase
