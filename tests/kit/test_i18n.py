from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from studio.core.errors import InputError, Problem, ValidationFailed, raise_problems
from studio.core.files import require_file
from studio.kit import i18n
from studio.kit.sentences import NUMBERS
from studio.kit.widgets.primary_button import PrimaryButton
from studio.project.handle import Project
from studio.project.model import Track

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
    total = i18n.source_file(language).read_text(encoding="utf-8").count("<message")
    assert len(texts) == total, "run: python packaging/i18n.py --missing"
    for (_, source), forms in texts.items():
        for form in forms:
            assert sorted(set(re.findall(r"{\w*}|%n", source))) == sorted(
                set(re.findall(r"{\w*}|%n", form))
            ), source


# ---- sentences of the layers below the window


@pytest.fixture
def sentences(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool that reads sentences from the source."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("sentences")


@pytest.fixture
def chinese() -> i18n.TsTranslator:
    return i18n.TsTranslator(i18n.source_file("zh_CN"))


def said(translator: i18n.TsTranslator, text: str) -> str | None:
    return translator.translate(i18n.SENTENCES, text)


def test_every_sentence_of_the_source_is_in_the_files_and_none_is_put_together_unseen(
    sentences: ModuleType, chinese: i18n.TsTranslator
) -> None:
    found = sentences.collect(ROOT / "studio")
    known = {
        source for context, source in i18n.read_ts(i18n.source_file("zh_CN")) if context == i18n.SENTENCES
    }
    assert set(found.templates) == known, "run: python packaging/i18n.py, and fill what is --missing"
    assert not found.unread, "write the words out where they are made, or name their parameter as in SPOKEN"
    for template in found.templates:
        filled = re.sub(r"{(\w*?)(\d*)}", lambda field: "12" if field[1] in NUMBERS else "Abc", template)
        if any(letter.isalpha() for letter in re.sub(r"{\w*}", "", template)):
            assert said(chinese, filled), template


def test_sentences_are_read_from_calls_choices_tables_and_functions(
    sentences: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.py").write_text(
        dedent("""
            _NEW = {
                "video": ("Add video track", "Video {number}"),
                "sound": ("Add sound track", "Sound {number}"),
            }

            class Failed(Exception):
                code: str
                message: str
                hint: str = ""

            class Refused(Failed): ...

            def edit(label): ...

            def exit_reason(status):
                return "it crashed" if status else f"it ended with {status}"

            def work(path, count, role, status, code):
                reason = exit_reason(status)
                edit("Delete clip" if count == 1 else f"Delete {count} clips")
                label, name = _NEW[role]
                edit(label)
                hint = f"Look into {path.parent!s:>3}."
                raise Refused("gone", f"{path.name} was lost: {reason}.", hint=hint)
                raise Refused("odd", code)
            """),
        encoding="utf-8",
    )
    monkeypatch.setattr(sentences, "CHECKED", frozenset({"Refused"}))
    found = sentences.collect(tmp_path)
    assert {
        "Delete clip",
        "Delete {count} clips",
        "Add video track",
        "Add sound track",
        "{name} was lost: {reason}.",
        "Look into {parent}.",
        "it crashed",
        "it ended with {status}",
    } <= set(found.templates)
    assert [place.source for place in found.unread] == ["code"]


def test_errors_labels_and_stages_are_said_in_chinese_with_their_names_untouched(
    chinese: i18n.TsTranslator, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as missing:
        require_file(tmp_path / "boat.wav")
    assert said(chinese, missing.value.message) == f"{tmp_path / 'boat.wav'} 不存在。"
    assert said(chinese, missing.value.hint) == "请检查路径。"
    with pytest.raises(ValidationFailed) as several:
        raise_problems([Problem("a", "There is no prompt."), Problem("b", "There is no prompt.")])
    assert said(chinese, several.value.message) == "没有提示词。（另有 1 个问题）"
    assert said(chinese, "Delete 3 captions") == "删除 3 条字幕"
    assert said(chinese, "Undone: Delete 3 captions") == "已撤销：删除 3 条字幕"
    assert said(chinese, "Importing Undone.mp4") == "正在导入 Undone.mp4"
    assert said(chinese, "Change exposure") == "更改“曝光”"
    assert said(chinese, "Denoising") == said(chinese, "denoising") == "正在去噪"
    assert said(chinese, "Video 2") == "视频 2"
    assert said(chinese, "Video of the boat") is None
    assert said(chinese, "Voice at 0:12") == "配音，0:12 处"
    assert said(chinese, "Boat at sea") is None
    assert said(chinese, "The boat comes home") is None
    assert said(chinese, "The export stopped: it crashed (SIGSEGV).") == "导出停止了：它崩溃了（SIGSEGV）。"


def test_the_report_of_an_export_is_said_part_by_part(chinese: i18n.TsTranslator) -> None:
    report = "50 frames, 0:02.0, no sound: the sound is missing; more than half of the film is black · 3.2 MB"
    assert said(chinese, report) == "50 帧，0:02.0，没有声音：缺少声音; 影片有一半以上是黑的 · 3.2 MB"


def test_labels_that_the_journal_kept_from_before_are_said_in_chinese(
    chinese: i18n.TsTranslator, tmp_path: Path
) -> None:
    project = Project.create(tmp_path / "Film", "Film")
    with project.edit("Remove track") as edit:
        edit.remove(project.all(Track)[0].id)
    project.close()
    again = Project.open(tmp_path / "Film")
    assert said(chinese, again.undo_label) == "移除轨道"
    again.close()
