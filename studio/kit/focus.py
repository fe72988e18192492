"""The focus: the order of the Tab key, and what is typed where it is."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget


def keep_tab_order(owner: QWidget, inside: QWidget) -> None:
    """Let Tab reach the widgets below ``inside`` where ``owner`` stands, in the order they were made. Qt puts
    a new widget at the end of its window's tab order, wherever it is shown.

    owner: made in its turn, so that its place in the order is right; it need not take the focus itself.
    """
    before = _before(owner)
    if before is None:
        return
    groups: list[tuple[QWidget, QWidget, Qt.FocusPolicy]] = []
    for widget in _takers(inside):
        proxy = widget.focusProxy()
        if proxy is not None:
            # A field of parts has a place of its own in the order, from where Tab goes to its first part.
            # Left at the end of the window it would lead back here, and Qt moves only what takes the focus.
            groups.append((widget, proxy, widget.focusPolicy()))
            widget.setFocusProxy(None)  # type: ignore[arg-type]
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        QWidget.setTabOrder(before, widget)
        before = widget
    for widget, proxy, policy in groups:
        widget.setFocusPolicy(policy)
        widget.setFocusProxy(proxy)


def take_typed() -> None:
    """Let the field with the focus take over what is typed in it, as when the user leaves it. Call it before
    what the user asks for depends on the field.
    """
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit):
        return
    above = field.parentWidget()
    table = above.parentWidget() if above is not None else None
    field.clearFocus()
    if shiboken6.isValid(field) and field.isVisible():
        field.setFocus(Qt.FocusReason.OtherFocusReason)
    elif isinstance(table, QAbstractItemView):  # the editor of a cell has closed
        table.setFocus(Qt.FocusReason.OtherFocusReason)


def _before(owner: QWidget) -> QWidget | None:
    """The nearest widget before ``owner``, outside of it, that takes the focus."""
    widget = owner.previousInFocusChain()
    while widget is not None and widget is not owner:
        if _takes(widget) and not owner.isAncestorOf(widget):
            return widget
        widget = widget.previousInFocusChain()
    return None


def _takers(inside: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    widget = inside.nextInFocusChain()
    while widget is not None and widget is not inside:
        if inside.isAncestorOf(widget) and (_takes(widget) or _leads_inside(widget)):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _takes(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def _leads_inside(widget: QWidget) -> bool:
    """Whether it hands the focus on to one of its own parts."""
    proxy = widget.focusProxy()
    return proxy is not None and widget.isAncestorOf(proxy)
