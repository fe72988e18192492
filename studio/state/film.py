"""The film of the open project's script, made from the window; goes on where it was when the app closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psygnal import Signal

from studio.core.errors import StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.project.model import Scene

if TYPE_CHECKING:
    from studio.flows.film import FilmMaker
    from studio.state.app_state import AppState

_WISH = "film"
"""Key in the project's view state: the sequence whose film is being made."""


class FilmState(State):
    """A part of the AppState: ``app.part(FilmState)``.

    Attributes:
        making: images and voices of the film are queued or running.
    """

    making: Field[bool] = Field(False)

    finished = Signal(object)
    """Sentences about what failed; none: the film is whole."""

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self._app = app
        self._maker: FilmMaker | None = None
        app.queue.registry.changed.connect(self._on_engines)
        app.project_shown.connect(self._on_project)
        self.field_changed.connect(self._on_own)
        self.resume()

    @property
    def possible(self) -> bool:
        """Whether the open project has scenes of a script and no film is being made."""
        project = self._app.project
        return (
            project is not None
            and not project.read_only
            and not self.making
            and bool(project.children(self._app.sequence_id, Scene))
        )

    def make(self) -> None:
        """Make what the film of the sequence in front lacks and lay it out; does nothing when not possible.

        Starts when the engines of this machine are known. The wish is kept with the project.
        """
        if self.possible:
            self._app.require_project().view_state.set(_WISH, self._app.sequence_id)
            self._begin()

    def cancel(self) -> None:
        """Stop what still runs; what is made stays and is laid out, unless nothing was asked for yet."""
        if self._maker is not None:
            self._maker.cancel()
        elif self.making:
            self._forget()

    def resume(self) -> None:
        """After a project was opened: go on with the film that was being made when it was closed."""
        project = self._app.project
        if project is not None and not project.read_only and project.find(self._wish) is not None:
            self._begin()

    def leave(self) -> None:
        """Watch the film no longer, because another project is open. The wish stays with its project."""
        if self._maker is not None:
            self._maker.leave()
            self._maker = None
        self.making = False

    @property
    def _wish(self) -> str:
        """The sequence whose film is wanted, "" for none."""
        return str(self._app.require_project().view_state.get(_WISH) or "")

    def _begin(self) -> None:
        self.making = True
        self._app.say(Text("Making the film; see Jobs for progress"))
        if self._app.queue.registry.known:
            self._start()

    def _on_project(self) -> None:
        self.leave()
        self.resume()

    def _on_own(self, name: str, _value: object) -> None:
        if name == "making":
            self._app.hush_results = self.making

    def _on_engines(self) -> None:
        if self.making and self._maker is None and self._app.queue.registry.known:
            self._start()

    def _start(self) -> None:
        from studio.flows.film import FilmMaker

        self._maker = FilmMaker(self._app.queue, self._app.require_project(), self._wish)
        self._maker.finished.connect(self._on_finished)
        try:
            self._maker.start()
        except StudioError as error:
            self._forget()
            self._app.fail(error)

    def _on_finished(self, problems: tuple[str, ...]) -> None:
        self._forget()
        if problems:
            self._app.say(Text("The film is assembled, but some parts could not be made; see Jobs"))
        else:
            self._app.say(Text("The film is ready to play"))
        self.finished.emit(problems)

    def _forget(self) -> None:
        if self._app.project is not None:
            self._app.project.view_state.set(_WISH, None)
        self._maker = None
        self.making = False
