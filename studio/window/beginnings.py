"""What the start page's cards begin: a project for pictures, for a video's captions, for its dub."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.kit.signals import Relay
from studio.state import projects
from studio.window.contents import WindowContents

if TYPE_CHECKING:
    from studio.project.handle import Project


class Beginnings(QObject):
    """A card is one click and, where it needs a video, one choice; the project is named after the video."""

    def __init__(self, contents: WindowContents) -> None:
        super().__init__(contents)
        self._app = app = contents.app
        self._contents = contents
        self._to_dub: Project | None = None
        Relay(self).listen(app.results_arrived, self._on_results)

    def begin(self, card: str) -> None:
        """card: "image", "captions" or "voice"."""
        match card:
            case "captions":
                self._contents.shell.ask_media(self.tr("Choose a video to caption"), self.caption)
            case "voice":
                self._contents.shell.ask_media(self.tr("Choose a video to dub"), self.dub)
            case _:
                self._new("Pictures", self._show_image)

    def caption(self, video: Path) -> None:
        """A project with the video on its timeline, whose words are being written down."""
        self._new(video.stem, lambda: self._listen(video))

    def dub(self, video: Path) -> None:
        """The same; once the words are there, the Voice workspace has a line for each caption."""

        def then() -> None:
            self._to_dub = self._app.project
            self._listen(video)

        self._new(video.stem, then)

    def _new(self, name: str, then: Callable[[], None]) -> None:
        self._to_dub = None
        self._app.new_project(projects.projects_folder(self._app), name, then)

    def _show_image(self) -> None:
        self._app.workspace = "image"

    def _listen(self, video: Path) -> None:
        from studio.workspaces.captions.view.panel import CaptionsPanel

        self._app.workspace = "captions"
        panel = self._contents.panels["captions"]
        assert isinstance(panel, CaptionsPanel)
        panel.state.files.take(video)

    def _on_results(self, purpose: str) -> None:
        from studio.captions.transcribe import TRANSCRIBE

        if purpose != TRANSCRIBE or self._to_dub is None:
            return
        project, self._to_dub = self._to_dub, None
        if self._app.project is project:
            from studio.workspaces.voice.view.panel import VoicePanel

            self._app.workspace = "voice"
            panel = self._contents.panels["voice"]
            assert isinstance(panel, VoicePanel)
            panel.dub()
