"""What a file is by its first bytes, before any decoder sees it. The file name is never trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from studio.core.errors import InputError
from studio.core.files import describe_os_error, require_file
from studio.core.text import Text

SniffKind = Literal["picture", "container", "playlist", "unknown"]


class Sniff(NamedTuple):
    """kind: how the file may be opened.

    name: short name of the format, e.g. ``"png"``, ``"mov"``, ``"m3u8"``.
    """

    kind: SniffKind
    name: str


# Playlists make a decoder open other files or addresses (CVE-2023-6605 and kin): they are refused, not
# parsed.
_PLAYLISTS: tuple[tuple[bytes, str], ...] = (
    (b"#extm3u", "m3u8"),
    (b"ffconcat version", "ffconcat"),
    (b"v=0", "sdp"),
    (b"[playlist]", "pls"),
    (b"<asx", "asx"),
    (b"<mpd", "mpd"),
    (b"<smoothstreamingmedia", "ism"),
    (b"<smil", "smil"),
)
_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"P5\n", "ppm"),
    (b"P6\n", "ppm"),
)
_CONTAINERS: tuple[tuple[bytes, str], ...] = (
    (b"\x1a\x45\xdf\xa3", "matroska"),
    (b"OggS\x00", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3\x02", "mp3"),
    (b"ID3\x03", "mp3"),
    (b"ID3\x04", "mp3"),
    (b"FLV\x01", "flv"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (b"\x00\x00\x01\xba", "mpeg"),
    (b"\x00\x00\x01\xb3", "mpegvideo"),
    (b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02", "mxf"),
    (b"caff\x00\x01", "caf"),
    (b"#!AMR", "amr"),
    (b"RF64", "wav"),
    (b"BW64", "wav"),
)
# Two letters alone also begin texts; behind the file header stands the length of the next one.
_BMP_HEADERS = frozenset(length.to_bytes(4, "little") for length in (12, 16, 40, 52, 56, 64, 108, 124))
_MOV_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})
_STILL_BRANDS = frozenset({b"avif", b"heic", b"heix", b"mif1"})
_HEAD = 4096


def sniff(path: Path) -> Sniff:
    """Recognise ``path`` by its content. Raises InputError when missing, a folder, empty or unreadable."""
    require_file(path)
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEAD)
    except OSError as error:
        raise describe_os_error(error, path) from error
    return _by_bytes(head)


def refuse_playlist(path: Path) -> Sniff:
    """``sniff`` that raises InputError("playlist_refused") for files that only point at other files."""
    found = sniff(path)
    if found.kind == "playlist":
        raise InputError(
            "playlist_refused",
            Text(
                "“{name}” is a playlist ({name2}): it only points to other files.",
                name=path.name,
                name2=found.name,
            ),
            Text("Open the media files themselves."),
        )
    return found


def _by_bytes(head: bytes) -> Sniff:
    for magic, name in _PICTURES:
        if head.startswith(magic):
            return Sniff("picture", name)
    for magic, name in _CONTAINERS:
        if head.startswith(magic):
            return Sniff("container", name)
    if head[:2] == b"BM" and head[14:18] in _BMP_HEADERS:
        return Sniff("picture", "bmp")
    if head[:4] == b"RIFF":
        return _riff(head[8:12])
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return Sniff("container", "aiff")
    if head[4:8] in _MOV_BOXES:
        still = head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS
        return Sniff("picture", "avif") if still else Sniff("container", "mov")
    if _is_transport_stream(head):
        return Sniff("container", "mpegts")
    playlist = _playlist(head)
    return Sniff("playlist", playlist) if playlist else Sniff("unknown", "")


def _riff(form: bytes) -> Sniff:
    known = {b"AVI ": ("container", "avi"), b"WAVE": ("container", "wav"), b"WEBP": ("picture", "webp")}
    kind, name = known.get(form, ("unknown", ""))
    return Sniff("picture" if kind == "picture" else "container" if kind == "container" else "unknown", name)


def _is_transport_stream(head: bytes) -> bool:
    """Three sync bytes in step, for plain (188) and M2TS (192, offset 4) packets."""
    return any(
        len(head) > offset + 2 * step and all(head[offset + n * step] == 0x47 for n in range(3))
        for offset, step in ((0, 188), (4, 192))
    )


def _playlist(head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, name in _PLAYLISTS:
        if text.startswith(magic):
            return name
    if text.startswith((b"<?xml", b"<!--", b"<!doctype")):
        return next((name for magic, name in _PLAYLISTS if magic.startswith(b"<") and magic in text), "")
    return ""
