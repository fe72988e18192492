from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from studio.jobs.devices import gpus, parse
from studio.jobs.use import UseProbe

_ANSWER = """0, NVIDIA H100 80GB HBM3, 81559, 81079, 12, 570.86.15
1, Quadro K2000, 2048, [N/A], [N/A], 570.86.15
"""


def test_the_cards_are_read_from_the_drivers_own_tool() -> None:
    first, second = parse(_ANSWER)
    assert (first.device, first.name, first.total_mb, first.free_mb, first.busy) == (
        "cuda:0",
        "NVIDIA H100 80GB HBM3",
        81559,
        81079,
        12,
    )
    assert (second.device, second.free_mb, second.busy) == ("cuda:1", 0, None)


@pytest.mark.parametrize(
    "text", ["", "No devices were found\n", "NVIDIA-SMI has failed, because\nof, something\n"]
)
def test_an_answer_without_cards_means_none(text: str) -> None:
    assert parse(text) == ()


def test_a_machine_without_the_tool_or_with_a_broken_one_has_no_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert gpus() == ()
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\nexit 9\n")
    tool.chmod(0o755)
    assert gpus() == ()


def test_the_use_of_the_processor_is_measured_between_two_readings() -> None:
    probe = UseProbe()
    assert probe.read().processor is None, "nothing to compare with yet"
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    busy = probe.read().processor
    assert busy is not None
    assert 100 / (os.cpu_count() or 1) / 4 < busy <= 100
    probe.forget()
    assert probe.read().processor is None


def test_the_use_of_a_card_is_told_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "nvidia-smi"
    tool.write_text(f"#!/bin/sh\ncat <<'END'\n{_ANSWER}END\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert [card.busy for card in UseProbe().read().gpus] == [12, None]
