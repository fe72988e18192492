"""Presets are data: one file each; what is broken is named and left out alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio.core import paths
from studio.export.plan import plan
from studio.export.presets import REGISTRY, preset, presets
from studio.flows.exporting import file_name
from studio.project.handle import Project
from studio.project.model import Sequence
from studio.render.timeline import snapshot

EXAMPLE = Path(__file__).parents[1] / "data" / "examples" / "presets" / "film-mp4-phone.toml"
SHIPPED = [
    "film-mp4", "film-mp4-soft", "film-mp4-clean", "film-mp4-draft", "captions-srt", "captions-vtt",
    "captions-ass", "sound-wav", "frames-png",
]  # fmt: skip


@pytest.fixture
def own() -> Path:
    """The user's folder of presets."""
    folder = paths.plugins("presets")
    folder.mkdir(parents=True)
    return folder


def test_the_shipped_presets_are_all_there_in_their_order() -> None:
    assert [entry.id for entry in presets()] == SHIPPED
    assert REGISTRY.faults() == ()


def test_a_preset_is_added_as_one_file(own: Path, project: Project) -> None:
    shutil.copy(EXAMPLE, own)
    found = preset("film-mp4-phone")
    assert (found.height, found.crf, found.speed, found.captions) == (720, 25, "medium", "burned")
    assert [entry.id for entry in presets()] == [*SHIPPED, "film-mp4-phone"]
    sequence = project.get(project.info.sequence, Sequence)
    assert file_name(project, sequence, found, many=True) == f"{project.name} film-mp4-phone.mp4"
    assert file_name(project, sequence, preset("film-mp4-soft"), many=True).endswith("soft captions.mp4")
    assert file_name(project, sequence, preset("film-mp4"), many=True) == f"{project.name}.mp4"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title =", "TOML"),
        ('title = "x"', "id"),
        ('id = "other"\ntitle = "x"\nproduct = "sound"\nsuffix = ".wav"', "“other”"),
        ('id = "bad"\ntitle = "x"\nproduct = "sound"\ncolor = 1\nbitrate = 2', "bitrate, color"),
        ('id = "bad"\ntitle = "x"\nproduct = "film"\nsuffix = ".mp4"\ncrf = 99', "crf"),
        ('id = "bad"\ntitle = "x"\nproduct = "film"\nsuffix = ".mp4"\nspeed = "warp"', "warp"),
        ('id = "bad"\ntitle = "x"\nproduct = "film"\nsuffix = ".avi"', ".mp4"),
        ('id = "bad"\ntitle = "x"\nproduct = "captions"\nsuffix = ".doc"\nformat = "doc"', "srt"),
        ('id = "bad"\ntitle = "x"\nproduct = "captions"\nsuffix = ".vtt"\nformat = "srt"', ".srt"),
        ('id = "bad"\ntitle = 3\nproduct = "film"\nsuffix = ".mp4"', "title"),
        ("a = " + "[" * 5000, "TOML"),
    ],
)  # fmt: skip
def test_a_bad_preset_is_named_and_left_out_alone(own: Path, text: str, why: str) -> None:
    (own / "bad.toml").write_text(text, encoding="utf-8")
    (fault,) = REGISTRY.faults()
    assert (fault.kind, fault.name) == ("presets", "bad")
    assert why in fault.reason or "Recursion" in fault.reason
    assert [entry.id for entry in presets()] == SHIPPED


def test_a_preset_of_the_user_does_not_replace_a_shipped_one(own: Path) -> None:
    (own / "film-mp4.toml").write_text(
        'id = "film-mp4"\ntitle = "Mine"\nproduct = "film"\nsuffix = ".mp4"\n', encoding="utf-8"
    )
    assert preset("film-mp4").title == "Video with burned-in captions"
    assert [fault.name for fault in REGISTRY.faults()] == ["film-mp4"]


def test_every_setting_of_the_encoder_is_in_the_key(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline = snapshot(project, project.info.sequence)

    def keys() -> list[str]:
        return [segment.key for segment in plan(timeline, preset("film-mp4")).segments]

    from studio.export import encoder

    before = keys()
    assert keys() == before
    for name, changed in (
        ("X264_PARAMS", "open-gop=1"),
        ("AS_FILM", "format=yuv422p10le"),
        ("codec_arguments", lambda _preset: ["-c:v", "prores_ks", "-pix_fmt", "yuv422p10le"]),
        ("colour_arguments", lambda: ["-colorspace", "bt2020nc"]),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(encoder, name, changed)
            assert not set(keys()) & set(before), name
