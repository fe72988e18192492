"""Tells errors of the machine apart by their type, never by their text, and without importing torch."""

from __future__ import annotations

import errno
import sys
import traceback

from studio.core.errors import Cancelled, InputError, StudioError
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
        where = "The graphics card" if device.startswith("cuda") else "The computer"
        needs = f" {name} asks for {spec.min_vram_mb} MB." if spec and spec.min_vram_mb else ""
        return Failed(
            job=job,
            code="out_of_memory",
            message=f"{where} has too little free memory for this job.{needs}",
            hint="Choose a smaller size or count, or close other programs.",
            detail=detail,
            retryable=True,
        )
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return Failed(
            job=job,
            code="disk_full",
            message="There is no room left on the disk for the result.",
            hint="Free some disk space and try again.",
            detail=detail,
        )
    if is_device_error(error) or is_device_lost(device):
        return Failed(
            job=job,
            code="device_error",
            message="The graphics card reported an error; the model is started anew.",
            hint="Try again. If it comes back, update the graphics driver.",
            detail=detail,
            retryable=True,
        )
    first_line = str(error).strip().partition("\n")[0]
    message = f"{name} stopped with {type(error).__name__}" + (f": {first_line}" if first_line else ".")
    return Failed(
        job=job,
        code="engine_error",
        message=message,
        hint="The job's details hold the full report.",
        detail=detail,
    )


def _torch_types(name: str) -> tuple[type[BaseException], ...]:
    found = getattr(sys.modules.get("torch"), name, None)
    return (found,) if isinstance(found, type) and issubclass(found, BaseException) else ()
