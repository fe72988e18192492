"""A workspace is a folder: one that is added is all over the window, one that is broken is left out alone."""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

import studio.workspaces
from studio.app import Studio
from studio.core.settings import Settings
from studio.kit.theme import Theme
from studio.kit.theme.tokens import DARK, LIGHT, contrast
from studio.kit.widgets.progress_row import ProgressRow
from studio.state import receiving
from studio.state.commands import menu_order
from studio.state.workspace import Workspace, find_workspace, load, taker, workspace_ids, workspaces
from studio.window.dialogs.preferences import PreferencesDialog
from studio.window.drops import offer_for
from tests.window.windows import contents, run_script, state

MANIFEST = """
from studio.state.workspace import Drop, Workspace

WORKSPACE = Workspace(
    id="music",
    title="Music",
    icon="sound",
    hue=("#E58FD0", "#9C2F83"),
    key=6,
    uses_timeline=True,
    accepts=(
        Drop(
            suffixes="studio.workspaces.music.state:scores",
            title="Play {name}",
            take="studio.workspaces.music.state:take",
        ),
    ),
    state="studio.workspaces.music.state:MusicState",
    view="studio.workspaces.music.view:MusicPanel",
    settings="studio.workspaces.music.state:SETTINGS",
)
"""

STATE = '''
from studio.core.observable import Field, State
from studio.core.settings import Setting

SETTINGS = (Setting(key="music.tuning", title="Tuning", help="Of A4.", default=440, kind="int", unit=" Hz"),)


class MusicState(State):
    """The piece that is shown."""

    piece: Field[str] = Field("")

    def __init__(self, app):
        super().__init__()
        self.app = app


def scores():
    """Suffixes of scores."""
    return frozenset({".score"})


def take(app, path):
    """Show a score."""
    app.part(MusicState).piece = path.stem
    app.workspace = "music"
'''

VIEW = '''
from PySide6.QtWidgets import QLabel, QVBoxLayout

from studio.kit.panel import Panel
from studio.workspaces.music.state import MusicState


class MusicPanel(Panel):
    """Shows the name of the piece."""

    workspace = "music"

    def __init__(self, app):
        super().__init__(app)
        self.state = app.part(MusicState)
        label = QLabel()
        QVBoxLayout(self).addWidget(label)
        self.bindings.call(self.state, "piece", label.setText)
'''


def _write(folder: Path, **modules: str) -> None:
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    workspaces.cache_clear()  # the first application of a run has looked already


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A second folder of workspaces, looked into as the app's own."""
    extra = tmp_path / "workspaces"
    extra.mkdir()
    package = studio.workspaces
    package.__path__.append(str(extra))
    workspaces.cache_clear()
    own = set(sys.modules)
    yield extra
    package.__path__.remove(str(extra))
    for name in set(sys.modules) - own:
        found = getattr(sys.modules[name], "__file__", None) or ""
        if found.startswith(str(extra)):
            del sys.modules[name]
            parent, _, child = name.rpartition(".")
            if hasattr(sys.modules.get(parent), child):
                delattr(sys.modules[parent], child)
    workspaces.cache_clear()


def test_a_workspace_is_added_as_one_folder(
    folder: Path, theme: Theme, start: Callable[..., Studio], project_folder: Path, qapp: QApplication
) -> None:
    _write(folder / "music", workspace=MANIFEST, state=STATE, view=VIEW)
    theme.set_choice("light")  # the stylesheet is made again
    studio = start(project_folder)
    window, app, parts = studio.window, state(studio), contents(studio)

    button = next(one for one in window.rail.findChildren(QToolButton) if one.property("rail") == "music")
    assert (button.text(), button.toolTip()) == ("Music", "Music (Ctrl+6)")
    assert [one.property("rail") for one in window.rail.findChildren(QToolButton)] == list(workspace_ids())
    assert workspace_ids()[-1] == "music"
    assert (DARK.hue("music"), LIGHT.hue("music")) == ("#E58FD0", "#9C2F83")
    assert '[workspace="music"]' in qapp.styleSheet()
    assert menu_order()[-2:] == ("Music", "Help")
    assert "Go to Music" in [action.text() for action in parts.actions.menu("View", window).actions()]
    assert parts.table.find("workspace.music").keys == ("Ctrl+6",)

    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert app.workspace == "music"
    assert button.isChecked()
    assert window.stack.currentWidget() is parts.panels["music"]
    assert parts.docks.usable("timeline")
    parts.actions.run("workspace.image")
    assert not button.isChecked()


def test_its_settings_and_its_files_are_known(
    folder: Path, start: Callable[..., Studio], project_folder: Path, tmp_path: Path
) -> None:
    _write(folder / "music", workspace=MANIFEST, state=STATE, view=VIEW)
    studio = start(project_folder)
    app, parts = state(studio), contents(studio)
    assert app.settings.get("music.tuning") == 440
    dialog = PreferencesDialog(app.settings, parts.table, parts.keys, studio.window)
    assert "music.tuning" in dialog.fields
    assert "Music" in [label.text() for label in dialog.findChildren(QLabel)]

    score = tmp_path / "waltz.score"
    score.write_text("A4")
    offer = offer_for(app, [score])
    assert offer is not None
    assert (offer.title, offer.icon, offer.workspace) == ("Play waltz.score", "sound", "music")
    offer.run([score])
    assert app.workspace == "music"
    assert [label.text() for label in parts.panels["music"].findChildren(QLabel)] == ["waltz"]

    app.set_project(None)
    app.open_project(project_folder)
    assert taker(".score") is not None
    assert receiving.sort_files([score]).accepted == (score,)


BROKEN = {
    "raises": "raise RuntimeError('out of tune')",
    "imports": "import a_module_that_is_nowhere",
    "lacks": "NOTHING = 1",
    "other": "WORKSPACE = {'id': 'other'}",
    "key": MANIFEST.replace('"music"', '"key"', 1).replace("key=6", "key=3"),
    "range": MANIFEST.replace('"music"', '"range"', 1).replace("key=6", "key=12"),
    "hue": MANIFEST.replace('"music"', '"hue"', 1).replace("#E58FD0", "pink"),
    "icon": MANIFEST.replace('"music"', '"icon"', 1).replace('"sound"', '"tuba"'),
    "named": MANIFEST,
    "parts": MANIFEST.replace('"music"', '"parts"', 1).replace(".view:Music", ".view.Music"),
    "drop": MANIFEST.replace('"music"', '"drop"', 1).replace("{name}", "it"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_manifest_is_left_out_alone_and_logged_once(
    folder: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    _write(folder / "music", workspace=MANIFEST, state=STATE, view=VIEW)
    _write(folder / name, workspace=BROKEN[name])
    with caplog.at_level(logging.WARNING, "studio"):
        assert workspace_ids() == ("image", "voice", "captions", "video", "export", "music")
        assert find_workspace(name) is None
    (record,) = caplog.records
    assert record.getMessage().startswith(f"{name} is left out: ")


def test_settings_that_are_not_its_own_are_left_out(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    from studio.state.workspace import workspace_settings

    _write(folder / "music", workspace=MANIFEST, state=STATE.replace("music.tuning", "look.tuning"))
    settings = Settings()
    for declared in workspace_settings():
        settings.declare(declared)
    assert "look.tuning" not in [setting.key for setting in settings.declared()]
    assert "export.folder" in [setting.key for setting in settings.declared()]
    assert "look.tuning" in caplog.text


def test_a_window_opens_next_to_a_broken_manifest(
    folder: Path, start: Callable[..., Studio], project_folder: Path
) -> None:
    _write(folder / "raises", workspace=BROKEN["raises"])
    studio = start(project_folder)
    assert len(studio.window.rail.findChildren(QToolButton)) == 5


def test_without_its_first_workspace_the_window_opens_on_the_next(
    repository: Path, project_folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy" / "workspaces"
    shutil.copytree(repository / "studio" / "workspaces", copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "image" / "workspace.py").write_text("raise RuntimeError('out of tune')")
    script = (
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "import studio.workspaces\n"
        f"studio.workspaces.__path__[:] = [{str(copy)!r}]\n"
        "from studio import app\n"
        "from studio.window import first_look\n"
        "look = first_look.read()\n"
        "application = app.make_application(look)\n"
        f"window = app.Studio(look, Path({str(project_folder)!r}))\n"
        "def look_around():\n"
        "    if window.app is None or window.app.project is None:\n"
        "        return QTimer.singleShot(50, look_around)\n"
        "    try:\n"
        "        print(window.app.workspace, *window.contents.panels)\n"
        "        window.app.workspace = 'image'\n"
        "        print(*window.contents.panels)\n"
        "    finally:\n"
        "        window.window.close()\n"
        "window.window.show()\n"
        "QTimer.singleShot(50, look_around)\n"
        "application.exec()\n"
        "window.end()\n"
    )
    answer = run_script(script, repository, tmp_path)
    assert answer.split() == ["voice", "voice", "voice", "image"]


def test_a_job_of_a_workspace_that_this_build_lacks_is_shown(theme: Theme, qtbot: QtBot) -> None:
    row = ProgressRow("Overture", "opera")
    qtbot.addWidget(row)
    row.set_state("running")
    assert not row.grab().isNull()


@pytest.mark.parametrize("one", workspaces(), ids=workspace_ids())
def test_what_a_manifest_names_is_there(one: Workspace) -> None:
    assert load(one.state).__name__.endswith("State")
    assert load(one.view).workspace == one.id
    if one.settings:
        assert all(setting.section == one.id for setting in load(one.settings))
    for drop in one.accepts:
        assert all(suffix.startswith(".") and suffix.islower() for suffix in load(drop.suffixes)())
        assert callable(load(drop.take))


def test_hues_of_workspaces_can_be_told_apart() -> None:
    for tokens in (DARK, LIGHT):
        assert len(set(tokens.hues.values())) == len(workspaces())
        assert all(contrast(hue, tokens.panel) >= 4.5 for hue in tokens.hues.values())
