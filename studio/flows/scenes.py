"""Scenes of a scripted film: read from Fountain, their pictures asked for and placed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import shorten

from studio.core.errors import InputError, Problem
from studio.core.files import safe_name
from studio.core.ids import new_id, orders
from studio.core.text import Text
from studio.core.text_files import read_text
from studio.jobs.model import Job, JobOutput, JobRequest
from studio.project.edits import ROOT, Edit
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Cue, MediaFacts, ProjectInfo, Scene, Speaker, replace
from studio.voice import fountain
from studio.voice.cast import NARRATOR, Casting
from studio.voice.lines import put_script_lines
from studio.voice.script import Script, ScriptScene
from studio.wire.spec import EngineSpec

PICTURE = "scene.picture"
"""Purpose of jobs whose picture belongs to the scene ``target["scene"]``."""

ENGINE = "image_diffusers"
MODEL = "starter"
MODEL_SIZE = (320, 192)
"""Width and height in px that the starter model was trained on for wide pictures."""


def read_script(path: Path) -> str:
    """The text of a script file, whatever wrote it. Raises InputError: as ``captions.decode.read_text``."""
    try:
        return read_text(path)
    except InputError as error:
        raise InputError(
            error.code, error.message, Text("Choose a Fountain script, which is a plain text file.")
        ) from error


def film_name(text: str, fallback: str) -> str:
    """What a film of this script is called: as its title page says. Raises InputError("empty_script")."""
    return safe_name(_parsed(text).title, fallback, limit=60)


def _parsed(text: str) -> Script:
    script = fountain.parse(text)
    if not script.scenes:
        raise InputError(
            "empty_script",
            Text("The script has no scenes or lines."),
            Text("Start with a heading such as: EXT. LIGHTHOUSE - NIGHT"),
        )
    return script


def load_script(
    project: Project, sequence: str, text: str, *, seed: int = 0, reseed: bool = False
) -> list[Problem]:
    """Make scenes and lines of ``sequence`` those of a Fountain script, in one
    edit; returns what was odd in it.

    Scenes and lines that are still there keep their pictures and takes. seed: base of the pictures' seeds;
    reseed: of those that are there too. Captions without a cue take the script's language.
    Raises InputError("empty_script") when it holds neither a scene nor a line.
    """
    script = _parsed(text)
    with project.edit(Text("Load script"), initiator="film") as edit:
        edit.put(replace(edit.get(ROOT, ProjectInfo), script=text))
        scenes = _put_scenes(edit, sequence, script, seed, reseed)
        put_script_lines(
            edit, sequence, list(zip(scenes, script.scenes, strict=True)), _speakers(edit, script)
        )
        for track in edit.children(sequence, CaptionTrack):
            if script.language not in ("", track.language) and not edit.children(track.id, Cue):
                edit.put(replace(track, language=script.language))
    return list(script.problems)


def wishes_of(project: Project) -> tuple[list[str], str, dict[str, str]]:
    """(characters in order of appearance, language, voice wishes) of the project's script."""
    script = fountain.parse(project.info.script)
    return list(script.characters), script.language or "en", script.voices


def picture_request(project: Project, scene: Scene, spec: EngineSpec | None) -> JobRequest:
    """The job that makes a scene's picture. Raises InputError("engine_unknown") without an image engine."""
    if spec is None:
        raise InputError(
            "engine_unknown",
            Text("No image engine is available."),
            Text("Run “studio doctor” to see what is missing."),
        )
    width, height = MODEL_SIZE
    prompt = shorten(scene.prompt, 60, placeholder="…")
    params = {"prompt": scene.prompt, "model": MODEL, "width": width, "height": height}
    known = {param.name for param in spec.params}
    return JobRequest(
        engine=spec.id,
        title=Text("Image: {prompt}", prompt=prompt),
        params={name: value for name, value in params.items() if name in known},
        seed=scene.seed,
        workspace="image",
        purpose=PICTURE,
        target={"scene": scene.id},
        store=str(project.folder),
    )


def needs_picture(project: Project, scene: Scene) -> bool:
    """True when the scene has no picture, or one that an older prompt or seed made. A
    picture chosen by hand is kept.
    """
    asset = project.find(scene.picture) if scene.picture else None
    if not isinstance(asset, Asset) or asset.trashed:
        return True
    made = project.recipes.find(asset.recipe) if asset.recipe else None
    if made is None or made.recipe.engine != ENGINE:
        return False
    return (made.recipe.params.get("prompt"), made.recipe.seed) != (scene.prompt, scene.seed)


def deliver_picture(project: Project, job: Job, outputs: Sequence[JobOutput]) -> None:
    """Place the result of a ``scene.picture`` job. Safe to call twice; nothing
    happens when the scene is gone.
    """
    scene = project.find(job.request.target.get("scene", ""))
    image = next((output for output in outputs if output.role == "image"), None)
    if not isinstance(scene, Scene) or image is None:
        return
    with project.edit(Text("Set scene image"), initiator=PICTURE) as edit:
        asset = _known_asset(project, image, job.recipe) or edit.put(_asset(scene, image, job.recipe))
        edit.put(replace(edit.get(scene.id, Scene), picture=asset.id))


def scene_seed(base: int, number: int, prompt: str) -> int:
    """A seed that follows from the film's seed, the scene's place and its words: the same film
    twice, another for another seed.
    """
    digest = hashlib.sha256(f"{base}\n{number}\n{prompt}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


# ---- inside


def _put_scenes(edit: Edit, sequence: str, script: Script, seed: int, reseed: bool) -> list[Scene]:
    known = edit.children(sequence, Scene)
    wanted = script.scenes
    twins = _twins(known, wanted)
    kept = {scene.id for scene in twins.values()}
    for scene in known:
        if scene.id not in kept:
            edit.remove(scene.id)
    result: list[Scene] = []
    for number, (entry, order) in enumerate(zip(wanted, orders(len(wanted)), strict=True)):
        twin = twins.get(number)
        fresh = Scene(
            id=new_id("scene"), parent=sequence, heading="", seed=scene_seed(seed, number, entry.prompt)
        )
        base = twin if twin is not None and (not seed or twin.prompt == entry.prompt) else fresh
        base = replace(base, id=twin.id) if twin is not None else base
        base = replace(base, seed=fresh.seed) if reseed else base
        move = entry.move or ("push-in", "pan-right", "pull-out", "pan-left")[number % 4]
        result.append(
            edit.put(replace(base, order=order, heading=entry.heading, prompt=entry.prompt, move=move))
        )
    return result


def _twins(known: list[Scene], wanted: Sequence[ScriptScene]) -> dict[int, Scene]:
    """The scene of the project that a scene of the script was before, by number."""
    before = [(scene.heading, scene.prompt) for scene in known]
    after = [(scene.heading, scene.prompt) for scene in wanted]
    twins: dict[int, Scene] = {}
    for kind, old, old_end, new, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind in ("equal", "replace"):
            twins.update(zip(range(new, new_end), known[old:old_end], strict=False))
    return twins


def _speakers(edit: Edit, script: Script) -> Casting:
    """Speakers for all characters, without voices where none are cast yet."""
    known = {speaker.name.casefold(): speaker for speaker in edit.children(ROOT, Speaker)}
    speaking = {line.character or NARRATOR for scene in script.scenes for line in scene.lines}
    for name in [*script.characters, *sorted(speaking)]:
        if name.casefold() not in known:
            known[name.casefold()] = edit.put(Speaker(id=new_id("speaker"), parent=ROOT, name=name))
    return Casting(known)


def _known_asset(project: Project, image: JobOutput, recipe: str) -> Asset | None:
    return next(
        (
            asset
            for asset in project.children(ROOT, Asset)
            if asset.sha256 == image.sha256 and asset.recipe == recipe
        ),
        None,
    )


def _asset(scene: Scene, image: JobOutput, recipe: str) -> Asset:
    facts = MediaFacts(
        width=int(image.meta.get("width", 0)), height=int(image.meta.get("height", 0)), codec="png"
    )
    return Asset(
        id=new_id("asset"),
        parent=ROOT,
        name=scene.prompt[:80] or scene.heading or "Picture",
        media="image",
        sha256=image.sha256,
        suffix=image.suffix,
        facts=facts,
        recipe=recipe,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )
