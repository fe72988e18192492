"""MicroDVD, and MPL2 and TMP, which share its suffix, through pysubs2."""

from __future__ import annotations

from studio.captions.formats import FormatSpec, _pysubs2

SPEC = FormatSpec(id="sub", title="MicroDVD", suffixes=(".sub",))

read = _pysubs2.read
