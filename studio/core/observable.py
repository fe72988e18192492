"""View-models that can be watched, without Qt.

    class ImageState(State):
        prompt = Field("")
        steps = Field(20)
        seed: Field[int | None] = Field(None)

    state.field_changed.connect(lambda name, value: ...)
    state.prompt = "a lighthouse"        # emits ("prompt", "a lighthouse"); an equal value emits nothing

A field emits in the thread that sets it; ``ui.bind`` brings it to the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, cast, overload

from psygnal import Signal

T = TypeVar("T")


class Field(Generic[T]):
    """One observable attribute of a `State`.

    Give mutable defaults as ``factory``; replace values, never mutate them.
    """

    def __init__(self, default: T | None = None, *, factory: Callable[[], T] | None = None) -> None:
        self._default = default
        self._factory = factory
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Field[T]: ...
    @overload
    def __get__(self, instance: State, owner: type) -> T: ...
    def __get__(self, instance: State | None, owner: type) -> Field[T] | T:
        if instance is None:
            return self
        values = instance.field_values
        if self.name not in values:
            values[self.name] = self._factory() if self._factory else self._default
        return cast("T", values[self.name])

    def __set__(self, instance: State, value: T) -> None:
        old = self.__get__(instance, type(instance))
        # ``is True``: arrays compare element by element, and then count as changed.
        if old is value or (type(old) is type(value) and (old == value) is True):
            return
        instance.field_values[self.name] = value
        instance.announce(self.name, value)


class State:
    """Base of the view-models: fields declared with `Field`, one signal for all of them."""

    field_changed = Signal(str, object)

    def __init__(self, **values: Any) -> None:
        self.field_values: dict[str, Any] = {}
        self._held: dict[str, Any] | None = None
        unknown = set(values) - set(self.field_names())
        if unknown:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        self.field_values.update(values)

    @classmethod
    def field_names(cls) -> list[str]:
        """Names of all fields, base classes first."""
        return [
            name
            for base in reversed(cls.__mro__)
            for name, item in vars(base).items()
            if isinstance(item, Field)
        ]

    def announce(self, name: str, value: Any) -> None:
        """Tell observers that ``name`` is now ``value``; also for properties that follow from fields."""
        if self._held is not None:
            self._held[name] = value
        else:
            self.field_changed.emit(name, value)

    @contextmanager
    def batch(self) -> Generator[None]:
        """Hold announcements until the end, then send the last value of each field once."""
        if self._held is not None:
            yield
            return
        self._held = {}
        try:
            yield
        finally:
            held, self._held = self._held, None
            for name, value in held.items():
                self.field_changed.emit(name, value)

    def update(self, **values: Any) -> None:
        """Set several fields in one batch."""
        with self.batch():
            for name, value in values.items():
                if name not in self.field_names():
                    raise AttributeError(f"{type(self).__name__} has no field {name}")
                setattr(self, name, value)

    def watch(self, name: str, callback: Callable[[Any], None]) -> Callable[[], None]:
        """Call ``callback(value)`` whenever ``name`` changes; returns a function that ends it."""

        def forward(changed: str, value: Any) -> None:
            if changed == name:
                callback(value)

        self.field_changed.connect(forward)

        def stop() -> None:
            self.field_changed.disconnect(forward, missing_ok=True)

        return stop
