"""A caption format of the user is one file; what is broken is left out alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio.captions import formats
from studio.captions.formats import format_of, is_captions, read_captions, write_captions
from studio.core import paths
from studio.core.errors import InputError
from studio.core.settings import Settings
from studio.core.ticks import from_seconds
from studio.project.model import Cue
from studio.state.receiving import sort_files

EXAMPLE = Path(__file__).parents[1] / "data" / "examples" / "caption_formats" / "tsv.py"


_SPEC = """
from studio.captions.formats import FormatSpec
SPEC = FormatSpec(id="{id}", title="x", suffixes=("{suffix}",))
"""


@pytest.fixture
def own() -> Path:
    """The user's folder of caption formats."""
    Settings().set("plugins.own_code", True)
    folder = paths.plugins("caption_formats")
    folder.mkdir(parents=True)
    return folder


def test_a_format_is_added_as_one_file(own: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, own)
    path = tmp_path / "a.tsv"
    write_captions(
        [Cue(id="a", start=from_seconds(1), end=from_seconds(2.5), text="Two\nlines")], path, "tsv"
    )
    assert path.read_text("utf-8") == "1.000\t2.500\tTwo\\nlines\n"
    (back,) = read_captions(path)
    assert (back.start, back.end, back.text) == (from_seconds(1), from_seconds(2.5), "Two\nlines")
    assert format_of(path) == "tsv"
    assert is_captions(path)
    assert sort_files([path]).accepted == (path,)
    path.write_text("no times\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_captions(path)


def test_without_leave_it_is_not_loaded(own: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, own)
    Settings().set("plugins.own_code", False)
    with pytest.raises(InputError, match="tsv"):
        format_of(tmp_path / "a.tsv")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("broken.py", "1 / 0", "ZeroDivisionError"),
        ("unlike.py", "from studio.captions.formats.srt import SPEC, read, write", "“srt”"),
        ("srt.py", "from studio.captions.formats.srt import SPEC, read, write", "already"),
        ("mute.py", _SPEC.format(id="mute", suffix=".mute"), "“read”"),
        ("loud.py", _SPEC.format(id="loud", suffix="LOUD"), "dot"),
    ],
)
def test_a_bad_format_is_named_and_left_out_alone(own: Path, name: str, text: str, why: str) -> None:
    (own / name).write_text(text, encoding="utf-8")
    (fault,) = formats.REGISTRY.faults()
    assert (fault.kind, fault.name) == ("caption_formats", Path(name).stem)
    assert why in fault.reason
    assert [spec.id for spec in formats.writable()] == ["srt", "vtt", "ass", "json", "txt"]


def test_every_suffix_that_is_accepted_is_read() -> None:
    """What drops and imports take in, a reader takes."""
    read = {suffix for spec in formats.readable() for suffix in spec.suffixes}
    assert formats.readable_suffixes() <= read
    assert {".scc", ".stl", ".webvtt", ".smi"} <= formats.readable_suffixes()
    assert not {".json", ".xml", ".txt"} & formats.readable_suffixes()
