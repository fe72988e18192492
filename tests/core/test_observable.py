from __future__ import annotations

from typing import Any

import pytest

from studio.core.observable import Field, State


class Cast(State):
    name = Field("Ada")
    rate = Field(1.0)
    takes: Field[list[int]] = Field(factory=list)


class BigCast(Cast):
    size = Field(0)


def _log(state: State) -> list[tuple[str, Any]]:
    seen: list[tuple[str, Any]] = []
    state.field_changed.connect(lambda name, value: seen.append((name, value)))
    return seen


def test_setting_an_equal_value_tells_nobody() -> None:
    cast = Cast()
    seen = _log(cast)
    cast.name = "Ada"
    cast.name = "Grace"
    assert seen == [("name", "Grace")]


def test_true_and_one_are_different_values() -> None:
    cast = Cast(rate=1)
    seen = _log(cast)
    cast.rate = True
    assert seen == [("rate", True)]


def test_each_state_has_its_own_mutable_default() -> None:
    first, second = Cast(), Cast()
    first.takes.append(1)
    assert second.takes == []


def test_a_batch_tells_the_last_value_once() -> None:
    cast = Cast()
    seen = _log(cast)
    with cast.batch():
        cast.name = "Grace"
        cast.name = "Edsger"
        cast.rate = 2.0
        assert seen == []
    assert seen == [("name", "Edsger"), ("rate", 2.0)]


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(TypeError, match="Cast has no field age"):
        Cast(age=3)
    with pytest.raises(AttributeError, match="Cast has no field age"):
        Cast().update(age=3)


def test_fields_of_base_classes_come_first() -> None:
    assert BigCast.field_names() == ["name", "rate", "takes", "size"]


def test_a_watch_can_be_ended() -> None:
    cast = Cast()
    seen: list[str] = []
    stop = cast.watch("name", seen.append)
    cast.name = "Grace"
    stop()
    cast.name = "Edsger"
    assert seen == ["Grace"]
