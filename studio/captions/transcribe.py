"""From speech in a file to a caption track: recognise words, or find the words of a given script (align.py).

In a project: ``speech_audio`` on a thread that may wait, ``transcribe_request`` to the queue, ``deliver``
when the result is there (purpose ``captions.transcribe``, durable). Without one: ``transcribe_media``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import msgspec

from studio.captions.rules import Rules, rules_for
from studio.captions.segmentation import segment
from studio.core import temporary
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, StudioError
from studio.core.files import require_file
from studio.core.ids import new_id
from studio.core.text import NO_TEXT, Text
from studio.core.ticks import from_seconds
from studio.jobs.model import Job, JobOutput, JobRequest
from studio.jobs.session import JobSession, OnEvent, require_success
from studio.media.content import content_key
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Style, Word
from studio.project.model import Sequence as SequenceEntity
from studio.project.pace import Pace, pace_of
from studio.wire.spec import EngineSpec

TRANSCRIBE = "captions.transcribe"
"""Purpose of jobs whose words become cues of the track ``target["track"]`` (made when it is not there)."""

ENGINE = "recognise_pocketsphinx"
"""The embedded default."""

SPEECH_RATE = 16_000
"""Sample rate in Hz of the mono sound that recognisers take."""

FindSpec = Callable[[str], EngineSpec | None]


class Transcript(msgspec.Struct, frozen=True, kw_only=True):
    """What was said. words: from the start of the file. language: BCP-47 primary tag."""

    words: tuple[Word, ...]
    cues: tuple[Cue, ...]
    language: str


_Seconds = Annotated[float, msgspec.Meta(ge=-1e7, le=1e7)]


class _SpokenWord(msgspec.Struct):
    text: str
    start_s: _Seconds
    end_s: _Seconds
    confidence: float = 1.0


class _Recognised(msgspec.Struct):
    words: list[_SpokenWord]
    language: str = ""


def speech_audio(project: Project, asset: Asset) -> Path:
    """The sound of an asset as a recogniser takes it, in the project's cache. Slow; any thread.

    Raises InputError("no_sound") and what a damaged file raises.
    """
    from studio.media.audio import extract_wav

    source = project.path_of(asset)
    path = project.cache / "speech" / f"{content_key(source)}.wav"
    if not path.is_file():
        extract_wav(source, path, SPEECH_RATE, 1)
    return path


def recognise_request(
    audio: Path,
    engine: str,
    find_spec: FindSpec,
    *,
    language: str = "",
    text: str = "",
    title: Text = NO_TEXT,
) -> JobRequest:
    """A job of a recognise or align engine. language "" leaves it to the engine. Raises
    InputError("engine_unknown").
    """
    spec = find_spec(engine)
    if spec is None or spec.task not in ("recognise", "align"):
        message = Text("“{engine}” is not a speech recognition or alignment engine.", engine=engine)
        raise InputError("engine_unknown", message, Text("Run “studio doctor” to list the engines."))
    known = {param.name for param in spec.params}
    params: dict[str, Any] = {}
    if language and "language" in known:
        params["language"] = language
    if spec.task == "align":
        params["text"] = text
    return JobRequest(
        engine=engine, title=title, params=params, inputs={"audio": str(audio)}, workspace="captions"
    )


def transcribe_request(
    project: Project,
    asset: Asset,
    audio: Path,
    find_spec: FindSpec,
    *,
    sequence: str,
    track: str = "",
    clip: str = "",
    engine: str = ENGINE,
    language: str = "",
) -> JobRequest:
    """The job that transcribes an asset into a caption track of ``sequence``.

    audio: of ``speech_audio``. track: the track whose cues are replaced; "" makes a new one. clip: the clip
    that plays the asset, whose place, in and out points and speed the cues follow; "" when the asset begins
    with the sequence.
    """
    request = recognise_request(
        audio, engine, find_spec, language=language, title=Text("Transcribe {name}", name=asset.name)
    )
    target = {"sequence": sequence, "track": track or new_id("captions"), "clip": clip}
    return msgspec.structs.replace(request, purpose=TRANSCRIBE, target=target, store=str(project.folder))


def deliver(project: Project, job: Job, outputs: Sequence[JobOutput]) -> CaptionTrack | None:
    """Place the words of a ``captions.transcribe`` or ``captions.align`` job as cues. Safe to call twice.

    None when the sequence is gone or nothing was heard in a track that is not there yet.
    """
    target = job.request.target
    sequence = project.find(target.get("sequence", ""))
    if not isinstance(sequence, SequenceEntity):
        return None
    words, language = read_words(outputs)
    clip = project.find(target.get("clip", ""))
    if isinstance(clip, Clip):
        words = on_timeline(words, clip, pace_of(project, clip))
    rules = rules_for(language, sequence.frame_rate)
    track_id = target.get("track", "")
    label = Text("Transcribe") if job.request.purpose == TRANSCRIBE else Text("Align script")
    cues = [
        # Ids from the job: a result that is delivered again changes nothing.
        msgspec.structs.replace(cue, id=f"cue_{job.id}_{number}")
        for number, cue in enumerate(segment(words, rules, parent=track_id))
    ]
    return place(project, sequence.id, track_id, cues, language, label)


def place(
    project: Project,
    sequence: str,
    track: str,
    cues: Sequence[Cue],
    language: str,
    label: Text,
    name: str = "",
) -> CaptionTrack | None:
    """Make ``cues`` the cues of a track, in one edit; a track that is not there yet is made.

    The empty track of a new sequence is used before another one is made. Nothing happens when the first cue
    is there already.
    """
    known = project.find(track)
    if not isinstance(known, CaptionTrack):
        known = _empty_track(project, sequence)
    if cues and project.find(cues[0].id) is not None:
        return known
    if not cues and known is None:
        return None
    with project.edit(label, initiator="captions") as edit:
        if known is None:
            style = next((style.id for style in project.children("project", Style)), "")
            new = CaptionTrack(
                id=track or new_id("captions"), parent=sequence, name=name or "Captions", style=style
            )
            known = edit.put(msgspec.structs.replace(new, language=language or "en"))
        elif language and known.language != language:
            known = edit.put(msgspec.structs.replace(known, language=language))
        for cue in edit.children(known.id, Cue):
            edit.remove(cue.id)
        edit.put_all(msgspec.structs.replace(cue, parent=known.id, order="") for cue in cues)
    return known


def _empty_track(project: Project, sequence: str) -> CaptionTrack | None:
    for track in project.children(sequence, CaptionTrack):
        if not project.children(track.id, Cue):
            return track
    return None


def on_timeline(words: Sequence[Word], clip: Clip, pace: Pace | None = None) -> tuple[Word, ...]:
    """Words of an asset where a clip plays them; those outside its in and out points are left out.

    pace: of the clip (``project.pace.pace_of``), None for the speed that it names itself.
    """
    pace = pace or Pace(Fraction(clip.speed))
    placed: list[Word] = []
    for word in words:
        start = clip.start + pace.offset(word.start - clip.source_in)
        end = clip.start + pace.offset(word.end - clip.source_in)
        if start >= clip.start - from_seconds(Fraction(1, 20)) and end <= clip.end + from_seconds(
            Fraction(1, 20)
        ):
            placed.append(Word(word.text, max(start, clip.start), min(end, clip.end)))
    return tuple(placed)


def read_words(outputs: Sequence[JobOutput]) -> tuple[tuple[Word, ...], str]:
    """(words, language) of a recognise or align result. Raises StudioError when the engine gave something
    else.
    """
    output = next((output for output in outputs if output.role == "words"), None)
    if output is None:
        raise StudioError("no_words", Text("The engine returned no words."), Text("Try another engine."))
    try:
        found = msgspec.json.decode(Path(output.path).read_bytes(), type=_Recognised)
    except (OSError, *UNDECODABLE) as error:
        raise StudioError(
            "no_words",
            Text("The words returned by the engine could not be read."),
            Text("Try again."),
            str(error),
        ) from error
    words = tuple(
        Word(word.text, from_seconds(word.start_s), from_seconds(max(word.start_s, word.end_s)))
        for word in found.words
        if word.text.strip()
    )
    return words, found.language


# ---- without a project


def transcribe_media(
    session: JobSession,
    media: Path,
    *,
    engine: str = ENGINE,
    language: str = "",
    rules: Rules | None = None,
    on_event: OnEvent | None = None,
) -> Transcript:
    """Words and cues of a media file. Blocks. Raises InputError, JobFailed, Cancelled."""
    return understand(session, media, engine, language, rules=rules, on_event=on_event)


def understand(
    session: JobSession,
    media: Path,
    engine: str,
    language: str = "",
    *,
    text: str = "",
    rules: Rules | None = None,
    on_event: OnEvent | None = None,
) -> Transcript:
    """Run a recognise or, with ``text``, an align engine on a media file."""
    from studio.media.audio import extract_wav

    require_file(media)
    session.wait_for_engines()
    with temporary.folder("speech") as folder:
        audio = folder / "speech.wav"
        extract_wav(media, audio, SPEECH_RATE, 1)
        request = recognise_request(
            audio,
            engine,
            session.registry.spec,
            language=language,
            text=text,
            title=Text("Recognise speech in {name}", name=media.name),
        )
        (job,) = session.run((request,), on_event)
        require_success(job)
        words, heard = read_words(job.outputs)
    spoken = heard or language or "en"
    return Transcript(words=words, cues=tuple(segment(words, rules or rules_for(spoken))), language=spoken)
