"""The frame around the workspaces: rail, docks, palette, start page, dialogs."""
