"""The row above the picture: what can be done with it, and how large it is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from studio.core.files import safe_name
from studio.kit.actions import name_button
from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.image_view import ImageView
from studio.workspaces.image.state.view_model import ImageState


class ImageTools(QFrame):
    """Buttons for the current picture; ``menu`` offers the same for the strip."""

    def __init__(self, state: ImageState, view: ImageView) -> None:
        super().__init__()
        self._state, self._view = state, view
        set_kind(self, "bar")
        self.setFixedHeight(SIZES.row + 12)
        self.star = IconButton("star", "", parent=self)
        self.vary = IconButton("die", "", parent=self)
        name_button(self.vary, state.app, "image.vary", self.tr("Vary: same settings, new seed"))
        self.compare = IconButton("compare", "", workspace="image", checkable=True, parent=self)
        compare = self.tr("Compare with previous image, or the two selected ones")
        name_button(self.compare, state.app, "image.compare", compare)
        self.scene = IconButton("film", self.tr("Send to scene"), parent=self)
        self.timeline = IconButton("timeline", self.tr("Add to timeline at playhead"), parent=self)
        self.save = IconButton("save", "", parent=self)
        name_button(self.save, state.app, "image.save", self.tr("Save as PNG"))
        self.delete = IconButton("trash", "", parent=self)
        self.delete.set_label(self.tr("Delete"), "Del")
        self.fit = IconButton("fit", self.tr("Fit to window"), parent=self)
        self.fit.set_label(self.tr("Fit to window"), "F")
        self.actual = IconButton("actual-size", self.tr("Zoom to 100 %"), parent=self)
        self.actual.set_label(self.tr("Zoom to 100 %"), "1")
        self.zoom = QLabel(self)
        set_kind(self.zoom, "caption")
        self.zoom.setFont(Theme.current().font(SIZES.font_caption, tabular=True))
        self.zoom.setMinimumWidth(44)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        for group in (
            (self.star, self.vary, self.compare),
            (self.scene, self.timeline),
            (self.save, self.delete),
        ):
            for button in group:
                row.addWidget(button)
            row.addSpacing(8)
        row.addStretch(1)
        for widget in (self.zoom, self.fit, self.actual):
            row.addWidget(widget)

    def _connect(self) -> None:
        self.star.clicked.connect(self._star)
        self.vary.clicked.connect(self._vary)
        self.timeline.clicked.connect(self._timeline)
        self.delete.clicked.connect(self._delete)
        self.save.clicked.connect(self.ask_where)
        self.scene.clicked.connect(self._scene)
        self.fit.clicked.connect(self._view.fit)
        self.actual.clicked.connect(self._actual)
        self._view.zoom_changed.connect(self._show_zoom)

    def refresh(self) -> None:
        """Bring the buttons in step with the current picture."""
        asset = self._state.pictures.asset(self._state.current)
        there = asset is not None
        starred = asset is not None and asset.starred
        for button in (self.star, self.vary, self.save, self.timeline):
            button.setEnabled(there)
        self.delete.setEnabled(bool(self._state.current))
        self.scene.setEnabled(there and bool(self._state.pictures.scenes()))
        self.star.setIcon(icon("star-filled", tone="warn") if starred else icon("star"))
        label = self.tr("Remove star") if starred else self.tr("Star")
        name_button(self.star, self._state.app, "image.star", label)
        made = [item for item in self._state.items if not item.busy]
        self.compare.setEnabled(len(made) > 1 and there)
        self.compare.blockSignals(True)
        self.compare.setChecked(bool(self._state.other))
        self.compare.blockSignals(False)
        for button in (self.fit, self.actual):
            button.setEnabled(self._view.image() is not None)
        self.zoom.setVisible(self._view.image() is not None)

    def menu(self, ids: list[str], parent: QWidget) -> QMenu:
        """The context menu for pictures of the strip. It deletes itself when it closes."""
        state, pictures = self._state, self._state.pictures
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = pictures.asset(ids[0]) if len(ids) == 1 else None
        if one is not None:
            key = one.id
            words = self.tr("Remove star") if one.starred else self.tr("Star")
            menu.addAction(icon("star"), words, lambda: pictures.star(key, not one.starred))
            menu.addAction(icon("die"), self.tr("Vary"), lambda: state.vary(key))
            menu.addAction(icon("refresh"), self.tr("Use these settings"), lambda: state.use_settings(key))
            menu.addSeparator()
            if pictures.scenes():
                menu.addMenu(self._scene_menu(key, menu))
            menu.addAction(
                icon("timeline"), self.tr("Add to timeline"), lambda: pictures.put_on_timeline(key)
            )
            menu.addAction(icon("save"), self.tr("Save as PNG…"), self.ask_where)
            menu.addSeparator()
        menu.addAction(icon("trash"), self.tr("Delete"), lambda: state.delete(ids))
        return menu

    def _scene_menu(self, asset_id: str, parent: QWidget) -> QMenu:
        pictures = self._state.pictures
        menu = QMenu(self.tr("Send to scene"), parent)
        menu.setIcon(icon("film"))
        for number, scene in enumerate(pictures.scenes(), 1):
            title = f"{number}  {scene.heading or scene.prompt}"
            shown = title if len(title) <= 48 else title[:47] + "…"
            action = menu.addAction(shown.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(scene.picture == asset_id)
            key = scene.id
            action.triggered.connect(lambda _on=False, key=key: pictures.send_to_scene(asset_id, key))
        return menu

    @Slot()
    def ask_where(self) -> None:
        """Ask for a file name and save the current picture there."""
        state = self._state
        asset = state.pictures.asset(state.current)
        project = state.app.project
        if asset is None or project is None:
            return
        start = project.exports / f"{safe_name(asset.name, limit=60)}.png"
        dialog = QFileDialog(self.window(), self.tr("Save as PNG"), str(start), self.tr("PNG images (*.png)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = asset.id
        dialog.fileSelected.connect(lambda name: state.pictures.save_as(key, Path(name)))
        dialog.open()

    @Slot()
    def _star(self) -> None:
        asset = self._state.pictures.asset(self._state.current)
        if asset is not None:
            self._state.pictures.star(asset.id, not asset.starred)

    @Slot()
    def _vary(self) -> None:
        self._state.vary(self._state.current)

    @Slot()
    def _timeline(self) -> None:
        self._state.pictures.put_on_timeline(self._state.current)

    @Slot()
    def _delete(self) -> None:
        self._state.delete([self._state.current])

    @Slot()
    def _scene(self) -> None:
        menu = self._scene_menu(self._state.current, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.scene.mapToGlobal(QPoint(0, self.scene.height())))

    @Slot()
    def _actual(self) -> None:
        self._view.set_zoom(1.0)

    @Slot(float)
    def _show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{round(zoom * 100)} %")
