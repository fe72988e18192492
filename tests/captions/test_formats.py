"""Caption files are read whatever wrote them, and what is written reads back as it was."""

from __future__ import annotations

from pathlib import Path

import pysubs2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.captions.formats import (
    ass,
    captions_text,
    format_of,
    json,
    lrc,
    read_captions,
    readable,
    sbv,
    srt,
    vtt,
    writable,
    write_captions,
)
from studio.core.errors import InputError
from studio.core.text_files import clean, decode
from studio.core.ticks import TICKS_PER_SECOND, from_seconds
from studio.project.model import Cue, Word
from tests.counting import calls_of

READ = {"srt": srt.read, "vtt": vtt.read, "ass": ass.read}
HOSTILE = [
    "<script>alert(1)</script>",
    "<b>bold?</b> & <i>x</i>",
    "a --> b",
    "00:00:01,000 --> 00:00:02,000",
    "{\\an8}top {curly} }{",
    "C:\\New\\home \\N \\h \\{",
    "42",
    "WEBVTT",
    "NOTE this is no note",
    "STYLE",
    "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,x",
    "first\n2\nthird",
    "-- two\n- dashes",
    "مرحبا بالعالم، كيف حالك؟",
    "🌊👩‍🚀 emoji \u200f rtl",
    "&amp;lt; &nbsp;",
    "{",
    "\\",
]


def cue(start: float, end: float, text: str, *words: Word) -> Cue:
    return Cue(id=f"cue{start}", start=from_seconds(start), end=from_seconds(end), text=text, words=words)


def plain(cues: list[Cue]) -> list[tuple[float, float, str]]:
    return [(cue.start / TICKS_PER_SECOND, cue.end / TICKS_PER_SECOND, cue.text) for cue in cues]


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("format_word", ["srt", "vtt", "ass"])
def test_hostile_text_reads_back_as_it_was(format_word: str):
    cues = [cue(number, number + 0.5, text) for number, text in enumerate(HOSTILE)]
    back = READ[format_word](captions_text(cues, format_word))
    assert [entry.text for entry in back] == HOSTILE


LINE = st.text(
    st.one_of(
        st.sampled_from("<>{}\\&-,:;0123 bNhia/.[]()"),
        st.characters(codec="utf-8", exclude_characters="\u2060"),
    ),
    max_size=12,
)
ENTRY = st.tuples(st.integers(0, 10**7), st.integers(1, 10**5), st.lists(LINE, min_size=1, max_size=3))


@settings(max_examples=200, deadline=None)
@given(st.lists(ENTRY, max_size=6), st.sampled_from(["srt", "vtt", "ass"]))
def test_round_trip(entries: list[tuple[int, int, list[str]]], format_word: str):
    unit = TICKS_PER_SECOND // 100
    cues = [
        Cue(id=str(number), start=start * unit, end=(start + length) * unit, text="\n".join(lines))
        for number, (start, length, lines) in enumerate(sorted(entries, key=lambda entry: entry[0]))
    ]
    expected = [(cue.start, cue.end, clean(cue.text)) for cue in cues if clean(cue.text)]
    back = READ[format_word](captions_text(cues, format_word))
    assert [(cue.start, cue.end, cue.text) for cue in back] == expected


@given(st.integers(0, 10**14), st.integers(1, 10**12), LINE.filter(clean))
def test_json_keeps_every_tick_and_word(start: int, length: int, text: str):
    words = (
        Word(text.strip() or "x", start, start + length // 2),
        Word("y", start + length // 2, start + length),
    )
    original = Cue(id="a", start=start, end=start + length, text=clean(text), words=words)
    text = captions_text([original], "json", language="en")
    (back,) = json.read(text)
    assert (back.start, back.end, back.text) == (original.start, original.end, original.text)
    assert [(word.start, word.end) for word in back.words] == [(word.start, word.end) for word in words]


@settings(max_examples=100, deadline=None)
@given(st.text(), st.sampled_from(sorted(READ)))
def test_odd_text_gives_cues_or_an_error_in_words(text: str, format_word: str):
    try:
        READ[format_word](text)
    except InputError as error:
        problem = error
    else:
        return
    assert problem.code == "bad_captions"
    assert problem.message.startswith("line ")


def test_sloppy_srt_is_understood():
    text = (
        "\ufeff1\n00:00:01,000 --> 00:00:02.5\n<i>One</i>\n\n\n\n3\n0:0:3 --> 0:0:4 X1:40\nTwo\nlines\n"
        "4\n00:00:05,000 --> 00:00:06,000\nThree\n\n00:00:07,000-->00:00:06,000\n{\\an8}Four"
    )
    found = plain(srt.read(decode(text.encode()) or ""))
    assert found == [(1, 2.5, "One"), (3, 4, "Two\nlines"), (5, 6, "Three"), (7, 7.04, "Four")]


def test_a_broken_time_names_its_line(tmp_path: Path):
    path = write(
        tmp_path, "a.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:xx --> 00:00:04,000\nTwo\n"
    )
    with pytest.raises(InputError, match=r"“a\.srt”: line 6: .*00:00:xx"):
        read_captions(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "just some words"),
        ("a.vtt", "WEBVTT\n\nno times here"),
        ("a.ass", "[Script Info]\nTitle: x"),
        ("a.ass", "[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,zero,0:00:01.00,x"),
        ("a.ttml", "<tt><body>"),
        ("a.ttml", "<html/>"),
        ("a.json", "[1, 2"),
        ("a.json", '{"cues": [{"text": "no times"}]}'),
        ("a.sbv", "words first"),
        ("a.lrc", "no times"),
    ],
)
def test_files_that_hold_no_captions_are_refused_in_words(tmp_path: Path, name: str, text: str):
    with pytest.raises(InputError) as raised:
        read_captions(write(tmp_path, name, text))
    assert raised.value.code == "bad_captions"
    assert name in raised.value.message


def test_binary_empty_missing_and_foreign_files_are_refused(tmp_path: Path):
    (tmp_path / "b.srt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "e.srt").write_bytes(b"")
    (tmp_path / "x.doc").write_text("hello", encoding="utf-8")
    for name, code in (
        ("b.srt", "not_text"),
        ("e.srt", "file_empty"),
        ("m.srt", "file_missing"),
        ("x.doc", "unknown_captions"),
    ):
        with pytest.raises(InputError) as raised:
            read_captions(tmp_path / name)
        assert raised.value.code == code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_every_common_encoding_is_detected(tmp_path: Path, encoding: str):
    text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nCafé “œuvre” – déjà\r\n"
    assert read_captions(write(tmp_path, "a.srt", text, encoding))[0].text == "Café “œuvre” – déjà"


def test_vtt_notes_styles_settings_tags_and_entities():
    text = (
        "WEBVTT - title\nKind: captions\n\nNOTE\nnot shown\n\nSTYLE\n::cue { color: red }\n\nintro\n"
        "00:01.000 --> 00:02.000 align:start line:0\n<v Ann>Hi &amp; <c.loud>bye</c></v> <00:01.500>there\n\n"
        "1:00:00.000 --> 1:00:01.000\nLate\n"
    )
    assert plain(vtt.read(text)) == [(1, 2, "Hi & bye there"), (3600, 3601, "Late")]


def test_ass_overrides_drawings_and_comments_are_left_out():
    text = (
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,no\n"
        "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\i1}One{\\i0}\\Ntwo, three\\hfour\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}Sign\n"
    )
    assert plain(ass.read(text)) == [(1, 2.5, "One\ntwo, three\u00a0four"), (3, 4, "Sign")]


def test_lrc_words_sbv_microdvd_and_whisper_json(tmp_path: Path):
    (lyric, _) = lrc.read(
        "[ar:X]\n[00:01.00]<00:01.00>One <00:01.50>two\n[00:03.00][00:09.00]\n[00:05.00]End"
    )
    assert lyric.text == "One two"
    assert [(word.text, word.start, word.end) for word in lyric.words] == [
        ("One", from_seconds(1), from_seconds(1.5)),
        ("two", from_seconds(1.5), from_seconds(3)),
    ]
    assert plain(sbv.read("0:00:01.000,0:00:02.000\nOne[br]two\n")) == [(1, 2, "One\ntwo")]
    assert plain(read_captions(write(tmp_path, "a.sub", "{1}{1}25\n{25}{50}One|two\n")))[0][2] == "One\ntwo"
    whisper = '{"segments": [{"start": 1.0, "end": 2.0, "text": " Hi", '
    whisper += '"words": [{"word": " Hi", "start": 1, "end": 2}]}]}'
    assert plain(read_captions(write(tmp_path, "w.json", whisper))) == [(1, 2, "Hi")]


def test_ttml_with_namespaces_and_line_breaks(tmp_path: Path):
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>'
        '<p begin="00:00:01.000" end="00:00:02.000">One<br/>two &amp; three</p>'
        '<p begin="3s" dur="1s">Four</p></div></body></tt>'
    )
    assert plain(read_captions(write(tmp_path, "a.ttml", text))) == [
        (1, 2, "One\ntwo & three"),
        (3, 4, "Four"),
    ]


def test_scenarist_captions_are_read(tmp_path: Path):
    """Pop-on captions: resume loading, erase, place, text in pairs of odd parity, show; then erase."""
    text = (
        "Scenarist_SCC V1.0\n\n"
        "00:00:01:00\t9420 9420 94ae 94ae 9454 9454 5468 e520 ec61 6d70 20e9 7320 ece9 f4ae 942f 942f\n\n"
        "00:00:03:00\t942c 942c\n\n"
        "00:00:04:00\t9420 9420 94ae 94ae 13f4 13f4 2054 68e5 2062 ef61 f420 e3ef 6de5 7380 94d6 94d6 2068 "
        "ef6d e5ae 942f 942f\n\n"
        "00:00:06:15\t942c 942c\n"
    )
    first, second = read_captions(write(tmp_path, "a.scc", text))
    assert (first.text, second.text) == ("The lamp is lit.", "The boat comes\nhome.")
    assert 1 < first.start / TICKS_PER_SECOND < 1.6  # shown when all pairs, one a frame, have arrived
    assert 6.4 < second.end / TICKS_PER_SECOND < 6.7
    assert read_captions(write(tmp_path, "a.bin", text))[0].text == "The lamp is lit."


def ebu_stl(*subtitles: tuple[float, float, str], starts_at: bytes = b"10000000") -> bytes:
    """An EBU STL file (Tech 3264) of 25 fps whose programme starts at 10:00:00:00."""
    count = b"%05d" % len(subtitles)
    header = b"850STL25.01" + b"0" + b"00" + b"09" + b" " * 208 + b"261201261201" + b"00" + count + count
    header += b"001" + b"40" + b"23" + b"1" + starts_at + b"10000000" + b"11GBR"
    blocks = [header.ljust(1024)]
    for number, (start, end, text) in enumerate(subtitles):
        codes = b"".join(bytes([10, 0, int(at), round(at % 1 * 25)]) for at in (start, end))
        field = b"\x8a".join(line.encode("ascii") for line in text.split("\n"))
        head = b"\0" + number.to_bytes(2, "little") + b"\xff\0" + codes + bytes([20, 2, 0])
        blocks.append(head + field.ljust(112, b"\x8f"))
    return b"".join(blocks)


def test_ebu_subtitles_are_read_from_the_start_of_their_programme(tmp_path: Path):
    data = ebu_stl((1, 3, "The lamp is lit."), (4, 6.48, "The boat comes\nhome."))
    for name in ("a.stl", "a.bin"):
        (tmp_path / name).write_bytes(data)
        found = plain(read_captions(tmp_path / name))
        assert found == [(1, 3, "The lamp is lit."), (4, 6.48, "The boat comes\nhome.")]
    (tmp_path / "torn.stl").write_bytes(data[:-60])
    assert len(read_captions(tmp_path / "torn.stl")) == 1
    (tmp_path / "blank.stl").write_bytes(ebu_stl((1, 3, "Late"), starts_at=b" " * 8))
    assert read_captions(tmp_path / "blank.stl")[0].start == from_seconds(36_001)


@pytest.mark.parametrize("name", ["a.scc", "a.stl"])
@pytest.mark.parametrize(
    "data", [b"words", b"850STL25.01", ebu_stl((1, 2, "x"))[:1100], b"Scenarist_SCC V1.0"]
)
def test_damaged_broadcast_files_give_cues_or_an_error_in_words(tmp_path: Path, name: str, data: bytes):
    (tmp_path / name).write_bytes(data)
    try:
        found = read_captions(tmp_path / name)
    except InputError as error:
        problem = error
    else:
        assert found == []
        return
    assert problem.code in ("bad_captions", "not_text")
    assert name in problem.message


def test_what_every_format_promises_is_so(tmp_path: Path):
    words = (
        Word("Grüße,", from_seconds(1), from_seconds(1.5)),
        Word("世界", from_seconds(1.5), from_seconds(2)),
    )
    spoken = cue(1, 2, "Grüße, 世界", *words)
    for spec in writable():
        path = tmp_path / f"a{spec.suffixes[0]}"
        assert format_of(path) == spec.id
        write_captions([spoken], path, spec.id)
        if spec.readable:
            (back,) = read_captions(path)
            assert (back.text, back.start) == (spoken.text, spoken.start)
            assert (back.words == words) == spec.words
    for spec in readable():
        damaged = tmp_path / f"b{spec.suffixes[0]}"
        damaged.write_bytes(b"\xffnothing of the kind")
        with pytest.raises(InputError):
            read_captions(damaged)


def test_a_foreign_suffix_is_recognised_by_content(tmp_path: Path):
    assert read_captions(write(tmp_path, "a.txt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n"))[0].text == "One"
    assert read_captions(write(tmp_path, "b.bin", captions_text([cue(1, 2, "Two")], "ass")))[0].text == "Two"


@pytest.mark.parametrize("format_word", ["srt", "vtt", "ass"])
def test_pysubs2_reads_what_we_write(format_word: str):
    cues = [cue(1, 2.5, "One\ntwo"), cue(3, 4, "Grüße, 世界"), cue(4000, 4001, "late")]
    subs = pysubs2.SSAFile.from_string(captions_text(cues, format_word), format_=format_word)
    assert [(line.start, line.end, line.plaintext) for line in subs] == [
        (1000, 2500, "One\ntwo"),
        (3000, 4000, "Grüße, 世界"),
        (4_000_000, 4_001_000, "late"),
    ]


def test_each_of_a_hundred_thousand_cues_costs_little(tmp_path: Path):
    cues = [cue(number, number + 0.9, f"Line {number}\nand a second one") for number in range(100_000)]
    path = tmp_path / "long.srt"
    few = cues[:5000]
    assert calls_of(lambda: (write_captions(few, path, "srt"), read_captions(path))) < 100 * len(few)  # 64
    write_captions(cues, path, "srt")
    back = read_captions(path)
    assert [(entry.start, entry.text) for entry in back[-2:]] == [
        (entry.start, entry.text) for entry in cues[-2:]
    ]


def test_the_format_follows_the_name():
    assert format_of(Path("x.VTT")) == "vtt"
    with pytest.raises(InputError):
        format_of(Path("x.mp4"))
