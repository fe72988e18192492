"""Finds the words of a given script in a recording, so that its captions have the script's spelling and the
sound's times.
"""

from __future__ import annotations

from pathlib import Path

from studio.captions.limits import Limits
from studio.captions.transcribe import Transcript, understand
from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.text_files import read_text
from studio.jobs.session import JobSession, OnEvent

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
