"""What an installation without the checkout brings along."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_READ = (
    "assets/i18n",
    "assets/icons",
    "assets/keymaps",
    "assets/presets",
    "assets/profiles",
    "assets/samples",
    "models/starter/pipeline",
)


def test_every_file_that_the_app_reads_is_in_the_wheel_at_its_place() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["data-files"]
    shipped = {
        f"{folder.removeprefix('share/backlot-studio/')}/{file.name}": file.relative_to(ROOT).as_posix()
        for folder, globs in patterns.items()
        for pattern in globs
        for file in ROOT.glob(pattern)
    }
    assert all(place == source for place, source in shipped.items())
    wanted = [file for folder in _READ for file in (ROOT / folder).rglob("*") if file.is_file()]
    assert [file for file in wanted if file.relative_to(ROOT).as_posix() not in shipped] == []
    assert "models/catalog.toml" in shipped
    folders = {entry.name for entry in (ROOT / "assets").iterdir() if entry.is_dir()} - {"screenshots"}
    assert {f"assets/{name}" for name in folders} <= set(_READ), (
        "a new folder of assets: does the app read it?"
    )
