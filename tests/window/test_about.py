"""About lists what the user added, and every entry that was left out with its reason."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from studio.core import paths
from studio.core.settings import Settings
from studio.jobs.session import JobSession
from studio.state.plugins import plug_ins
from studio.window.dialogs.about import AboutDialog

_UNKNOWN = """
from studio.wire.spec import EngineSpec
SPEC = EngineSpec(id="music_hum", task="music", title="Humming", version="1", licence="MIT")
def create():
    return object()
"""


def test_plug_ins_and_faults_are_listed_by_name(qapp: QApplication, repository: Path) -> None:
    shutil.copytree(repository / "tests/data/examples/engines", paths.plugins("engines"))
    shutil.copytree(repository / "tests/data/examples/effects", paths.plugins("effects"))
    (paths.plugins("engines") / "music_hum.py").write_text(_UNKNOWN)
    (paths.plugins("engines") / "broken.py").write_text("raise RuntimeError('no card')")
    (paths.plugins("effects") / "wrong.py").write_text("SPEC = 3")
    Settings().set("plugins.own_code", True)
    with JobSession() as session:
        session.wait_for_engines()
    dialog = AboutDialog(plug_ins(session.registry))
    page = dialog.pages.widget(1)
    assert page is not None
    (shown,) = page.findChildren(QPlainTextEdit)
    assert shown.toPlainText().splitlines() == [
        "engines/music_hum: This version does not know the task “music”.",
        "engines/upscale_nearest",
        "effects/invert",
        "Left out: engines/broken: RuntimeError: no card",
        "Left out: effects/wrong: It does not declare SPEC as an instance of EffectSpec.",
    ]
    dialog.close()
