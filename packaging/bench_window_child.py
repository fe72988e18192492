"""The processes of the window rows: ``empty``, ``window``, ``loop FOLDER SECONDS``; each answers in JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.app import Studio

_IDLE_SECONDS = 3.0
_TICK_MS = 5
_SCHEDULE = "/proc/self/schedstat"
"""Of the main thread (Linux): nanoseconds run, nanoseconds ready to run but without a processor, turns."""
_PICTURES = 4


def main() -> int:
    """Answers the exit status; the first two end at their first paint."""
    if sys.argv[1] == "empty":
        return _empty()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    return _window() if sys.argv[1] == "window" else _loop(Path(sys.argv[2]), float(sys.argv[3]))


def _empty() -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            super().paintEvent(event)
            QTimer.singleShot(0, _painted)

    application = QApplication([])
    window = Window()
    window.show()
    return application.exec()


def _window() -> int:
    """What studio.app's ``main`` does, and an end."""
    from PySide6.QtCore import QTimer

    from studio import app
    from studio.window import first_look

    look = first_look.read()
    application = app.make_application(look)
    studio = app.Studio(look)
    studio.window.first_painted.connect(lambda: QTimer.singleShot(0, _painted))
    studio.window.show()
    return application.exec()


def _painted() -> None:
    print(json.dumps({"torch": "torch" in sys.modules}), flush=True)
    os._exit(0)


def _loop(folder: Path, seconds: float) -> int:
    from PySide6.QtCore import Qt, QTimer

    from studio import app
    from studio.window import first_look

    project = _project(folder)
    look = first_look.read()
    application = app.make_application(look)
    studio = app.Studio(look, project)
    watch = _Watch(studio, folder, seconds, application.quit)
    timer = QTimer(studio)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(watch.tick)
    timer.start(_TICK_MS)
    studio.window.show()
    status = application.exec()
    studio.end()
    return status


class _Watch:
    """Waits until the project is open, measures the idle window, starts everything, measures again."""

    def __init__(self, studio: Studio, folder: Path, seconds: float, quit_now: Callable[[], None]) -> None:
        self._studio = studio
        self._folder = folder
        self._seconds = seconds
        self._quit = quit_now
        self._phase = "opening"
        self._until = 0.0
        self._last = 0.0
        self._frames = 0
        self._late: dict[str, list[float]] = {"idle": [], "busy": []}
        self._waited = 0.0
        self._own: list[float] = []

    def tick(self) -> None:
        """Called every 5 ms, or later: how much later is what is measured."""
        now = time.perf_counter()
        late = max(0.0, (now - self._last) * 1e3 - _TICK_MS)
        waited = _waited_ms()
        if self._phase in self._late:
            self._late[self._phase].append(late)
        if self._phase == "busy":
            self._own.append(max(0.0, late - (waited - self._waited)))
        self._last, self._waited = now, waited
        if self._phase == "opening":
            app = self._studio.app
            if app is not None and app.project is not None and app.queue.registry.known:
                self._phase, self._until = "settling", now + _IDLE_SECONDS
        elif now > self._until:
            self._next(now)

    def _next(self, now: float) -> None:
        if self._phase == "settling":
            self._phase, self._until = "idle", now + _IDLE_SECONDS
        elif self._phase == "idle":
            self._phase, self._until = "busy", now + self._seconds
            self._begin()
        elif self._phase == "busy":
            self._phase = "over"
            self._finish()

    def _begin(self) -> None:
        from studio.flows import exporting
        from studio.jobs.model import JobRequest

        app = self._studio.app
        assert app is not None
        params = {"prompt": "a boat at sea", "steps": 12}
        for seed in range(_PICTURES):
            app.queue.submit(
                JobRequest(engine="image_diffusers", params=params, seed=seed, fresh=True, workspace="image")
            )
        out = self._folder / "out.mp4"
        exporting.submit(app.queue, app.require_project(), app.sequence_id, "film-mp4", out)
        app.tasks.run(self._decode, lambda _: None, lambda error: print(error, file=sys.stderr))

    def _decode(self) -> None:
        """On a thread of the pool, as the library's thumbnails are read."""
        from studio.media.frames import FrameReader

        while self._phase == "busy":
            with FrameReader(self._folder / "clip.mp4", threads="frame", height=540) as reader:
                for _ in reader.frames():
                    self._frames += 1
                    if self._phase != "busy":
                        return

    def _finish(self) -> None:
        app = self._studio.app
        assert app is not None
        jobs = app.queue.jobs()
        ended = [job.request.workspace for job in jobs if job.state == "succeeded"]
        done = {
            "pictures": ended.count("image"),
            "exports": ended.count("export"),
            "frames decoded": self._frames,
        }
        own = self._own if Path(_SCHEDULE).exists() else []
        print(json.dumps(self._late | {"done": done, "own": own}), flush=True)
        for job in jobs:
            if job.error is not None:
                print(f"{job.request.engine}: {job.error.message} {job.error.detail}", file=sys.stderr)
            if not job.finished:
                app.queue.cancel(job.id)
        self._studio.window.close()
        self._quit()


def _waited_ms() -> float:
    """How long the main thread has been kept from running by other threads and programs, so far."""
    try:
        return int(Path(_SCHEDULE).read_text(encoding="ascii").split()[1]) / 1e6
    except (OSError, IndexError, ValueError):
        return 0.0


def _project(folder: Path) -> Path:
    """A project with the clip of ``folder`` on its timeline, and some captions."""
    from studio.core import ticks
    from studio.core.ids import orders
    from studio.core.text import Text
    from studio.project.handle import Project
    from studio.project.imports import import_file
    from studio.project.model import CaptionTrack, Clip, Cue, Sequence, Track, replace

    with Project.create(folder / "Film") as project:
        asset = import_file(project, folder / "clip.mp4")
        sequence = project.get(project.info.sequence, Sequence)
        captions = project.all(CaptionTrack)[0]
        with project.edit(Text("Build")) as edit:
            edit.put(replace(sequence, width=1920, height=1080, rate="30/1"))
            track = edit.put(Track(id="bench_video", parent=sequence.id, name="Film", role="video"))
            edit.put(
                Clip(
                    id="bench_clip", parent=track.id, asset=asset.id, start=0, duration=ticks.from_seconds(10)
                )
            )
            for number, order in enumerate(orders(5)):
                start = ticks.from_seconds(2 * number)
                end = start + ticks.TICKS_PER_SECOND
                edit.put(
                    Cue(
                        id=f"bench_cue{number}",
                        parent=captions.id,
                        order=order,
                        start=start,
                        end=end,
                        text=f"Cue {number}",
                    )
                )
        return project.file


if __name__ == "__main__":
    sys.exit(main())
