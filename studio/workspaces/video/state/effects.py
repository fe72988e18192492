"""The effects of the chosen clip: their order, their values at the playhead, their keyframes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.model import Clip, Effect, Keyframe, replace
from studio.project.pace import SPEED, pace_of
from studio.state.app_state import AppState
from studio.video import effects, retime

if TYPE_CHECKING:
    from studio.project.edits import Edit
    from studio.render.effects import EffectSpec, Value


class ClipEffects:
    """Reads and edits the effects of one clip; ``slot`` is a name as in ``video.effects``.

    chosen: the clip, None when there is none. at: the playhead in ticks from its start.
    """

    def __init__(self, app: AppState, chosen: Callable[[], Clip | None], at: Callable[[], Ticks]) -> None:
        self._app = app
        self._chosen = chosen
        self._at = at

    # ---- which effects there are

    def addable(self) -> list[EffectSpec]:
        """What “Add effect” offers."""
        return effects.addable()

    def slots(self) -> list[effects.Slot]:
        """The slots of the chosen clip, in the order in which they are applied."""
        return effects.slots(self._all())

    def spec(self, slot: str) -> EffectSpec:
        """Description of the effect in a slot. Raises InputError("unknown_effect")."""
        from studio.render.effects import effect

        found = self.effect(slot)
        return effect(found.effect if found is not None else slot).spec

    def effect(self, slot: str) -> Effect | None:
        """The effect in a slot, None while a standard one has its defaults."""
        return effects.find(self._all(), slot)

    def add(self, kind: str) -> None:
        """Put another effect behind those of the chosen clip."""
        clip = self._chosen()
        if clip is not None:
            effects.add(self._app.require_project(), clip.id, kind)

    def remove(self, slot: str) -> None:
        """Take the effect in a slot away; a standard one has its defaults again."""
        found = self.effect(slot)
        if found is not None:
            effects.remove(self._app.require_project(), found.id)

    def set_enabled(self, slot: str, on: bool) -> None:
        """Turn the effect in a slot on or off."""
        found = self.effect(slot)
        if found is not None and found.enabled != on:
            effects.set_enabled(self._app.require_project(), found.id, on)

    def move(self, slot: str, step: int) -> None:
        """Apply the effect in a slot one place earlier (-1) or later (1)."""
        found = self.effect(slot)
        if found is not None:
            effects.move(self._app.require_project(), found.id, step)

    def can_move(self, slot: str, step: int) -> bool:
        """Whether there is another effect on that side."""
        found, row = self.effect(slot), effects.movable(self._all())
        return found in row and 0 <= row.index(found) + step < len(row)

    # ---- values and keyframes

    def values(self, slot: str) -> dict[str, Value]:
        """All parameters of an effect as they are at the playhead."""
        from studio.render.keyframes import value_at

        spec, effect = self.spec(slot), self.effect(slot)
        if effect is None:
            return spec.complete({})
        values = spec.complete(effect.params)
        for name in {key.param for key in self._keys(effect)} & values.keys():
            value = value_at(self.keyframes(slot, name), self._at())
            if value is not None:
                values[name] = value
        return values

    def keyframes(self, slot: str, param: str) -> list[Keyframe]:
        """Keyframes of a parameter, in time order."""
        effect = self.effect(slot)
        found = [] if effect is None else [key for key in self._keys(effect) if key.param == param]
        return sorted(found, key=lambda key: key.at)

    def keyframe_times(self, slot: str, param: str) -> list[Ticks]:
        """Where the playhead can find keyframes of a parameter: a shorter clip keeps those beyond its edges,
        which go on shaping its values.
        """
        clip = self._chosen()
        return [key.at for key in self.keyframes(slot, param) if clip and 0 <= key.at < clip.duration]

    def keyframe_here(self, slot: str, param: str) -> Keyframe | None:
        """The keyframe of a parameter on the frame of the playhead."""
        return next((key for key in self.keyframes(slot, param) if key.at == self._at()), None)

    def set_param(self, slot: str, param: str, value: Value) -> None:
        """Change a parameter; where it has keyframes, at the playhead.

        Repeated calls are one undo step until ``VideoState.commit``.
        """
        project, clip = self._app.require_project(), self._chosen()
        if clip is None:
            return
        if self.keyframes(slot, param):
            with project.edit(
                Text("Set keyframe"), coalesce=f"{clip.id} {slot} {param} {self._at()}"
            ) as edit:
                self._put_keyframe(edit, clip.id, slot, param, float(value))
        else:
            effects.set_param(project, clip.id, slot, {param: value}, coalesce=f"{clip.id} {slot} {param}")

    def toggle_keyframe(self, slot: str, param: str) -> None:
        """Add a keyframe with the present value at the playhead, or take away the one that is there.

        Taking away the last one keeps its value.
        """
        project, clip = self._app.require_project(), self._chosen()
        if clip is None:
            return
        if slot == SPEED:
            self._toggle_speed_key(clip)
            return
        value = float(self.values(slot)[param])
        here, count = self.keyframe_here(slot, param), len(self.keyframes(slot, param))
        with project.edit(Text("Set keyframe") if here is None else Text("Remove keyframe")) as edit:
            if here is None:
                self._put_keyframe(edit, clip.id, slot, param, value)
                return
            edit.remove(here.id)
            if count == 1:
                effect = edit.get(here.parent, Effect)
                edit.put(replace(effect, params=effect.params | {param: value}))

    def _toggle_speed_key(self, clip: Clip) -> None:
        # Its length goes with it, so this is no mere change of a parameter.
        project, at = self._app.require_project(), self._at()
        if self.keyframe_here(SPEED, SPEED) is None:
            retime.set_speed_key(project, clip.id, at, float(pace_of(project, clip).speed_at(at) * 100))
        else:
            retime.remove_speed_key(project, clip.id, at)

    def step_keyframe(self, slot: str, param: str, direction: int) -> None:
        """Move the playhead to the keyframe before (-1) or after (1) it."""
        clip = self._chosen()
        if clip is None:
            return
        times, here = self.keyframe_times(slot, param), self._at()
        wanted = [at for at in times if (at > here if direction > 0 else at < here)]
        if wanted:
            self._app.seek(clip.start + (min(wanted) if direction > 0 else max(wanted)))

    def reset(self, slot: str) -> None:
        """Back to the defaults, keyframes gone; an effect that was added stays."""
        found = self.effect(slot)
        if found is None:
            return
        with self._app.require_project().edit(
            Text("Reset {title}", title=effects.title_of(found.effect))
        ) as edit:
            if self.spec(slot).standard and slot == found.effect:
                edit.remove(found.id)
                return
            for key in edit.children(found.id, Keyframe):
                edit.remove(key.id)
            edit.put(replace(found, params={}))

    # ---- inside

    def _all(self) -> list[Effect]:
        clip = self._chosen()
        return [] if clip is None else self._app.require_project().children(clip.id, Effect)

    def _keys(self, effect: Effect) -> list[Keyframe]:
        return self._app.require_project().children(effect.id, Keyframe)

    def _put_keyframe(self, edit: Edit, clip_id: str, slot: str, param: str, value: float) -> None:
        effect, at = effects.require(edit, clip_id, slot), self._at()
        same = next(
            (key for key in edit.children(effect.id, Keyframe) if key.param == param and key.at == at), None
        )
        if same is not None:
            edit.put(replace(same, value=value))
        else:
            edit.put(Keyframe(id=new_id("key"), parent=effect.id, param=param, at=at, value=value))
