from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from studio.core.errors import InputError, Problem, ValidationFailed, raise_problems
from studio.core.files import require_file
from studio.core.text import Text, from_data
from studio.core.text_hooks import text_decoded, text_encoded
from studio.kit import i18n
from studio.kit.widgets.primary_button import PrimaryButton
from studio.project.handle import Project
from studio.project.model import Track
from studio.wire.messages import Failed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clean(qapp: QApplication) -> Iterator[QApplication]:
    """The application, English again afterwards."""
    before = QLocale()
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_the_window_speaks_chinese(clean: QApplication) -> None:
    assert i18n.install(clean, "zh_CN") == "zh_CN"
    button = PrimaryButton("Generate")
    button.set_running(True)
    button.set_progress(0.5)
    assert button.text() == "取消 · 50%"
    assert i18n.translate("Menus", "Edit") == "编辑"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert i18n.translate("Menus", "Not translated") == "Not translated"


def test_an_unknown_language_is_english_and_the_system_is_matched_by_language(clean: QApplication) -> None:
    assert i18n.resolve("tlh") == "en"
    assert i18n.resolve("system") in dict(i18n.LANGUAGES)
    assert i18n.install(clean, "en") == "en"


def test_a_broken_file_leaves_the_window_english(
    clean: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "backlot_zh_CN.ts"
    broken.write_text("<TS><context>", encoding="utf-8")
    monkeypatch.setattr(i18n, "source_file", lambda language: broken)
    assert i18n.install(clean, "zh_CN") == "en"


def test_unfinished_texts_stay_english_and_plurals_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ts"
    path.write_text(
        "<TS><context><name>A</name>"
        '<message><source>Boat</source><translation type="unfinished">?</translation></message>'
        "<message><source>Tree</source><translation>Baum</translation></message>"
        '<message numerus="yes"><source>%n files</source><translation><numerusform>%n Datei</numerusform>'
        "<numerusform>%n Dateien</numerusform></translation></message></context></TS>",
        encoding="utf-8",
    )
    translator = i18n.TsTranslator(path)
    assert translator.translate("A", "Boat") is None
    assert translator.translate("A", "Tree") == "Baum"
    assert translator.translate("A", "%n files", None, 1) == "%n Datei"
    assert translator.translate("A", "%n files", None, 3) == "%n Dateien"


@pytest.mark.parametrize("language", [code for code, _ in i18n.LANGUAGES if code != "en"])
def test_every_text_has_a_translation_with_the_same_fields(language: str) -> None:
    texts = i18n.read_ts(i18n.source_file(language))
    for (_, source), forms in texts.items():
        for form in forms:
            assert sorted(set(re.findall(r"{\w*}|%n", source))) == sorted(
                set(re.findall(r"{\w*}|%n", form))
            ), source


# ---- sentences of the layers below the window


@pytest.fixture
def chinese(clean: QApplication) -> None:
    """The window speaks Chinese."""
    i18n.install(clean, "zh_CN")


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool that brings the files up to date."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("i18n")


def test_every_text_that_is_declared_is_in_the_files(tool: ModuleType) -> None:
    known = set(i18n.read_ts(i18n.source_file("zh_CN"))) | set(tool.missing(i18n.source_file("zh_CN")))
    assert set(tool.declared_texts()) - known == set(), "run: python packaging/i18n.py"


@pytest.mark.usefixtures("chinese")
def test_errors_and_labels_are_said_in_chinese_with_their_names_untouched(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        require_file(tmp_path / "boat.wav")
    assert i18n.said(missing.value.message) == f"{tmp_path / 'boat.wav'} 不存在。"
    assert missing.value.message == f"“{tmp_path / 'boat.wav'}” does not exist."
    empty = Problem("a", Text("The prompt is empty."))
    with pytest.raises(ValidationFailed) as several:
        raise_problems([empty, empty])
    assert i18n.said(several.value.message) == "提示词是空的。（另有 1 个问题）"
    assert i18n.said(Text("Undone: {label}", label=Text("Remove track"))) == "已撤销：移除轨道"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    "words", ["Music", "Captions", "Remove track", "The prompt is empty.", "{name}", "100 %"]
)
def test_what_the_user_wrote_is_never_translated(words: str) -> None:
    assert i18n.said(words) == words
    assert i18n.said(Text.verbatim(words)) == words
    assert words in i18n.said(Text("Undone: {label}", label=words))


@pytest.mark.usefixtures("chinese")
def test_a_text_comes_back_from_the_journal_and_from_another_process_as_it_was(tmp_path: Path) -> None:
    label = Text("Undone: {label}", label=Text("Remove track"))
    with Project.create(tmp_path / "Film") as project:
        with project.edit(label) as edit:
            edit.remove(project.all(Track)[0].id)
    with Project.open(tmp_path / "Film") as again:
        assert again.undo_label == label
        assert i18n.said(again.undo_label) == i18n.said(label) == "已撤销：移除轨道"
        assert again.history(1)[0].label.template == label.template
    body = msgspec.json.encode(Failed(job="j", code="c", message=label), enc_hook=text_encoded)
    failed = msgspec.json.decode(body, type=Failed, dec_hook=text_decoded)
    assert i18n.said(failed.message) == i18n.said(label)


def test_labels_of_a_journal_from_before_are_shown_as_they_were_written() -> None:
    old = ROOT / "tests" / "data" / "projects" / "0.1" / "Lighthouse"
    with Project.open(old, read_only=True) as project:
        assert project.undo_label == "Change caption 0"
        assert project.redo_label == "Change caption 11"


@pytest.mark.usefixtures("chinese")
def test_counted_sentences_have_one_catalogue_entry_and_english_has_two_forms() -> None:
    one, many = (Text.counted("{n} lamp", "{n} lamps", n=n) for n in (1, 3))
    assert (one, many) == ("1 lamp", "3 lamps")
    assert one.said(lambda template, n: {"{n} lamps": "{n} 盏灯"}[template]) == "1 盏灯"
    assert i18n.said(many) == "3 lamps"


@pytest.mark.parametrize("data", [3, None, [], ["a"], ["a", 3], ["a", {"x": None}], ["a", {}, 3]])
def test_what_is_not_a_sentence_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not "):
        from_data(data)


@pytest.mark.parametrize("template", ["{x.__class__}", "{x:>999999999}", "{x", "{y}", "{x!r}", "{}"])
def test_a_template_of_a_foreign_file_reaches_nothing_but_its_arguments(template: str) -> None:
    assert from_data([template, {"x": "a"}]) == template
