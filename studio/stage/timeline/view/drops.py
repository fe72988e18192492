"""Assets and files dropped on the timeline: a ghost shows where they will lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from studio.core.errors import StudioError
from studio.core.ticks import Ticks
from studio.kit.widgets.drop import dropped_paths
from studio.project.model import Asset
from studio.stage.timeline.state.view_model import TimelineState
from studio.stage.timeline.view.geometry import HEADER, Geometry
from studio.stage.timeline.view.media import TimelineMedia
from studio.stage.timeline.view.painting import Ghost, Painting
from studio.state import receiving
from studio.state.library import ASSET_MIME
from studio.video.clips import natural_duration

_MEDIA = ("video", "image", "audio")


class DropTarget(QWidget):
    """The part of the timeline's view that takes drops."""

    def __init__(self, state: TimelineState, media: TimelineMedia, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.geometry_ = Geometry(state)
        self.painting = Painting(state, self.geometry_, media)
        self.media = media
        self._dragged: list[Asset] = []
        self.setAcceptDrops(True)

    def laid(self) -> None:
        """What was dropped lies on the timeline, and is chosen."""

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Show what a drag would do; None: nothing is dragged."""
        self.painting.ghost = ghost
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        app = self.state.app
        if not self.state.ready or app.require_project().read_only:
            return
        self._dragged = self._assets(event.mimeData())
        if self._dragged or dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        lane, at, caught = self._aim(event.position())
        items: list[tuple[str, str, Ticks, Ticks, str]] = []
        start = at
        for asset in self._dragged:
            try:
                target = self.state.landing(asset, lane) or self.geometry_.rows[-1].lane.id
            except StudioError:
                self.show_ghost(None)
                event.ignore()
                return
            end = start + natural_duration(asset)
            items.append(("", target, start, end, asset.name))
            start = end
        if not self._dragged:
            target = lane or (self.geometry_.rows[0].lane.id if self.geometry_.rows else "")
            names = ", ".join(path.stem for path in dropped_paths(event.mimeData())[:3])
            items = [("", target, at, at + self.geometry_.span(160), names)]
        self.show_ghost(Ghost(items, at if caught else None))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_ghost(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self.show_ghost(None)
        lane, at, _ = self._aim(event.position())
        ids, paths = [asset.id for asset in self._dragged], dropped_paths(event.mimeData())
        self._dragged = []
        event.acceptProposedAction()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if ids:
            self.state.app.attempt(lambda: self.state.drop(ids, at, lane))
            self.laid()
        elif paths:
            self._import(paths, at, lane)

    def _aim(self, point: QPointF) -> tuple[str, Ticks, bool]:
        row = self.geometry_.row_at(point.y())
        at, caught = self.state.snapped(self.geometry_.when(max(point.x(), HEADER)), self.geometry_.span(8))
        return row.lane.id if row is not None else "", at, caught

    def _assets(self, mime: QMimeData) -> list[Asset]:
        if not mime.hasFormat(ASSET_MIME):
            return []
        ids = bytes(mime.data(ASSET_MIME).data()).decode("utf-8", "replace").split("\n")
        found = (self.state.app.require_project().find(one) for one in ids)
        return [asset for asset in found if isinstance(asset, Asset) and asset.media in _MEDIA]

    def _import(self, paths: list[Path], at: Ticks, lane: str) -> None:
        """Bring files into the library, then onto the timeline."""
        app = self.state.app

        def lay(assets: list[Asset], edit: int) -> None:
            self.state.drop([asset.id for asset in assets if asset.media in _MEDIA], at, lane, joins=edit)
            self.laid()

        receiving.take_in(app, paths, lay, app.fail)
