"""Is the project whole? Findings in words, and what may be tidied away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from studio.core.errors import InputError, Problem, StudioError
from studio.core.files import sha256_file
from studio.core.text import Text
from studio.project import schema
from studio.project.assets import StoredFile
from studio.project.bounds import (
    MOST_BODIES,
    MOST_BODY,
    MOST_ENTITIES,
    MOST_RECIPE,
    MOST_VALUE,
    MOST_VIEW_STATE,
)
from studio.project.database import Row, describing, quick_check
from studio.project.document import addresses_in, decode, row_in
from studio.project.edits import ROOT
from studio.project.folder.foreign import linked_cache, linked_folders
from studio.project.handle import Project
from studio.project.imports import changes
from studio.project.journal.history import steps_of
from studio.project.model import KINDS, Asset, ProjectInfo, kind_of
from studio.project.references import references_of
from studio.project.sources import is_missing
from studio.project.store import Store


def check(project: Project, *, thorough: bool = False) -> list[Problem]:
    """Everything wrong with a project: "error" needs attention, "warning" is untidy.

    Any thread; changes nothing.

    thorough: also read every stored file and compare its bytes with its name.
    """
    problems = [
        Problem(
            "database",
            Text("SQLite reports: {line}", line=line),
            project.file.name,
            Text("Restore a copy from the backups folder."),
        )
        for line in quick_check(project.file)
    ]
    problems += [*linked_folders(project.folder), *linked_cache(project.folder)]
    problems += _sizes(project)
    problems += _rows(project)
    problems += _files(project)
    problems += changes(project)
    found: list[StoredFile] = []
    try:
        found = orphans(project)
    except StudioError as error:  # what undo still needs cannot be told
        problems.append(
            Problem(
                error.code, error.message, project.file.name, Text("Restore a copy from the backups folder.")
            )
        )
    problems += [
        Problem(
            "orphan_media",
            Text("“{name}” is not used.", name=stored.path.name),
            Text("media"),
            Text("Clean up to free disk space."),
            "warning",
        )
        for stored in found
    ]
    if thorough:
        problems += _bytes(project)
    return problems


def orphans(project: Project) -> list[StoredFile]:
    """Stored files that no entity, recipe or undo step refers to."""
    used = _used_files(project)
    return [stored for stored in project.store.files() if stored.sha256 not in used]


def clean_up(project: Project, *, unused_results: bool = False) -> tuple[int, int]:
    """Delete orphaned media; returns (files, bytes). Not undoable, and nothing undo needs is touched.

    unused_results: also forget results of recipes that no asset uses any more; they would have to be made
    again. Must not run while jobs are storing results. Raises InputError("project_read_only").
    """
    project.database.require_writable()
    if unused_results:
        kept = {asset.sha256 for asset in project.all(Asset)} | _journal_files(project)
        project.recipes.forget(
            [
                result.key
                for result in project.recipes.all()
                if not any(output.sha256 in kept for output in result.outputs)
            ]
        )
    project.store.sweep()
    gone = orphans(project)
    for stored in gone:
        project.store.remove(stored.sha256, stored.suffix)
    return len(gone), sum(stored.size for stored in gone)


def rescue(damaged: Path, folder: Path) -> tuple[Path, int]:
    """Save what can be read of a damaged project file into a new project in ``folder``; returns (its file,
    entities saved).

    The damaged file is only read. Media are not copied: put the old ``media`` folder beside the new file.
    Raises InputError("not_a_project") when nothing can be read.
    """
    rows: dict[str, Row] = {}
    room = MOST_BODIES
    for row in _salvage(damaged):
        rows[row[0]] = row
        room -= len(row[3])
        if room < 0 or len(rows) >= MOST_ENTITIES:
            del rows[row[0]]  # what has been saved can be opened
            break
    if not rows:
        raise InputError(
            "not_a_project",
            Text("Nothing could be read from “{name}”.", name=damaged.name),
            Text("Restore a copy from the backups folder."),
        )
    name = folder.name
    if ROOT not in rows:
        info = ProjectInfo(id=ROOT, name=name, created="")
        rows[ROOT] = (ROOT, kind_of(info), "", msgspec.json.encode(info))
    file = folder / f"{name}{schema.SUFFIX}"
    Store.create(file, rows.values())
    return file, len(rows)


def _sizes(project: Project) -> Iterator[Problem]:
    """What is left out because it is larger than anything the app writes."""
    for what, table, size, most in (
        ("A step of the history", "journal", "length(operation)", MOST_VALUE),
        ("A recipe", "recipe", "length(recipe) + length(outputs)", MOST_RECIPE),
        ("A remembered view", "meta", "length(value)", MOST_VIEW_STATE),
    ):
        for (found,) in project.database.query(f"SELECT {size} FROM {table} WHERE {size} > ?", (most,)):
            yield Problem(
                "oversized_entry",
                Text(
                    "{what} of {found} MB is too large and is left out.",
                    what=what,
                    found=f"{found / 1000000.0:.0f}",
                ),
                project.file.name,
                Text("Restore a copy from the backups folder."),
            )


def _rows(project: Project) -> Iterator[Problem]:
    document = project.frozen()
    for entity_id, kind, parent, body in document.rows():
        if kind not in KINDS:
            continue  # a later build's own; it is kept as it is
        try:
            entity = decode(kind, body)
        except StudioError as error:
            yield Problem(
                "broken_entry",
                Text(
                    "{kind} {entity_id} could not be read: {detail}",
                    kind=kind,
                    entity_id=entity_id,
                    detail=error.detail,
                ),
                entity_id,
                Text("Restore a copy from the backups folder."),
            )
            continue
        if entity.id != entity_id or entity.parent != parent or kind_of(entity) != kind:
            yield Problem(
                "broken_entry",
                Text("{kind} {entity_id} does not match its row.", kind=kind, entity_id=entity_id),
                entity_id,
            )
        if parent and parent not in document:
            yield Problem(
                "orphan_entry",
                Text(
                    "{kind} {entity_id} belongs to {parent}, which does not exist.",
                    kind=kind,
                    entity_id=entity_id,
                    parent=parent,
                ),
                entity_id,
                severity="warning",
            )
        for field, target in references_of(entity):
            if target not in document:
                yield Problem(
                    "dangling",
                    Text(
                        "The {field} of {kind} {entity_id} is {target}, which does not exist.",
                        kind=kind,
                        entity_id=entity_id,
                        target=target,
                        field=field,
                    ),
                    entity_id,
                    severity="warning",
                )


def _files(project: Project) -> Iterator[Problem]:
    for asset in project.all(Asset):
        if is_missing(project, asset):
            severity = "warning" if asset.trashed else "error"
            where = asset.source or f"media/{asset.sha256[:8]}…"
            yield Problem(
                "media_missing",
                Text("The file of “{name}” is missing ({where}).", name=asset.name, where=where),
                asset.id,
                Text("Relink it."),
                severity,
            )


def _bytes(project: Project) -> Iterator[Problem]:
    for stored in project.store.files():
        if sha256_file(stored.path) != stored.sha256:
            yield Problem(
                "media_damaged",
                Text("“{name}” has changed since it was stored.", name=stored.path.name),
                Text("media"),
                Text("Restore it from a backup."),
            )


def _used_files(project: Project) -> set[str]:
    used = {asset.sha256 for asset in project.all(Asset)}
    for result in project.recipes.all():
        used |= {output.sha256 for output in result.outputs}
    for body in project.document.unread():
        used |= addresses_in(body)
    return used | _journal_files(project)


def _journal_files(project: Project) -> set[str]:
    """Content addresses that undo or redo could bring back."""
    found: set[str] = set()
    for (seq,) in project.database.query("SELECT seq FROM journal"):
        # One at a time: together they may be larger than the memory.
        rows = project.database.query("SELECT operation FROM journal WHERE seq = ?", (seq,))
        for step in [step for (blob,) in rows for step in steps_of(blob)]:
            found |= addresses_in(bytes(step.before)) | addresses_in(bytes(step.after))
    return found


def _salvage(damaged: Path) -> Iterator[Row]:
    """Yield readable rows, page by page: a broken page costs its own rows, not the ones behind it.

    Kinds that this build does not know are saved as they are.
    """
    schema.read_version(damaged)
    with (
        describing(damaged),
        closing(sqlite3.connect(f"{damaged.resolve().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE)
        for order in ("ASC", "DESC"):
            # From both ends: each stops at the damage.
            last: int | None = None
            while True:
                try:
                    bound = "" if last is None else f"WHERE rowid {'>' if order == 'ASC' else '<'} {last}"
                    body = f"CASE WHEN length(body) <= {MOST_BODY} THEN body ELSE X'' END"
                    query = f"SELECT rowid, {body} FROM entity NOT INDEXED {bound} ORDER BY rowid {order}"
                    row = connection.execute(query + " LIMIT 1").fetchone()
                except sqlite3.DatabaseError:
                    break
                if row is None:
                    return
                if last is not None and (row[0] <= last) == (order == "ASC"):
                    break  # a broken page leads back: what follows is not in order
                last = row[0]
                with suppress(StudioError):  # a row that cannot be read is what rescue is about
                    saved = row_in(row[1])
                    if saved[1] in KINDS:
                        decode(saved[1], saved[3])
                    yield saved
