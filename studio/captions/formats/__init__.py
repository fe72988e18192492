"""Caption files in and out. One file per format: ``SPEC`` (see ``FormatSpec``) and what it promises.

``read(text) -> list[Cue]``
    The cues of a file, made with ``captions.parsing``. A binary format gets the bytes. Raises InputError, and
    whatever it stumbles over (``core.decoding``) in a damaged file.
``write(cues, track) -> str``
    The text of a file, escaped so that it reads back as it is. The cues are clean and none is blank.
``sniff(text) -> float``
    How surely the beginning of a file with a foreign suffix is in this format, 0 to 1; may be left out.

Adding a format is adding a file here, or in the user's ``plugins/caption_formats``: imports, drops, dialogs,
exports and the command line derive from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, StudioError
from studio.core.files import write_text
from studio.core.registry import Place, Registry, declared, declared_function, load_module
from studio.core.text import Text
from studio.core.text_files import clean, decode, is_text, not_text, read_data
from studio.project.model import Cue, Style, replace

_HEAD = 20_000


class FormatSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What a format is called and what it can hold.

    Attributes:
        id: the file's name; the word that users and presets write.
        title: name in lists, e.g. ``"SubRip"``.
        suffixes: with dot, lower case; the first is the one that is written.
        readable: whether it has ``read``.
        writable: whether it has ``write``.
        binary: whether ``read`` and ``sniff`` take bytes instead of text.
        words: whether the times of words come back.
        styles: whether font, colours and position are written.
        rank: place in lists, smallest first; those of one rank by id.
    """

    id: str
    title: str
    suffixes: tuple[str, ...]
    readable: bool = True
    writable: bool = False
    binary: bool = False
    words: bool = False
    styles: bool = False
    rank: int = 100


class TrackFacts(NamedTuple):
    """What a format may want to know of the track that is written.

    Attributes:
        style: font, colours and position.
        language: BCP-47 tag, "" when it is not known.
    """

    style: Style
    language: str = ""


class Format(NamedTuple):
    """A format that can be used; the functions are None where it does not have them."""

    spec: FormatSpec
    read: Callable[[Any], list[Cue]] | None  # Any: bytes of a binary format, else text
    write: Callable[[Sequence[Cue], TrackFacts], str] | None
    sniff: Callable[[Any], float] | None


def _load(place: Place) -> Format:
    module = load_module(place)
    spec = declared(module, "SPEC", FormatSpec)
    if not spec.suffixes or any(not suffix.startswith(".") or suffix.lower() != suffix
                                for suffix in spec.suffixes):  # fmt: skip
        raise StudioError("bad_plugin", Text("Its suffixes must begin with a dot and be lower case."))
    return Format(
        spec,
        declared_function(module, "read") if spec.readable else None,
        declared_function(module, "write") if spec.writable else None,
        declared_function(module, "sniff") if hasattr(module, "sniff") else None,
    )


REGISTRY: Registry[Format] = Registry(
    "caption_formats", package=__name__, load=_load, id_of=lambda found: found.spec.id, guarded=True
)
"""All formats, the app's and the user's."""


# ---- what there is


def readable() -> list[FormatSpec]:
    """Return the formats that can be imported, in the order of lists."""
    return _listed(lambda spec: spec.readable)


def writable() -> list[FormatSpec]:
    """Return the formats that can be exported, in the order of lists."""
    return _listed(lambda spec: spec.writable)


def _listed(wanted: Callable[[FormatSpec], bool]) -> list[FormatSpec]:
    specs = [found.spec for found in REGISTRY.all().values() if wanted(found.spec)]
    return sorted(specs, key=lambda spec: (spec.rank, spec.id))


def readable_suffixes() -> frozenset[str]:
    """Return the suffixes, with dot, of files that are caption files by their names.

    Those that other kinds of files have as well, such as ``.json``, are not among them.
    """
    return frozenset(suffix for spec in readable() for suffix in spec.suffixes) - _SHARED


_SHARED = frozenset({".json", ".xml"})


def is_captions(path: Path) -> bool:
    """Return whether a file is a caption file by its suffix, and text where its format is."""
    suffix = path.suffix.lower()
    if suffix not in readable_suffixes():
        return False
    found = _by_suffix(suffix)
    return is_text(path) or (found is not None and found.spec.binary)


def _by_suffix(suffix: str) -> Format | None:
    return next(
        (found for found in REGISTRY.all().values() if found.read and suffix in found.spec.suffixes), None
    )


# ---- reading


def read_captions(path: Path) -> list[Cue]:
    """Return the cues of a caption file in order of time, with fresh ids, order keys and no parent.

    The format is known by its suffix, and for an unknown suffix by its content. Raises InputError:
    ``bad_captions`` with the line number, ``not_text``, ``unknown_captions``, ``file_missing``,
    ``file_empty``, ``file_too_large``.
    """
    data = read_data(path)
    found = _by_suffix(path.suffix.lower())
    if found is not None and found.spec.binary:
        return _read(found, data, path)
    text = decode(data)
    if found is None:
        found = _recognised(data[:_HEAD], binary=True)
    if found is None and text is not None:
        found = _recognised(text[:_HEAD].lstrip("\ufeff \n\t"), binary=False)
    if found is not None and found.spec.binary:
        return _read(found, data, path)
    if text is None:
        raise not_text(path)
    if found is None:
        known = ", ".join(spec.title for spec in readable())
        raise InputError(
            "unknown_captions",
            Text("“{name}” is not in a supported caption format.", name=path.name),
            Text("Use one of: {known}.", known=known),
        )
    return _read(found, text, path)


def _recognised(head: str | bytes, *, binary: bool) -> Format | None:
    """The format that a file with a foreign suffix is most likely in."""
    best, most = None, 0.0
    for found in REGISTRY.all().values():
        if found.read and found.sniff and found.spec.binary == binary:
            score = float(found.sniff(head))
            if score > most:
                best, most = found, score
    return best


def _read(found: Format, source: str | bytes, path: Path) -> list[Cue]:
    assert found.read is not None
    try:
        return found.read(source)
    except InputError as error:
        raise InputError(
            error.code,
            Text("“{name}”: {message}", name=path.name, message=error.message),
            error.hint,
            error.detail,
        ) from error
    except UNDECODABLE as error:
        raise InputError(
            "bad_captions",
            Text("{name} cannot be read as captions.", name=path.name),
            Text("Export the captions again, or choose another file."),
            f"{type(error).__name__}: {error}",
        ) from error


# ---- writing


def write_captions(
    cues: Iterable[Cue],
    path: Path,
    format: str,  # noqa: A002 - the word users know
    *,
    style: Style | None = None,
    language: str = "",
) -> None:
    """Write cues that show something to ``path``, durably. format: id of a writable format.

    Raises InputError, StudioError.
    """
    write_text(path, captions_text(cues, format, style=style, language=language))


def captions_text(
    cues: Iterable[Cue],
    format: str,  # noqa: A002
    *,
    style: Style | None = None,
    language: str = "",
) -> str:
    """Return cues as the text of a file. Raises InputError("unknown_format")."""
    found = REGISTRY.get(format)
    if found is None or found.write is None:
        raise InputError(
            "unknown_format",
            Text("Captions cannot be exported as {format}.", format=format),
            Text("Choose one of: {writable}.", writable=", ".join(spec.id for spec in writable())),
        )
    shown = [(cue, clean(cue.text)) for cue in cues]
    kept = [cue if cue.text == text else replace(cue, text=text) for cue, text in shown if text]
    return found.write(kept, TrackFacts(style or Style(id="style_default", name="Default"), language))


def format_of(path: Path) -> str:
    """Return the id of the format that a file name asks for. Raises InputError("unknown_format")."""
    suffix = path.suffix.lower()
    found = next((spec for spec in writable() if spec.suffixes[0] == suffix), None)
    if found is None:
        hint = Text(
            "End the file name with one of: {value}.",
            value=", ".join(spec.suffixes[0] for spec in writable()),
        )
        raise InputError(
            "unknown_format",
            Text("Captions cannot be exported in the format of “{name}”.", name=path.name),
            hint,
        )
    return found.id
