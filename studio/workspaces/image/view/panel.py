"""The Image workspace: describe a picture, watch it appear, choose among the results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.kit.i18n import said
from studio.kit.panel import Panel
from studio.kit.pictures import read_picture, read_poster
from studio.kit.theme import set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.flow_strip import FlowItem, FlowStrip
from studio.kit.widgets.image_view import ImageView
from studio.kit.widgets.search_field import SearchField
from studio.state.app_state import AppState
from studio.workspaces.image.state.view_model import ImageState, PictureItem, Progress
from studio.workspaces.image.view.form import ImageForm
from studio.workspaces.image.view.inspector import ImageInspector
from studio.workspaces.image.view.tools import ImageTools

_EXAMPLE = "a red lighthouse on a cliff by the sea at sunset, birds in the sky"
_SAVE_MS = 1000


class ImagePanel(Panel):
    """Form on the left, the picture large, the results below."""

    workspace = "image"

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self.state = app.part(ImageState)
        self._loading = ""
        self.form = ImageForm(self.state, self.bindings)
        self.view = ImageView(self.tr("Image"))
        self.tools = ImageTools(self.state, self.view)
        self.error = ErrorCard()
        self.strip = FlowStrip(self.tr("Generated images"), thumb=QSize(88, 88))
        self.search = SearchField(self.tr("Search prompts"))
        self.starred = IconButton("star", self.tr("Starred images only"), workspace="image", checkable=True)
        self.stage = self._make_stage()
        self._inspector = ImageInspector(self)
        self._inspector.hide()
        self._save_soon = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._save_soon.timeout.connect(self._save)
        self._build()
        self._bind()

    # ---- what the window asks for

    def inspector(self) -> QWidget:
        """What made the chosen picture."""
        return self._inspector

    def primary(self) -> None:
        """Generate, or Cancel."""
        self.form.act()

    def shown(self) -> None:
        """Ready to write."""
        if not self.state.prompt:
            self.form.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        """Keep the unfinished text."""
        self._save()

    def intents(self) -> dict[str, Callable[..., object]]:
        """Save asks where."""
        return {"image.save": self.tools.ask_where}

    def keys(self) -> list[tuple[str, str]]:
        """Of the picture and of the results."""
        return [
            (self.tr("Previous image, next image"), "Left / Right"),
            (self.tr("Delete image"), "Del"),
            (self.tr("Fit to window"), "F"),
            (self.tr("Zoom to 100 %"), "1"),
            (self.tr("Zoom in, zoom out"), "+ / -"),
        ]

    # ---- building

    def _make_stage(self) -> QStackedWidget:
        self.empty = EmptyState(
            "image",
            self.tr("Describe an image"),
            self.tr("Write a prompt and press Generate. Watch the image appear, then vary it or use it."),
            self.tr("Try an example"),
            workspace="image",
        )  # fmt: skip
        self.waiting = QLabel()
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self.waiting, "dim")
        self.nothing = QLabel(self.tr("No images match your search."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self.nothing, "dim")
        stage = QStackedWidget()
        for page in (self.empty, self.view, self.waiting, self.nothing):
            stage.addWidget(page)
        return stage

    def _build(self) -> None:
        self.search.setFixedWidth(220)
        self.found = QLabel()
        set_kind(self.found, "caption")
        over = QHBoxLayout()
        over.setContentsMargins(12, 6, 12, 0)
        over.setSpacing(8)
        for widget in (self.search, self.starred):
            over.addWidget(widget)
        over.addStretch(1)
        over.addWidget(self.found)
        self.results = QFrame()
        set_kind(self.results, "panel")
        below = QVBoxLayout(self.results)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(over)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 0)  # the pictures begin where the search field does
        row.addWidget(self.strip)
        below.addLayout(row)
        card = QVBoxLayout()
        card.setContentsMargins(12, 12, 12, 12)
        card.addWidget(self.error)
        self._card = QWidget()
        self._card.setLayout(card)
        self.stage.setMinimumWidth(self.tools.minimumSizeHint().width())  # also while the tools are hidden
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget, stretch in ((self.tools, 0), (self._card, 0), (self.stage, 1), (self.results, 0)):
            right.addWidget(widget, stretch)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.form)
        whole.addLayout(right, 1)
        self.drops = DropOverlay(self.stage, self._decide)

    def _bind(self) -> None:
        b, state = self.bindings, self.state
        b.call(state, "items", self._show_items)
        b.call(state, "current", self._show_current)
        b.call(state, "other", self._show_other)
        b.call(state, "has_scenes", self._show_scenes)
        b.call(state, "error", self._show_error)
        b.call(state, "progress", self._show_progress)
        b.bind(state, "starred_only", self.starred)
        b.call(state, "query", self._show_query)
        b.connect(self.search.query_changed, self._search)
        b.connect(self.strip.current_changed, state.choose)
        b.connect(self.strip.selectionModel().selectionChanged, self._marked)
        b.connect(self.strip.opened, self._opened)
        b.connect(self.strip.star_toggled, state.pictures.star)
        b.connect(self.strip.delete_requested, state.delete)
        b.connect(self.strip.menu_requested, self._menu)
        b.connect(self.error.dismissed, state.dismiss_error)
        b.connect(self.empty.triggered, self._example)
        b.connect(self.tools.compare.clicked, self._compare)
        b.connect(self._inspector.settings_wanted, state.use_settings)
        state.preview_arrived.connect(self._on_preview)
        for name in ("prompt", "negative", "size", "seed", "count", "engine", "params", "current"):
            b.call(state, name, self._touched, now=False)

    # ---- showing

    def _show_items(self, items: tuple[PictureItem, ...]) -> None:
        project = self.app.project
        cache = project.cache if project is not None and not project.read_only else None
        self.strip.set_items([_flow_item(item, cache) for item in items])
        self.strip.select(self.state.current)
        filtered = bool(self.state.query or self.state.starred_only)
        self.results.setVisible(bool(items) or filtered)
        count = sum(not item.busy for item in items)
        self.found.setVisible(count > 0)
        self.found.setText(said(Text.counted("{n} image", "{n} images", n=count)))
        self._show_page()

    def _show_page(self) -> None:
        state = self.state
        if not state.current:
            filtered = bool(state.query or state.starred_only)
            self.stage.setCurrentWidget(self.nothing if filtered else self.empty)
        elif self.view.image() is None and any(
            item.busy and item.id == state.current for item in state.items
        ):
            self.stage.setCurrentWidget(self.waiting)
        else:
            self.stage.setCurrentWidget(self.view)
        self.tools.refresh()
        self.tools.setVisible(self.stage.currentWidget() is not self.empty)

    def _show_current(self, current: str) -> None:
        if self.strip.current_id() != current:
            self.strip.blockSignals(True)
            self.strip.clearSelection()
            self.strip.select(current)
            self.strip.blockSignals(False)
        busy = any(item.busy and item.id == current for item in self.state.items)
        self._inspector.show_making(self.state.pictures.making(current), busy=busy)
        self._loading = current
        path = self.state.pictures.path_of(current)
        if path is None:
            self.view.set_image(None)  # a picture on its way: its preview will come
        else:
            self.app.tasks.run(
                lambda: read_picture(path), lambda image: self._loaded(current, image), self._failed
            )
        self._show_page()

    def _read(self, path: Path, done: Callable[[QImage], None]) -> None:
        self.app.tasks.run(lambda: read_picture(path), done, self._failed)

    def _loaded(self, asset_id: str, image: QImage) -> None:
        if shiboken6.isValid(self) and asset_id == self._loading:
            self.view.set_image(image)
            self._show_page()

    def _failed(self, error: StudioError) -> None:
        if shiboken6.isValid(self):
            self.view.set_image(None)
            self.state.error = error

    def _show_other(self, other: str) -> None:
        path = self.state.pictures.path_of(other)
        if path is None:
            self.view.set_compare(None)
        else:
            self.app.tasks.run(
                lambda: read_picture(path), lambda image: self._other_loaded(other, image), self._failed
            )
        self.tools.refresh()

    def _other_loaded(self, asset_id: str, image: QImage) -> None:
        if shiboken6.isValid(self) and asset_id == self.state.other:
            seeds = {item.id: item.seed for item in self.state.items}
            names = [
                self.tr("Seed {seed}").format(seed=seeds.get(key)) for key in (self.state.current, asset_id)
            ]
            self.view.set_compare(image, (names[0], names[1]))

    def _show_scenes(self, _there: bool) -> None:
        self.tools.refresh()

    def _show_error(self, error: StudioError | None) -> None:
        self._card.setVisible(error is not None)
        if error is None:
            self.error.clear()
        else:
            again = (self.tr("Try again"), self.state.retry) if self.state.failed_job else None
            self.error.show_error(error, again)
            if error.code == "prompt_empty":
                self.form.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self, progress: Progress | None) -> None:
        words = self.tr("Preparing") if progress is None else self.form.stage_words(progress)
        self.waiting.setText(f"{words}…")

    def _show_query(self, query: str) -> None:
        if self.search.query() != query:
            self.search.setText(query)

    def _on_preview(self, job: str, data: bytes) -> None:
        image = QImage.fromData(data)
        if image.isNull():
            return
        self.strip.set_preview(job, image)
        if job == self.state.current:
            width, height = self.state.size_of_job(job)
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            large = width > 0 and height > 0
            self.view.set_image(image.scaled(width, height, keep, smooth) if large else image)
            self._show_page()

    # ---- doing

    @Slot(object, object)
    def _marked(self, _new: object, _old: object) -> None:
        self.state.marked = tuple(self.strip.selected_ids())

    @Slot(str)
    def _opened(self, _item_id: str) -> None:
        self.view.fit()
        self.view.setFocus()

    @Slot(list, QPoint)
    def _menu(self, ids: list[str], where: QPoint) -> None:
        self.tools.menu(ids, self).popup(where)

    @Slot(str)
    def _search(self, query: str) -> None:
        self.state.query = query

    @Slot()
    def _example(self) -> None:
        if not self.state.prompt.strip():
            self.state.prompt = _EXAMPLE
        self.state.generate()

    @Slot(bool)
    def _compare(self, on: bool) -> None:
        self.state.compare(on=on)

    def _decide(self, paths: list[Path]) -> DropOffer | None:
        if len(paths) != 1 or paths[0].suffix.lower() != ".png" or self.app.project is None:
            return None
        return DropOffer(
            self.tr("Use this image's settings"),
            lambda found: self.state.read_settings(found[0]),
            self.tr("Prompt, seed and steps, if the file contains them"),
            "refresh",
            "image",
        )

    def _touched(self, _value: object) -> None:
        self._save_soon.start()

    @Slot()
    def _save(self) -> None:
        self._save_soon.stop()
        self.state.remember()


def _flow_item(item: PictureItem, cache: Path | None) -> FlowItem:
    path = Path(item.path) if item.path else None

    def make() -> QImage | None:
        if path is None:
            return None
        return read_poster(path, cache) if cache is not None else read_picture(path)

    return FlowItem(item.id, item.title, make, star=item.starred, busy=item.busy)
