"""Takes: ask an engine to speak lines, keep what it said, choose among takes, try out voices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from studio.core.errors import InputError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.ticks import Ticks, from_sample, from_seconds
from studio.jobs.model import Job, JobOutput, JobRequest
from studio.project.edits import ROOT, Edit
from studio.project.handle import Project
from studio.project.model import Asset, Line, MediaFacts, Take, Voice, Word
from studio.voice.lines import FindSpec, speech_params, voice_of
from studio.wire.spec import EngineSpec

TAKE = "voice.take"
"""Purpose of jobs whose result becomes a take of the line ``target["line"]``."""

AUDITION = "voice.audition"
"""Purpose of jobs that are only listened to."""

SAMPLE = "Every evening she climbed the steps to light the lamp."


def speech_request(project: Project, line: Line, find_spec: FindSpec, seed: int | None = None) -> JobRequest:
    """The job that speaks a line. Raises InputError: not_cast, engine_unknown."""
    voice = voice_of(project, line)
    spec = _spec(voice.engine, find_spec)
    return JobRequest(
        engine=voice.engine,
        title=Text("Speak “{short}”", short=_short(line.text)),
        params=speech_params(line, voice, spec),
        seed=seed,
        workspace="voice",
        purpose=TAKE,
        target={"line": line.id},
        store=str(project.folder),
    )


def audition_request(
    engine: str, voice_id: str, language: str, find_spec: FindSpec, text: str = SAMPLE, *, name: str = ""
) -> JobRequest:
    """The job that lets a voice say a sentence; its result goes to the app's own store, not into a
    project. name: what the voice is called in the list of jobs, else its id.
    """
    voice = name or voice_id
    trial = Voice(id="", name=voice, engine=engine, voice=voice_id, language=language)
    line = Line(id="", text=text)
    return JobRequest(
        engine=engine,
        title=Text("Preview {voice}", voice=voice),
        params=speech_params(line, trial, _spec(engine, find_spec)),
        workspace="voice",
        purpose=AUDITION,
        target={"voice": voice_id},
    )


def deliver(
    project: Project, job: Job, outputs: Sequence[JobOutput], *, many: bool = False, joins: int = 0
) -> Take | None:
    """Place the result of a ``voice.take`` job: an asset and a take, which becomes the line's chosen one.

    many: one of several lines. joins: see ``Project.edit``. Safe to call twice. None when the line is gone;
    the sound stays in the store for an undo.
    """
    line = project.find(job.request.target.get("line", ""))
    audio = next((output for output in outputs if output.role == "audio"), None)
    if not isinstance(line, Line) or audio is None:
        return None
    with project.edit(
        Text("Speak lines") if many else Text("Speak line"), joins=joins, initiator=TAKE
    ) as edit:
        take = _known(edit, line.id, audio, job.recipe)
        if take is None:
            asset = edit.put(_asset(line, audio, job.recipe))
            take = edit.put(_take(line.id, asset, audio, job.recipe))
        edit.put(msgspec.structs.replace(edit.get(line.id, Line), take=take.id))
    return take


def choose_take(project: Project, line: str, take: str) -> None:
    """Let a line be heard in another of its takes. Raises InputError when the take is not the line's."""
    if project.get(take, Take).parent != line:
        raise InputError("not_its_take", Text("This take belongs to another line."))
    with project.edit(Text("Choose take")) as edit:
        edit.put(msgspec.structs.replace(edit.get(line, Line), take=take))


def remove_take(project: Project, take: str) -> None:
    """Remove a take; when it was the chosen one, the newest that is left is chosen."""
    gone = project.get(take, Take)
    with project.edit(Text("Remove take")) as edit:
        edit.remove(take)
        line = edit.get(gone.parent, Line)
        if line.take == take:
            left = edit.children(line.id, Take)
            edit.put(msgspec.structs.replace(line, take=left[-1].id if left else ""))


def star_take(project: Project, take: str, starred: bool) -> None:
    """Mark a take as a good one."""
    with project.edit(Text("Star take") if starred else Text("Unstar take")) as edit:
        edit.put(msgspec.structs.replace(edit.get(take, Take), starred=starred))


def add_recording(project: Project, line: str, asset: Asset) -> Take:
    """A recording of the user's own as a take of ``line``; asset: one of the project's, or a new one from
    ``imports.add_stored``.
    """
    with project.edit(Text("Add recording")) as edit:
        asset = edit.put(asset)
        take = Take(
            id=new_id("take"), parent=line, asset=asset.id, duration=asset.facts.duration, created=_now()
        )
        take = edit.put(take)
        edit.put(msgspec.structs.replace(edit.get(line, Line), take=take.id))
    return take


def words_of(output: JobOutput) -> tuple[Word, ...]:
    """The word times an engine reported, from the take's start; () when it reports none."""
    return tuple(
        Word(str(text), from_seconds(start), from_seconds(end))
        for text, start, end in output.meta.get("words") or ()
    )


def duration_of(output: JobOutput) -> Ticks:
    """Length of the sound, to the sample where the engine says its rate."""
    seconds, rate = float(output.meta.get("duration_s", 0.0)), int(output.meta.get("sample_rate", 0))
    return from_sample(round(seconds * rate), rate) if rate else from_seconds(seconds)


def _known(edit: Edit, line: str, audio: JobOutput, recipe: str) -> Take | None:
    """The take that this very result made before."""
    for take in edit.children(line, Take):
        asset = edit.find(take.asset)
        if isinstance(asset, Asset) and asset.sha256 == audio.sha256 and take.recipe == recipe:
            return take
    return None


def _asset(line: Line, audio: JobOutput, recipe: str) -> Asset:
    return Asset(
        id=new_id("asset"),
        parent=ROOT,
        name=_short(line.text),
        media="audio",
        sha256=audio.sha256,
        suffix=audio.suffix,
        recipe=recipe,
        created=_now(),
        facts=MediaFacts(
            duration=duration_of(audio),
            has_audio=True,
            sample_rate=int(audio.meta.get("sample_rate", 0)),
            channels=1,
            codec="pcm_s16le",
        ),
    )


def _take(line: str, asset: Asset, audio: JobOutput, recipe: str) -> Take:
    return Take(
        id=new_id("take"),
        parent=line,
        asset=asset.id,
        duration=asset.facts.duration,
        recipe=recipe,
        words=words_of(audio),
        created=_now(),
    )


def _spec(engine: str, find_spec: FindSpec) -> EngineSpec:
    spec = find_spec(engine)
    if spec is None:
        raise InputError(
            "engine_unknown",
            Text("The speech engine “{engine}” is not available.", engine=engine),
            Text("Choose another voice."),
        )
    return spec


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
