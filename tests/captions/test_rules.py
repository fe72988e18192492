"""Rules are files, profiles are data: what the user adds works, what is broken is left out alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from studio.captions import profiles
from studio.captions.checks import Checker, check_track
from studio.captions.fixes import fix_track
from studio.captions.limits import Limits
from studio.captions.profiles import Checks, choose_checks, limits_for, limits_in
from studio.captions.rule import RULES
from studio.captions.tracks import cues_of_track
from studio.core import paths
from studio.core.settings import Settings
from studio.core.ticks import from_seconds
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
SHOUT = "NOBODY READS THIS GLADLY"

Add = Callable[[str, str, str], None]


def cue(name: str, start: float, end: float, text: str) -> Cue:
    return Cue(id=name, order=name, start=from_seconds(start), end=from_seconds(end), text=text)


_SPEC = """
from studio.captions.rule import RuleSpec
SPEC = RuleSpec(id="mute", title="x", source="x")
"""


@pytest.fixture
def add() -> Add:
    """Write a file into a plug-in folder."""
    Settings().set("plugins.own_code", True)

    def write(kind: str, name: str, text: str) -> None:
        path = paths.plugins(kind) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def project(tmp_path: Path) -> Generator[Project]:
    with Project.create(tmp_path / "p") as opened:
        track = opened.all(CaptionTrack)[0]
        with opened.edit("Captions") as edit:
            edit.put(Cue(id="a", parent=track.id, start=0, end=from_seconds(3), text=SHOUT))
            edit.put(Cue(id="b", parent=track.id, start=from_seconds(3.3), end=from_seconds(6), text="So?"))
        yield opened


def reasons(kind: str) -> dict[str, str]:
    registry = {"caption_rules": RULES, "caption_profiles": profiles.REGISTRY}[kind]
    return {fault.name: str(fault.reason) for fault in registry.faults()}


def test_the_standard_profile_spells_out_the_numbers_of_the_code() -> None:
    assert limits_for() == Limits()
    assert list(profiles.profile().rules) == [
        "empty", "line_long", "lines", "speed", "short", "long", "overlap", "gap", "chain",
    ]  # fmt: skip
    assert set(profiles.profile().rules) == set(RULES.all())
    assert (limits_for("ja-JP").max_line, limits_for("ja-JP").max_cps) == (26, 8.0)
    assert not reasons("caption_rules")
    assert not reasons("caption_profiles")


def test_a_rule_is_added_as_one_file(project: Project) -> None:
    Settings().set("plugins.own_code", True)
    own = paths.plugins("caption_rules")
    own.mkdir(parents=True)
    shutil.copy(EXAMPLES / "caption_rules" / "shouting.py", own / "shouting.py")
    (problem,) = check_track([cue("a", 0, 3, SHOUT)])["a"]
    assert (problem.code, problem.severity, problem.fix) == ("shouting", "hint", "shouting")
    assert "BBC" in problem.source
    assert not check_track([cue("a", 0, 3, "Everybody reads this gladly")])
    track = project.all(CaptionTrack)[0].id
    assert fix_track(project, track, ["a"]) == 1
    assert cues_of_track(project, track)[0].text == "Nobody reads this gladly"


def test_a_rule_of_the_user_is_not_loaded_until_allowed(add: Add) -> None:
    Settings().set("plugins.own_code", False)
    add("caption_rules", "own.py", "raise SystemExit")
    assert "off" in reasons("caption_rules")["own"]
    assert len(RULES.all()) == 9


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("broken.py", "1 / 0", "ZeroDivisionError"),
        ("none.py", "def check(cue, context): return []", "SPEC"),
        ("unlike.py", "from studio.captions.rules.gap import SPEC, check", "“gap”"),
        ("gap.py", "from studio.captions.rules.gap import SPEC, check", "already"),
        ("mute.py", _SPEC, "“check”"),
    ],
)
def test_a_bad_rule_is_named_and_left_out_alone(add: Add, name: str, text: str, why: str) -> None:
    add("caption_rules", name, text)
    assert why in reasons("caption_rules")[Path(name).stem]
    assert len(RULES.all()) == 9
    assert [problem.code for problem in check_track([cue("a", 0, 0.2, "Hi")])["a"]] == ["short"]


@pytest.mark.parametrize("answer", ["1 / 0", "None", "['a word']"])
def test_a_rule_that_fails_at_a_cue_costs_no_other_rule(
    add: Add, answer: str, caplog: pytest.LogCaptureFixture
) -> None:
    add(
        "caption_rules",
        "late.py",
        "from studio.captions.rule import RuleSpec\nSPEC = RuleSpec(id='late', title='Late', source='me')\n"
        f"def check(cue, context):\n    return {answer}\n",
    )
    found = check_track([cue("a", 0, 0.2, "Hi"), cue("b", 5, 5.2, "Ho")])
    assert [[problem.code for problem in found[name]] for name in "ab"] == [["short"], ["short"]]
    assert sum("late" in record.getMessage() for record in caplog.records) == 1


OWN = """
id = "mine"
title = "Mine"
[limits]
max_line = 10
[languages]
de = { max_cps = 12.0 }
[rules.chain]
on = false
[rules.line_long]
severity = "hint"
[rules.speed]
error_above = 9.0
"""


def test_a_profile_sets_numbers_severities_and_what_is_off(add: Add, project: Project) -> None:
    add("caption_profiles", "mine.toml", OWN)
    choose_checks(project, Checks(profile="mine"))
    limits = limits_in(project, "de")
    assert (limits.max_line, limits.max_cps, limits.max_lines) == (10, 12.0, 2)
    assert limits_in(project, "en").max_cps == 20.0
    found = Checker(limits, "mine").track([cue("a", 0, 1, "Twenty letters in a row"), cue("b", 1.3, 4, "Hi")])
    assert [(problem.code, problem.severity) for problem in found["a"]] == [
        ("line_long", "hint"),
        ("speed", "warning"),
    ]


def test_a_profile_sets_the_numbers_of_an_own_rule(add: Add) -> None:
    add("caption_rules", "shouting.py", (EXAMPLES / "caption_rules" / "shouting.py").read_text("utf-8"))
    add("caption_profiles", "loud.toml", 'id = "loud"\ntitle = "Loud"\n[rules.shouting]\nletters = 100\n')
    assert "a" in Checker().track([cue("a", 0, 3, SHOUT)])
    assert not Checker(profile_id="loud").track([cue("a", 0, 3, SHOUT)])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id = ", "TOML"),
        ('id = "other"\ntitle = "x"', "“other”"),
        ('id = "bad"\ntitle = "x"\ncolour = 1', "colour"),
        ('id = "bad"\ntitle = "x"\n[limits]\nmax_lin = 3', "max_lin"),
        ('id = "bad"\ntitle = "x"\n[limits]\nmax_line = 0', "max_line"),
        ('id = "bad"\ntitle = "x"\n[limits]\nchain = "1/0"', "chain"),
        ('id = "bad"\ntitle = "x"\n[languages]\nde = { cps = 3 }', "languages.de"),
        ('id = "bad"\ntitle = "x"\n[rules.speed]\nfaster = 2', "faster"),
        ('id = "bad"\ntitle = "x"\n[rules.speed]\nerror_above = "much"', "error_above"),
        ('id = "bad"\ntitle = "x"\n[rules.speed]\nseverity = "awful"', "awful"),
    ],
)
def test_a_bad_profile_is_named_and_left_out_alone(add: Add, text: str, why: str) -> None:
    add("caption_profiles", "bad.toml", text)
    assert why in reasons("caption_profiles")["bad"]
    assert list(profiles.REGISTRY.all()) == ["standard"]
    assert profiles.profile("bad").id == "standard"


def test_a_rule_that_is_off_neither_finds_nor_fixes(project: Project) -> None:
    track = project.all(CaptionTrack)[0].id
    assert fix_track(project, track) == 1  # the pause of 0.3 s is closed
    project.undo()
    choose_checks(project, Checks(off=("chain",)))
    assert fix_track(project, track) == 0
    everything = tuple(RULES.all())
    bad = [cue("a", 0, 0.1, "word " * 40), cue("b", 0.05, 30, " ")]
    assert not Checker(off=everything).track(bad)
    choose_checks(project, Checks(off=("empty", "line_long", "lines", "speed", "short", "long", "chain")))
    with project.edit("Spoil") as edit:
        for entry in bad:
            edit.put(Cue(id=entry.id, parent=track, start=entry.start + from_seconds(90), end=entry.end +
                         from_seconds(100), text=entry.text))  # fmt: skip
    assert fix_track(project, track, ["b"]) == 0
