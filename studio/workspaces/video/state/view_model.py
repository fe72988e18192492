"""View-model of the Video workspace: the chosen clip, its effects and keyframes, cuts at the playhead,
media in.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from studio.core import ticks
from studio.core.errors import InputError, StudioError
from studio.core.ids import new_id
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.flows import ripple as ripples
from studio.project.model import Asset, Changes, Clip, Effect, Keyframe, Track, replace
from studio.project.model import Sequence as Film
from studio.project.pace import SPEED, pace_of
from studio.state import receiving
from studio.state.app_state import AppState, concerns
from studio.video import clips, retime
from studio.video.laying import lay

if TYPE_CHECKING:
    from studio.project.edits import Edit
    from studio.project.handle import Project
    from studio.render.effects import EffectSpec, Value

EFFECTS = ("transform", "crop", "colour")
"""Effects that the inspector offers, in its order."""


class VideoState(State):
    """clip_id: the one clip that is chosen, "" for none or several. revision: counts what the inspector
    shows anew.

    error: what went wrong in this workspace, None when nothing. Everything that edits is one undo step,
    except that one drag of a value is: it ends with ``commit``.
    """

    clip_id: Field[str] = Field("")
    revision: Field[int] = Field(0)
    error: Field[StudioError | None] = Field(None)

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        app.field_changed.connect(self._on_app)
        app.project_changed.connect(self._on_changes)
        self._choose()

    def close(self) -> None:
        """Let go of the app."""
        self.app.field_changed.disconnect(self._on_app, missing_ok=True)
        self.app.project_changed.disconnect(self._on_changes, missing_ok=True)

    # ---- what is chosen

    @property
    def clip(self) -> Clip | None:
        """The chosen clip."""
        found = self.app.project.find(self.clip_id) if self.app.project is not None and self.clip_id else None
        return found if isinstance(found, Clip) else None

    @property
    def asset(self) -> Asset | None:
        """Source of the chosen clip."""
        clip = self.clip
        found = self.app.require_project().find(clip.asset) if clip is not None else None
        return found if isinstance(found, Asset) else None

    @property
    def track(self) -> Track | None:
        """Track of the chosen clip."""
        clip = self.clip
        found = self.app.require_project().find(clip.parent) if clip is not None else None
        return found if isinstance(found, Track) else None

    @property
    def has_picture(self) -> bool:
        """The chosen clip shows something: it can be placed, cropped, coloured and replaced."""
        track, asset = self.track, self.asset
        return track is not None and track.role == "video" and asset is not None and asset.media != "audio"

    @property
    def has_sound(self) -> bool:
        """The chosen clip can be heard."""
        asset = self.asset
        return asset is not None and asset.facts.has_audio

    @property
    def at(self) -> Ticks:
        """The playhead, in ticks from the start of the chosen clip, kept inside it and on a frame."""
        clip = self.clip
        if clip is None:
            return 0
        frame = ticks.from_frame(1, self.app.sequence().frame_rate)
        return min(max(self.app.playhead - clip.start, 0), max(0, clip.duration - frame))

    @property
    def anything_here(self) -> bool:
        """Some clip lies under the playhead."""
        return self.app.project is not None and bool(self._under(self.app.playhead))

    def choose_under_playhead(self) -> None:
        """Choose the topmost clip that is seen at the playhead, else one that is heard."""
        under = self._under(self.app.playhead)
        if not under:
            raise InputError(
                "nothing_here",
                Text("There is nothing under the playhead."),
                Text("Move the playhead onto a clip."),
            )
        self.app.select([under[0].id])

    # ---- effects of the chosen clip

    def effect(self, effect_id: str) -> Effect | None:
        """The chosen clip's effect of that kind, None while it has its defaults."""
        if self.clip is None:
            return None
        effects = self.app.require_project().children(self.clip_id, Effect)
        return next((one for one in effects if one.effect == effect_id), None)

    def values(self, effect_id: str) -> dict[str, Value]:
        """All parameters of an effect as they are at the playhead."""
        from studio.render.keyframes import value_at

        spec, effect = spec_of(effect_id), self.effect(effect_id)
        if effect is None:
            return spec.complete({})
        values = spec.complete(effect.params)
        for name in {key.param for key in self._keys(effect)}:
            value = value_at(self.keyframes(effect_id, name), self.at)
            if value is not None:
                values[name] = value
        return values

    def keyframes(self, effect_id: str, param: str) -> list[Keyframe]:
        """Keyframes of a parameter, in time order."""
        effect = self.effect(effect_id)
        found = [] if effect is None else [key for key in self._keys(effect) if key.param == param]
        return sorted(found, key=lambda key: key.at)

    def keyframe_times(self, effect_id: str, param: str) -> list[Ticks]:
        """Where the playhead can find keyframes of a parameter: a shorter clip keeps those beyond its edges,
        which go on shaping its values.
        """
        clip = self.clip
        return [key.at for key in self.keyframes(effect_id, param) if clip and 0 <= key.at < clip.duration]

    def keyframe_here(self, effect_id: str, param: str) -> Keyframe | None:
        """The keyframe of a parameter on the frame of the playhead."""
        return next((key for key in self.keyframes(effect_id, param) if key.at == self.at), None)

    def set_param(self, effect_id: str, param: str, value: Value) -> None:
        """Change a parameter; where it has keyframes, at the playhead. Repeated calls are one undo step
        until ``commit``.
        """
        project, clip = self.app.require_project(), self.clip
        if clip is None:
            return
        if self.keyframes(effect_id, param):
            number = float(value)
            with project.edit(
                Text("Set keyframe"), coalesce=f"{clip.id} {effect_id} {param} {self.at}"
            ) as edit:
                self._put_keyframe(edit, clip.id, effect_id, param, number)
        else:
            clips.set_param(
                project, clip.id, effect_id, {param: value}, coalesce=f"{clip.id} {effect_id} {param}"
            )

    def commit(self) -> None:
        """A drag has ended: the next change is an undo step of its own."""
        if self.app.project is not None:
            self.app.project.seal()

    def toggle_keyframe(self, effect_id: str, param: str) -> None:
        """Add a keyframe with the present value at the playhead, or take away the one that is there.

        Taking away the last one keeps its value.
        """
        project, clip = self.app.require_project(), self.clip
        if clip is None:
            return
        if effect_id == SPEED:
            self._toggle_speed_key(project, clip)
            return
        value = float(self.values(effect_id)[param])
        here, count = self.keyframe_here(effect_id, param), len(self.keyframes(effect_id, param))
        with project.edit(Text("Set keyframe") if here is None else Text("Remove keyframe")) as edit:
            if here is None:
                self._put_keyframe(edit, clip.id, effect_id, param, value)
                return
            edit.remove(here.id)
            if count == 1:
                effect = edit.get(here.parent, Effect)
                edit.put(replace(effect, params=effect.params | {param: value}))

    def _toggle_speed_key(self, project: Project, clip: Clip) -> None:
        # Its length goes with it, so this is no mere change of a parameter.
        if self.keyframe_here(SPEED, SPEED) is None:
            retime.set_speed_key(project, clip.id, self.at, self.speed)
        else:
            retime.remove_speed_key(project, clip.id, self.at)

    def step_keyframe(self, effect_id: str, param: str, direction: int) -> None:
        """Move the playhead to the keyframe before (-1) or after (1) it."""
        clip = self.clip
        if clip is None:
            return
        times = self.keyframe_times(effect_id, param)
        wanted = [at for at in times if (at > self.at if direction > 0 else at < self.at)]
        if wanted:
            self.app.seek(clip.start + (min(wanted) if direction > 0 else max(wanted)))

    def reset_effect(self, effect_id: str) -> None:
        """Back to the defaults, keyframes gone."""
        effect = self.effect(effect_id)
        if effect is not None:
            with self.app.require_project().edit(
                Text("Reset {title}", title=spec_of(effect_id).title.lower())
            ) as edit:
                edit.remove(effect.id)

    # ---- the chosen clip itself

    def change(self, title: Text, /, *, drag: bool = False, **fields: str | float | bool) -> None:
        """Change fields of the chosen clip (label, gain_db, sound, fade_in, fade_out...)."""
        clip = self.clip
        if clip is None:
            return
        key = f"{clip.id} {' '.join(fields)}" if drag else ""
        with self.app.require_project().edit(title, coalesce=key) as edit:
            edit.put(replace(clip, **fields))

    @property
    def speed(self) -> float:
        """Percent at the playhead."""
        clip = self.clip
        if clip is None:
            return 100.0
        return float(pace_of(self.app.require_project(), clip).speed_at(self.at) * 100)

    def set_speed(self, percent: float) -> None:
        """Play the chosen clip at ``percent`` of its speed (10 to 1000): all of it, or at the playhead where
        its speed has keyframes.
        """
        if self.clip is not None:
            project = self.app.require_project()
            if self.keyframes(SPEED, SPEED):
                retime.set_speed_key(project, self.clip_id, self.at, percent)
            else:
                retime.set_speed(project, self.clip_id, Fraction(round(percent), 100))

    def set_crossfade(self, seconds: float) -> None:
        """Fade over from the clip before during ``seconds``."""
        clip = self.clip
        if clip is not None and abs(ticks.to_seconds(clip.fade_over) - seconds) > 1e-3:
            clips.set_crossfade(self.app.require_project(), clip.id, ticks.from_seconds(seconds))

    # ---- cuts at the playhead

    def split(self) -> None:
        """Cut the chosen clips under the playhead, else all that lie there on open tracks."""
        when = self.app.playhead
        under = [clip for clip in self._under(when) if clip.start < when]
        chosen = [clip for clip in under if clip.id in self.app.selection] or under
        if not chosen:
            self.app.say(Text("There is nothing to split under the playhead."))
            return
        clips.split(self.app.require_project(), [clip.id for clip in chosen], when)

    def trim(self, edge: clips.Edge) -> None:
        """Let the chosen clip (else the one under the playhead) begin or end at the playhead."""
        clip = self._target()
        frame = ticks.from_frame(1, self.app.sequence().frame_rate)
        # The frame that is seen stays: an end lies behind it.
        to = self.app.playhead if edge == "start" else self.app.playhead + frame
        clips.trim(self.app.require_project(), clip.id, edge, to)

    def delete(self, *, ripple: bool = False) -> None:
        """Remove the chosen clips; with ``ripple`` the gap closes (see flows.ripple)."""
        project = self.app.require_project()
        gone = [clip.id for clip in self.app.selected(Clip) if not project.get(clip.parent, Track).locked]
        if not gone:
            raise InputError(
                "nothing_chosen", Text("No clip is selected."), Text("Select one in the timeline.")
            )
        if ripple:
            ripples.delete(project, gone)
        else:
            clips.delete(project, gone)
        self.app.select(self.app.selection - set(gone))

    # ---- media in, frame out

    @property
    def occupied(self) -> bool:
        """Whether a film that is added at the playhead takes the place of another."""
        project = self.app.require_project()
        tracks = project.children(self.app.sequence_id, Track)
        first = next((track for track in tracks if track.role == "video" and not track.locked), None)
        return first is not None and any(
            clip.end > self.app.playhead for clip in project.children(first.id, Clip)
        )

    def add(self, assets: Sequence[Asset], at: Ticks | None = None, *, joins: int = 0) -> list[Clip]:
        """Lay assets one behind the other from ``at`` (the playhead) on; one undo step. joins: see
        ``Project.edit``.
        """
        when = self.app.playhead if at is None else at
        made = lay(self.app.require_project(), self.app.sequence_id, assets, when, joins=joins)
        self.app.select([clip.id for clip in made])
        return made

    def add_files(self, files: Sequence[Path], at: Ticks | None = None) -> None:
        """Import files in the background, then ``add`` them."""
        when = self.app.playhead if at is None else at
        self.error = None

        def failed(error: StudioError) -> None:
            self.error = error

        def arrived(assets: list[Asset], edit: int) -> None:
            self.add(assets, when, joins=edit)

        receiving.take_in(self.app, files, arrived, failed)

    def save_frame(self, path: Path) -> None:
        """Write the frame at the playhead with its burned captions as a PNG of the sequence's size."""
        from studio.flows.still import write_frame

        project, sequence, when = self.app.require_project(), self.app.sequence_id, self.app.playhead

        def failed(error: StudioError) -> None:
            self.error = error

        def written(_: None) -> None:
            self.app.say(Text("Saved “{name}”", name=path.name))

        self.app.tasks.run(lambda: write_frame(project, sequence, when, path), written, failed)

    def attempt(self, action: object) -> None:
        """Run a quick action; what it cannot do is shown in this workspace."""
        try:
            if callable(action):
                action()
        except StudioError as error:
            self.error = error
        else:
            self.error = None

    # ---- inside

    def _keys(self, effect: Effect) -> list[Keyframe]:
        return self.app.require_project().children(effect.id, Keyframe)

    def _put_keyframe(self, edit: Edit, clip_id: str, effect_id: str, param: str, value: float) -> None:
        effect = next((one for one in edit.children(clip_id, Effect) if one.effect == effect_id), None)
        if effect is None:
            effect = edit.put(Effect(id=new_id("fx"), parent=clip_id, effect=effect_id))
        same = next(
            (key for key in edit.children(effect.id, Keyframe) if key.param == param and key.at == self.at),
            None,
        )
        if same is not None:
            edit.put(replace(same, value=value))
        else:
            edit.put(Keyframe(id=new_id("key"), parent=effect.id, param=param, at=self.at, value=value))

    def _under(self, when: Ticks) -> list[Clip]:
        """Clips of open tracks under ``when``: pictures first, the topmost of them first."""
        project = self.app.require_project()
        tracks = [track for track in project.children(self.app.sequence_id, Track) if not track.locked]
        pictures = [track for track in tracks if track.role == "video"][::-1]
        sounds = [track for track in tracks if track.role != "video"]
        return [
            clip
            for track in (*pictures, *sounds)
            for clip in project.children(track.id, Clip)
            if clip.start <= when < clip.end
        ]

    def _target(self) -> Clip:
        if self.clip is not None:
            return self.clip
        under = self._under(self.app.playhead)
        if not under:
            raise InputError(
                "nothing_here",
                Text("There is nothing under the playhead."),
                Text("Select a clip, or move the playhead onto one."),
            )
        return under[0]

    def _choose(self) -> None:
        chosen = self.app.selected(Clip)
        self.clip_id = chosen[0].id if len(chosen) == 1 else ""
        self.revision += 1

    def _on_app(self, name: str, _value: object) -> None:
        if name in ("selection", "project", "sequence_id"):
            self._choose()
            self.error = None
        elif (name == "playhead" and not self.app.playing) or name == "playing":
            self.revision += 1

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, Clip, Effect, Keyframe, Asset, Track, Film):
            self._choose()


def spec_of(effect_id: str) -> EffectSpec:
    """Description of an effect."""
    from studio.render.effects import effect

    return effect(effect_id).SPEC
