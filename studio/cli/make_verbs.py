"""``studio imagine``, ``studio speak``, ``studio transcribe``, ``studio align``: one
thing made, without a project.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.console import Console, Result
from studio.cli.verbs import add_verb, size
from studio.core import files
from studio.core.errors import InputError
from studio.core.text import Text

if TYPE_CHECKING:
    from studio.cli.verbs import Verbs
    from studio.jobs.model import JobOutput
    from studio.jobs.session import JobSession
    from studio.project.targets import Guard

_MOST_PICTURES = 1000
_SEEDS = 2**63
"""Seeds are 0 up to here; torch takes no more."""


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this module."""
    _add_imagine(verbs)
    speak = add_verb(
        verbs,
        "speak",
        "Speak a text into a WAV file.",
        'studio speak "Good evening." --out hello.wav --voice en-gb',
        _speak,
    )
    speak.add_argument("text", metavar="TEXT")
    speak.add_argument("--out", type=Path, required=True, metavar="F.wav")
    speak.add_argument(
        "--voice", default="", metavar="ID", help="voice of the engine; studio doctor --json lists them"
    )
    speak.add_argument("--language", default="", metavar="L", help="BCP-47 tag such as en or de")
    speak.add_argument("--rate", type=float, metavar="R", help="1 is the voice's own pace")
    speak.add_argument("--engine", default="speech_espeak", metavar="ID")
    listen = add_verb(
        verbs,
        "transcribe",
        "Write down what is said in a video or sound.",
        "studio transcribe talk.mp4 --out talk.srt",
        _transcribe,
    )
    listen.add_argument("media", type=Path, metavar="MEDIA")
    listen.add_argument("--out", type=Path, required=True, metavar="F.(srt|vtt|ass|json)")
    listen.add_argument("--engine", default="recognise_pocketsphinx", metavar="ID")
    listen.add_argument("--language", default="", metavar="L")
    align = add_verb(
        verbs,
        "align",
        "Find when each word of a script is said in a recording.",
        "studio align talk.mp4 talk.txt --out words.json",
        _align,
    )
    align.add_argument("media", type=Path, metavar="MEDIA")
    align.add_argument("script", type=Path, metavar="SCRIPT.txt")
    align.add_argument("--out", type=Path, required=True, metavar="F.json")
    align.add_argument("--language", default="en", metavar="L")


def _add_imagine(verbs: Verbs) -> None:
    imagine = add_verb(
        verbs,
        "imagine",
        "Make pictures from words.",
        'studio imagine "a red lighthouse at sunset" --out pictures',
        _imagine,
    )
    imagine.add_argument("prompt", metavar="PROMPT")
    imagine.add_argument("--out", type=Path, required=True, metavar="DIR")
    imagine.add_argument("--negative", default="", metavar="T", help="what the picture must not show")
    imagine.add_argument("--count", type=int, default=1, metavar="N")
    imagine.add_argument("--seed", type=int, metavar="N", help="first seed; random when left out")
    imagine.add_argument("--size", type=size, metavar="WxH")
    imagine.add_argument("--steps", type=int, metavar="N")
    imagine.add_argument("--engine", default="image_diffusers", metavar="ID")


def _imagine(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.cli.session import open_session, run_jobs
    from studio.jobs.model import JobRequest
    from studio.project.targets import replacing, require_target

    if not arguments.prompt.strip():
        raise InputError(
            "empty_prompt", Text("The prompt is empty."), Text("Say in words what the picture shows.")
        )
    if not 1 <= arguments.count <= _MOST_PICTURES:
        raise InputError("bad_count", Text("--count must lie between 1 and {most}.", most=_MOST_PICTURES))
    if arguments.seed is not None and not 0 <= arguments.seed <= _SEEDS - arguments.count:
        raise InputError("bad_seed", Text("--seed must be a whole number from 0 to about 9e18."))
    require_target(arguments.out / "picture.png")
    params: dict[str, Any] = {
        "prompt": arguments.prompt,
        "negative": arguments.negative or None,
        "steps": arguments.steps,
    }
    if arguments.size:
        params["width"], params["height"] = arguments.size
    first = arguments.seed if arguments.seed is not None else random.randrange(2**31)
    with open_session() as session:
        params = _known(session, arguments.engine, "image", params)
        requests = [
            JobRequest(
                engine=arguments.engine,
                title=Text("picture"),
                params=params,
                seed=first + number,
                workspace="image",
            )
            for number in range(arguments.count)
        ]
        jobs = run_jobs(session, requests, console)
        outputs = []
        for job in jobs:
            image = _output(job.outputs, "image")
            name = f"{files.safe_name(arguments.prompt, 'picture', 40)} {job.request.seed}{image.suffix}"
            target = files.unique_path(arguments.out / name)
            with replacing(target, overwrite=False) as writing:
                files.copy_file(Path(image.path), writing.temporary)
            outputs.append({"path": str(writing.written), "seed": job.request.seed, "recipe": job.recipe})
    return {"outputs": outputs, "_text": "\n".join(entry["path"] for entry in outputs)}


def _speak(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.cli.session import open_session, run_jobs
    from studio.jobs.model import JobRequest
    from studio.project.targets import replacing

    _require_suffix(arguments.out, ".wav")
    params = {
        "text": arguments.text,
        "voice": arguments.voice or None,
        "language": arguments.language or None,
        "rate": arguments.rate,
    }
    with open_session() as session:
        request = JobRequest(
            engine=arguments.engine,
            title=Text("speech"),
            params=_known(session, arguments.engine, "speech", params),
            workspace="voice",
        )
        (job,) = run_jobs(session, [request], console)
        audio = _output(job.outputs, "audio")
        with replacing(arguments.out) as writing:
            files.copy_file(Path(audio.path), writing.temporary)
    words = [
        {"text": text, "start_s": start, "end_s": end} for text, start, end in audio.meta.get("words") or ()
    ]
    return {
        "path": str(arguments.out),
        "duration_s": audio.meta.get("duration_s"),
        "words": words,
        "_text": str(arguments.out),
    }


def _transcribe(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.captions.formats import format_of, words_data, write_captions
    from studio.captions.transcribe import transcribe_media
    from studio.cli.session import open_session
    from studio.jobs.queue import LaneEvent
    from studio.project.targets import Guard, replacing, require_target
    from studio.wire.messages import Progress

    kind = format_of(arguments.out)
    guard = Guard(files=(str(arguments.media),))
    require_target(arguments.out, guard)

    def on_event(event: LaneEvent) -> None:
        if isinstance(event, Progress):
            console.progress(event.stage, event.done, event.total)

    with open_session() as session:
        found = transcribe_media(
            session, arguments.media, engine=arguments.engine, language=arguments.language, on_event=on_event
        )
    if not found.cues:
        console.note("no speech was found; the caption file is empty")
    with replacing(arguments.out, guard) as writing:
        write_captions(found.cues, writing.temporary, kind, language=found.language)
    return {
        "path": str(arguments.out),
        "cues": len(found.cues),
        "words": words_data(found.words),
        "language": found.language,
        "_text": f"{arguments.out}: {len(found.cues)} captions",
    }


def _align(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.captions.align import align_media, script_text
    from studio.captions.formats import words_data
    from studio.cli.session import open_session
    from studio.jobs.queue import LaneEvent
    from studio.project.targets import Guard, replacing
    from studio.wire.messages import Progress

    guard = Guard(files=(str(arguments.media), str(arguments.script)))
    _require_suffix(arguments.out, ".json", guard)

    def on_event(event: LaneEvent) -> None:
        if isinstance(event, Progress):
            console.progress(event.stage, event.done, event.total)

    text = script_text(files.require_file(arguments.script))
    with open_session() as session:
        found = align_media(session, arguments.media, text, language=arguments.language, on_event=on_event)
    words = words_data(found.words)
    import json

    with replacing(arguments.out, guard) as writing:
        files.write_text(writing.temporary, json.dumps({"words": words}, indent=1, ensure_ascii=False) + "\n")
    return {"path": str(arguments.out), "words": words, "_text": f"{arguments.out}: {len(words)} words"}


def _known(session: JobSession, engine: str, task: str, params: dict[str, Any]) -> dict[str, Any]:
    """Only the parameters that were given. Raises InputError for an unknown engine or
    a wrong or unsupported value.
    """
    spec = session.registry.spec(engine)
    if spec is None or spec.task != task:
        known = ", ".join(state.spec.id for state in session.registry.states() if state.spec.task == task)
        raise InputError(
            "unknown_engine",
            Text("There is no {task} engine called {engine}.", task=task, engine=engine),
            Text("Choose one of: {known}.", known=known),
        )
    given = {name: value for name, value in params.items() if value is not None}
    _, problems = spec.complete(given)
    if problems:
        raise InputError("bad_setting", problems[0], Text("See --help."))
    return given


def _output(outputs: tuple[JobOutput, ...], role: str) -> JobOutput:
    return next(output for output in outputs if output.role == role)


def _require_suffix(path: Path, suffix: str, guard: Guard | None = None) -> None:
    from studio.project import targets

    if path.suffix.lower() != suffix:
        raise InputError("bad_suffix", Text("{name} must end in {suffix}.", name=path.name, suffix=suffix))
    targets.require_target(path, guard or targets.NOTHING)
