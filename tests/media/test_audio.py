"""Sound is read at exact positions, kept whole, measured by the standard, and stretched in place."""

from __future__ import annotations

import wave
from math import inf
from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.core.errors import InputError
from studio.media import audio
from studio.media.audio import Audio

from .conftest import MakeClip

RATE = 44_100


def noise(seconds: float, seed: int = 1) -> Audio:
    """Low-passed noise, which survives lossy codecs and has one sharp correlation peak."""
    rough = np.random.default_rng(seed).standard_normal(int(seconds * RATE))
    smooth = np.convolve(rough, np.hanning(12), "same")
    return (smooth / np.abs(smooth).max() * 0.7).astype(np.float32)


def lag(one: Audio, other: Audio) -> int:
    """Samples by which ``one`` comes after ``other``."""
    size = 1 << (len(one) + len(other)).bit_length()
    product = np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size)))
    best = int(np.argmax(product))
    return best if best < size // 2 else best - size


@pytest.fixture(scope="module")
def noise_wav(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("noise") / "noise.wav"
    mono = noise(5)
    audio.write_wav(path, np.stack([mono, -0.5 * mono], axis=1), RATE)
    return path


CODECS = {
    "n.flac": ("-c:a", "flac"),
    "n.m4a": ("-c:a", "aac", "-b:a", "192k"),
    "n.mka": ("-c:a", "aac", "-b:a", "192k"),
    "opus.mka": ("-c:a", "libopus", "-b:a", "192k"),
    "n.opus": ("-c:a", "libopus", "-b:a", "192k"),
    "vorbis.webm": ("-c:a", "libvorbis", "-q:a", "8"),
    "n.ogg": ("-c:a", "libvorbis", "-q:a", "8"),
    "n.mp3": ("-c:a", "libmp3lame", "-b:a", "256k"),
    "mp3.mka": ("-c:a", "libmp3lame", "-b:a", "256k"),
    "n.mov": ("-c:a", "pcm_s16le"),
}


@pytest.mark.parametrize("name", CODECS)
def test_sound_lies_at_its_exact_place_after_any_codec(
    name: str, noise_wav: Path, make_clip: MakeClip
) -> None:
    path = make_clip(name, *CODECS[name], source=noise_wav)
    whole = audio.read_audio(path, RATE, 2)
    assert lag(whole[:, 0], noise(5)) == 0
    assert lag(-whole[:, 1], noise(5)) == 0
    for start in (0.7, 2.345, 3.001):
        at = ticks.from_seconds(start)
        piece = audio.read_audio(path, RATE, 2, at, ticks.from_seconds(0.5))
        first = ticks.to_sample(at, RATE)
        assert len(piece) == ticks.to_sample(at + ticks.from_seconds(0.5), RATE) - first
        assert lag(piece[:, 0], whole[first : first + len(piece), 0]) == 0
        assert np.abs(piece - whole[first : first + len(piece)]).max() < 0.05


def test_lossless_sound_is_read_bit_for_bit(noise_wav: Path) -> None:
    whole = audio.read_audio(noise_wav, RATE, 2)
    with wave.open(str(noise_wav)) as handle:
        raw = np.frombuffer(handle.readframes(handle.getnframes()), "<i2").reshape(-1, 2)
    assert np.array_equal(whole, raw.astype(np.float32) / 32768)


def test_resampling_does_not_depend_on_where_reading_began(noise_wav: Path) -> None:
    whole = audio.read_audio(noise_wav, 48_000, 1)
    assert len(whole) == 5 * 48_000
    for start in (0.9, 1.777):
        at = ticks.from_seconds(start)
        piece = audio.read_audio(noise_wav, 48_000, 1, at, ticks.from_seconds(1))
        first = ticks.to_sample(at, 48_000)
        assert np.abs(piece - whole[first : first + 48_000]).max() < 1e-4


def test_resampling_keeps_events_in_their_place(tmp_path: Path) -> None:
    click = np.zeros((RATE * 2, 1), np.float32)
    click[RATE] = 0.9
    audio.write_wav(tmp_path / "click.wav", click, RATE)
    for rate in (8_000, 16_000, 48_000, 96_000):
        heard = audio.read_audio(tmp_path / "click.wav", rate, 1)
        assert abs(int(np.argmax(np.abs(heard))) - rate) <= 1


def test_reading_past_the_ends_gives_silence(noise_wav: Path) -> None:
    piece = audio.read_audio(noise_wav, RATE, 2, ticks.from_seconds(4.5), ticks.from_seconds(2))
    assert len(piece) == 2 * RATE
    assert np.any(piece[: RATE // 2])
    assert not np.any(piece[RATE // 2 + 64 :])
    before = audio.read_audio(noise_wav, RATE, 2, ticks.from_seconds(-1), ticks.from_seconds(2))
    assert not np.any(before[:RATE])
    assert np.any(before[RATE:])
    assert audio.read_audio(noise_wav, RATE, 1, ticks.from_seconds(9)).shape == (0, 1)


def test_sound_that_starts_late_is_led_by_silence(make_clip: MakeClip) -> None:
    path = make_clip("lateaudio.mkv", "-af", "asetpts=PTS+1/TB", "-c:v", "libx264", "-c:a", "pcm_s16le")
    heard = audio.read_audio(path, 48_000, 1)
    assert not np.any(heard[: 48_000 - 48])
    assert np.abs(heard[48_000 + 48 : 50_000]).max() > 0.05


def test_one_channel_is_copied_to_both_at_full_level(media: Path) -> None:
    mono = audio.read_audio(media / "speech/austen_0870.wav", 16_000, 1)
    both = audio.read_audio(media / "speech/austen_0870.wav", 16_000, 2)
    assert np.array_equal(both[:, :1], mono)
    assert np.array_equal(both[:, 1:], mono)


def test_six_channels_are_mixed_down(media: Path) -> None:
    heard = audio.read_audio(media / "video/bigbuckbunny.mp4", 48_000, 2)
    assert heard.shape[1] == 2
    assert 0.01 < np.abs(heard).max() <= 1.0


def test_blocks_make_up_the_whole(noise_wav: Path) -> None:
    blocks = list(audio.audio_blocks(noise_wav, 22_050, 1))
    assert len(blocks) > 3
    assert np.array_equal(np.concatenate(blocks), audio.read_audio(noise_wav, 22_050, 1))


def test_a_film_without_sound_says_so(make_clip: MakeClip) -> None:
    with pytest.raises(InputError) as caught:
        audio.read_audio(make_clip("silent.mp4", "-c:v", "libx264", "-an"), RATE, 2)
    assert caught.value.code == "no_sound"


def test_wav_files_clip_and_round(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    audio.write_wav(path, np.array([0.0, 0.5, 2.0, -2.0, np.nan], np.float32), 16_000)
    with wave.open(str(path)) as handle:
        assert (handle.getnchannels(), handle.getframerate(), handle.getsampwidth()) == (1, 16_000, 2)
        assert list(np.frombuffer(handle.readframes(9), "<i2")) == [0, 16384, 32767, -32768, 0]
    assert [found.name for found in tmp_path.iterdir()] == ["loud.wav"]


def test_extracting_writes_the_same_sound(h264_clip: Path, tmp_path: Path) -> None:
    audio.extract_wav(h264_clip, tmp_path / "out.wav", 16_000, 1)
    kept = audio.read_audio(tmp_path / "out.wav", 16_000, 1)
    assert np.abs(kept - audio.read_audio(h264_clip, 16_000, 1)).max() < 1e-4


@pytest.mark.parametrize("factor", [0.7, 0.9, 1.1, 1.25, 1.6])
def test_stretching_keeps_pitch_length_and_places(factor: float) -> None:
    rate = 24_000
    time = np.arange(rate * 3) / rate
    tone = (0.3 * np.sin(2 * np.pi * 220 * time)).astype(np.float32)
    bursts = np.zeros_like(tone)
    for second in (0.5, 1.0, 1.5, 2.0, 2.5):
        bursts[int(second * rate) : int(second * rate) + 48] = 0.9
    stretched = audio.stretch(tone, rate, factor)
    assert stretched.shape == (round(len(tone) / factor),)
    spectrum = np.abs(np.fft.rfft(stretched * np.hanning(len(stretched))))
    assert np.argmax(spectrum) * rate / len(stretched) == pytest.approx(220, rel=0.003)
    heard = np.abs(audio.stretch(bursts, rate, factor))
    for second in (0.5, 1.0, 1.5, 2.0, 2.5):
        centre = int(second / factor * rate)
        window = heard[centre - rate // 20 : centre + rate // 20]
        found = centre - rate // 20 + float((window * np.arange(len(window))).sum() / window.sum())
        assert abs(found / rate - (second + 0.001) / factor) < 0.010


def test_stretching_by_nothing_changes_nothing() -> None:
    sound = noise(0.2)[:, None]
    assert np.array_equal(audio.stretch(sound, RATE, 1.0), sound)
    assert audio.stretch(np.zeros((0, 2), np.float32), RATE, 1.2).shape == (0, 2)
    with pytest.raises(ValueError, match="factor"):
        audio.stretch(sound, RATE, 9)


def tone(level_db: float, seconds: float, rate: int = 48_000, hertz: float = 997) -> Audio:
    return (10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(
        np.float32
    )


def test_loudness_agrees_with_the_standards_own_signals() -> None:
    # EBU Tech 3341, cases 1 and 2: a stereo 1 kHz sine at -23 (-33) dBFS reads -23 (-33) LUFS within 0.1 LU.
    for level in (-23.0, -33.0):
        stereo = np.stack([tone(level, 20, hertz=1000)] * 2, axis=1)
        assert audio.loudness(stereo, 48_000) == pytest.approx(level, abs=0.1)


def test_loudness_of_silence_and_of_very_short_sounds() -> None:
    assert audio.loudness(np.zeros((48_000, 2), np.float32), 48_000) == -inf
    assert audio.loudness(np.zeros((0, 1), np.float32), 48_000) == -inf
    assert audio.loudness(tone(-120, 2), 48_000) == -inf
    assert audio.loudness(tone(-20, 0.1), 48_000) == pytest.approx(
        audio.loudness(tone(-20, 3), 48_000), abs=0.3
    )


def test_normalising_reaches_the_target_without_passing_the_ceiling(media: Path) -> None:
    speech = audio.read_audio(media / "speech/austen_0870.wav", 48_000, 2)
    for target in (-23.0, -16.0, -12.0):
        louder = audio.normalise(speech, 48_000, target)
        assert audio.loudness(louder, 48_000) == pytest.approx(target, abs=0.2)
        assert audio.true_peak(louder, 48_000) <= -0.9
    silence = np.zeros((100, 2), np.float32)
    assert np.array_equal(audio.normalise(silence, 48_000, -16), silence)


def test_the_limiter_leaves_quiet_sound_alone_and_catches_peaks_between_samples() -> None:
    quiet = tone(-12, 0.5)
    assert np.array_equal(audio.limit(quiet, 48_000), quiet)
    # A quarter of the sample rate at 45 degrees: samples at -3 dBFS, true peaks at 0 dBTP.
    swell = np.minimum(1, np.minimum(np.arange(48_000), np.arange(48_000)[::-1]) / 4_000)
    sneaky = (swell * np.sin(2 * np.pi * np.arange(48_000) / 4 + np.pi / 4)).astype(np.float32)
    assert np.abs(sneaky).max() < 0.72
    assert audio.true_peak(sneaky, 48_000) > -0.3
    assert audio.true_peak(audio.limit(sneaky, 48_000, -1.0), 48_000) <= -0.95


def test_the_highest_peak_that_low_samples_can_hide_is_caught() -> None:
    from scipy.signal import resample_poly

    impulse = np.zeros(41)
    impulse[20] = 1
    between = resample_poly(impulse, 4, 1)[2::4]  # what each sample adds half way between two others
    sneaky = np.zeros((48_000, 1), np.float32)
    sneaky[24_000:24_041, 0] = 0.399 * np.sign(between[::-1])
    assert audio.true_peak(sneaky, 48_000) > -1.0
    limited = audio.limit(sneaky, 48_000, -1.0)
    assert audio.true_peak(limited, 48_000) < audio.true_peak(sneaky, 48_000)
    assert audio.true_peak(limited, 48_000) == pytest.approx(-1.0, abs=0.05)


@pytest.mark.parametrize(("offset", "value"), [(24, 2_130_750_532), (22, 127)])
def test_a_header_that_no_sound_can_have_is_told_in_words(
    noise_wav: Path, tmp_path: Path, offset: int, value: int
) -> None:
    data = bytearray(noise_wav.read_bytes())
    data[offset : offset + 2 + (offset == 24) * 2] = value.to_bytes(2 + (offset == 24) * 2, "little")
    broken = tmp_path / "broken.wav"
    broken.write_bytes(data)
    with pytest.raises(InputError) as caught:
        audio.read_audio(broken, 48_000, 2)
    assert caught.value.code == "sound_damaged"


def test_silence_for_hours_takes_no_memory(noise_wav: Path) -> None:
    hours = ticks.from_seconds(5 * 3600)
    length = 0
    for block in audio.audio_blocks(noise_wav, 8_000, 1, 0, hours):
        assert block.nbytes <= 4 << 20
        length += len(block)
    assert length == 5 * 3600 * 8_000


def test_a_sound_that_no_wav_can_hold_is_refused_in_words_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gigabyte(bytes):
        """Counts as one, without being one."""

        def __len__(self) -> int:
            return 1 << 30

    monkeypatch.setattr(audio, "pcm16", lambda _block: Gigabyte())
    monkeypatch.setattr(audio, "audio_blocks", lambda *_: iter([np.zeros((1, 2), np.float32)] * 5))
    monkeypatch.setattr(wave.Wave_write, "writeframesraw", lambda *_: None)
    with pytest.raises(InputError) as caught:
        audio.extract_wav(tmp_path / "long.mp4", tmp_path / "long.wav", 48_000, 2)
    assert caught.value.code == "sound_too_long"
    assert list(tmp_path.iterdir()) == []
