"""The look of captions: fields bound to the track's Style, and a preview of the selected cue by libass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import StudioError
from studio.kit.bind import Bindings
from studio.kit.theme import SIZES, Theme
from studio.kit.widgets.buttons import Segmented
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.toggle import Toggle
from studio.project.model import Cue, Style
from studio.render.text.captions import Picture, caption_picture
from studio.workspaces.captions.state.view_model import CaptionsState

_PREVIEW = (1280, 720)
_HEIGHT = 108
_SCALE = 0.45
"""At which a caption is shown where it fits, so that its size can be told from another's."""
_WAIT_MS = 120


class ColourField(QPushButton):
    """A swatch with its ``#RRGGBB``; a click opens the colour dialog, which acts at once."""

    value_changed = Signal(object)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ""
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.clicked.connect(self._open)

    def value(self) -> str:
        """The colour as ``#RRGGBB``."""
        return self._colour

    def set_value(self, value: object) -> None:
        """Show a colour; what is none is left out."""
        colour = QColor(str(value))
        if colour.isValid() and colour.name().upper() != self._colour:
            self._colour = colour.name().upper()
            self.setText(self._colour)
            self.value_changed.emit(self._colour)
            self.update()

    @Slot()
    def _open(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setWindowTitle(self.accessibleName())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setProperty("before", self._colour)
        dialog.currentColorChanged.connect(self._picked)
        dialog.rejected.connect(self._taken_back)
        dialog.open()

    @Slot(QColor)
    def _picked(self, colour: QColor) -> None:
        self.set_value(colour.name())

    @Slot()
    def _taken_back(self) -> None:
        dialog = self.sender()
        if dialog is not None:
            self.set_value(dialog.property("before"))

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance("#" + "D" * 6) + 48, SIZES.row
        )  # the widest, in no colour

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        swatch = QRectF(8, (self.height() - 14) / 2, 14, 14)
        painter.setPen(QColor(Theme.current().tokens.line))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(swatch, 3, 3)


class CaptionPreview(QWidget):
    """The selected caption close up, as the export draws it. Drawn away from the window; its place in the
    picture is seen in the viewer.
    """

    def __init__(self, state: CaptionsState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._picture: QImage | None = None
        self._wanted: tuple[str, Style] | None = None
        self._drawing = False
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._draw)
        self.setAccessibleName(self.tr("Style preview"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    @property
    def picture(self) -> QImage | None:
        """What is shown, None until it is drawn."""
        return self._picture

    def refresh(self) -> None:
        """The style or the caption changed; drawn when it stays so for a moment."""
        style = self._state.style
        if style is None:
            return
        cue = self._state.current_cue
        wanted = (cue.text if cue is not None else self.tr("Sample caption"), style)
        if wanted != self._wanted:
            self._wanted = wanted
            self._wait.start()

    @Slot()
    def _draw(self) -> None:
        if self._drawing or self._wanted is None:
            return  # one at a time: the newest is drawn when this one is back
        text, style = wanted = self._wanted
        cue = Cue(id="preview", start=0, end=1, text=text)
        self._drawing = True

        def done(picture: Picture) -> None:
            self._drawing = False
            height, width = picture.shape[:2]
            data = np.ascontiguousarray(picture)
            image = QImage(data.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
            self._picture = image.copy()
            self.update()
            if self._wanted != wanted:
                self._wait.start()

        def failed(_error: StudioError) -> None:
            self._drawing = False  # the film's own preview shows such errors; an empty preview says enough

        self._state.app.tasks.run(lambda: trimmed(caption_picture(*_PREVIEW, [cue], style)), done, failed)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), SIZES.radius, SIZES.radius)
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), QColor(tokens.neutral_stage))
        if self._picture is not None:
            ratio = self.devicePixelRatioF()
            room = self.contentsRect().adjusted(10, 8, -10, -8).size()
            size = self._picture.size() * _SCALE
            if size.width() > room.width() or size.height() > room.height():
                size = self._picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            shown = self._picture.scaled(
                size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), shown)


def trimmed(picture: Picture) -> Picture:
    """The part of an RGBA picture that shows something; one pixel where nothing does."""
    rows, columns = np.any(picture[..., 3], axis=1), np.any(picture[..., 3], axis=0)
    if not rows.any():
        return picture[:1, :1]
    top, bottom = np.flatnonzero(rows)[[0, -1]]
    left, right = np.flatnonzero(columns)[[0, -1]]
    return picture[top : bottom + 1, left : right + 1]


class StyleEditor(QWidget):
    """Preview and fields. A change is one undoable edit; a drag is one, too."""

    def __init__(self, state: CaptionsState, bindings: Bindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._showing = False
        self._fields: dict[str, Any] = {}  # widgets with set_value(), or their likes
        self.preview = CaptionPreview(state, self)
        self._form = QFormLayout()
        self._form.setSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # in a narrow inspector
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.preview)
        column.addLayout(self._form)
        self._make()
        bindings.call(state, "style", self._show)
        bindings.call(state, "current_cue", self._cue_changed)

    def _make(self) -> None:
        self._font = QComboBox(self)
        self._font.addItems(
            [name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)]
        )
        self._font.setAccessibleName(self.tr("Font"))
        self._font.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._font.textActivated.connect(lambda name: self._change(font=name))
        self._form.addRow(self.tr("Font"), self._font)
        self._number("size", self.tr("Size"), 12, 200, 54)
        faces = QHBoxLayout()
        for name, label in (("bold", self.tr("Bold")), ("italic", self.tr("Italic"))):
            faces.addWidget(self._toggle(name, label))
        faces.addStretch(1)
        self._form.addRow("", faces)
        self._colour_row("colour", self.tr("Colour"))
        self._colour_row("outline_colour", self.tr("Outline"))
        self._number("outline", self.tr("Width"), 0, 20, 3)
        self._number("shadow", self.tr("Shadow"), 0, 20, 0)
        self._form.addRow("", self._toggle("box", self.tr("Background box")))
        place = Segmented(
            [("top", self.tr("Top")), ("middle", self.tr("Middle")), ("bottom", self.tr("Bottom"))],
            self.tr("Position"),
            self,
        )
        self._fields["place"] = place
        place.value_changed.connect(lambda value: self._change(place=value))
        self._form.addRow(self.tr("Position"), place)
        self._number("margin", self.tr("Margin"), 0, 400, 60)

    def _number(self, name: str, label: str, minimum: float, maximum: float, default: float) -> None:
        field = NumberField(
            minimum=minimum,
            maximum=maximum,
            default=default,
            unit="px",
            label=label,
            slider=True,
            parent=self,
        )
        self._fields[name] = field
        field.value_changed.connect(self._changer(name, float))
        field.value_committed.connect(self._seal)
        self._form.addRow(label, field)

    def _toggle(self, name: str, label: str) -> Toggle:
        toggle = Toggle(label, self)
        toggle.toggled.connect(self._changer(name, bool))
        self._fields[name] = toggle
        return toggle

    def _colour_row(self, name: str, label: str) -> None:
        field = ColourField(label, self)
        self._fields[name] = field
        field.value_changed.connect(self._changer(name, str))
        self._form.addRow(label, field)

    def _changer(self, name: str, kind: Callable[[Any], object]) -> Callable[[Any], None]:
        return lambda value: self._change(**{name: kind(value)})

    def _change(self, **values: object) -> None:
        if not self._showing:
            self._state.track_edits.change_style(**values)

    @Slot(object)
    def _seal(self, _value: object) -> None:
        if self._state.app.project is not None:
            self._state.app.project.seal()

    def _show(self, style: Style | None) -> None:
        self.setEnabled(style is not None)
        if style is None:
            return
        self._showing = True
        try:
            if self._font.findText(style.font) < 0:
                self._font.addItem(style.font)
            self._font.setCurrentText(style.font)
            for name, field in self._fields.items():
                value = getattr(style, name)
                if isinstance(field, Toggle):
                    field.setChecked(bool(value))
                elif field.value() != value:
                    field.set_value(value)
        finally:
            self._showing = False
        self.preview.refresh()

    def _cue_changed(self, _cue: object) -> None:
        self.preview.refresh()
