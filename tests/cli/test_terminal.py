"""What names and titles may do to a terminal, and to a program that reads the JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.cli.terminal import json_text, printable
from studio.media.images import save_png

_EVIL = "x\x1b[31m\x1b]0;title\x07\x9b2J\u202etxt\x7f"


def studio(*arguments: bytes | str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "studio", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=environment)


def _obeyed(output: bytes) -> list[str]:
    text = output.decode("utf-8")
    return [character for character in text if character in "\x1b\x07\x9b\u202e\x7f\r"]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    save_png(tmp_path / "plain.png", np.zeros((4, 4, 3), np.uint8))
    return tmp_path / "plain.png"


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("verb", [("probe",), ("frame", "--index", "0", "--out"), ("doctor",)])
def test_no_sequence_of_a_file_name_reaches_the_terminal(verb: tuple[str, ...], tmp_path: Path) -> None:
    name = str(tmp_path / _EVIL)
    done = studio(verb[0], name, *verb[1:], *((f"{name}.png",) if verb[1:] else ()))
    assert done.returncode == 2
    assert _obeyed(done.stderr + done.stdout) == []
    assert b"\\x1b[31m" in done.stderr


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_name_that_is_not_utf_8_is_printed_and_gives_valid_json(picture: Path, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff\x1b[1m\xc3\xa9"
    shutil.copyfile(picture, folder + b".png")
    pack = studio("project", "new", folder)
    assert pack.returncode == 0, pack.stderr
    assert _obeyed(pack.stdout) == []
    assert "\\xff\\x1b[1mé" in pack.stdout.decode("utf-8")
    for encoding in ("utf-8", "latin-1", "ascii:surrogateescape"):
        info = studio("project", "info", folder, "--json", encoding=encoding)
        assert info.returncode == 0, info.stderr
        assert json.loads(info.stdout.decode("utf-8", "strict"))["path"].endswith("\ufffd\x1b[1mé")
        assert _obeyed(info.stdout) == []


def test_an_image_is_not_called_something_else(picture: Path, tmp_path: Path) -> None:
    done = studio("frame", str(picture), "--index", "0", "--out", str(tmp_path / "out.png"))
    assert (done.returncode, done.stdout) == (2, b"")
    words = done.stderr.decode("utf-8")
    assert words.startswith("error: is_image: “plain.png” is an image (PNG)")


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_can_be_printed_and_written_as_json(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")  # raises where it is not text
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in shown)
    assert printable(shown) == shown
    read = json.loads(json_text({"name": text}).encode("utf-8"))["name"]
    assert len(read) == len(text)
    assert all(
        a == b or (b == "\ufffd" and "\ud800" <= a <= "\udfff") for a, b in zip(text, read, strict=True)
    )


def test_lines_of_a_result_stay_lines() -> None:
    assert printable("a\nb\tc\x1b", lines=True) == "a\nb\tc\\x1b"
    assert printable("a\nb") == "a\\nb"
