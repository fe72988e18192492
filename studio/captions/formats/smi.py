"""SAMI of Microsoft, through pysubs2."""

from __future__ import annotations

from studio.captions.formats import FormatSpec, _pysubs2

SPEC = FormatSpec(id="smi", title="SAMI", suffixes=(".smi",))

read = _pysubs2.read
