"""Generic widgets of the window; no widget here knows the project. Import each from its own module."""
