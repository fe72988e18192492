"""One picture of a film: what the viewer shows, in full size, as a file."""

from __future__ import annotations

from pathlib import Path

from studio.core.ticks import Ticks
from studio.media.images import save_png
from studio.project.handle import Project
from studio.project.targets import guard_of, replacing, require_target
from studio.render.compositor import Compositor
from studio.render.text.captions import cues_at, draw_captions
from studio.render.timeline import snapshot


def write_frame(project: Project, sequence_id: str, when: Ticks, path: Path) -> None:
    """Render one frame with its burned captions into a PNG. Any thread. Raises StudioError."""
    guard = guard_of(project)
    require_target(path, guard)
    timeline = snapshot(project, sequence_id)
    compositor = Compositor(timeline, threads="slice")
    try:
        frame = compositor.frame_at(when)
    finally:
        compositor.close()
    for captions in timeline.burned_captions():
        frame = draw_captions(frame, cues_at(captions.cues, when), captions.style)
    with replacing(path, guard) as writing:
        save_png(writing.temporary, frame)
