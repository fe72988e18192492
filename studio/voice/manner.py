"""Ways of speaking: from the words of a parenthetical to what a speech engine can do with them."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from studio.wire.spec import EngineSpec, Param


class Delivery(msgspec.Struct, frozen=True):
    """A manner without regard to an engine: rate and volume as factors, pitch in semitones."""

    rate: float = 1.0
    volume: float = 1.0
    pitch: float = 0.0


MANNERS: dict[str, Delivery] = {
    "whisper": Delivery(0.9, 0.5, -1.0),
    "shout": Delivery(1.05, 1.35, 3.0),
    "soft": Delivery(0.95, 0.6, -0.5),
    "calm": Delivery(0.88, 0.9, -0.5),
    "sad": Delivery(0.82, 0.8, -2.0),
    "happy": Delivery(1.08, 1.0, 1.5),
    "excited": Delivery(1.18, 1.15, 2.0),
    "angry": Delivery(1.1, 1.2, -1.0),
    "slow": Delivery(0.75),
    "fast": Delivery(1.35),
}
"""The manners by their word, in order of precedence; the same words as the engines' own parameter
``manner``.
"""

EXAMPLES = (
    "whispering", "shouting", "softly", "calmly", "sadly", "happily", "excitedly", "angrily", "slowly",
    "quickly",
)  # fmt: skip
"""A parenthetical for each manner, in the same order."""

_PACES = ("slow", "fast")
_STEMS = {
    "whisper": "whisper hush breath murmur",
    "shout": "shout yell scream loud holler bellow cry_out call",
    "soft": "soft quiet gentl tender low under_her under_his",
    "calm": "calm even relax sooth compos",
    "sad": "sad sob cry tear mourn weep heartbrok griev",
    "happy": "happ smil laugh joy cheer amus chuckl grin",
    "excited": "excit thrill eager delight breathles",
    "angry": "angr furious rag bitter irritat annoy snap",
    "slow": "slow hesitat drawl weary tired",
    "fast": "fast quick hurr rapid rush urgent",
}
_PATTERNS = {
    manner: re.compile(rf"\b(?:{'|'.join(stems.split()).replace('_', ' ')})", re.IGNORECASE)
    for manner, stems in _STEMS.items()
}


def manners_of(parenthetical: str) -> tuple[str, ...]:
    """The manner words that a parenthetical means: ``"whispering, slowly"`` -> ``("whisper", "slow")``.

    At most one way of speaking and one pace; () for stage business such as "to Mara".
    """
    found = [manner for manner, pattern in _PATTERNS.items() if pattern.search(parenthetical)]
    ways = [manner for manner in found if manner not in _PACES][:1]
    return (*ways, *[manner for manner in found if manner in _PACES][:1])


def manner_params(parenthetical: str, spec: EngineSpec, given: dict[str, Any]) -> dict[str, Any]:
    """Engine parameters that give a line its manner.

    given: parameters chosen already (the voice's own); the manner multiplies them. An engine with a
    parameter ``manner`` gets the word; others get what they have of ``rate`` or ``speed``, ``volume`` and
    ``pitch``, within their ranges.
    """
    words = manners_of(parenthetical)
    known = {param.name: param for param in spec.params}
    changed: dict[str, Any] = {}
    own = known.get("manner")
    if words and own is not None and words[0] in own.choices:
        changed["manner"] = words[0]
        words = words[1:]
    rate, volume, pitch = 1.0, 1.0, 0.0
    for word in words:
        delivery = MANNERS[word]
        rate, volume, pitch = rate * delivery.rate, volume * delivery.volume, pitch + delivery.pitch
    for name, factor in (("rate", rate), ("speed", rate), ("volume", volume)):
        if name in known and factor != 1.0:
            changed[name] = _within(known[name], given.get(name, known[name].default) * factor)
    if "pitch" in known and pitch:
        changed["pitch"] = _shifted(known["pitch"], given.get("pitch", known["pitch"].default), pitch)
    return changed


def _shifted(param: Param, value: float, semitones: float) -> float | int:
    """A pitch moved: by semitones where that is its unit, else by 3 % of its range for each."""
    if param.unit.strip() in ("st", "semitones") or param.maximum is None or param.minimum is None:
        return _within(param, value + semitones)
    return _within(param, value + semitones * 0.03 * (param.maximum - param.minimum))


def _within(param: Param, value: float) -> float | int:
    if param.minimum is not None:
        value = max(param.minimum, value)
    if param.maximum is not None:
        value = min(param.maximum, value)
    return round(value) if param.kind == "int" else round(value, 4)
