"""The document: frozen structs, one table of entities by id.

Every entity has an ``id``, a ``parent`` and an ``order`` key among its siblings (base.py). All times are
ticks (core.ticks). Entities are values: change one with ``replace`` and ``edit.put``. A new kind, or a new
field with a default, raises the minor version (schema.VERSION); anything else needs a migration and raises
the major one.

Each family of kinds is one file that lists them in ``KINDS``.
"""

from __future__ import annotations

from studio.project.model import base, captions, export, markers, media, script, timeline
from studio.project.model.base import E, Entity, ProjectInfo, kind_of, replace
from studio.project.model.captions import CaptionTrack, Cue, Style
from studio.project.model.changes import Changes
from studio.project.model.export import ExportPreset
from studio.project.model.markers import Marker
from studio.project.model.media import Asset, MediaFacts, MediaKind
from studio.project.model.script import Line, Scene, Speaker, Take, Voice
from studio.project.model.timeline import Clip, Ease, Effect, Keyframe, Sequence, Track, TrackRole
from studio.project.model.words import Word

KINDS: dict[str, type[Entity]] = {
    kind_of(kind): kind
    for family in (base, media, timeline, captions, script, markers, export)
    for kind in family.KINDS
}
"""Every kind by its wire word."""

__all__ = [
    "KINDS",
    "Asset",
    "CaptionTrack",
    "Changes",
    "Clip",
    "Cue",
    "E",
    "Ease",
    "Effect",
    "Entity",
    "ExportPreset",
    "Keyframe",
    "Line",
    "Marker",
    "MediaFacts",
    "MediaKind",
    "ProjectInfo",
    "Scene",
    "Sequence",
    "Speaker",
    "Style",
    "Take",
    "Track",
    "TrackRole",
    "Voice",
    "Word",
    "kind_of",
    "replace",
]
