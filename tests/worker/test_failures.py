from __future__ import annotations

import errno

import pytest

from studio.core.errors import Cancelled, InputError
from studio.engines.fake import SPEC
from studio.worker.devices import resolve
from studio.worker.failures import describe, is_cancelled, is_device_error, is_out_of_memory


def test_memory_and_device_errors_are_told_apart_by_type() -> None:
    import torch

    assert is_out_of_memory(MemoryError())
    assert is_out_of_memory(torch.OutOfMemoryError("CUDA out of memory"))
    assert not is_out_of_memory(RuntimeError("out of memory"))
    assert is_device_error(torch.AcceleratorError("an illegal memory access"))
    assert not is_device_error(torch.OutOfMemoryError("CUDA out of memory"))
    assert not is_device_error(RuntimeError("CUDA error"))


def test_every_error_becomes_a_failure_in_words() -> None:
    import torch

    for error, code, retryable in (
        (MemoryError(), "out_of_memory", True),
        (torch.AcceleratorError("x"), "device_error", True),
        (KeyError("x"), "engine_error", False),
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full", False),
        (InputError("bad_voice", "No such voice."), "bad_voice", False),
    ):
        failed = describe("j", error, SPEC, "cuda:0")
        assert (failed.code, failed.retryable) == (code, retryable)
        assert failed.message
        assert failed.detail


def test_an_error_of_any_type_is_the_devices_when_the_card_answers_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import torch

    def lost(_device: str) -> None:
        raise torch.AcceleratorError("an illegal memory access was encountered")

    error = RuntimeError("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasGemmEx`")
    monkeypatch.setattr(torch.cuda, "is_initialized", lambda: True)
    monkeypatch.setattr(torch.cuda, "synchronize", lambda _device: None)
    assert describe("j", error, SPEC, "cuda:0").code == "engine_error"
    monkeypatch.setattr(torch.cuda, "synchronize", lost)
    assert describe("j", error, SPEC, "cuda:0").code == "device_error"
    assert describe("j", error, SPEC, "cpu").code == "engine_error"
    assert describe("j", InputError("bad_voice", "No such voice."), SPEC, "cuda:0").code == "bad_voice"


def wrapped_cancel() -> None:
    try:
        raise Cancelled
    except Cancelled:
        raise RuntimeError("callback failed")  # noqa: B904 - libraries do it like this


def test_a_wrapped_cancel_is_found() -> None:
    with pytest.raises(RuntimeError) as caught:
        wrapped_cancel()
    assert is_cancelled(caught.value)
    assert not is_cancelled(RuntimeError())


def test_a_light_engine_runs_on_the_processor_without_importing_torch() -> None:
    assert resolve("auto", SPEC) == "cpu"
    assert resolve("cpu", SPEC) == "cpu"
