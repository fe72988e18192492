"""The Video workspace: the viewer, cuts at the playhead, and the inspector of the chosen clip."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from studio.core import ticks
from studio.core.errors import StudioError
from studio.core.files import safe_name
from studio.kit.actions import name_button
from studio.kit.icons import icon
from studio.kit.panel import Panel
from studio.kit.theme import SIZES
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.primary_button import PrimaryButton
from studio.project.model import Asset, Clip, Take
from studio.stage.player.view.viewer import Viewer
from studio.state.app_state import AppState
from studio.state.film import FilmState
from studio.workspaces.video.state.replace import ReplaceState
from studio.workspaces.video.state.view_model import VideoState
from studio.workspaces.video.view.inspector import VideoInspector
from studio.workspaces.video.view.replace import ReplaceBar

_MOST_LISTED = 20
_EXPORT_WIDTH = 112
_MEDIA = {"video", "image", "audio"}
_SIGNS = {"video": "film", "image": "image", "audio": "sound"}


class VideoPanel(Panel):
    """Tools above the picture; what a tool cannot do is said under it."""

    workspace = "video"

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self.state = app.part(VideoState)
        self.replacing = app.part(ReplaceState)
        self.viewer = Viewer(app)
        self.viewer.set_empty(self._make_empty())
        self.replace_bar = ReplaceBar(app, self.replacing, self)
        self.replace_bar.hide()
        self.error = ErrorCard(self)
        self.export = PrimaryButton(self.tr("Export"), "export")
        self.export.set_tip(self.tr("Go to Export with the marked range"), "Ctrl+Enter")
        self._inspector = VideoInspector(self.state)
        self.drops = DropOverlay(self.viewer.stage, self._offer)
        self._build()
        self._bind()

    # ---- what the window asks for

    def inspector(self) -> VideoInspector:
        """The chosen clip."""
        return self._inspector

    def primary(self) -> None:
        """On to Export; the marked range goes along in the window's state."""
        self.app.workspace = "export"

    def intents(self) -> dict[str, Callable[..., object]]:
        """Files are chosen, and the bar for replacing is opened, here."""
        return {
            "video.add": self._choose_files,
            "video.replace": self._toggle_replace,
            "video.save_frame": self._ask_frame,
        }

    def shown(self) -> None:
        """The picture has the keys: Space plays instead of pressing the first button."""
        self.viewer.stage.ask()
        self.viewer.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        """Another workspace has its own viewer; playing goes on only where it is seen."""
        self.viewer.player.pause()

    # ---- building

    def _make_empty(self) -> QWidget:
        empty = EmptyState(
            "film",
            self.tr("Edit your film"),
            self.tr(
                "Drop videos, images and audio here. The first video sets the film's frame size and rate."
            ),
            self.tr("Choose files…"),
            self.tr("Make film from current script"),
            workspace="video",
            decide=self._offer,
        )
        empty.triggered.connect(self._choose_files)
        empty.second_triggered.connect(self.app.part(FilmState).make)
        self._make_film = empty.second
        return empty

    def _build(self) -> None:
        tools = QWidget()
        tools.setProperty("kind", "panel")
        tools.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(tools)
        row.setContentsMargins(SIZES.pad, 4, SIZES.pad, 4)
        row.setSpacing(2)
        self.add = QToolButton()
        self.add.setText(self.tr("Add"))
        self.add.setIcon(icon("plus"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        name_button(self.add, self.app, "video.add", self.tr("Add media at playhead"))
        self.add_menu = QMenu(self.add)
        self.add_menu.aboutToShow.connect(self._fill_add)
        self.add.setMenu(self.add_menu)
        row.addWidget(self.add)
        row.addSpacing(8)
        state = self.state
        self.split = self._tool("split", self.tr("Split at playhead"), "split_here", state.split)
        self.trim_start = self._tool(
            "trim-start", self.tr("Trim start to playhead"), "trim_start", lambda: state.trim("start")
        )
        self.trim_end = self._tool(
            "trim-end", self.tr("Trim end to playhead"), "trim_end", lambda: state.trim("end")
        )
        self.delete = self._tool("trash", self.tr("Delete"), "delete", state.delete)
        self.ripple = self._tool(
            "merge", self.tr("Ripple delete"), "ripple_delete", lambda: state.delete(ripple=True)
        )
        self.replace = self._tool("swap", self.tr("Replace frame or range"), "replace", self._toggle_replace)
        self.save = self._tool("save", self.tr("Save frame as PNG"), "save_frame", self._ask_frame)
        for index, button in enumerate(
            (self.split, self.trim_start, self.trim_end, self.delete, self.ripple, self.replace, self.save)
        ):
            if index in (3, 5):
                row.addSpacing(8)
            row.addWidget(button)
        row.addStretch(1)
        self.export.setFixedWidth(_EXPORT_WIDTH)  # it never turns into Cancel here
        row.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tools)
        column.addWidget(self.replace_bar)
        column.addWidget(self.error)
        column.addWidget(self.viewer, 1)

    def _tool(self, name: str, label: str, command: str, run: Callable[[], object]) -> IconButton:
        button = IconButton(name, label, workspace="video")
        name_button(button, self.app, f"video.{command}", label)
        button.clicked.connect(lambda: self.state.attempt(run))
        return button

    def _bind(self) -> None:
        bind = self.bindings
        bind.call(self.state, "error", self._show_error)
        bind.call(self.state, "revision", lambda _: self._enable())
        bind.call(self.app.part(FilmState), "making", lambda _: self._enable())
        bind.connect(self.export.triggered, self.primary)
        bind.connect(self.replace_bar.closed, self._toggle_replace)
        self.viewer.player.timeline_changed.connect(self._enable)

    # ---- show

    def _full(self) -> bool:
        return self.viewer.player.duration > 0

    def _chosen(self) -> bool:
        return bool(self.app.selected(Clip))

    @Slot()
    def _enable(self) -> None:
        full, project = self._full(), self.app.project
        writable = project is not None and not project.read_only
        for button in (self.split, self.trim_start, self.trim_end, self.replace):
            button.setEnabled(full and writable)
        chosen = writable and self._chosen()
        self.delete.setEnabled(chosen)
        self.ripple.setEnabled(chosen)
        self.save.setEnabled(full)
        self.export.setEnabled(full)
        self._make_film.setVisible(self.app.part(FilmState).possible)
        self.add.setEnabled(writable)

    def _show_error(self, error: StudioError | None) -> None:
        if error is None:
            self.error.clear()
        else:
            self.error.show_error(error)

    # ---- act

    def _toggle_replace(self) -> None:
        if self.replace_bar.isHidden():
            self.replace_bar.open()
        else:
            self.replace_bar.hide()
            self.viewer.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, paths: list[Path]) -> DropOffer | None:
        from studio.state.receiving import sort_files

        found = sort_files(paths)
        if self.app.project is None or self.app.project.read_only or len(found.media) != len(paths):
            return None
        rate = self.app.sequence().frame_rate
        title = self.tr("Add {name} at {time}").format(
            name=paths[0].name if len(paths) == 1 else self.tr("{count} files").format(count=len(paths)),
            time=ticks.timecode(self.app.playhead, rate),
        )
        hint = self.tr("Overwrites what is there.") if self.state.occupied else ""
        return DropOffer(title, self.state.add_files, hint, icon="film", workspace="video")

    def _fill_add(self) -> None:
        self.add_menu.clear()
        self.add_menu.addAction(self.tr("Choose files…"), self._choose_files)
        project = self.app.project
        # What a voice of this film said has its place already.
        takes = set() if project is None else {take.asset for take in project.all(Take)}
        assets = (
            []
            if project is None
            else [
                asset
                for asset in project.all(Asset)
                if asset.media in _MEDIA and not asset.trashed and asset.id not in takes
            ]
        )
        chosen = [asset for asset in assets if asset.id in self.app.selection]
        if len(chosen) > 1:
            self.add_menu.addAction(self.tr("Library selection"), partial(self._add, chosen))
        if assets:
            self.add_menu.addSeparator()
        for asset in sorted(assets, key=lambda one: one.created, reverse=True)[:_MOST_LISTED]:
            self.add_menu.addAction(icon(_SIGNS[asset.media]), asset.name, partial(self._add, [asset]))

    def _add(self, assets: list[Asset]) -> None:
        self.state.attempt(lambda: self.state.add(assets))

    @Slot()
    def _choose_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Add media at playhead"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.state.add_files([Path(name) for name in names]))
        dialog.open()

    def _ask_frame(self) -> None:
        rate = self.app.sequence().frame_rate
        project = self.app.require_project()
        time = ticks.timecode(self.app.playhead, rate).replace(":", "-")
        dialog = QFileDialog(self, self.tr("Save frame as PNG"), str(project.folder), "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{safe_name(project.name)} {time}.png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.state.save_frame(Path(name)))
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()
