"""What can be exported, as data: one TOML file each in ``assets/presets`` and the user's ``plugins/presets``.

The panel, the command line and the plan read them. A file's keys are the fields of ``Preset``.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from studio.core import paths
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, StudioError
from studio.core.registry import Place, Registry, load_toml
from studio.core.text import Text

Product = Literal["film", "captions", "sound", "frames"]
CaptionsAs = Literal["burned", "soft", "none"]
Speed = Literal[
    "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"
]

_SUFFIXES = {"film": (".mp4",), "sound": (".wav",), "frames": ("",)}
"""What the exporter can write; those of captions are the formats'."""


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to export.

    Attributes:
        id: the file's name; stable, since projects and command lines hold it.
        title: name in the list.
        help: one sentence below the list.
        product: what kind of thing is made.
        suffix: of the file, with dot; "" for the folder of frames.
        captions: how caption tracks enter a film or frames.
        crf: constant rate factor of x264, 0 (lossless) to 51 (worst).
        speed: preset word of x264.
        height: lines that the film is scaled to; 0 keeps the sequence's size.
        audio_kbps: bit rate of AAC.
        format: id of a caption format, for captions.
        short: what is added to a file's name when several presets are exported at once; the id when left out.
        rank: place in the list, smallest first; those of one rank by id.
    """

    id: str
    title: str
    help: str = ""
    product: Product
    suffix: str
    captions: CaptionsAs = "none"
    crf: Annotated[int, msgspec.Meta(ge=0, le=51)] = 20
    speed: Speed = "veryfast"
    height: Annotated[int, msgspec.Meta(ge=0, le=16_384)] = 0
    audio_kbps: Annotated[int, msgspec.Meta(ge=16, le=512)] = 192
    format: str = ""
    short: str | None = None
    rank: int = 100


def _load(place: Place) -> Preset:
    values = load_toml(place)
    unknown = sorted(values.keys() - {field.name for field in msgspec.structs.fields(Preset)})
    if unknown:  # all of them, where msgspec names the first
        raise _bad(Text("It has unknown keys: {unknown}.", unknown=", ".join(unknown)))
    try:
        found = msgspec.convert(values, Preset)
    except UNDECODABLE as error:
        raise _bad(Text("Its contents are not valid: {problem}", problem=error)) from error
    _require_possible(found)
    return found if found.short is not None else msgspec.structs.replace(found, short=found.id)


def _require_possible(found: Preset) -> None:
    suffixes = _SUFFIXES.get(found.product)
    if suffixes is None:
        from studio.captions.formats import writable

        formats = {spec.id: spec.suffixes[0] for spec in writable()}
        if found.format not in formats:
            known = ", ".join(formats)
            raise _bad(Text("Its format must be one of: {known}.", known=known))
        suffixes = (formats[found.format],)
    if found.suffix not in suffixes:
        known = ", ".join(f"“{suffix}”" for suffix in suffixes)
        raise _bad(Text("Its suffix must be one of: {known}.", known=known))


def _bad(message: Text) -> StudioError:
    return StudioError("bad_plugin", message)


REGISTRY: Registry[Preset] = Registry(
    "presets",
    folder=lambda: paths.assets() / "presets",
    suffix=".toml",
    load=_load,
    id_of=lambda found: found.id,
)
"""All presets, the app's and the user's."""


def presets() -> list[Preset]:
    """Return all presets in the order of the list."""
    return sorted(REGISTRY.all().values(), key=lambda entry: (entry.rank, entry.id))


def preset(preset_id: str) -> Preset:
    """Return the preset called ``preset_id``. Raises InputError that lists the others."""
    found = REGISTRY.get(preset_id)
    if found is not None:
        return found
    known = ", ".join(entry.id for entry in presets())
    raise InputError(
        "unknown_preset",
        Text("There is no export preset called {preset_id}.", preset_id=f"{preset_id!r}"),
        Text("Choose one of: {known}.", known=known),
    )


def preset_for(suffix: str) -> Preset:
    """Return the first preset that writes files ending in ``suffix`` (with dot). Raises InputError."""
    for entry in presets():
        if entry.suffix == suffix.lower():
            return entry
    known = ", ".join(sorted({entry.suffix for entry in presets() if entry.suffix}))
    raise InputError(
        "unknown_suffix",
        Text("No export preset supports {suffix}.", suffix=suffix or "a file without suffix"),
        Text("Choose one of: {known}.", known=known),
    )
