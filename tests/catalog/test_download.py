from __future__ import annotations

import shutil
import struct
from pathlib import Path
from types import SimpleNamespace

import pytest

from studio.catalog.download import HUB, download
from studio.core.errors import Cancelled, InputError, StudioError
from tests.catalog.conftest import COMMIT, Hub

WEIGHTS = bytes(range(256)) * 8000  # 2 MB


def code_of(caught: pytest.ExceptionInfo[StudioError]) -> str:
    return caught.value.code


def test_a_model_appears_when_all_its_files_are_complete(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    entry = hub.entry(unet__weights_safetensors=WEIGHTS, config_json=b"{}")
    folder = download(
        entry,
        tmp_path / "tiny",
        source=hub.source,
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert (folder / "unet/weights.safetensors").read_bytes() == WEIGHTS
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == [
        "config.json",
        "weights.safetensors",
    ]
    assert seen[-1] == (entry.size, entry.size)
    assert hub.requests[0][0] == f"/owner/tiny/resolve/{COMMIT}/unet/weights.safetensors"
    assert list(tmp_path.iterdir()) == [folder]


def test_a_cut_download_goes_on_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    entry = hub.entry(config_json=b"{}", weights_safetensors=WEIGHTS)
    hub.cut = 1_000_000
    with pytest.raises(StudioError) as caught:
        download(entry, tmp_path / "tiny", source=hub.source)
    assert code_of(caught) == "download_failed"
    assert not (tmp_path / "tiny").exists()
    hub.cut = None
    hub.requests.clear()
    folder = download(entry, tmp_path / "tiny", source=hub.source)
    assert (folder / "weights.safetensors").read_bytes() == WEIGHTS
    ((_, headers),) = hub.requests  # the finished file is not asked for again
    assert headers["Range"] == "bytes=1000000-"
    assert headers["If-Range"] == '"v1"'


def test_a_file_that_changed_meanwhile_is_fetched_from_the_start(hub: Hub, tmp_path: Path) -> None:
    entry = hub.entry(weights_safetensors=WEIGHTS)
    hub.cut = 1_000_000
    with pytest.raises(StudioError):
        download(entry, tmp_path / "tiny", source=hub.source)
    hub.cut, hub.etag = None, '"v2"'
    seen: list[int] = []
    folder = download(
        entry, tmp_path / "tiny", source=hub.source, on_progress=lambda done, _total: seen.append(done)
    )
    assert (folder / "weights.safetensors").read_bytes() == WEIGHTS
    assert seen[-1] == entry.size


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_strong_etag_a_cut_download_starts_anew(hub: Hub, tmp_path: Path, etag: str) -> None:
    entry = hub.entry(weights_safetensors=WEIGHTS)
    hub.cut, hub.etag = 1_000_000, etag
    with pytest.raises(StudioError):
        download(entry, tmp_path / "tiny", source=hub.source)
    hub.cut = None
    folder = download(entry, tmp_path / "tiny", source=hub.source)
    assert (folder / "weights.safetensors").read_bytes() == WEIGHTS
    assert "Range" not in hub.requests[-1][1]


def test_a_cancelled_download_stops_and_can_go_on(hub: Hub, tmp_path: Path) -> None:
    entry = hub.entry(weights_safetensors=WEIGHTS)
    done: list[int] = []
    with pytest.raises(Cancelled):
        download(
            entry,
            tmp_path / "tiny",
            source=hub.source,
            on_progress=lambda n, _total: done.append(n),
            cancelled=lambda: bool(done),
        )
    assert not (tmp_path / "tiny").exists()
    assert download(entry, tmp_path / "tiny", source=hub.source).is_dir()
    assert "Range" in hub.requests[-1][1]


@pytest.mark.parametrize("sent", [WEIGHTS[:-1] + b"x", WEIGHTS + b"more"])
def test_other_bytes_than_the_catalogue_names_are_thrown_away(hub: Hub, tmp_path: Path, sent: bytes) -> None:
    entry = hub.entry(weights_safetensors=WEIGHTS)
    hub.files["weights.safetensors"] = sent
    with pytest.raises(StudioError) as caught:
        download(entry, tmp_path / "tiny", source=hub.source)
    assert code_of(caught) == "wrong_content"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_refusing_server_is_reported_in_words(hub: Hub, tmp_path: Path, status: int) -> None:
    entry = hub.entry(weights_safetensors=WEIGHTS)
    hub.status = status
    with pytest.raises(StudioError, match=str(status)) as caught:
        download(entry, tmp_path / "tiny", source=hub.source)
    assert code_of(caught) == "download_failed"


def test_an_absent_server_is_reported_in_words(hub: Hub, tmp_path: Path) -> None:
    from studio.catalog.download import Source

    entry = hub.entry(weights_safetensors=WEIGHTS)
    with pytest.raises(StudioError) as caught:
        download(
            entry, tmp_path / "tiny", source=Source("http://127.0.0.1:1", ("127.0.0.1",), https_only=False)
        )
    assert code_of(caught) == "download_failed"


@pytest.mark.parametrize(
    "where",
    [
        "http://example.org/x",
        "https://evil.example/x",
        "https://huggingface.co.evil.example/x",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_to_an_unknown_host_is_refused(hub: Hub, tmp_path: Path, where: str) -> None:
    entry = hub.entry(weights_safetensors=WEIGHTS)
    hub.redirect = where
    with pytest.raises(StudioError) as caught:
        download(entry, tmp_path / "tiny", source=hub.source)
    assert code_of(caught) in ("host_refused", "download_failed")
    assert not (tmp_path / "tiny").exists()


def test_the_hub_is_spoken_to_by_https_and_its_own_hosts_only() -> None:
    for good in (
        "https://huggingface.co/x",
        "https://cdn-lfs.huggingface.co/x",
        "https://cas-bridge.xethub.hf.co/x",
    ):
        HUB.check(good)
    for bad in (
        "http://huggingface.co/x",
        "https://hf.co.example/x",
        "https://nothf.co/x",
        "ftp://huggingface.co/x",
    ):
        with pytest.raises(StudioError):
            HUB.check(bad)


def test_a_full_disk_is_noticed_before_the_first_byte(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=100_000_000))
    with pytest.raises(StudioError) as caught:
        download(hub.entry(weights_safetensors=WEIGHTS), tmp_path / "tiny", source=hub.source)
    assert code_of(caught) == "disk_full"
    assert hub.requests == []


def test_a_configuration_that_asks_for_code_is_refused(hub: Hub, tmp_path: Path) -> None:
    entry = hub.entry(config_json=b'{"model": {"auto_map": {"AutoModel": "evil.Model"}}}')
    with pytest.raises(StudioError) as caught:
        download(entry, tmp_path / "tiny", source=hub.source)
    assert code_of(caught) == "model_refused"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["weights_bin", "weights_pt", "weights_ckpt", "weights_pkl", "weights_pth", "modeling_py"]
)
def test_pickles_and_code_are_not_even_asked_for(hub: Hub, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        download(hub.entry(**{name: WEIGHTS}), tmp_path / "tiny", source=hub.source)
    assert hub.requests == []


def test_ctranslate2s_model_bin_is_taken_when_it_is_one(hub: Hub, tmp_path: Path) -> None:
    name = b"WhisperSpec\x00"
    good = hub.entry("ctranslate2", model_bin=struct.pack("<IH", 6, len(name)) + name + WEIGHTS)
    assert download(good, tmp_path / "good", source=hub.source).is_dir()
    for start in (b"\x80\x02}q\x00", b"PK\x03\x04"):
        bad = hub.entry("ctranslate2", model_bin=start + WEIGHTS)
        with pytest.raises(StudioError) as caught:
            download(bad, tmp_path / "bad", source=hub.source)
        assert code_of(caught) == "model_refused"


def test_a_model_in_use_is_replaced_as_a_whole_or_not_at_all(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "models" / "mine"
    target.mkdir(parents=True)
    for name in ("a.safetensors", "b.safetensors"):
        (target / name).write_bytes(b"old")
    rmtree = shutil.rmtree

    def in_use(folder: Path, ignore_errors: bool = False) -> None:
        """As on Windows, where another process has the second file open."""
        if (folder / "b.safetensors").exists() and not ignore_errors:
            (folder / "a.safetensors").unlink()
            raise PermissionError(13, "in use")
        rmtree(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", in_use)
    entry = hub.entry(config_json=b"{}")
    download(entry, target, source=hub.source)
    assert [path.name for path in target.iterdir()] == ["config.json"]
