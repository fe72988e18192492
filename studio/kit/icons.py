"""One-colour icons from ``assets/icons``, tinted with the theme at the moment they are painted.

``icon("play")`` gives a QIcon that is right at any size and pixel ratio, in both themes, also after a switch.
``icon("image", workspace="image")`` wears the workspace's hue while its button is checked.
``icon("warning", tone="warn")`` always wears a tone (see ``tokens.Tone``).
`IconLabel` shows an icon where a label would.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from studio.core import paths
from studio.kit.theme import SIZES, Theme


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    path = paths.assets() / "icons" / f"{name}.svg"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(f"no icon is called {name!r} (assets/icons/{name}.svg)") from None


def names() -> list[str]:
    """Every icon there is, sorted."""
    return sorted(path.stem for path in (paths.assets() / "icons").glob("*.svg"))


class TintedIconEngine(QIconEngine):
    """Paints one SVG in the colour that mode, state, workspace and tone have in the theme of the moment."""

    def __init__(self, name: str, workspace: str | None = None, tone: str | None = None) -> None:
        super().__init__()
        self._name = name
        self._workspace = workspace
        self._tone = tone

    def colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        """``#rrggbb`` for a button state."""
        tokens = Theme.current().tokens
        if mode == QIcon.Mode.Disabled:
            return tokens.text_disabled
        if self._tone is not None:
            return tokens.tone(self._tone)
        if mode == QIcon.Mode.Selected:
            return tokens.selection_text
        if state == QIcon.State.On:
            return tokens.hue(self._workspace) if self._workspace else tokens.text
        return tokens.text if mode == QIcon.Mode.Active else tokens.text_dim

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        svg = _source(self._name).replace("currentColor", self.colour(mode, state))
        side = min(rect.width(), rect.height())
        square = QRectF(
            rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side
        )
        QSvgRenderer(QByteArray(svg.encode())).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Since Qt 6.8 ``size`` is in device-independent pixels; before, it was in device pixels.
        key = f"icon:{self._name}:{self.colour(mode, state)}:{size.width()}x{size.height()}@{scale}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = QPixmap(round(size.width() * scale), round(size.height() * scale))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self.paint(painter, pixmap.rect(), mode, state)
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def clone(self) -> QIconEngine:
        return TintedIconEngine(self._name, self._workspace, self._tone)


def icon(name: str, workspace: str | None = None, tone: str | None = None) -> QIcon:
    """The icon called ``name``. Raises KeyError when there is no such file.

    workspace: hue worn while checked. tone: a fixed tone word ("danger", "on_hue", "dim", ...).
    """
    _source(name)
    return QIcon(TintedIconEngine(name, workspace, tone))


class IconLabel(QWidget):
    """An icon on its own, repainted with the theme. ``size`` in px; ``hue`` a workspace or a tone word."""

    def __init__(
        self, name: str, size: int = SIZES.icon, hue: str = "dim", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._hue = hue
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        Theme.current().theme_changed.connect(self._repaint)

    def set_icon(self, name: str, hue: str | None = None) -> None:
        """Show another icon; keeps the hue unless one is given."""
        self._name = name
        self._hue = hue or self._hue
        self.update()

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        workspace = self._hue if self._hue in Theme.current().tokens.hues else None
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        shown = icon(self._name, workspace, None if workspace else self._hue)
        shown.paint(QPainter(self), self.rect(), Qt.AlignmentFlag.AlignCenter, mode, QIcon.State.On)
