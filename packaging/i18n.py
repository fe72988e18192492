"""Bring ``assets/i18n/*.ts`` up to date with the source; kept translations stay, vanished texts go.

python packaging/i18n.py           write the files
python packaging/i18n.py --missing list the texts that have no translation yet
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
_DECLARED = {
    "Param": ("Engine", ("label", "help", "choices")),
    "EffectSpec": ("Engine", ("title",)),
    "EngineSpec": ("Engine", ("title",)),
    "Setting": ("Settings", ("title", "help", "choice_titles")),
    "RuleSpec": ("CaptionRule", ("title",)),
    "FormatSpec": ("CaptionFormat", ("title",)),
}

_DATA = {"presets": "ExportPanel", "profiles": "CaptionProfile"}
"""Folders of TOML files in ``assets`` with a ``title`` and perhaps a ``help``, and their contexts."""


def declared_texts() -> Iterator[tuple[str, str]]:
    """(context, text) of what Lupdate does not see: it knows only calls of ``tr``, ``translate`` and
    ``QT_TRANSLATE_NOOP``.

    That is what engines, effects and settings declare for the user, what a file passes to a short name of its
    own for one of those calls, and the sentences of the layers below the window (core.text). The command line
    speaks English.
    """
    for path in sorted((ROOT / "studio").rglob("*.py")):
        if path.name == "fake.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        short = dict(_short_names(tree))
        for node in ast.walk(tree):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if not isinstance(node, ast.Call) or not name:
                continue
            if name in _DECLARED:
                context, fields = _DECLARED[name]
                for keyword in node.keywords:
                    if keyword.arg in fields:
                        yield from ((context, text) for text in _constants(keyword.value))
            elif name in ("_knob", "_edge"):  # effects' own short names for Param
                yield from (("Engine", text) for text in _constants(*node.args[1:]))
            elif name == "noop":
                context, text = _constants(*node.args)
                yield context, text
            elif name in short:
                yield from ((short[name], text) for text in _constants(*node.args))
            elif name == "Text" and "cli" not in path.parts:
                yield from (("Sentences", text) for text in _constants(*node.args[:1]))
    yield from _data_texts()


def _data_texts() -> Iterator[tuple[str, str]]:
    """(context, text) of what data files declare for the user."""
    for folder, context in _DATA.items():
        for path in sorted((ROOT / "assets" / folder).glob("*.toml")):
            values = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from ((context, values[field]) for field in ("title", "help") if values.get(field))


def counted_texts() -> Iterator[str]:
    """Plural templates of ``Text.counted``, whose translations have as many forms as their language needs."""
    for path in sorted((ROOT / "studio").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text.counted":
                yield from _constants(*node.args[1:2])


def _short_names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(name, context) of the functions that do nothing but translate their argument."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or len(function.args.args) != 1:
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and len(node.args) == 2:
                context, text = node.args
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                called = called or (node.func.id if isinstance(node.func, ast.Name) else "")
                same = isinstance(text, ast.Name) and text.id == function.args.args[0].arg
                if called == "translate" and same and isinstance(context, ast.Constant):
                    yield function.name, str(context.value)


def _constants(*values: ast.expr) -> list[str]:
    """The texts in an expression that are not empty."""
    parts = (part.value for value in values for part in ast.walk(value) if isinstance(part, ast.Constant))
    return [text for text in parts if isinstance(text, str) and text]


def update(target: Path) -> None:
    """Run lupdate over the window's source and the declared texts."""
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    sources = [str(path) for path in sorted((ROOT / "studio").rglob("*.py")) if "engines" not in path.parts]
    with tempfile.TemporaryDirectory() as folder:
        marked = Path(folder) / "declared.py"
        lines = [
            f"QT_TRANSLATE_NOOP({json.dumps(c)}, {json.dumps(t, ensure_ascii=False)})"
            for c, t in declared_texts()
        ]
        lines += [
            f"QCoreApplication.translate('Sentences', {json.dumps(t, ensure_ascii=False)}, None, 2)"
            for t in counted_texts()
        ]
        marked.write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="utf-8")
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-ts", str(target)]
        language = target.stem.removeprefix("backlot_")
        subprocess.run([str(tool), *sources, str(marked), "-target-language", language, *options], check=True)


def fill(target: Path, translations: dict[str, str]) -> None:
    """Put translations into messages that have none, or another one."""
    tree = ET.parse(target)  # noqa: S314  our own file
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            text = message.findtext("source", "")
            wanted = translations.get(f"{context.findtext('name', '')}|{text}", translations.get(text))
            found = message.find("translation")
            if wanted is None or found is None:
                continue
            found.attrib.pop("type", None)
            holder = found.find("numerusform")
            (found if holder is None else holder).text = wanted
    text = ET.tostring(tree.getroot(), encoding="unicode", short_empty_elements=False)
    target.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def missing(target: Path) -> list[tuple[str, str]]:
    """(context, text) without a finished translation."""
    found: list[tuple[str, str]] = []
    for context in ET.parse(target).getroot().iter("context"):  # noqa: S314  our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                found.append((context.findtext("name", ""), message.findtext("source", "")))
    return found


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--missing", action="store_true", help="only list what is not translated")
    parser.add_argument("--fill", nargs=2, metavar=("LANGUAGE", "JSON"), help="take translations from JSON")
    wanted = parser.parse_args()
    open_texts = 0
    for target in sorted((ROOT / "assets" / "i18n").glob("backlot_*.ts")):
        if not wanted.missing:
            update(target)
        if wanted.fill and target.stem == f"backlot_{wanted.fill[0]}":
            fill(target, json.loads(Path(wanted.fill[1]).read_text(encoding="utf-8")))
            update(target)  # written as lupdate writes it, so that a change shows in few lines
        for context, text in missing(target):
            print(f"{target.name}: {context}: {text!r}")
            open_texts += 1
    return 1 if open_texts else 0


if __name__ == "__main__":
    sys.exit(main())
