"""The files a project knows."""

from __future__ import annotations

from typing import Literal

import msgspec

from studio.core.ticks import Ticks
from studio.project.model.base import Entity

MediaKind = Literal["video", "audio", "image", "captions", "script", "other"]


class MediaFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the probe found.

    Attributes:
        width: display width in px, after rotation and pixel aspect.
        height: display height in px, after rotation and pixel aspect.
        rate: frames per second as "30000/1001", the mean where it is variable.
        truncated: the file ends before its tables say so.
        speech: a sound that is somebody speaking.
        sample_rate: in Hz.
    """

    duration: Ticks = 0
    width: int = 0
    height: int = 0
    rate: str = ""
    variable: bool = False
    truncated: bool = False
    frames: int = 0
    has_video: bool = False
    has_audio: bool = False
    speech: bool = False
    sample_rate: int = 0
    channels: int = 0
    codec: str = ""


class Asset(Entity, frozen=True, tag="asset"):
    """A file the project knows: imported (referenced by ``source``) or made (``sha256`` in the asset store).

    Attributes:
        source: path as given by the user for imported media (absolute, or relative to the project folder); ""
            for stored files.
        sha256: with ``suffix``, content address ``media/ab/<sha256><suffix>`` of a stored or collected file;
            "" while only referenced.
        fingerprint: size, mtime and hashes (``assets.fingerprint``), to notice a changed or moved source.
        recipe: key of the recipe that made it, "" for imported files.
        trashed: hidden, kept for undo.
    """

    name: str
    media: MediaKind
    source: str = ""
    sha256: str = ""
    suffix: str = ""
    fingerprint: str = ""
    facts: MediaFacts = MediaFacts()
    recipe: str = ""
    starred: bool = False
    trashed: bool = False
    created: str = ""
    note: str = ""


KINDS = (Asset,)
