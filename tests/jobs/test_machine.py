from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.jobs.machine import MachineFacts, work_of

_BIG = 1_000_000


def test_a_hash_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    facts = MachineFacts(tmp_path / "machine.sqlite")
    file = tmp_path / "weights"
    file.write_bytes(b"1" * _BIG)
    before = file.stat()
    assert facts.sha256(file) == hashlib.sha256(b"1" * _BIG).hexdigest()
    # Same size and time, other bytes: only someone who remembers answers with the old hash.
    file.write_bytes(b"2" * _BIG)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert facts.sha256(file) == hashlib.sha256(b"1" * _BIG).hexdigest()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert facts.sha256(file) == hashlib.sha256(b"2" * _BIG).hexdigest()
    facts.close()
    later = MachineFacts(tmp_path / "machine.sqlite")
    assert later.sha256(file) == hashlib.sha256(b"2" * _BIG).hexdigest()
    later.close()


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    facts = MachineFacts(tmp_path / "machine.sqlite")
    with pytest.raises(InputError):
        facts.sha256(tmp_path / "absent")
    facts.close()


def test_time_is_estimated_from_the_newest_jobs_in_proportion_to_their_size(tmp_path: Path) -> None:
    facts = MachineFacts(tmp_path / "machine.sqlite")
    assert facts.estimate("image", "cpu", 1.0) is None
    for _ in range(40):
        facts.note_time("image", "cpu", work=2.0, seconds=100.0, load_seconds=0.0)
    for _ in range(30):
        facts.note_time("image", "cpu", work=2.0, seconds=10.0, load_seconds=0.0)
    assert facts.estimate("image", "cpu", 4.0) == pytest.approx(20.0)
    assert facts.estimate("image", "cuda:0", 4.0) is None
    facts.close()


def test_work_grows_with_pixels_and_steps_or_with_the_text(tmp_path: Path) -> None:
    small = work_of({"width": 256, "height": 256, "steps": 10}, {})
    assert work_of({"width": 512, "height": 512, "steps": 20}, {}) == pytest.approx(8 * small)
    assert work_of({"text": "x" * 30}, {}) == pytest.approx(3 * work_of({"text": "x" * 10}, {}))
    assert work_of({}, {}) > 0


def test_a_broken_memory_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "machine.sqlite").write_bytes(b"no database " * 1000)
    facts = MachineFacts(tmp_path / "machine.sqlite")
    file = tmp_path / "weights"
    file.write_bytes(b"1" * _BIG)
    assert facts.sha256(file) == hashlib.sha256(b"1" * _BIG).hexdigest()
    facts.close()


def test_a_memory_damaged_in_the_middle_is_begun_anew(tmp_path: Path) -> None:
    place = tmp_path / "machine.sqlite"
    facts = MachineFacts(place)
    for number in range(400):
        facts.note_time(f"{'engine' * 20}{number}", "cpu", work=1.0, seconds=9.0, load_seconds=0.0)
    facts.close()
    data = bytearray(place.read_bytes())
    data[3 * 4096 :] = b"\xff" * (len(data) - 3 * 4096)
    place.write_bytes(data)
    facts = MachineFacts(place)
    name = f"{'engine' * 20}200"
    assert facts.estimate(name, "cpu", 1.0) is None
    facts.note_time(name, "cpu", work=1.0, seconds=5.0, load_seconds=0.0)
    assert facts.estimate(name, "cpu", 2.0) == pytest.approx(10.0)
    facts.close()
