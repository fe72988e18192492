"""Switches that keep third-party libraries from reporting home.

Every process of the app sets them before it imports anything else, and every child is started with them.
"""

from __future__ import annotations

import os

SWITCHES = {
    # The common wish of donottrack.sh; read by huggingface_hub and hf_xet.
    "DO_NOT_TRACK": "1",
    # huggingface_hub, hf_xet, and through them diffusers and transformers: user agent, usage events.
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # onnxruntime 1.31 stores a permanent device id below the cache folder when it is imported, and sends
    # events to Microsoft. diffusers, faster_whisper and silero_vad import it.
    "ORT_DISABLE_TELEMETRY": "1",
}
"""Environment variable and value, one entry for each library that has such a thing. Found by searching the
installed default set for telemetry, analytics and update checks; the others have none.
"""


def switch_off() -> None:
    """Set all switches in this process, whatever the user's environment has."""
    os.environ.update(SWITCHES)
