"""Tells errors of the machine apart by their type, never by their text, and without importing torch."""

from __future__ import annotations

import errno
import sys
import traceback

from studio.core.errors import Cancelled, InputError, StudioError
from studio.core.text import Text
from studio.wire.messages import Failed
from studio.wire.spec import EngineSpec

_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def is_out_of_memory(error: BaseException) -> bool:
    """True for Python's MemoryError and torch's OutOfMemoryError."""
    return isinstance(error, (MemoryError, *_torch_types("OutOfMemoryError")))


def is_device_error(error: BaseException) -> bool:
    """True when the accelerator's context is lost: every later call in this process would fail or give
    garbage."""
    return not is_out_of_memory(error) and isinstance(error, _torch_types("AcceleratorError"))


def is_device_lost(device: str) -> bool:
    """Whether a graphics card answers no more. Errors of cuBLAS, cuDNN and the like are plain RuntimeErrors
    (ATen/cuda/Exceptions.h), so the card itself is asked.
    """
    cuda = getattr(sys.modules.get("torch"), "cuda", None)
    if cuda is None or not device.startswith("cuda") or not cuda.is_initialized():
        return False
    try:
        cuda.synchronize(device)
    except RuntimeError:  # AcceleratorError is one
        return True
    return False


def is_cancelled(error: BaseException) -> bool:
    """True for Cancelled, also where a library wrapped it in an error of its own."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, Cancelled):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def describe(job: str, error: BaseException, spec: EngineSpec | None, device: str) -> Failed:
    """The terminal event of a run that raised ``error``."""
    detail = "".join(traceback.format_exception(error))[-8000:]
    name = spec.title if spec else "The engine"
    if isinstance(error, StudioError):
        return Failed(
            job=job,
            code=error.code,
            message=error.message,
            hint=error.hint,
            detail=error.detail or detail,
            wrong_input=isinstance(error, InputError),
        )
    if is_out_of_memory(error):
        where = Text("The GPU") if device.startswith("cuda") else Text("The computer")
        needs = (
            Text(" {name} asks for {min_vram_mb} MB.", name=name, min_vram_mb=spec.min_vram_mb)
            if spec and spec.min_vram_mb
            else ""
        )
        return Failed(
            job=job,
            code="out_of_memory",
            message=Text(
                "{where} does not have enough free memory for this job.{needs}", where=where, needs=needs
            ),
            hint=Text("Choose a smaller size or count, or close other programs."),
            detail=detail,
            retryable=True,
        )
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return Failed(
            job=job,
            code="disk_full",
            message=Text("There is not enough disk space for the result."),
            hint=Text("Free some disk space and try again."),
            detail=detail,
        )
    if is_device_error(error) or is_device_lost(device):
        return Failed(
            job=job,
            code="device_error",
            message=Text("The GPU reported an error. The model will be restarted."),
            hint=Text("Try again. If this happens again, update the graphics driver."),
            detail=detail,
            retryable=True,
        )
    first_line = str(error).strip().partition("\n")[0]
    if first_line:
        message = Text(
            "{name} stopped with {name2}: {line}", name=name, name2=type(error).__name__, line=first_line
        )
    else:
        message = Text("{name} failed with {name2}.", name=name, name2=type(error).__name__)
    return Failed(
        job=job,
        code="engine_error",
        message=message,
        hint=Text("See the job's details for the full report."),
        detail=detail,
    )


def _torch_types(name: str) -> tuple[type[BaseException], ...]:
    found = getattr(sys.modules.get("torch"), name, None)
    return (found,) if isinstance(found, type) and issubclass(found, BaseException) else ()
