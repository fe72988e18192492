"""``studio project ...``: what can be done with a project as a whole."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console, Parser, Result
from studio.cli.verbs import add_verb
from studio.core.errors import InputError
from studio.core.text import Text

if TYPE_CHECKING:
    from studio.cli.verbs import Verbs
    from studio.project.handle import Project
    from studio.project.model import Changes


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this module."""
    parser = verbs.add_parser(
        "project",
        help="Make, examine, check, undo, pack a project.",
        epilog="example: studio project new Lighthouse",
    )
    inner = parser.add_subparsers(dest="what", required=True, metavar="WHAT", parser_class=Parser)
    new = add_verb(inner, "new", "Make an empty project.", "studio project new Lighthouse", _new)
    new.add_argument("folder", type=Path, metavar="DIR")
    for name, words, run in (
        ("info", "Tell what is in a project.", _info),
        ("check", "Check that a project is whole.", _check),
        ("history", "List the last edits, newest first.", _history),
        ("undo", "Take back the last edit.", _undo),
        ("redo", "Do the last undone edit again.", _redo),
    ):
        verb = add_verb(inner, name, words, f"studio project {name} Lighthouse", run)
        verb.add_argument("project", type=Path, metavar="PROJECT")
    restore = add_verb(
        inner,
        "restore",
        "Put a copy from the backups folder in the place of a project.",
        "studio project restore Lighthouse",
        _restore,
    )
    restore.add_argument("project", type=Path, metavar="PROJECT")
    restore.add_argument("--copy", type=Path, metavar="FILE", help="which copy; default: the newest")
    pack = add_verb(
        inner,
        "pack",
        "Put a project into one file to share.",
        "studio project pack Lighthouse --out l.studiopack",
        _pack,
    )
    pack.add_argument("project", type=Path, metavar="PROJECT")
    pack.add_argument("--out", type=Path, required=True, metavar="F.studiopack")
    unpack = add_verb(
        inner,
        "unpack",
        "Make a project from a packed one.",
        "studio project unpack l.studiopack --out Lighthouse",
        _unpack,
    )
    unpack.add_argument("pack", type=Path, metavar="F.studiopack")
    unpack.add_argument("--out", type=Path, required=True, metavar="DIR")


def _new(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.project.handle import Project

    with Project.create(arguments.folder) as project:
        return {
            "path": str(project.folder),
            "file": str(project.file),
            "name": project.name,
            "_text": str(project.file),
        }


def _info(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.project.handle import Project
    from studio.project.model import Sequence

    with Project.open(arguments.project, read_only=True) as project:
        sequences = [
            {"name": entry.name, "width": entry.width, "height": entry.height, "rate": entry.rate}
            for entry in project.all(Sequence)
        ]
        return {
            "name": project.name,
            "path": str(project.folder),
            "kinds": project.document.kinds(),
            "sequences": sequences,
        }


def _check(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.project.check import check
    from studio.project.handle import Project

    with Project.open(arguments.project, read_only=True) as project:
        problems = check(project, thorough=True)
    found = [
        {"code": entry.code, "message": entry.message, "where": entry.where, "severity": entry.severity}
        for entry in problems
    ]
    text = "\n".join(f"{entry['severity']}: {entry['message']}" for entry in found) or "all is well"
    return {"ok": not any(entry["severity"] == "error" for entry in found), "problems": found, "_text": text}


def _history(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.project.handle import Project

    with Project.open(arguments.project, read_only=True) as project:
        entries = [{"label": entry.label, "undone": entry.undone} for entry in project.history(200)]
    lines = [f"{'(undone) ' if entry['undone'] else ''}{entry['label']}" for entry in entries]
    return {"edits": entries, "_text": "\n".join(lines) or "no edits yet"}


def _restore(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.project.folder.snapshots import REPLACED, Snapshots
    from studio.project.schema import find_file

    file = find_file(arguments.project)
    snapshots = Snapshots(file)
    copies = snapshots.all()
    wanted = arguments.copy.name if arguments.copy else ""
    chosen = next(
        (copy for copy in copies if (copy.path.name == wanted if wanted else copy.label != REPLACED)), None
    )
    if chosen is None:
        raise InputError(
            "no_copy",
            Text("There is no copy called {wanted}.", wanted=wanted)
            if wanted
            else Text("There are no copies of {stem}.", stem=file.stem),
            Text("Look into {parent}.", parent=file.parent / "backups"),
        )
    snapshots.restore(chosen.path)
    when = f"{chosen.taken.astimezone():%Y-%m-%d %H:%M}"
    return {
        "path": str(file),
        "copy": str(chosen.path),
        "taken": chosen.taken.isoformat(),
        "_text": f"{file.stem} is as it was on {when}; what it was until now is kept in its backups folder",
    }


def _undo(arguments: argparse.Namespace, console: Console) -> Result:
    return _step(arguments.project, "undo", lambda project: project.undo())


def _redo(arguments: argparse.Namespace, console: Console) -> Result:
    return _step(arguments.project, "redo", lambda project: project.redo())


def _step(path: Path, word: str, act: Callable[[Project], Changes | None]) -> Result:
    from studio.project.handle import Project

    with Project.open(path) as project:
        if project.read_only:
            raise InputError(
                "project_read_only",
                Text(
                    "{name} cannot be changed: {read_only_reason}",
                    name=project.name,
                    read_only_reason=project.read_only_reason,
                ),
            )
        changes = act(project)
    if changes is None:
        raise InputError(f"nothing_to_{word}", Text("There is nothing to {word}.", word=word))
    return {"done": word, "label": changes.label, "_text": f"{word}: {changes.label}"}


def _pack(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.project.archive.pack import pack
    from studio.project.handle import Project
    from studio.project.targets import guard_of, require_target

    with Project.open(arguments.project, read_only=True) as project:
        require_target(arguments.out, guard_of(project))
        packed = pack(project, arguments.out)
    left_out = [
        {"code": entry.code, "message": entry.message, "where": entry.where} for entry in packed.left_out
    ]
    return {
        "path": str(packed.path),
        "bytes": packed.path.stat().st_size,
        "left_out": left_out,
        "_text": "\n".join([str(packed.path), *(f"left out: {entry['message']}" for entry in left_out)]),
    }


def _unpack(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.project.archive.pack import unpack

    unpack(arguments.pack, arguments.out)
    return {"path": str(arguments.out), "_text": str(arguments.out)}
