"""Make the pictures of the README from the real window: ``packaging/screenshots.py [PROJECT]``.

One PNG per workspace into ``assets/screenshots``, each at most 250 kB. Without PROJECT the sample film is
made first, in a minute or two. Runs on the user's own display, else on a virtual one (Xvfb), else offscreen.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python still reads this far and gets a sentence
    sys.exit(f"error: Backlot Studio needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import setup_env
from bench_window import screen

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.project.model import Entity
    from studio.state.workspace import WorkspaceId

FOLDER = setup_env.ROOT / "assets" / "screenshots"
MOST_BYTES = 250_000
_SIZE = (1440, 900)
_SETTLE_MS = 2500
_OPEN_MS = 250
_SECOND = 6.0
"""Where the playhead stands: in the first scene of the sample film, while a line is spoken."""


def main() -> int:
    """Answers the exit status."""
    parser = argparse.ArgumentParser(prog="screenshots.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("project", nargs="?", type=Path, metavar="PROJECT")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if os.path.realpath(sys.prefix) != os.path.realpath(setup_env.VENV):
        setup_env.prepare()
        return subprocess.call([str(setup_env.PYTHON), *sys.argv])
    sys.path.insert(0, str(setup_env.ROOT))
    if arguments.inside:
        return _photograph(arguments.project, arguments.out)
    with tempfile.TemporaryDirectory(prefix="backlot-shots-") as name, screen() as environment:
        # A copy and a home of their own: neither the project nor the user's settings change.
        project = Path(name) / "The Lamp and the Boat"
        environment |= {
            "STUDIO_HOME": str(Path(name) / "home"),
            "XDG_CONFIG_HOME": str(Path(name) / "config"),
        }
        if arguments.project is None:
            _make_sample(project, environment)
        else:
            shutil.copytree(arguments.project, project)
        command = [sys.executable, __file__, "--inside", str(project), "--out", str(arguments.out)]
        return subprocess.call(command, env=environment)


def _make_sample(project: Path, environment: dict[str, str]) -> None:
    script = min((setup_env.ROOT / "assets" / "samples").glob("*.fountain"))
    film = ["film", str(script), "--out", str(project.with_suffix(".mp4")), "--project", str(project)]
    subprocess.run(
        [sys.executable, "-P", "-m", "studio", *film], env=environment, check=True, cwd=setup_env.ROOT
    )


def _photograph(project: Path, out: Path) -> int:
    from PySide6.QtCore import QTimer

    from studio import app
    from studio.state.workspace import workspace_ids
    from studio.window import first_look

    out.mkdir(parents=True, exist_ok=True)
    look = first_look.read()
    application = app.make_application(look)
    studio = app.Studio(look, project)
    studio.window.resize(*_SIZE)
    tour = _Tour(studio, out, application.quit)
    timer = QTimer(studio)
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: timer.start(tour.step()))
    timer.start(_OPEN_MS)
    studio.window.show()
    application.exec()
    timer.stop()
    studio.end()
    return 0 if tour.made == len(workspace_ids()) else 1


class _Tour:
    """Shows one workspace after another, lets its images and waveforms arrive, and takes its picture."""

    def __init__(self, studio: Studio, out: Path, quit_now: Callable[[], None]) -> None:
        from studio.state.workspace import workspace_ids

        self._studio = studio
        self._out = out
        self._quit = quit_now
        self._workspaces = workspace_ids()
        self._shown = False
        self._waits = 0
        self.made = 0

    def step(self) -> int:
        """Do the next thing; the answer says in how many ms the one after it is due."""
        app = self._studio.app
        if app is None or app.project is None or not app.queue.registry.known:
            self._waits += 1
            if self._waits > 120_000 // _OPEN_MS:
                self._end()
            return _OPEN_MS
        if self._shown:
            if self._workspaces[self.made] == "export" and self._exports_run():
                return _OPEN_MS
            self._take(self._workspaces[self.made])
            self._shown = False
            self.made += 1
        if self.made == len(self._workspaces):
            self._end()
            return _SETTLE_MS
        self._show(self._workspaces[self.made])
        self._shown = True
        return _SETTLE_MS

    def _show(self, workspace: WorkspaceId) -> None:
        from studio.core import ticks

        app = self._studio.app
        assert app is not None
        app.workspace = workspace
        app.message = None
        app.seek(ticks.from_seconds(_SECOND))

        if workspace == "image":
            self._export()
        app.select([entity.id for entity in self._chosen(workspace)])

    def _chosen(self, workspace: WorkspaceId) -> list[Entity]:
        """What a user would have selected there."""
        from studio.project.model import Clip, Line
        from studio.workspaces.voice.view.panel import VoicePanel

        app = self._studio.app
        assert app is not None
        project = app.require_project()
        match workspace:
            case "voice":
                lines = project.children(app.sequence_id, Line)[1:2]
                contents = self._studio.contents
                panel = contents.panels.get("voice") if contents is not None else None
                if isinstance(panel, VoicePanel):
                    panel.state.choose([line.id for line in lines], lines[0].id if lines else "")
                return [*lines]
            case "video":
                clips = [
                    clip for clip in project.all(Clip) if clip.scene and clip.start <= app.playhead < clip.end
                ]
                return [*clips[:1]]
            case _:
                return []

    def _export(self) -> None:
        """Have something in the list of exports when its turn comes."""
        from studio.flows import exporting

        app = self._studio.app
        assert app is not None
        project = app.require_project()
        for preset in ("film-mp4-draft", "captions-srt"):
            out = project.exports / f"{project.name}{'.mp4' if 'mp4' in preset else '.srt'}"
            exporting.submit(app.queue, project, app.sequence_id, preset, out)

    def _exports_run(self) -> bool:
        app = self._studio.app
        assert app is not None
        return any(job.request.workspace == "export" and not job.finished for job in app.queue.jobs())

    def _take(self, workspace: WorkspaceId) -> None:
        from PySide6.QtCore import QBuffer, QIODevice

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._studio.window.grab().save(buffer, "PNG")
        data = shrink(bytes(buffer.data().data()))
        target = self._out / f"{workspace}.png"
        target.write_bytes(data)
        print(f"{target.name}: {len(data) // 1000} kB", flush=True)

    def _end(self) -> None:
        self._studio.window.close()
        self._quit()


def shrink(png: bytes) -> bytes:
    """The same picture as PNG of at most 250 kB: with a palette, and smaller where that is not enough."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours, scale in ((256, 1.0), (128, 1.0), (256, 0.75), (128, 0.6), (64, 0.5)):
        size = (round(picture.width * scale), round(picture.height * scale))
        small = picture.resize(size, Image.Resampling.LANCZOS) if scale < 1 else picture
        buffer = io.BytesIO()
        small.quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        if buffer.tell() <= MOST_BYTES:
            break
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())
