"""What commands want of a view, by name, such as "video.replace": views follow, commands ask. Qt-free."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakMethod

from studio.core.errors import InputError
from studio.core.text import Text

Action = Callable[..., object]
Resolve = Callable[[str], Action | None]


class Intents:
    """The views that follow intents. The newest that knows a name is the one that acts.

    They are held weakly: a view that is gone follows nothing.
    """

    def __init__(self) -> None:
        self._views: list[WeakMethod[Resolve]] = []

    def follow(self, resolve: Resolve) -> None:
        """Let a view act. resolve: a bound method that gives what does an intent, else None."""
        self._views.append(WeakMethod(resolve))

    def leave(self, resolve: Resolve) -> None:
        """End what `follow` began."""
        self._views = [view for view in self._views if view() not in (None, resolve)]

    def follower(self, intent: str) -> Action | None:
        """Return who acts on this name now, None when nobody does."""
        for view in reversed(self._views):
            resolve = view()
            action = resolve(intent) if resolve is not None else None
            if action is not None:
                return action
        return None

    def ask(self, intent: str, *arguments: object) -> object:
        """Have the view do it and return what it returns.

        Raises InputError("needs_window") where no view follows, as on the command line.
        """
        action = self.follower(intent)
        if action is None:
            raise InputError(
                "needs_window",
                Text("This command asks for more in the window."),
                Text("Give all of its parameters."),
            )
        return action(*arguments)

    def tell(self, intent: str, *arguments: object) -> object:
        """As `ask`, for what only matters where there is a view; None without one."""
        action = self.follower(intent)
        return None if action is None else action(*arguments)
