"""Files of every version: opened, edited, undone, packed, without losing what this build does not know."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from studio.core.errors import InputError, StudioError
from studio.project import model, schema
from studio.project.archive.pack import pack, unpack
from studio.project.check import check, clean_up, orphans, rescue
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.schema import VERSION, Version, read_version
from studio.project.unknown import merged
from tests.project import whole

KEPT = Path(__file__).parent.parent / "data" / "projects"
VERSIONS = sorted(folder.name for folder in KEPT.iterdir())
LATER = str(whole.FUTURE)

SHAPES = {"1.0": "521e069a"}
"""Version -> start of the hash of what its entities look like."""


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the kept project of one version (LATER when the test names none)."""
    version = getattr(request, "param", LATER)
    return Path(shutil.copytree(KEPT / version / "Lighthouse", tmp_path / "Lighthouse"))


def rows_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Every entity's stored fields, by id."""
    with closing(sqlite3.connect(next(folder.glob("*.studio")))) as connection:
        return {key: json.loads(body) for key, body in connection.execute("SELECT id, body FROM entity")}


# ---- versions


def test_what_a_file_holds_changes_only_with_its_version() -> None:
    """A new kind or field: raise the minor version, keep a file of it, and note its shape here."""
    shapes = _without_words(msgspec.json.schema_components(model.KINDS.values()))
    shape = hashlib.sha256(msgspec.json.encode([shapes, schema.TABLES], order="sorted")).hexdigest()
    assert SHAPES.get(str(VERSION)) == shape[:8], f"{VERSION} has the shape {shape[:8]}"
    assert str(VERSION) in VERSIONS, "tests/project/whole.py writes the file to keep"


def _without_words(part: Any) -> Any:
    """A JSON schema without its docstrings."""
    if isinstance(part, dict):
        return {key: _without_words(value) for key, value in part.items() if key != "description"}
    return [_without_words(value) for value in part] if isinstance(part, list | tuple) else part


def test_the_kept_projects_hold_every_kind_and_have_the_versions_they_are_named_by() -> None:
    for version in VERSIONS:
        (file,) = (KEPT / version / "Lighthouse").glob("*.studio")
        assert str(read_version(file)) == version
        with Project.open(file, read_only=True) as project:
            assert set(project.document.kinds()) >= set(model.KINDS) - _added_after(version)


def _added_after(version: str) -> set[str]:
    """Kinds that a released version did not have yet."""
    return {"0.1": set[str](), "1.0": set[str]()}.get(version, set())


@pytest.mark.parametrize("kept", VERSIONS, indirect=True)
def test_a_project_of_every_version_is_opened_edited_undone_packed_and_checked(
    kept: Path, tmp_path: Path
) -> None:
    with Project.open(kept) as project:
        assert not project.read_only
        assert project.get("cue-0", model.Cue).text == "Changed"
        with project.edit("Move clip") as edit:
            edit.put(model.replace(edit.get("clip", model.Clip), start=7))
            edit.remove("marker")
        project.undo()
        assert project.find("marker") is not None
        while project.undo():
            pass
        assert project.find("cue-1") is None
        while project.redo():
            pass
        assert [problem.code for problem in check(project, thorough=True)] == ["media_missing"]
        copied = project.snapshots.take(project.database, "kept", keep=5)
        packed = pack(project, tmp_path / "p.studiopack").path
        duplicate = project.duplicate(tmp_path / "Copy")
    for file in (kept, unpack(packed, tmp_path / "Unpacked"), duplicate):
        with Project.open(file) as project:
            assert project.get("cue-1", model.Cue).text == f"Caption 1\nof {whole.CUES}"
            assert project.get("clip", model.Clip).start == 7
            assert project.path_of(project.get("picture", model.Asset)).is_file()
    assert read_version(copied) == max(VERSION, read_version(next(kept.glob("*.studio"))))


def test_a_file_of_an_earlier_minor_version_takes_the_version_of_this_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.create(tmp_path / "Lighthouse") as project:
        file = project.file
    monkeypatch.setattr(schema, "VERSION", Version(VERSION.major, VERSION.minor + 3))
    with Project.open(file, read_only=True):
        pass
    assert read_version(file) == VERSION
    with Project.open(file) as project:
        assert not project.snapshots.all()
    assert read_version(file) == schema.VERSION


def test_a_file_of_a_later_minor_version_keeps_that_version(kept: Path) -> None:
    with Project.open(kept) as project:
        assert not project.read_only
        with project.edit("Rename") as edit:
            edit.put(model.replace(edit.get("speaker", model.Speaker), name="Ann"))
        file = project.file
    assert read_version(file) == whole.FUTURE
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT key FROM later").fetchall() == [("kept",)]


def test_a_file_of_a_later_major_version_is_read_only_and_says_why(kept: Path) -> None:
    (file,) = kept.glob("*.studio")
    with closing(sqlite3.connect(file)) as connection:
        schema.write_version(connection, Version(VERSION.major + 1, 0))
    before = file.read_bytes()
    with Project.open(kept) as project:
        assert "newer version" in project.read_only_reason
        assert project.get("cue-0", model.Cue).text == "Changed"
        with pytest.raises(InputError) as caught, project.edit("Change"):
            pass
        assert caught.value.code == "project_read_only"
    assert file.read_bytes() == before


# ---- what this build does not know


def test_an_edit_undo_and_redo_lose_no_unknown_field(kept: Path) -> None:
    before = rows_in(kept)
    with Project.open(kept) as project:
        with project.edit("Change everything") as edit:
            for kind in model.KINDS.values():
                for entity in project.all(kind):
                    edit.put(_changed(entity))
        project.undo()
    assert rows_in(kept) == before
    with Project.open(kept) as project:
        project.redo()
    after = rows_in(kept)
    assert {key: row.get("later") for key, row in after.items()} == {
        key: row.get("later") for key, row in before.items()
    }
    assert after["speaker"]["name"] == "changed"
    assert after["picture"]["facts"] == before["picture"]["facts"] | {"codec": "changed"}
    assert after["take"]["words"][0] == ["changed", 0, 10, {"confidence": 0.75}]
    assert after["take"]["words"][1] == ["light", 10, 30, {"confidence": 0.75}]


def _changed(entity: model.Entity) -> model.Entity:
    """The entity with its first text, and one thing inside a list or struct, changed."""
    changes: dict[str, Any] = {}
    for field in ("name", "text", "heading", "label"):
        if hasattr(entity, field):
            changes[field] = "changed"
            break
    if isinstance(entity, model.Asset):
        changes["facts"] = msgspec.structs.replace(entity.facts, codec="changed")
    if isinstance(entity, model.Take):
        first, *others = entity.words
        changes["words"] = (msgspec.structs.replace(first, text="changed"), *others)
    return model.replace(entity, **changes)


def test_unknown_kinds_go_and_come_back_with_what_they_belong_to(kept: Path) -> None:
    before = rows_in(kept)
    with Project.open(kept) as project:
        with project.edit("Delete clip") as edit:
            edit.remove("clip")
        assert {"clip", "effect", "key", "mask", "stroke"}.isdisjoint(rows_in(kept))
    with Project.open(kept) as project:
        changes = project.undo()
        assert changes is not None
        assert {"mask", "stroke"} <= changes.kinds
    assert rows_in(kept) == before


def test_an_edit_of_a_later_build_is_undone_and_redone(kept: Path) -> None:
    before = rows_in(kept)
    with Project.open(kept) as project:
        assert project.undo_label == "Draw mask"
        project.undo()
        assert "stroke" not in project.document
        project.redo()
    assert rows_in(kept) == before


def test_an_unknown_kind_is_not_overwritten_by_an_entity_of_its_id(kept: Path) -> None:
    with Project.open(kept) as project, pytest.raises(InputError), project.edit("Clash") as edit:
        edit.put(model.Speaker(id="board", parent=ROOT, name="Clash"))


def test_renaming_a_project_keeps_what_a_later_build_noted_of_it(kept: Path) -> None:
    before = rows_in(kept)[ROOT]["later"]
    with Project.open(kept) as project:
        project.rename("Tower")
        folder = project.folder
    assert rows_in(folder)[ROOT]["later"] == before


def test_a_snapshot_a_pack_and_a_copy_hold_all_that_is_unknown(kept: Path, tmp_path: Path) -> None:
    before = rows_in(kept)
    with Project.open(kept) as project:
        snapshot = project.snapshots.take(project.database, keep=5)
        packed = pack(project, tmp_path / "p.studiopack").path
        project.duplicate(tmp_path / "Lighthouse 2")
    shutil.copy(snapshot, tmp_path / "snapshot.studio")
    assert rows_in(tmp_path / "Lighthouse 2").keys() == before.keys()
    for folder in (tmp_path, unpack(packed, tmp_path / "Unpacked" / "Lighthouse").parent):
        found = rows_in(folder)
        assert {key: row.get("later") for key, row in found.items()} == {
            key: row.get("later") for key, row in before.items()
        }
        assert [found[key] for key in ("mask", "stroke", "board")] == [
            before[key] for key in ("mask", "stroke", "board")
        ]
    assert [path.read_bytes() for path in (tmp_path / "Unpacked").rglob("*.rle")] == [whole.LATER_MEDIA]


def test_media_that_only_an_unknown_kind_names_are_in_use(kept: Path) -> None:
    with Project.open(kept) as project:
        assert orphans(project) == []
        with project.edit("Delete clip") as edit:
            edit.remove("clip")
        assert clean_up(project) == (0, 0)
        assert check(project)[0].code == "media_missing"
    assert list(kept.rglob("*.rle"))


def test_rescue_saves_unknown_kinds_and_fields(kept: Path, tmp_path: Path) -> None:
    file, count = rescue(next(kept.glob("*.studio")), tmp_path / "Saved")
    before = rows_in(kept)
    assert count == len(before)
    assert rows_in(file.parent) == before


def test_a_row_that_is_not_json_outlives_its_parent_and_undo(kept: Path) -> None:
    (file,) = kept.glob("*.studio")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO entity VALUES ('broken', 'clip', 'clip', x'00ff')")
        connection.commit()
    with Project.open(kept) as project:
        with project.edit("Delete clip") as edit:
            edit.remove("clip")
        assert "broken" in project.document
        project.undo()
        assert project.find("clip") is not None
        assert "broken_entry" in {problem.code for problem in check(project)}


def test_a_row_that_disagrees_with_its_body_keeps_its_place_through_undo(kept: Path) -> None:
    (file,) = kept.glob("*.studio")
    body = b'{"kind":"stroke","id":"other","parent":"nowhere","x":1}'
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO entity VALUES ('odd', 'stroke', 'clip', ?)", (body,))
        connection.commit()
    with Project.open(kept) as project:
        with project.edit("Delete clip") as edit:
            edit.remove("clip")
        assert "odd" not in project.document
        project.undo()
        assert project.document.place("odd") == ("stroke", "clip")


def test_a_broken_step_of_the_journal_is_refused_in_words_and_changes_nothing(kept: Path) -> None:
    (file,) = kept.glob("*.studio")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "UPDATE journal SET operation = CAST(? AS BLOB) WHERE label = 'Draw mask'",
            ('[["mask",{"x":1},null]]',),
        )
        connection.commit()
    before = rows_in(kept)
    with Project.open(kept) as project:
        with pytest.raises(StudioError) as caught:
            project.undo()
        assert caught.value.code == "entity_broken"
    assert rows_in(kept) == before


# ---- the merge


@pytest.mark.parametrize(
    ("raw", "known", "new", "expected"),
    [
        pytest.param({"a": 1, "x": 2}, {"a": 1}, {"a": 3}, {"a": 3, "x": 2}, id="a field is kept"),
        pytest.param({"a": 0, "x": 2}, {}, {}, {"a": 0, "x": 2}, id="a default written out"),
        pytest.param({"a": 1, "x": 2}, {"a": 1}, {}, {"x": 2}, id="a field goes back to its default"),
        pytest.param(
            {"a": {"b": 1, "x": 2}}, {"a": {"b": 1}},
            {"a": {"b": 3}}, {"a": {"b": 3, "x": 2}}, id="nested",
        ),
        pytest.param({"a": 1, "x": 1}, {"a": 1}, {"a": True}, {"a": True, "x": 1}, id="true is not one"),
        pytest.param(
            {"l": [[1, "x"], [2, "y"]]}, {"l": [[1], [2]]},
            {"l": [[2], [1]]}, {"l": [[2, "y"], [1, "x"]]}, id="moved",
        ),
        pytest.param(
            {"l": [[1, "x"], [2, "y"]]}, {"l": [[1], [2]]},
            {"l": [[2]]}, {"l": [[2, "y"]]}, id="removed",
        ),
        pytest.param(
            {"l": [[1, "x"], [2, "y"]]}, {"l": [[1], [2]]},
            {"l": [[1], [3], [2]]}, {"l": [[1, "x"], [3], [2, "y"]]}, id="inserted",
        ),
        pytest.param(
            {"l": [[1, "x"], [2, "y"]]}, {"l": [[1], [2]]},
            {"l": [[1], [3]]}, {"l": [[1, "x"], [3, "y"]]}, id="changed in place",
        ),
        pytest.param(
            {"l": [[1, "x"], [1, "y"]]}, {"l": [[1], [1]]},
            {"l": [[1], [1], [1]]}, {"l": [[1, "x"], [1, "y"], [1]]}, id="twins",
        ),
    ],
)  # fmt: skip
def test_what_is_unknown_stays_where_it_was(
    raw: dict[str, Any], known: dict[str, Any], new: dict[str, Any], expected: dict[str, Any]
) -> None:
    encode = msgspec.json.encode
    assert msgspec.json.decode(merged(encode(raw), encode(known), encode(new))) == expected
