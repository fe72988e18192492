"""Files given to the window: a script begins its film, what cannot be used is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from studio.core import ticks
from studio.project.model import Asset, Scene
from studio.state import receiving
from studio.state.app_state import AppState
from studio.state.film import FilmState
from tests.apps import open_app

SCRIPT = "Title: _The Kite_ 🪁\n\nEXT. HILL - DAY\n\nA green hill.\n\nANNA\nThere it is!\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path) as opened:
        opened.settings.set("projects.folder", str(tmp_path / "projects"))
        yield opened


def folders(tmp_path: Path) -> list[str]:
    home = tmp_path / "projects"
    return sorted(path.name for path in home.iterdir()) if home.exists() else []


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (bytes(range(256)) * 8, "not_text"), (b"Title: Nothing\n", "empty_script")],
)
def test_a_file_that_is_no_script_is_told_and_leaves_no_project(
    app: AppState, tmp_path: Path, content: bytes, code: str
) -> None:
    app.set_project(None)
    script = tmp_path / "bad.fountain"
    script.write_bytes(content)
    receiving.receive(app, [script])
    assert app.error is not None
    assert app.error.code == code
    assert app.project is None
    assert folders(tmp_path) == []


def test_a_film_is_called_as_its_title_page_says(app: AppState, tmp_path: Path) -> None:
    app.set_project(None)
    script = tmp_path / "draft 3.fountain"
    script.write_text(SCRIPT, encoding="utf-16")
    receiving.receive(app, [script])
    assert app.error is None
    assert app.require_project().name == "The Kite"
    assert len(app.require_project().all(Scene)) == 1
    assert app.part(FilmState).making


def test_a_film_without_a_title_is_called_like_its_file(app: AppState, tmp_path: Path) -> None:
    app.set_project(None)
    script = tmp_path / "draft 3.fountain"
    script.write_text(SCRIPT.partition("\n\n")[2])
    receiving.receive(app, [script])
    assert app.require_project().name == "draft 3"


def test_every_file_that_cannot_be_used_is_named_and_the_others_come_in(
    app: AppState, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("broken.mp4", "empty.wav", "good.png")]
    files[0].write_bytes(bytes(range(256)) * 20)
    files[1].write_bytes(b"")
    Image.new("RGB", (32, 32), "red").save(files[2])
    receiving.receive(app, files)
    assert app.error is not None
    assert app.error.message == "2 of 3 files cannot be used."
    assert "broken.mp4" in app.error.hint
    assert "empty.wav" in app.error.hint
    assert [asset.name for asset in app.require_project().all(Asset)] == ["good"]
    receiving.receive(app, files[:1])
    assert app.error is not None
    assert app.error.message.startswith("broken.mp4")


def test_a_film_that_was_cut_short_comes_in_as_long_as_it_can_be_seen_and_says_so(
    app: AppState, media: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.mp4"
    cut.write_bytes((media / "video" / "talk.mp4").read_bytes()[:400_000])
    receiving.import_media(app, [cut])
    (asset,) = app.require_project().all(Asset)
    assert asset.facts.truncated
    assert 4 < asset.facts.duration / ticks.TICKS_PER_SECOND < 6, "of 42 seconds"
    assert app.message is not None
    assert app.message.severity == "warning"
    assert app.message.text == "cut is cut short: only 0:05.0 of it can be used."
