"""``studio do``: the window's commands on a project, without a window."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from studio.cli import main
from studio.cli.do_verb import open_app, read_params, run_command
from studio.core.errors import StudioError
from studio.core.text import Text
from studio.project.handle import Project
from studio.project.model import Clip, Cue, Track, replace
from studio.state.commands import Command
from studio.state.registration import all_commands

KEPT = Path(__file__).resolve().parents[1] / "data" / "projects" / "1.0" / "Lighthouse"
HEADLESS = [command for command in all_commands() if command.headless]


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a real project."""
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(KEPT, tmp_path / "Lighthouse"))


def do(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict, str]:
    """Exit status, JSON of the last line (empty without one), stderr."""
    status = main(["do", *words, "--json", "--quiet"])
    out, err = capsys.readouterr()
    return status, json.loads(out.splitlines()[-1]) if status == 0 else {}, err


def test_a_clip_is_split_at_a_time_and_the_edit_can_be_taken_back(film: Path, capsys) -> None:
    with Project.open(film) as project:
        before = len(project.all(Clip))
        clip = project.all(Clip)[0]
        with project.edit(Text("Unlock tracks")) as edit:
            for track in project.all(Track):
                edit.put(replace(track, locked=False))
    middle = f"{(clip.start + clip.end) / 2 / 705_600_000:.3f}"
    status, found, _ = do(capsys, "video.split_here", "--select", clip.id, "--at", middle, str(film))
    assert (status, found["command"]) == (0, "video.split_here")
    with Project.open(film, read_only=True) as project:
        assert len(project.all(Clip)) == before + 1
    status, found, _ = do(capsys, "edit.undo", str(film))
    assert (status, found["result"]) == (0, {"label": "Split"})
    with Project.open(film, read_only=True) as project:
        assert len(project.all(Clip)) == before


def test_parameters_are_given_by_name_and_the_result_is_an_object(film: Path, capsys) -> None:
    with Project.open(film, read_only=True) as project:
        word = project.all(Cue)[0].text.split()[0]
    status, found, _ = do(capsys, "cue.find", "--param", f"find={word}", "--param", "replace=X", str(film))
    assert status == 0
    assert found["result"]["changed"] >= 1
    status, found, _ = do(capsys, "cue.export", "--param", "path=out.srt", str(film))
    assert status == 0
    assert "X" in Path(found["result"]["path"]).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("edit.undone",), "unknown_command"),
        (("app.quit",), "needs_window"),
        (("video.add",), "needs_window"),
        (("cue.find", "--param", "fnd=x"), "bad_parameter"),
        (("cue.find", "--param", "find"), "bad_parameter"),
        (("transport.go_to", "--param", "seconds=-3"), "bad_parameter"),
        (("transport.go_to", "--param", "seconds=soon"), "bad_parameter"),
        (("video.delete",), "not_now"),
        (("video.delete", "--select", "nobody"), "entity_missing"),
        (("video.split_here", "--at", "later"), "not_a_time"),
        (("project.import", "--param", "path=nowhere.mp4"), "file_missing"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    film: Path, capsys, words: tuple[str, ...], code: str
) -> None:
    status, _, err = do(capsys, *words, str(film))
    assert status == 2
    assert err.startswith(f"error: {code}: ")
    assert len(err.splitlines()) == 1


def test_all_commands_are_listed_with_their_parameters(capsys) -> None:
    status, found, _ = do(capsys, "--list")
    assert status == 0
    by_id = {row["id"]: row for row in found["commands"]}
    assert by_id["cue.export"]["params"][0]["name"] == "path"
    assert not by_id["app.quit"]["headless"]
    assert main(["do", "--list"]) == 0
    assert "app.quit" not in capsys.readouterr().out


def test_neither_a_command_nor_a_project_may_be_left_out(capsys) -> None:
    assert main(["do"]) == 2
    assert main(["do", "edit.undo"]) == 2


def test_the_workspace_that_the_project_was_left_in_stays(film: Path, capsys) -> None:
    assert do(capsys, "workspace.voice", str(film))[0] == 0
    assert do(capsys, "cue.next", str(film))[0] == 0
    with Project.open(film, read_only=True) as project:
        assert project.view_state.get("window")["place"] == "voice"


# ---- every command of the table


@pytest.mark.parametrize("command", HEADLESS, ids=lambda command: command.id)
def test_every_command_gives_a_result_or_says_why_not(film: Path, command: Command) -> None:
    """With something selected, a time in the film, and every file that it wants."""
    given = [f"{param.name}={'out.png' if param.name == 'path' else '1'}" for param in command.params]
    with Project.open(film, read_only=True) as project:
        chosen = [project.all(Clip)[0].id, project.all(Cue)[0].id]
    with open_app(film, jobs=False) as (app, _):
        refusal: StudioError | None = None
        result: object = None
        try:
            result = run_command(app, command, read_params(command, given), chosen, "1")
        except StudioError as error:
            refusal = error
        if refusal is not None:
            assert str(refusal.message).strip()
            assert refusal.exit_code in (2, 3)
        assert json.loads(json.dumps(result)) == result
