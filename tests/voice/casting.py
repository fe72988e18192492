"""A speech engine with four voices, and a script for two people, for tests of the Voice workspace."""

from __future__ import annotations

from studio.wire.spec import EngineSpec, EngineState, Param
from studio.wire.spec import Voice as EngineVoice

SCRIPT = ".The climb\n\nANN\nHello there.\n\nBOB\n(slowly)\nGood morning.\n\n.The end\n\nANN\nGoodbye.\n"
VOICES = (
    EngineVoice(id="en-us", name="English (America)", language="en-us"),
    EngineVoice(id="en-us+f3", name="English (America), woman 2", language="en-us", gender="female"),
    EngineVoice(id="en-gb+m3", name="English (Great Britain), man 1", language="en-gb", gender="male"),
    EngineVoice(id="fr-fr", name="French", language="fr-fr"),
)
SPEC = EngineSpec(
    id="speech_espeak",
    task="speech",
    title="eSpeak NG",
    version="1",
    licence="GPL-3.0-or-later",
    params=(
        Param(name="text", kind="text", default="", label="Text"),
        Param(name="voice", kind="text", default="", label="Voice"),
        Param(name="rate", kind="float", default=1.0, label="Rate", minimum=0.5, maximum=2.0, step=0.05),
    ),
)
ENGINE = EngineState(spec=SPEC, ready=True, voices=VOICES)
