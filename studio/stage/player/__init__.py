"""One player for the whole window: frames, sound, captions over them, and the viewer that shows it."""
