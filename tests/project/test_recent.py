"""The list of recent projects."""

from __future__ import annotations

from pathlib import Path

from studio.project.recent import MOST, RecentProjects


def test_recent_projects_are_newest_first_pinned_on_top_and_capped(tmp_path: Path) -> None:
    recent = RecentProjects()
    assert recent.all() == []
    files = [tmp_path / f"{number}.studio" for number in range(MOST + 5)]
    for file in files:
        recent.add(file)
    recent.pin(files[10], pinned=True)
    recent.add(files[20])
    again = RecentProjects().all()
    assert [entry.file for entry in again[:3]] == [str(files[10]), str(files[20]), str(files[-1])]
    assert len(again) == MOST
    assert not again[0].exists
    recent.remove(files[20])
    assert str(files[20]) not in {entry.file for entry in recent.all()}


def test_a_renamed_project_keeps_its_place_and_pin_in_the_list(tmp_path: Path) -> None:
    recent = RecentProjects()
    files = [tmp_path / f"{name}.studio" for name in ("one", "two", "three")]
    for file in files:
        recent.add(file)
    recent.pin(files[0], pinned=True)
    recent.move(files[0], tmp_path / "first.studio")
    recent.move(files[1], tmp_path / "second.studio")
    assert [(entry.name, entry.pinned) for entry in recent.all()] == [
        ("first", True),
        ("three", False),
        ("second", False),
    ]


def test_a_broken_recent_list_does_not_stop_the_app(studio_home: Path, tmp_path: Path) -> None:
    studio_home.mkdir()
    (studio_home / "recent.json").write_bytes(b"[{")
    recent = RecentProjects()
    assert recent.all() == []
    recent.add(tmp_path / "x.studio")
    assert len(recent.all()) == 1


def test_a_recent_list_that_is_no_text_counts_as_empty(studio_home: Path) -> None:
    studio_home.mkdir()
    (studio_home / "recent.json").write_bytes(b'[{"file": "/films/caf\xe9", "name": "x", "opened": "y"}]')
    assert RecentProjects().all() == []
