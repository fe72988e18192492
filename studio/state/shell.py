"""What the commands of the whole window ask of it. Qt-free: ``window.shell`` does it."""

from __future__ import annotations

from typing import Protocol


class Shell(Protocol):
    """What only the window can do: ask for files, show and hide its parts."""

    def ask_open(self) -> None:
        """Let the user choose a project to open."""
        ...

    def ask_import(self) -> None:
        """Let the user choose files to import."""
        ...

    def ask_script(self) -> None:
        """Let the user choose a script, and make a film of it in a project of its own."""
        ...

    def begin_rename(self) -> None:
        """Let the user type another name for the project."""
        ...

    def show_palette(self) -> None:
        """Open the command palette."""
        ...

    def show_history(self) -> None:
        """Show the list of edits, or put it away."""
        ...

    def show_keys(self) -> None:
        """Show the keys of the workspace in front."""
        ...

    def show_preferences(self) -> None:
        """Open the preferences."""
        ...

    def show_about(self) -> None:
        """Open the page about the app."""
        ...

    def run_primary(self) -> None:
        """Run the primary action of the workspace in front."""
        ...

    def toggle_dock(self, name: str) -> None:
        """Show or hide a dock."""
        ...

    def dock_shown(self, name: str) -> bool:
        """Whether the user wants the dock shown."""
        ...

    def dock_usable(self, name: str) -> bool:
        """Whether the dock means something where the user is."""
        ...

    def reset_layout(self) -> None:
        """Put every dock back where it was at first."""
        ...

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        ...

    def quit(self) -> None:
        """Close the window."""
        ...
