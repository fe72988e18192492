"""``studio film``, ``studio dub``, ``studio export``: whole films."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from studio.cli.console import Console, Result
from studio.cli.verbs import add_verb, list_in_help
from studio.core import files, temporary, ticks
from studio.core.errors import InputError, JobFailed, Problem, StudioError
from studio.core.own_folders import own_folder
from studio.core.text import Text

if TYPE_CHECKING:
    from studio.cli.verbs import Verbs
    from studio.export.run import ExportResult
    from studio.project.handle import Project
    from studio.project.model import Sequence


_SEED = 1


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this module."""
    film = add_verb(
        verbs, "film", "Make a film from a Fountain script.", "studio film my.fountain --out film.mp4", _film
    )
    film.add_argument("script", type=Path, metavar="SCRIPT.fountain")
    film.add_argument("--out", type=Path, required=True, metavar="F.mp4")
    film.add_argument(
        "--project", type=Path, metavar="DIR", help="keep the project here; made or gone on with"
    )
    film.add_argument("--seed", type=int, metavar="N", help="another number gives other pictures")
    dub = add_verb(
        verbs,
        "dub",
        "Speak a video's captions again in another voice.",
        "studio dub talk.mp4 --captions talk.srt --out dubbed.mp4 --voice en-gb",
        _dub,
    )
    dub.add_argument("video", type=Path, metavar="VIDEO")
    captions = dub.add_argument(
        "--captions", type=Path, required=True, metavar="F", help="caption file; ends in one of: %(known)s"
    )
    list_in_help(captions, _caption_endings)
    dub.add_argument("--out", type=Path, required=True, metavar="F.mp4")
    dub.add_argument("--voice", default="", metavar="ID")
    dub.add_argument("--language", default="en", metavar="L")
    dub.add_argument(
        "--duck",
        type=float,
        default=-12.0,
        metavar="DB",
        help="how far the original is lowered under the voice",
    )
    dub.add_argument(
        "--burn-in", action="store_true", help="captions in the picture instead of a track to switch on"
    )
    export = add_verb(
        verbs, "export", "Export a project.", "studio export Lighthouse --out film.mp4", _export
    )
    export.add_argument("project", type=Path, metavar="PROJECT")
    export.add_argument("--out", type=Path, required=True, metavar="F")
    export.add_argument("--sequence", default="", metavar="NAME")
    chosen = export.add_argument("--preset", default="", metavar="ID", help="one of: %(known)s")
    list_in_help(chosen, _preset_ids)


def _caption_endings() -> list[str]:
    from studio.captions.formats import readable

    return [suffix for spec in readable() for suffix in spec.suffixes]


def _preset_ids() -> list[str]:
    from studio.export.presets import presets

    return [entry.id for entry in presets()]


def _film(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.cli.session import open_session, run_jobs
    from studio.flows import film
    from studio.flows.scenes import load_script, read_script
    from studio.project.handle import Project

    _require_mp4(arguments.out, arguments.script)
    text = read_script(files.require_file(arguments.script))
    with ExitStack() as stack:
        folder = arguments.project or stack.enter_context(temporary.folder("film")) / "Film"
        exists = folder.is_dir() and any(folder.glob("*.studio"))
        project = stack.enter_context(Project.open(folder) if exists else Project.create(folder))
        _require_writable(project)
        sequence = project.info.sequence
        seed = _SEED if arguments.seed is None else arguments.seed
        _tell(console, load_script(project, sequence, text, seed=seed, reseed=arguments.seed is not None))
        with open_session(project) as session:
            _tell(console, film.cast(project, session.registry.get(film.SPEECH)))
            run_jobs(session, film.missing(project, sequence, session.registry), console)
        spans = film.lay_out(project, sequence)
        result = _export_sequence(project, sequence, "film-mp4", arguments.out, console, (arguments.script,))
        scenes = [
            {
                "heading": span.scene.heading,
                "prompt": span.scene.prompt,
                "start_s": ticks.to_seconds(span.start),
                "duration_s": ticks.to_seconds(span.duration),
                "lines": len(span.lines),
            }
            for span in spans
        ]
    return result | {"scenes": scenes}


def _tell(console: Console, problems: Iterable[Problem]) -> None:
    for problem in problems:
        where = Text("{where}: ", where=problem.where) if problem.where else ""
        console.note(f"note: {where}{problem.message}")


def _dub(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.cli.session import open_session, run_jobs
    from studio.flows import dub
    from studio.flows.film import SPEECH
    from studio.project.handle import Project
    from studio.project.model import Asset

    _require_mp4(arguments.out, arguments.video, arguments.captions)
    files.require_file(arguments.video)
    files.require_file(arguments.captions)
    if not -60.0 <= arguments.duck <= 0.0:
        raise InputError("bad_duck", Text("--duck must lie between -60 and 0 dB."))
    with ExitStack() as stack:
        folder = stack.enter_context(temporary.folder("dub")) / "Dub"
        project = stack.enter_context(Project.create(folder))
        sequence = project.info.sequence
        console.progress(Text("reading the video"))
        clip = dub.begin(project, sequence, arguments.video)
        if project.get(clip.asset, Asset).facts.truncated:
            console.note(f"note: {arguments.video.name} ends too early; it may be an unfinished copy")
        track, left_out = dub.add_captions(project, sequence, arguments.captions)
        if left_out:
            console.note(f"note: left out, as they begin after the end of the video: {left_out} captions")
        with open_session(project) as session:
            speaker = dub.cast_dub(project, session.registry.get(SPEECH), arguments.voice, arguments.language)
            dub.make_lines(project, sequence, track.id, speaker.id)
            run_jobs(session, dub.missing(project, sequence, session.registry), console)
        fits = dub.plan(project, sequence)
        dub.lay_out_dub(project, sequence, fits, duck_db=arguments.duck)
        preset = "film-mp4" if arguments.burn_in else "film-mp4-soft"
        result = _export_sequence(project, sequence, preset, arguments.out, console, (arguments.captions,))
        lines = dub.report(project, fits)
    late = [line for line in lines if float(line["overflow_s"]) > 0]
    if late:
        console.note(f"note: {len(late)} of {len(lines)} lines are longer than their slots")
    return result | {"lines": lines}


def _export(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.export.presets import preset, preset_for
    from studio.project.handle import Project

    chosen = preset(arguments.preset) if arguments.preset else preset_for(arguments.out.suffix)
    if chosen.suffix and arguments.out.suffix.lower() != chosen.suffix:
        raise InputError(
            "bad_suffix",
            Text("{id} writes files ending in {suffix}.", id=chosen.id, suffix=chosen.suffix),
            Text("Name --out ...{suffix}.", suffix=chosen.suffix),
        )
    files.require_target(arguments.out / "0.png" if chosen.product == "frames" else arguments.out)
    with Project.open(arguments.project, read_only=True) as project:
        sequence = _sequence(project, arguments.sequence)
        return _export_sequence(project, sequence.id, chosen.id, arguments.out, console)


def _export_sequence(
    project: Project,
    sequence: str,
    preset_id: str,
    out: Path,
    console: Console,
    inputs: tuple[Path, ...] = (),
) -> Result:
    """inputs: files that were read for the project."""
    from studio.export.presets import preset
    from studio.export.run import ExportJob, export
    from studio.flows.exporting import changed_sources
    from studio.project.targets import guard_of
    from studio.render.timeline import snapshot

    guard = guard_of(project)
    timeline = snapshot(project, sequence)
    changed = changed_sources(project, sequence)
    for problem in changed:
        console.note(f"note: {problem.message}")
    job = ExportJob(
        timeline=timeline,
        preset=preset(preset_id),
        out=str(out.absolute()),
        segments="",
        tidy=not project.read_only,
        guard=msgspec.structs.replace(guard, files=(*guard.files, *map(str, inputs))),
    )

    def run(segments: Path) -> ExportResult:
        placed = msgspec.structs.replace(job, segments=str(segments))
        return export(placed, progress=console.progress, cancelled=lambda: False)

    result = _run_where_there_is_room(run, project, out.absolute(), console)
    if result.verify is not None and not result.verify.ok:
        problems = "; ".join(result.verify.problems)
        raise JobFailed(
            "verify_failed",
            Text(
                "The film was written as “{path}” but is not as planned: {problems}.",
                path=result.path,
                problems=problems,
            ),
            Text("Export it again."),
        )
    found = [{"code": entry.code, "message": entry.message, "where": entry.where} for entry in changed]
    return _film_result(result) | {"changed": found}


def _run_where_there_is_room(
    run: Callable[[Path], ExportResult], project: Project, out: Path, console: Console
) -> ExportResult:
    """Export with the finished parts in the project; where they cannot be written, in a temporary folder."""
    why = Text("cannot be written")
    try:
        kept = own_folder(project.cache, "segments")
    except StudioError as error:
        kept, why = None, "is on a full disk" if error.code == "disk_full" else why
    if kept is not None and os.access(kept, os.W_OK | os.X_OK):
        try:
            return run(kept)
        except StudioError as error:
            if error.code != "disk_full" or not _on_another_disk(kept, out):
                raise
            why = Text("is on a full disk")
    console.note(
        "note: finished parts of the film are not kept for later exports, "
        f"because “{project.folder / 'cache'}” {why}"
    )
    with temporary.folder("segments") as folder:
        return run(folder)


def _on_another_disk(kept: Path, out: Path) -> bool:
    """Whether neither the film nor temporary files go to the disk of ``kept``, so that only that one can be
    full."""
    others = (files.existing_parent(out), Path(tempfile.gettempdir()))
    return all(place.stat().st_dev != kept.stat().st_dev for place in others)


def _film_result(result: ExportResult) -> Result:
    from studio.export.verify import in_words

    values: dict[str, Any] = msgspec.to_builtins(result, enc_hook=str)
    words = result.path
    if result.verify is not None:
        values["duration_s"] = result.verify.duration_s
        words = f"{result.path}\n{in_words(result.verify)}"
    return values | {"_text": words}


def _sequence(project: Project, name: str) -> Sequence:
    from studio.project.model import Sequence

    found = project.all(Sequence)
    if not name:
        return project.get(project.info.sequence or found[0].id, Sequence)
    for sequence in found:
        if sequence.name == name:
            return sequence
    known = ", ".join(sequence.name for sequence in found)
    raise InputError(
        "no_sequence",
        Text("The project has no sequence called {name}.", name=name),
        Text("It has: {known}.", known=known),
    )


def _require_mp4(path: Path, *inputs: Path) -> None:
    from studio.project.targets import Guard, require_target

    if path.suffix.lower() != ".mp4":
        raise InputError("bad_suffix", Text("{name} must end in .mp4.", name=path.name))
    require_target(path, Guard(files=tuple(map(str, inputs))))


def _require_writable(project: Project) -> None:
    if project.read_only:
        raise InputError(
            "project_read_only",
            Text(
                "{name} cannot be changed: {read_only_reason}",
                name=project.name,
                read_only_reason=project.read_only_reason,
            ),
        )
