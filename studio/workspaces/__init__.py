"""The large parts of the window, one folder each; none imports another."""
