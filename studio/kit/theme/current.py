"""The theme of the application: Fusion, palette, stylesheet, fonts; dark, light or system, switched live."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from studio.core import paths, private
from studio.kit.theme.palette import make_palette
from studio.kit.theme.qss import GLYPHS, make_qss
from studio.kit.theme.tokens import SIZES, TOKENS, Mode, Tokens

Choice = Literal["dark", "light", "system"]

log = logging.getLogger(__name__)


class Theme(QObject):
    """Owns the look of one QApplication. Made once by ``studio.app``; everyone else asks `Theme.current()`.

    Custom-painted widgets read ``Theme.current().tokens`` when they paint: changing the palette repaints
    every widget. Whoever keeps a rendered picture connects ``theme_changed``.
    """

    theme_changed = Signal()

    _current: Theme | None = None

    def __init__(self, app: QApplication, choice: Choice = "dark", *, text_scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._choice: Choice = choice
        self._text_scale = text_scale
        self._reduce_motion: bool | None = None
        self._tokens = TOKENS["dark"]
        self._applied = False
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)
        Theme._current = self
        self._apply()

    @classmethod
    def current(cls) -> Theme:
        """The application's theme. Raises RuntimeError before ``studio.app`` (or a test) made one."""
        if cls._current is None:
            raise RuntimeError("no Theme was made for this QApplication")
        return cls._current

    @property
    def tokens(self) -> Tokens:
        """Colours now in use."""
        return self._tokens

    @property
    def mode(self) -> Mode:
        """The theme now shown, "dark" or "light"."""
        return self._tokens.mode

    @property
    def choice(self) -> Choice:
        """What the user chose; "system" follows the desktop while the app runs."""
        return self._choice

    def set_choice(self, choice: Choice) -> None:
        """Switch live."""
        if choice != self._choice:
            self._choice = choice
            self._apply()

    def set_reduce_motion(self, reduce: bool | None) -> None:
        """Turn animations off (True), on (False) or follow the desktop (None)."""
        self._reduce_motion = reduce

    @property
    def reduce_motion(self) -> bool:
        """True when nothing may move that the user did not move."""
        if self._reduce_motion is not None:
            return self._reduce_motion
        # Both wrappers must live during the call: PySide drops the inner one with the outer.
        hints = self._app.styleHints()
        accessibility = hints.accessibility()
        return accessibility.motionPreference() == Qt.MotionPreference.ReducedMotion

    def motion_ms(self, milliseconds: int = SIZES.motion_ms) -> int:
        """Length of an animation: at most 150 ms, 0 with reduced motion."""
        return 0 if self.reduce_motion else min(milliseconds, 150)

    def font(
        self, pixels: int = SIZES.font, *, bold: bool = False, tabular: bool = False, mono: bool = False
    ) -> QFont:
        """The system UI font at ``pixels`` before text scaling; tabular: digits of one width (tnum)."""
        kind = QFontDatabase.SystemFont.FixedFont if mono else QFontDatabase.SystemFont.GeneralFont
        font = QFontDatabase.systemFont(kind)
        font.setPixelSize(round(pixels * self._text_scale))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _system_mode(self) -> Mode:
        return "light" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Light else "dark"

    def _apply(self) -> None:
        hints = self._app.styleHints()
        schemes = {
            "dark": Qt.ColorScheme.Dark,
            "light": Qt.ColorScheme.Light,
            "system": Qt.ColorScheme.Unknown,
        }
        hints.setColorScheme(schemes[self._choice])  # native title bars and file dialogs follow
        tokens = TOKENS[self._system_mode() if self._choice == "system" else self._choice]
        if self._applied and tokens is self._tokens:
            return
        self._applied = True
        self._tokens = tokens
        self._app.setFont(self.font())
        self._app.setPalette(make_palette(tokens))
        self._app.setStyleSheet(make_qss(tokens, _write_glyphs(tokens), self._text_scale))
        self.theme_changed.emit()

    @Slot()
    def _system_scheme_changed(self) -> None:
        if self._choice == "system":
            self._apply()


def _write_glyphs(tokens: Tokens) -> dict[str, str]:
    """Put the tinted pictures that the stylesheet names into the user's cache and return their paths by key.

    A stylesheet takes pictures only by file name. An unwritable folder costs the arrows, not the window.
    """
    folder = paths.user_data() / "cache" / "glyphs"
    names = {key: folder / f"{tokens.mode}-{key}.svg" for key in GLYPHS}
    try:
        private.make_folder(folder)
        for key, (name, token) in GLYPHS.items():
            _write_if_changed(names[key], _tinted(name, tokens.tone(token)))
    except OSError as error:
        log.warning("arrows of fields are missing: cannot write to %s (%s)", folder, error)
    return {key: path.as_posix() for key, path in names.items()}


def _tinted(name: str, colour: str) -> str:
    source = (paths.assets() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return source.replace("currentColor", colour).replace('stroke-width="1.75"', 'stroke-width="2.5"')


def _write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        # Renamed into place: another window that starts at this moment never reads half a file.
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
