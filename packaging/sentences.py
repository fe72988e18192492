"""The sentences that Qt-free code makes for the user, read from the source as templates.

Errors, undo labels, job titles, stages of work, findings: all are English where they are made, and stay so in
logs, in the journal and on the command line. The window translates them when it shows them
(`studio.kit.sentences`), so their templates belong into the Linguist files:
``f"{path.name} has no sound."`` becomes ``"{name} has no sound."``.

What is a sentence for the user is told by the name of the parameter that it is passed to (`SPOKEN`).
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from studio.kit.sentences import FIELDS

SPOKEN = FIELDS - {"level", "words", "track", "source", "what"}
"""Parameters, variables and attributes with these names hold words for the user."""
_ALSO = {
    ("say", "text"),
    ("in_background", "what"),
    ("only_folder", "what"),
    ("Use", "words"),
    ("Track", "name"),
    ("CaptionTrack", "name"),
    ("Sequence", "name"),
    ("Style", "name"),
}
_WORDY = frozenset(
    {"problems", "name_problem", "folder_problem", "file_problem", "exit_reason", "_reason", "in_words"}
    | {"check", "complete", "_stage", "report", "_take_lock", "_estimated", "duration_words"}
)
"""Functions that return or list sentences."""
CHECKED = frozenset({"InputError", "JobFailed", "StudioError", "Problem", "edit", "say", "in_background"})
"""Calls whose words must be readable from the source, so that none is missed."""
_EVERYWHERE = frozenset(
    {"get", "pop", "append", "add", "set", "update", "setdefault", "replace", "index", "put", "keep"}
)
"""Names that a method shares with those of every dict and list: their arguments are no words."""
_ELSEWHERE = frozenset(
    {
        "Param",
        "Setting",
        "EffectSpec",
        "Preset",
        "Command",
        "Marker",
        "Clip",
        "Asset",
        "_knob",
        "_edge",
        "take_file",
        "Snapshot",
    }
)
"""Their texts have a context of their own, or are the user's."""
_QUIET = frozenset({"cli", "__main__.py", "fake.py"})
_WINDOW = frozenset({"ui", "app.py"})
"""Files that translate their words themselves, but for those that they hand to the layers below."""
_FROM_WINDOW = frozenset({"say", "in_background", "change", "_change"})


@dataclass(frozen=True)
class Place:
    """Where a sentence is made whose words cannot be read from the source."""

    file: str
    line: int
    source: str


@dataclass
class Found:
    """templates in the order of the source; unread: sentences that are put together in another way."""

    templates: dict[str, None] = field(default_factory=dict[str, None])
    unread: list[Place] = field(default_factory=list[Place])


@dataclass
class _Module:
    path: Path
    tree: ast.Module
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict[str, ast.FunctionDef])
    constants: dict[str, ast.expr] = field(default_factory=dict[str, ast.expr])
    owner: dict[ast.AST, ast.FunctionDef] = field(default_factory=dict[ast.AST, ast.FunctionDef])


def collect(package: Path) -> Found:
    """All sentences of the Qt-free layers below ``package`` (the folder ``studio``)."""
    modules = [_read(path) for path in sorted(package.rglob("*.py")) if not _QUIET & set(path.parts)]
    spoken = _spoken_parameters(modules)
    found = Found()
    for module in modules:
        window = bool(_WINDOW & set(module.path.parts))
        for node in ast.walk(module.tree):
            if window and not (isinstance(node, ast.Call) and _called(node) in _FROM_WINDOW):
                continue
            if isinstance(node, ast.Call):
                for word in node.keywords:
                    if word.arg == "stage":  # of a job that goes on, by replace(job, ...)
                        _take(word.value, module, found)
                for name, expression in _spoken_values(node, spoken):
                    _take(expression, module, found, strict=_called(node) in CHECKED and name != "where")
                if _called(node) == "append" and "problems" in ast.unparse(node.func):
                    _take(node.args[0], module, found)
            elif isinstance(node, ast.FunctionDef) and node.name in _WORDY:
                for expression in _results(node):
                    _take(expression, module, found)
            elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(field_name(target) in SPOKEN for target in targets):
                    _take(node.value, module, found)
    return found


def _read(path: Path) -> _Module:
    module = _Module(path, ast.parse(path.read_text(encoding="utf-8")))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef):
            module.functions[node.name] = node
            for inner in ast.walk(node):
                if inner is not node:
                    module.owner[inner] = node  # the innermost function comes last
    for statement in module.tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            module.constants[statement.targets[0].id] = statement.value
        elif (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and statement.value
        ):
            module.constants[statement.target.id] = statement.value
    return module


# ---- which arguments of which calls


def _spoken_parameters(modules: Iterable[_Module]) -> dict[str, set[tuple[int, str]]]:
    """(position, name) of the spoken parameters by the name of what is called."""
    spoken: dict[str, set[tuple[int, str]]] = {}
    bases: dict[str, list[str]] = {}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and node.name not in _EVERYWHERE:
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                names = names[1:] if names[:1] in (["self"], ["cls"]) else names
                names_only = [argument.arg for argument in node.args.kwonlyargs]
                entries = {(i, n) for i, n in enumerate(names)} | {(-1, n) for n in names_only}
                chosen = {(i, n) for i, n in entries if n in SPOKEN or (node.name, n) in _ALSO}
                if chosen:
                    spoken.setdefault(node.name, set()).update(chosen)
            elif isinstance(node, ast.ClassDef) and node.name not in _ELSEWHERE:
                bases[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]
                fields = [
                    s.target.id
                    for s in node.body
                    if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
                ]
                chosen = {(i, n) for i, n in enumerate(fields) if n in SPOKEN or (node.name, n) in _ALSO}
                if chosen:
                    spoken.setdefault(node.name, set()).update(chosen)
    for _ in range(3):  # error classes inherit the fields
        for name, parents in bases.items():
            for parent in parents:
                if parent in spoken:
                    spoken.setdefault(name, set()).update(spoken[parent])
    return spoken


def _spoken_values(call: ast.Call, spoken: dict[str, set[tuple[int, str]]]) -> Iterator[tuple[str, ast.expr]]:
    if _called(call) in _ELSEWHERE:
        return
    for position, parameter in sorted(spoken.get(_called(call), ())):
        if 0 <= position < len(call.args):
            yield parameter, call.args[position]
        yield from ((parameter, word.value) for word in call.keywords if word.arg == parameter)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _results(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """What a function that makes sentences returns, yields, appends or lists."""
    for node in ast.walk(function):
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            yield from node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        elif isinstance(node, ast.AugAssign):
            yield node.value
        elif isinstance(node, ast.Assign):
            yield from [node.value] if field_name(node.targets[0]) in FIELDS else []
        elif isinstance(node, ast.Call) and _called(node) == "append":
            yield from node.args
        elif isinstance(node, ast.ListComp):
            yield node.elt


# ---- from an expression to templates


def _take(expression: ast.expr, module: _Module, found: Found, *, strict: bool = False) -> None:
    texts = _templates(expression, module)
    if texts is None:
        if strict:
            found.unread.append(Place(str(module.path), expression.lineno, ast.unparse(expression)))
        return
    for text in texts:
        _add(text, found)
    for node in ast.walk(expression):  # a reason inside the sentence is a sentence of its own
        if isinstance(node, ast.FormattedValue) and field_name(node.value) in FIELDS:
            for text in _templates(node.value, module) or ():
                _add(text, found)


def _add(text: str, found: Found) -> None:
    """Keep what has words of its own, or joins sentences."""
    text = text.strip(" ·")
    own = re.sub(r"{\w*}", "", text)
    if text.startswith("-"):  # an option of a program
        return
    joins = bool(own) and bool(FIELDS & set(re.findall(r"{([a-z_]+?)\d*}", text)))
    if joins or any(letter.isalpha() for letter in own):
        found.templates[text] = None


def _templates(node: ast.expr, module: _Module, depth: int = 0) -> list[str] | None:
    """What ``node`` can become, with named fields; None when the source does not tell. [] when the words
    are collected where they come from: a parameter or a field that is spoken itself."""
    if depth > 6:
        return None
    again = depth + 1
    match node:
        case ast.Constant(value=str(text)):
            return [text] if text else []
        case ast.Constant(value=None):
            return []
        case ast.JoinedStr():
            return _joined(node, module, again)
        case ast.IfExp(body=body, orelse=orelse):
            return _all([body, orelse], module, again)
        case ast.BoolOp(values=values):
            return _all(values, module, again)
        case ast.BinOp(left=left, right=right, op=ast.Add()):
            first, second = _templates(left, module, again), _templates(right, module, again)
            return None if first is None or second is None else [a + b for a in first for b in second or [""]]
        case ast.Attribute(attr=attr):
            return [] if attr in SPOKEN or attr.endswith("_reason") else None
        case ast.Name(id=name):
            return _named(name, node, module, again)
        case ast.Subscript(value=ast.Name(id=name)) if name in module.constants:
            return _entries(module.constants[name], module, again)
        case ast.Call():
            return _answered(node, module, again)
        case _:
            return None


def _answered(node: ast.Call, module: _Module, depth: int) -> list[str] | None:
    """What a call gives back."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get")) if name in module.constants:
            entries, others = (
                _entries(module.constants[name], module, depth),
                _all(node.args[1:], module, depth),
            )
            return None if entries is None or others is None else entries + others
        case ast.Call(func=ast.Name(id="next"), args=[ast.GeneratorExp(elt=one), other]):
            return _all([one, other], module, depth)
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join")):
            return []  # a row of sentences
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "strip" | "capitalize")):
            return _templates(value, module, depth)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in module.functions:
            return _returned(module.functions[name], module, depth)
        case _:
            return None


def _entries(table: ast.expr, module: _Module, depth: int) -> list[str] | None:
    """The texts of a table of the module, tuples of them too."""
    if not isinstance(table, ast.Dict):
        return None
    flat = [e for value in table.values for e in (value.elts if isinstance(value, ast.Tuple) else [value])]
    return _all(flat, module, depth)


def _all(nodes: Iterable[ast.expr], module: _Module, depth: int) -> list[str] | None:
    lists = [_templates(node, module, depth) for node in nodes]
    known = [text for texts in lists if texts is not None for text in texts]
    return None if any(texts is None for texts in lists) else known


def _named(name: str, node: ast.Name, module: _Module, depth: int) -> list[str] | None:
    """A local variable, a parameter or a constant of the module."""
    owner = module.owner.get(node)
    while owner is not None:
        values = [
            statement.value
            for statement in ast.walk(owner)
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.NamedExpr)
            and statement.value is not None
            and name in _targets(statement)
        ]
        if values:
            texts = _all(values, module, depth)
            return [] if texts is None and name in SPOKEN else texts
        arguments = (*owner.args.posonlyargs, *owner.args.args, *owner.args.kwonlyargs)
        if any(argument.arg == name for argument in arguments):
            return [] if name in SPOKEN | {"text"} else None
        owner = module.owner.get(owner)
    value = module.constants.get(name)
    if value is not None:
        return _templates(value, module, depth)
    return [] if name in SPOKEN else None


def _targets(statement: ast.Assign | ast.AnnAssign | ast.NamedExpr) -> list[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    flat = [e for target in targets for e in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [target.id for target in flat if isinstance(target, ast.Name)]


def _returned(function: ast.FunctionDef, module: _Module, depth: int) -> list[str] | None:
    values = [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None]
    return _all(values, module, depth)


def _joined(node: ast.JoinedStr, module: _Module, depth: int) -> list[str]:
    """Templates of an f-string: one for each outcome of a choice between words inside it."""
    parts: list[list[str]] = []
    taken: dict[str, str] = {}
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append([str(part.value)])
        elif isinstance(part, ast.FormattedValue):
            choice = isinstance(part.value, ast.IfExp) and _templates(part.value, module, depth)
            parts.append(choice or ["{" + _unique(part.value, taken) + "}"])
            if choice and len(choice) == 1:
                parts[-1].append("")
    return ["".join(words) for words in itertools.product(*parts)]


def _unique(node: ast.expr, taken: dict[str, str]) -> str:
    source, name = ast.unparse(node), field_name(node)
    number, wanted = 1, name
    while taken.setdefault(wanted, source) != source:
        number += 1
        wanted = f"{name}{number}"
    return wanted


def field_name(node: ast.expr) -> str:
    """A short name for what fills a field: ``path.name`` -> name, ``len(cues)`` -> cues."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(func=ast.Attribute(attr="join"), args=[first, *_]):
            return field_name(first)
        case ast.Call(func=ast.Name(id="max" | "min"), args=[ast.Constant(), other]):
            return field_name(other)
        case ast.Call(
            func=ast.Name(id="len" | "sorted" | "max" | "min" | "str" | "round" | "int"), args=[first, *_]
        ):
            return field_name(first)
        case ast.Call(func=ast.Attribute(value=value, attr="strip" | "lower" | "capitalize" | "replace")):
            return field_name(value)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name.strip("_")
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Subscript(value=value) | ast.BinOp(left=value):
            return field_name(value)
        case ast.IfExp(body=value) | ast.BoolOp(values=[value, *_]):
            return field_name(value)
        case _:
            return "value"
