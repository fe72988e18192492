"""The undo journal: what every edit changed, as rows before and after it."""
