from __future__ import annotations

from pathlib import Path

import pytest

from studio.catalog.download import download
from studio.catalog.entries import name_problem
from studio.catalog.index import Catalog
from studio.core import paths
from studio.core.errors import InputError
from tests.catalog.conftest import Hub


def write(folder: Path, text: str) -> Path:
    file = folder / "catalog.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def entry_text(**changes: str) -> str:
    fields = {
        "id": '"mine"',
        "title": '"Mine"',
        "task": '"image"',
        "format": '"safetensors"',
        "licence": '"MIT"',
        "commercial_use": "true",
        "repo": '"owner/mine"',
        "commit": f'"{"b" * 40}"',
        "files": '[{ name = "a.safetensors", sha256 = "%s", size = 3 }]' % ("c" * 64),
    } | changes
    return "[[model]]\n" + "\n".join(f"{name} = {value}" for name, value in fields.items() if value)


def test_the_catalogue_that_is_shipped_is_right_and_names_the_starter_model() -> None:
    catalog = Catalog()
    entries = catalog.entries()
    assert catalog.problems == []
    assert "starter" in [entry.id for entry in entries]
    assert all(entry.licence and entry.problems() == [] for entry in entries)
    assert catalog.get("starter").commercial_use
    assert not catalog.get("starter").downloadable


def test_a_shipped_model_is_present_when_its_files_are(tmp_path: Path) -> None:
    shipped = write(
        tmp_path, entry_text(repo="", commit="", files="", path='"mine"', needs='["model_index.json"]')
    )
    catalog = Catalog(shipped)
    assert catalog.present("mine") is None
    (tmp_path / "mine").mkdir()
    assert catalog.present("mine") is None
    (tmp_path / "mine" / "model_index.json").write_text("{}")
    assert catalog.present("mine") == tmp_path / "mine"


def test_a_user_may_add_a_model_and_replace_one(tmp_path: Path, studio_home: Path) -> None:
    shipped = write(tmp_path, entry_text())
    write(studio_home, entry_text(title='"My own"') + "\n" + entry_text(id='"second"'))
    catalog = Catalog(shipped)
    assert [(entry.id, entry.title) for entry in catalog.entries()] == [
        ("mine", "My own"),
        ("second", "Mine"),
    ]
    assert catalog.target("mine") == paths.downloaded_models() / "mine"
    with pytest.raises(InputError):
        catalog.get("third")


@pytest.mark.parametrize(
    "changes",
    [
        {"commit": '"main"'},
        {"files": "[]"},
        {"files": '[{ name = "../a.safetensors", sha256 = "%s", size = 3 }]' % ("c" * 64)},
        {"files": '[{ name = "a.bin", sha256 = "%s", size = 3 }]' % ("c" * 64)},
        {"files": '[{ name = "a.safetensors", sha256 = "?", size = 3 }]'},
        {"id": '"../x"'},
        {"repo": '"https://elsewhere.example/x"'},
        {"task": '"magic"'},
        {"path": '"here"'},
        {"surprise": "1"},
        {"licence": ""},
    ],
)
def test_a_wrong_entry_is_left_out_and_reported_and_the_others_stay(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    catalog = Catalog(write(tmp_path, entry_text(**changes) + "\n" + entry_text(id='"good"')))
    assert [entry.id for entry in catalog.entries()] == ["good"]
    assert catalog.problems


@pytest.mark.parametrize("text", ["[[model", "model = 3", "\x00"])
def test_a_broken_file_is_reported_and_the_shipped_models_stay(
    tmp_path: Path, studio_home: Path, text: str
) -> None:
    write(studio_home, text)
    catalog = Catalog(write(tmp_path, entry_text()))
    assert [entry.id for entry in catalog.entries()] == ["mine"]
    assert [problem.code for problem in catalog.problems] == ["bad_catalog"]


def test_a_downloaded_model_is_present_only_when_every_file_is_complete(hub: Hub, tmp_path: Path) -> None:
    entry = hub.entry(a_safetensors=b"123", b_json=b"{}")
    lines = ", ".join(
        f'{{ name = "{file.name}", sha256 = "{file.sha256}", size = {file.size} }}' for file in entry.files
    )
    catalog = Catalog(
        write(tmp_path, entry_text(id='"tiny"', files=f"[{lines}]")), downloads=tmp_path / "models"
    )
    assert catalog.present("tiny") is None
    folder = download(entry, catalog.target("tiny"), source=hub.source)
    assert catalog.present("tiny") == folder
    (folder / "a.safetensors").write_bytes(b"12")
    assert catalog.present("tiny") is None


def test_a_folder_put_there_by_hand_counts_unless_something_in_it_is_refused(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "none.toml", downloads=tmp_path)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "model.safetensors").write_bytes(b"x")
    assert catalog.present("own") == tmp_path / "own"
    (tmp_path / "own" / "pytorch_model.bin").write_bytes(b"\x80\x02")
    assert catalog.present("own") is None
    for name in ("", ".", "..", "../own", "own/.."):
        assert catalog.present(name) is None


def test_a_folder_put_there_by_hand_is_read_once_until_a_file_in_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    (folder / "tokenizer").mkdir(parents=True)
    (folder / "tokenizer" / "config.json").write_text('{"vocab": {"a": 1}}')
    read: list[str] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path.name), read_bytes(path))[1])
    catalog = Catalog(tmp_path / "none.toml", tmp_path / "none.toml", tmp_path)
    assert [catalog.present("mine") for _ in range(3)] == [folder] * 3
    assert read == ["config.json"]
    for body in ('{"vocab": [{"auto_map": 1}]}', '{"x": NaN, "auto\\u005fmap": {}}'):
        (folder / "tokenizer" / "config.json").write_text(body)
        assert catalog.present("mine") is None, body
    (folder / "tokenizer" / "config.json").unlink()
    assert catalog.present("mine") == folder


def test_names_that_leave_the_folder_or_bring_code_are_refused() -> None:
    for bad in ("/etc/x", "a/../../x", "c:\\x", "C:x", "a.py", "a.pkl", "a.BIN", "", ".hidden"):
        assert name_problem(bad, "safetensors"), bad
    for good in ("unet/a.safetensors", "model.onnx", "tokenizer.json", "vocab.txt", "voices-v1.0.npz"):
        assert name_problem(good, "onnx") is None, good
