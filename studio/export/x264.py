"""What makes x264 give the same bytes for the same frames, whatever else the machine does."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_BELOW_AVX512 = "MMX2,SSE2,SSE2Fast,LZCNT,SSSE3,SSE4.2,AVX,FMA3,BMI2,AVX2"
_PF_AVX512F_INSTRUCTIONS_AVAILABLE = 41


@cache
def instructions() -> str:
    """An entry for ``-x264-params``, "" where none is needed. It keeps x264 (core 165) from its AVX-512 code.

    On a busy machine (AMD Zen 4, Linux guest) that code, as built for PyAV 18.1, gave other bytes for the
    same 48 frames with one thread in 8 of 160 encodes; without it none of 480 differed. It takes as long.
    """
    return f"asm={_BELOW_AVX512}" if _has_avx512() else ""


def _has_avx512() -> bool:
    """Whether the processor has AVX-512, and so everything that came before it."""
    if sys.platform == "linux":
        with suppress(OSError):
            return " avx512f" in Path("/proc/cpuinfo").read_text("utf-8", "replace")
    elif sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        return bool(kernel.IsProcessorFeaturePresent(_PF_AVX512F_INSTRUCTIONS_AVAILABLE))
    return False
