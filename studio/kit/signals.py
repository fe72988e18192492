"""Listening to psygnal signals from a widget, until the widget is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from psygnal import SignalInstance
from PySide6.QtCore import QObject


class Relay(QObject):
    """Holds connections to Qt-free signals and lets go of them when its owner is destroyed.

    For signals that are emitted on the window's thread, such as the job queue's.
    """

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        connections: list[tuple[SignalInstance, Callable[..., Any]]] = []
        self._connections = connections
        owner.destroyed.connect(lambda: _drop(connections))

    def listen(self, signal: SignalInstance, function: Callable[..., Any]) -> None:
        """Call ``function`` with every emission."""
        signal.connect(function, check_nargs=False)
        self._connections.append((signal, function))

    def drop(self) -> None:
        """Let go of everything now."""
        _drop(self._connections)


def _drop(connections: list[tuple[SignalInstance, Callable[..., Any]]]) -> None:
    while connections:
        signal, function = connections.pop()
        signal.disconnect(function, missing_ok=True)
