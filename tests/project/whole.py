"""One of everything a project can hold, each field away from its default: what released versions are kept as.

``python tests/project/whole.py FOLDER`` writes it: the file of the version that is checked out. Do so once
when a version is released, into ``tests/data/projects/<version>/``, and never again for the same version.
With ``--future`` invented fields, kinds and a table of a later minor version are added.
"""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import wave
from contextlib import closing
from pathlib import Path
from typing import Any

from PIL import Image

from studio.project import model
from studio.project.assets import AssetStore
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.recipes import StoredOutput
from studio.project.schema import VERSION, Version, write_version
from studio.wire.recipe import Recipe

CUES = 12
"""Captions of the kept project; its newest edit changed the first of them, and its undone edit the last."""


def fill(project: Project) -> None:
    """Put at least one entity of every kind into a new project; leave an undo and a redo in its journal."""
    recipe = Recipe(engine="fake", version="1", params={"prompt": "a lighthouse"}, seed=7)
    picture, picture_suffix = project.store.keep_bytes(_png(), ".png")
    sound, sound_suffix = project.store.keep_bytes(_wav(), ".wav")
    project.recipes.keep(
        recipe, (StoredOutput(role="image", sha256=picture, suffix=picture_suffix, meta={"width": 8}),)
    )
    sequence = project.all(model.Sequence)[0]
    video, voice, music = project.children(sequence.id, model.Track)
    captions = project.children(sequence.id, model.CaptionTrack)[0]
    style = project.all(model.Style)[0]
    with project.edit("Make the film") as edit:
        edit.put(model.replace(edit.get(ROOT, model.ProjectInfo), script="INT. LIGHTHOUSE - NIGHT\n"))
        edit.put(
            model.replace(sequence, width=640, height=360, rate="30000/1001", loudness=-14.0, duck_db=-9.0)
        )
        edit.put(model.replace(video, gain_db=-1.5, locked=True))
        edit.put(model.replace(voice, muted=True, hidden=True))
        edit.put(model.replace(music, name="Score", duck=True))
        edit.put(
            model.Asset(
                id="picture",
                parent=ROOT,
                name="Lighthouse",
                media="image",
                sha256=picture,
                suffix=picture_suffix,
                facts=model.MediaFacts(width=8, height=4, has_video=True, codec="png"),
                recipe=recipe.key(),
                starred=True,
                created="2026-11-30T12:00:00+00:00",
                note="the good one",
            )
        )
        edit.put(
            model.Asset(
                id="sound",
                parent=ROOT,
                name="Line 1",
                media="audio",
                sha256=sound,
                suffix=sound_suffix,
                facts=model.MediaFacts(
                    duration=705_600_000,
                    has_audio=True,
                    speech=True,
                    sample_rate=8000,
                    channels=1,
                    codec="pcm",
                ),
            )
        )
        edit.put(
            model.Asset(
                id="lost",
                parent=ROOT,
                name="gone.mov",
                media="video",
                source="gone.mov",
                fingerprint="1-2-3",
                trashed=True,
            )
        )
        edit.put(
            model.Scene(
                id="scene",
                parent=sequence.id,
                heading="INT. LIGHTHOUSE",
                prompt="a lighthouse",
                move="in",
                picture="picture",
                seed=7,
                duration=705_600_000,
            )
        )
        edit.put(
            model.Voice(
                id="voice",
                parent=ROOT,
                name="Keeper",
                engine="speech_espeak",
                voice="en-gb",
                params={"rate": 1.1},
            )
        )
        edit.put(model.Speaker(id="speaker", parent=ROOT, name="KEEPER", voice="voice"))
        edit.put(
            model.Line(
                id="line",
                parent=sequence.id,
                text="The light!",
                speaker="speaker",
                manner="whisper",
                scene="scene",
                slot_start=1000,
                slot_end=705_600_000,
                take="take",
                cue="cue-0",
            )
        )
        edit.put(
            model.Take(
                id="take",
                parent="line",
                asset="sound",
                duration=705_600_000,
                recipe=recipe.key(),
                words=(model.Word("The", 0, 10), model.Word("light", 10, 30)),
                starred=True,
            )
        )
        edit.put(
            model.Clip(
                id="clip",
                parent=video.id,
                asset="picture",
                start=0,
                duration=705_600_000,
                speed="2/1",
                fade_in=10,
                fade_out=20,
                gain_db=-3.0,
                sound=False,
                label="Opening",
                scene="scene",
            )
        )
        edit.put(model.Clip(id="said", parent=voice.id, asset="sound", start=100, duration=1000, line="line"))
        edit.put(
            model.Effect(id="effect", parent="clip", effect="colour", params={"exposure": 0.5}, enabled=False)
        )
        edit.put(model.Keyframe(id="key", parent="effect", param="exposure", at=5, value=0.25, ease="smooth"))
        edit.put(model.replace(style, colour="#FFEE00", place="top", box=True))
        edit.put(model.Marker(id="marker", parent=sequence.id, name="Here", at=500))
        edit.put(model.ExportPreset(id="preset", parent=ROOT, name="Mine", base="film", params={"crf": 20}))
    with project.edit("Write captions") as edit:
        edit.put_all(
            [
                model.Cue(
                    id=f"cue-{number}",
                    parent=captions.id,
                    start=number * 1000,
                    end=number * 1000 + 900,
                    text=f"Caption {number}\nof {CUES}",
                    words=(model.Word("Caption", number * 1000, number * 1000 + 400),),
                    speaker="speaker",
                    line="line",
                )
                for number in range(CUES)
            ]
        )
    for number, text in ((0, "Changed"), (CUES - 1, "Undone")):
        with project.edit(f"Change caption {number}") as edit:
            edit.put(model.replace(edit.get(f"cue-{number}", model.Cue), text=text))
    project.undo()


FUTURE = Version(VERSION.major, 900)
"""Version of the invented file."""

LATER_MEDIA = b"a mask over time"
"""A stored file that only an invented kind names."""


def add_future(folder: Path) -> None:
    """Make a closed project one that a later build wrote: unknown fields everywhere, nested ones too, unknown
    kinds with children and a stored file, a journal entry that made them, and a table of its own.
    """
    media = AssetStore(folder)
    mask, suffix = media.keep_bytes(LATER_MEDIA, ".rle")
    kinds: list[dict[str, Any]] = [
        {"kind": "mask", "id": "mask", "parent": "clip", "order": "a0", "blob": mask, "suffix": suffix},
        {"kind": "stroke", "id": "stroke", "parent": "mask", "points": [[0, 0.5], [1, 2**63]], "exact": 0.1},
        {"kind": "board", "id": "board", "parent": ROOT, "name": "Moods", "pins": ["picture"]},
    ]
    with closing(sqlite3.connect(next(folder.glob("*.studio")), isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for entity_id, body in connection.execute("SELECT id, body FROM entity").fetchall():
            fields = json.loads(body)
            fields["later"] = {"by": "a later build", "value": [1, 2.0, None]}
            if "facts" in fields:
                fields["facts"]["colour"] = "bt2020"
            if "words" in fields:
                fields["words"] = [[*word, {"confidence": 0.75}] for word in fields["words"]]
            text = json.dumps(fields, ensure_ascii=False, separators=(", ", ": ")).encode()
            connection.execute("UPDATE entity SET body = ? WHERE id = ?", (text, entity_id))
        connection.executemany(
            "INSERT INTO entity (id, kind, parent, body) VALUES (?, ?, ?, ?)",
            [(row["id"], row["kind"], row["parent"], json.dumps(row).encode()) for row in kinds],
        )
        steps = [[row["id"], None, row, "something a later journal also notes"] for row in kinds]
        operation = json.dumps(steps).encode()
        connection.execute("DELETE FROM journal WHERE undone = 1")
        connection.execute(
            "INSERT INTO journal (label, coalesce, created, size, operation) VALUES (?, '', '', ?, ?)",
            ("Draw mask", len(operation), operation),
        )
        connection.execute("CREATE TABLE later (key TEXT) STRICT")
        connection.execute("INSERT INTO later VALUES ('kept')")
        write_version(connection, FUTURE)
        connection.execute("COMMIT")


def _png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 4), (200, 80, 20)).save(target, "PNG")
    return target.getvalue()


def _wav() -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setparams((1, 2, 8000, 0, "NONE", ""))
        writer.writeframes(bytes(1600))
    return target.getvalue()


if __name__ == "__main__":
    _target = Path(sys.argv[-1])
    with Project.create(_target) as made:
        fill(made)
    if "--future" in sys.argv:
        add_future(_target)
