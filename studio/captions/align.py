"""Finds the words of a given script in a recording, so that its captions have the script's spelling and the
sound's times.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from studio.captions.limits import Limits
from studio.captions.transcribe import (
    FindSpec,
    Transcript,
    recognise_request,
    understand,
)
from studio.core.errors import InputError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.text_files import read_text
from studio.jobs.model import JobRequest
from studio.jobs.session import JobSession, OnEvent
from studio.project.handle import Project
from studio.project.model import Asset

ALIGN = "captions.align"
"""Purpose of jobs whose words become cues, placed by ``transcribe.deliver`` as well."""

ENGINE = "align_pocketsphinx"
"""The embedded default."""


def script_text(path: Path) -> str:
    """The words of a script file, one space between them. Raises InputError: script_empty, and as
    ``read_text``.
    """
    text = " ".join(read_text(path).removeprefix("\ufeff").split())
    if not any(character.isalnum() for character in text):
        raise InputError(
            "script_empty",
            Text("“{name}” contains no words.", name=path.name),
            Text("Provide the text spoken in the recording."),
        )
    return text


def align_request(
    project: Project,
    asset: Asset,
    audio: Path,
    text: str,
    find_spec: FindSpec,
    *,
    sequence: str,
    track: str = "",
    clip: str = "",
    engine: str = ENGINE,
    language: str = "",
) -> JobRequest:
    """The job that times ``text`` by an asset's sound (of ``transcribe.speech_audio``) into a caption
    track.
    """
    title = Text("Align script with {name}", name=asset.name)
    request = recognise_request(audio, engine, find_spec, language=language, text=text, title=title)
    target = {"sequence": sequence, "track": track or new_id("captions"), "clip": clip}
    return msgspec.structs.replace(request, purpose=ALIGN, target=target, store=str(project.folder))


def align_media(
    session: JobSession,
    media: Path,
    text: str,
    *,
    engine: str = ENGINE,
    language: str = "",
    limits: Limits | None = None,
    on_event: OnEvent | None = None,
) -> Transcript:
    """The words of ``text`` with their times in a media file. Blocks. Raises InputError, JobFailed,
    Cancelled.
    """
    return understand(session, media, engine, language, text=text, limits=limits, on_event=on_event)
