"""The window's language. English is the source; others are Qt Linguist files,
``assets/i18n/backlot_<language>.ts``.

In widgets write ``self.tr("Deleted {name}").format(name=...)``: named fields are filled in after translation.
Command titles are marked with ``QT_TRANSLATE_NOOP("Commands", ...)``. Texts that Qt-free layers declare are
translated where they are shown: ``translate("Engine", param.label)``, ``translate("Settings",
setting.title)``, and the sentences that they make (core.text: errors, undo labels, stages of jobs) with
``said(error.message)``.
``packaging/i18n.py`` brings the files up to date with the source.

The ``.ts`` file itself is read at start (about 10 ms for a thousand texts): a compiled ``.qm`` beside it
would be a second truth that goes stale.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from studio.core import paths
from studio.core.text import Text

log = logging.getLogger(__name__)

LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), ("zh_CN", "简体中文"))
"""(code, own name) of every language offered."""


SENTENCES = "Sentences"
"""Context of the sentences that Qt-free code makes (core.text): templates with named fields."""

_DECLARED = ("Engine", "Settings", "ExportPanel", "Commands", "Menus")
"""Contexts of labels and titles that may fill a field of a sentence."""


class Said(Protocol):
    """An error or a finding."""

    @property
    def message(self) -> Text: ...

    @property
    def hint(self) -> Text: ...


def translate(context: str, text: str) -> str:
    """``text`` in the window's language; "" stays ""."""
    return QCoreApplication.translate(context, text) if text else ""


def said(words: str) -> str:
    """Return a sentence of Qt-free code (an error, an undo label, a job's stage) in the window's language.

    A plain string, and what fills the sentence's fields as one, is the user's: it stays as it is.
    """
    return words.said(_template) if isinstance(words, Text) else words


def _template(template: str, count: int) -> str:
    """The template in the window's language, "" when it is English or not translated."""
    if template:
        for context in (SENTENCES, *_DECLARED):
            found = QCoreApplication.translate(context, template, None, count)
            if found != template:
                return found
    return ""


def error_words(error: Said) -> str:
    """What went wrong and what to do, in the window's language."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def source_file(language: str) -> Path:
    """The Linguist file of a language."""
    return paths.assets() / "i18n" / f"backlot_{language}.ts"


class TsTranslator(QTranslator):
    """A QTranslator that reads a Linguist source file. Unfinished texts stay English.

    Raises OSError or xml.etree.ElementTree.ParseError when the file cannot be read.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = read_ts(path)

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        # None tells Qt to ask the next translator, and to fall back on the source text in the end.
        forms = self._texts.get((context, sourceText))
        if not forms:
            return None
        # The languages offered have one form (Chinese) or the English two.
        return forms[0] if n in (-1, 1) else forms[-1]


def read_ts(path: Path) -> dict[tuple[str, str], list[str]]:
    """Finished translations of a Linguist file by (context, source text), one string per plural form."""
    # Imported here: an English window never needs it.
    from xml.etree import ElementTree as ET

    texts: dict[tuple[str, str], list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314  our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            found = message.find("translation")
            if found is None or found.get("type") in ("unfinished", "vanished", "obsolete"):
                continue
            forms = [form.text or "" for form in found.iter("numerusform")] or [found.text or ""]
            if all(forms):
                texts[(name, message.findtext("source", ""))] = forms
    return texts


def resolve(language: str) -> str:
    """The offered language for a setting: "system" goes by language, unknown ones become "en"."""
    if language == "system":
        wanted = QLocale.system()
        same = [code for code, _ in LANGUAGES if QLocale(code).language() == wanted.language()]
        return same[0] if same else "en"
    return language if language in dict(LANGUAGES) else "en"


def install(app: QCoreApplication, language: str) -> str:
    """Translate the window and Qt's own dialogs; call once, before the first widget. Returns the
    language in use.

    A file that cannot be read leaves the window English and is logged.
    """
    code = resolve(language)
    QLocale.setDefault(QLocale(code) if language != "system" else QLocale.system())
    if code == "en":
        return code
    from xml.etree.ElementTree import ParseError  # 6 ms that an English window never needs

    try:
        own = TsTranslator(source_file(code), app)
    except (OSError, ParseError):
        log.exception("the window stays English: cannot read %s", source_file(code))
        return "en"
    qt = QTranslator(app)
    if qt.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    app.installTranslator(own)
    return code
