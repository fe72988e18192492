"""The timeline below Voice, Captions and Video."""
