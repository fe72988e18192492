"""How the picture of a film is encoded: everything but the frames that decides its bytes."""

from __future__ import annotations

from studio.export.presets import Preset

AS_FILM = "format=yuv420p,setsar=1,setparams=color_primaries=bt709:color_trc=bt709"
"""The end of every filter chain. The frames themselves must name primaries and transfer: the encoder believes
them, not its options, and all parts of a film share one header.
"""

X264_PARAMS = "open-gop=0:stitchable=1"
"""Every segment begins with an IDR frame and refers to nothing outside itself."""


def codec_arguments(preset: Preset) -> list[str]:
    """Return ffmpeg's arguments for codec, rate control and pixel format, less ``-x264-params``."""
    return ["-c:v", "libx264", "-preset", preset.speed, "-crf", str(preset.crf), "-pix_fmt", "yuv420p"]


def colour_arguments() -> list[str]:
    """Return ffmpeg's arguments for the colour of the file. What a source says of itself must not differ
    between parts: they share one header in the film.
    """
    return ["-colorspace", "bt709", "-color_range", "tv", "-chroma_sample_location", "left"]


def settings_of(preset: Preset) -> list[str]:
    """Return all that belongs to the key of an encoded segment; not what only depends on the machine."""
    return [*codec_arguments(preset), X264_PARAMS, *colour_arguments(), AS_FILM]
