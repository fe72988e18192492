"""The probe tells what is in a file, or says in words why nothing can be told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.core import ticks
from studio.core.errors import InputError
from studio.media import ffmpeg
from studio.media.audio import read_audio, write_wav
from studio.media.probe import probe

from .conftest import MakeClip


def test_a_film_is_told_in_full(h264_clip: Path) -> None:
    report = probe(h264_clip).report()
    assert report["kind"] == "video"
    assert report["format"] == "mov"
    assert report["duration_s"] == pytest.approx(2.4, abs=1e-6)
    (film,), (sound,) = report["video"], report["audio"]
    assert (film["codec"], film["width"], film["height"]) == ("h264", 160, 96)
    assert (film["display_width"], film["display_height"], film["rotation"]) == (160, 96, 0)
    assert (film["fps"], film["frames"], film["start_s"], film["variable_rate"]) == (25.0, 60, 0.0, False)
    assert (sound["codec"], sound["rate"], sound["channels"], sound["language"]) == ("aac", 48000, 1, "und")
    assert report["subtitles"] == []


def test_real_clips_are_told_as_ffprobe_tells_them(media: Path) -> None:
    talk = probe(media / "video/talk.mp4")
    assert (talk.width, talk.height, talk.rate, talk.frames) == (1280, 720, "30", 1272)
    assert (talk.sample_rate, talk.channels, talk.audio[0].language) == (48000, 2, "eng")
    assert talk.duration == ticks.from_seconds(42.4)
    webm = probe(media / "video/bbb_30s.webm")
    assert (webm.codec, webm.frames, webm.rate, webm.audio[0].codec) == ("vp8", 720, "24", "vorbis")
    assert webm.video[0].start == ticks.from_seconds(0.003)
    assert probe(media / "video/bigbuckbunny.mp4").channels == 6
    assert [found.codec for found in probe(media / "video/webvtt.mkv").subtitles] == ["webvtt"]
    assert [found.codec for found in probe(media / "video/mov_text.mp4").subtitles] == ["mov_text"]
    wide = probe(media / "video/sar_2by3.mp4")
    assert (wide.video[0].width, wide.width, wide.video[0].aspect) == (640, 427, "2/3")


def test_a_turned_clip_is_told_by_its_upright_size(h264_clip: Path, make_clip: MakeClip) -> None:
    path = make_clip("turned.mp4", "-c", "copy", before=("-display_rotation", "270"), source=h264_clip)
    film = probe(path).video[0]
    assert (film.width, film.height, film.display_width, film.display_height, film.rotation) == (
        160,
        96,
        96,
        160,
        90,
    )


def test_languages_of_sound_and_captions_are_told(
    h264_clip: Path, make_clip: MakeClip, tmp_path: Path
) -> None:
    captions = tmp_path / "c.srt"
    captions.write_text("1\n00:00:00,000 --> 00:00:01,000\nHallo\n", encoding="utf-8")
    tags = [
        "-metadata:s:a:0",
        "language=fre",
        "-metadata:s:s:0",
        "language=ger",
        "-metadata:s:s:0",
        "title=Deutsch",
    ]
    path = make_clip(
        "tags.mkv", "-i", str(captions), "-map", "0", "-map", "1", "-c", "copy", *tags, source=h264_clip
    )
    found = probe(path)
    assert found.audio[0].language == "fre"
    assert (found.subtitles[0].codec, found.subtitles[0].language, found.subtitles[0].title) == (
        "subrip",
        "ger",
        "Deutsch",
    )


def test_a_variable_rate_is_told(make_clip: MakeClip) -> None:
    path = make_clip(
        "vfr.mkv", "-vf", "setpts=(N*40+N*N)/1000/TB", "-fps_mode", "passthrough", "-c:v", "libx264", "-an"
    )
    film = probe(path).video[0]
    assert film.variable_rate
    assert film.frames == 60


@pytest.mark.parametrize(
    ("name", "options", "codec"),
    [
        ("tone.wav", ("-c:a", "pcm_s16le"), "pcm_s16le"),
        ("tone.mp3", ("-c:a", "libmp3lame"), "mp3"),
        ("tone.flac", ("-c:a", "flac"), "flac"),
        ("tone.ogg", ("-c:a", "libvorbis"), "vorbis"),
        ("tone.opus", ("-c:a", "libopus"), "opus"),
        ("tone.m4a", ("-c:a", "aac"), "aac"),
    ],
)
def test_sound_alone_is_told_as_sound(
    name: str, options: tuple[str, ...], codec: str, make_clip: MakeClip
) -> None:
    found = probe(make_clip(name, "-vn", *options))
    assert (found.kind, found.has_video, found.has_audio, found.codec) == ("audio", False, True, codec)
    assert found.duration == pytest.approx(ticks.from_seconds(2.4), abs=ticks.from_seconds(0.06))


def test_cover_art_does_not_make_a_song_a_film(make_clip: MakeClip, tmp_path: Path) -> None:
    cover = tmp_path / "cover.png"
    Image.new("RGB", (40, 40), "red").save(cover)
    options = [
        "-i",
        str(cover),
        "-map",
        "0:a",
        "-map",
        "1",
        "-c:a",
        "libmp3lame",
        "-disposition:v",
        "attached_pic",
    ]
    assert probe(make_clip("song.mp3", *options)).kind == "audio"


def test_video_without_sound_is_told(make_clip: MakeClip) -> None:
    found = probe(make_clip("silent.mp4", "-c:v", "libx264", "-an"))
    assert (found.kind, found.has_audio, found.sample_rate) == ("video", False, 0)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tiff", "bmp", "avif", "gif"])
def test_a_picture_is_told_as_a_picture(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"picture.{suffix}"
    Image.new("RGB", (31, 17), "navy").save(path)
    if suffix == "gif":
        assert (probe(path).width, probe(path).frames) == (31, 1)
        return
    found = probe(path)
    assert (found.kind, found.width, found.height, found.frames, found.duration) == ("image", 31, 17, 1, 0)


def test_a_photo_is_told_by_its_upright_size(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (30, 20)).save(tmp_path / "photo.jpg", exif=exif)
    found = probe(tmp_path / "photo.jpg")
    assert (found.width, found.height, found.video[0].rotation) == (20, 30, 90)


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        probe(path)
    assert caught.value.exit_code == 2
    assert caught.value.message
    return caught.value.code


def test_what_is_no_media_file_is_refused_in_words(tmp_path: Path, h264_clip: Path) -> None:
    assert refused(tmp_path / "absent.mp4") == "file_missing"
    assert refused(tmp_path) == "file_is_folder"
    (tmp_path / "empty.mp4").write_bytes(b"")
    assert refused(tmp_path / "empty.mp4") == "file_empty"
    (tmp_path / "text.mp4").write_text("Dear diary, " * 400, encoding="utf-8")
    assert refused(tmp_path / "text.mp4") == "not_media"
    noise = np.random.default_rng(1)
    for number in range(12):
        (tmp_path / "noise.mp4").write_bytes(noise.bytes(20_000 + number))
        assert refused(tmp_path / "noise.mp4") == "not_media"
    (tmp_path / "cut.mp4").write_bytes(h264_clip.read_bytes()[:3000])
    assert refused(tmp_path / "cut.mp4") == "file_truncated"
    (tmp_path / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n1234")
    assert refused(tmp_path / "cut.png") == "not_picture"


@pytest.mark.parametrize("name", ["whole.webm", "whole.mkv", "whole.mp4"])
def test_an_unfinished_copy_lasts_as_long_as_its_pictures(
    make_clip: MakeClip, tmp_path: Path, name: str
) -> None:
    codec = ["-c:v", "libvpx"] if name.endswith("webm") else ["-c:v", "libx264", "-bf", "0"]
    path = make_clip(name, *codec, "-g", "12", "-movflags", "+faststart")
    whole = probe(path)
    assert not whole.truncated
    cut = tmp_path / f"cut{path.suffix}"
    cut.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = probe(cut)
    assert found.truncated
    assert 0 < found.duration == found.video[0].end < whole.duration * 3 // 4


def test_an_unfinished_copy_with_tables_is_told_as_truncated(make_clip: MakeClip, tmp_path: Path) -> None:
    path = make_clip("front.mp4", "-c:v", "libx264", "-bf", "0", "-g", "12", "-an", "-movflags", "+faststart")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(path.read_bytes()[:-200])
    assert not probe(path).truncated
    assert probe(cut).truncated
    assert probe(cut).frames < 60
    assert probe(cut).duration < probe(path).duration, "as long as what can be seen"


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "\ufeff  #EXTM3U\nhttp://example.invalid/x.ts\n",
        '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>\n',
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nm=video 5004 RTP/AVP 96\r\n",
        "[playlist]\nFile1=/etc/passwd\n",
    ],
)
def test_playlists_are_refused_whatever_they_are_called(text: str, tmp_path: Path) -> None:
    for name in ("list.m3u8", "list.mp4"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert refused(path) == "playlist_refused"


def test_an_old_style_concat_list_is_not_followed(tmp_path: Path, h264_clip: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"file '{h264_clip}'\n", encoding="utf-8")
    assert refused(path) == "not_media"


def test_a_film_whose_frames_are_all_damaged_is_refused(make_clip: MakeClip, tmp_path: Path) -> None:
    data = bytearray(make_clip("silent.mp4", "-c:v", "libx264", "-an").read_bytes())
    start = data.index(b"mdat") + 4
    end = data.index(b"moov") - 4
    data[start:end] = bytes(end - start)
    (tmp_path / "zero.mp4").write_bytes(data)
    assert refused(tmp_path / "zero.mp4") == "no_frames"


def test_a_sound_of_no_length_has_no_duration(tmp_path: Path) -> None:
    path = tmp_path / "nothing.wav"
    write_wav(path, np.zeros((0, 1), np.float32), 16000)
    assert refused(path) == "not_media"


def test_a_chained_broken_file_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "loop.mkv"
    ffmpeg.render(path, ["-f", "lavfi", "-i", "color=size=32x32:duration=0.2", "-c:v", "ffv1"])
    data = path.read_bytes()
    for cut in range(40, len(data), max(len(data) // 25, 1)):
        path.write_bytes(data[:cut])
        try:
            probe(path)
        except InputError:
            continue


def test_sound_that_is_damaged_all_over_counts_as_none(make_clip: MakeClip, tmp_path: Path) -> None:
    whole = make_clip("sound.ts", "-t", "1", "-c:v", "libx264", "-c:a", "aac").read_bytes()
    assert whole.count(b"\xff\xf1") > 20
    place = tmp_path / "silenced.ts"
    place.write_bytes(whole.replace(b"\xff\xf1", b"\0\0"))  # no AAC frame begins any more
    found = probe(place)
    assert (found.has_video, found.has_audio) == (True, False)
    with pytest.raises(InputError) as caught:
        read_audio(place, 48_000, 2)
    assert caught.value.code == "no_sound"
