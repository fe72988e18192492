"""The effects of a clip, in the order in which they are applied.

A slot is a place in that list, by name: the first effect of a kind has the kind's name, every further one the
id of its entity. A standard effect has its slot before it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.core import ticks
from studio.core.errors import InputError
from studio.core.ids import new_id, order_between
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.model import Clip, Ease, Effect, Keyframe, replace
from studio.render.effects import EFFECTS, EffectSpec, Value, effect
from studio.video.clips import sequence_of

if TYPE_CHECKING:
    from studio.project.edits import Edit
    from studio.project.handle import Project


class Slot(NamedTuple):
    """One effect of a clip.

    Attributes:
        name: by which the slot is known.
        kind: id of the effect.
        spec: None when this version has no such effect.
        effect: the entity; None for a standard effect that was not changed yet.
    """

    name: str
    kind: str
    spec: EffectSpec | None
    effect: Effect | None


def addable() -> list[EffectSpec]:
    """Return what “Add effect” offers: every effect that can be on a clip more than once."""
    return [found.spec for found in EFFECTS.all().values() if not (found.spec.places or found.spec.paces)]


def slots(effects: list[Effect]) -> list[Slot]:
    """Return the slots of a clip with these effects, in order; its speed is not among them."""
    seen: set[str] = set()
    found: list[Slot] = []
    for one in effects:
        known = EFFECTS.get(one.effect)
        if known is None or not known.spec.paces:
            name = one.id if one.effect in seen else one.effect
            found.append(Slot(name, one.effect, known.spec if known is not None else None, one))
        seen.add(one.effect)
    standard = sorted(
        (one.spec for one in EFFECTS.all().values() if one.spec.standard), key=lambda spec: not spec.places
    )
    rank = {spec.id: number for number, spec in enumerate(standard)}
    for spec in standard:
        if spec.id not in seen:
            found.insert(_place_of(spec.id, found, rank), Slot(spec.id, spec.id, spec, None))
    return found


def _place_of(kind: str, found: list[Slot], rank: dict[str, int]) -> int:
    """Where an absent standard effect stands: before the first that follows it, else behind those before."""
    firsts = [(number, slot) for number, slot in enumerate(found) if slot.name in rank]
    after = [number for number, slot in firsts if rank[slot.name] > rank[kind]]
    before = [number for number, slot in firsts if rank[slot.name] < rank[kind]]
    return min(after) if after else max(before, default=-1) + 1


def find(effects: list[Effect], slot: str) -> Effect | None:
    """Return the effect in a slot; None when it is not there yet."""
    first = next((one for one in effects if one.effect == slot), None)
    return first or next((one for one in effects if one.id == slot), None)


def require(edit: Edit, clip_id: str, slot: str) -> Effect:
    """Return the effect in a slot, put there when absent. Raises InputError("unknown_effect")."""
    effects = edit.children(clip_id, Effect)
    found = find(effects, slot)
    if found is not None:
        return found
    spec = effect(slot).spec
    order = edit.next_order(clip_id, Effect) if spec.paces else _order_of(effects, slot)
    return edit.put(Effect(id=new_id("fx"), parent=clip_id, order=order, effect=slot))


def _order_of(effects: list[Effect], slot: str) -> str:
    """The order key of an absent standard effect."""
    row = slots(effects)
    here = next((number for number, one in enumerate(row) if one.name == slot), len(row))
    after = next((one.effect.order for one in row[here:] if one.effect is not None), "")
    keys = [one.order for one in effects if not after or one.order < after]
    return order_between(max(keys, default=""), after)


def set_param(
    project: Project, clip_id: str, slot: str, values: dict[str, Value], *, coalesce: str = ""
) -> Effect:
    """Set parameters of the effect in a slot, adding it when it is not there yet."""
    found = find(project.children(clip_id, Effect), slot)
    title = effect(found.effect if found is not None else slot).spec.title
    with project.edit(Text("Change {title}", title=Text.declared(title)), coalesce=coalesce) as edit:
        current = require(edit, clip_id, slot)
        return edit.put(replace(current, params=current.params | values))


def set_keyframe(
    project: Project, effect_id: str, param: str, at: Ticks, value: float, ease: Ease = "linear"
) -> Keyframe:
    """Put a keyframe at ``at`` (ticks from the clip's start), replacing one on the same frame."""
    found = project.get(effect_id, Effect)
    at = ticks.snap(at, sequence_of(project, project.get(found.parent, Clip)).frame_rate)
    same = next(
        (key for key in project.children(effect_id, Keyframe) if key.param == param and key.at == at), None
    )
    keyframe = Keyframe(
        id=same.id if same else new_id("key"), parent=effect_id, param=param, at=at, value=value, ease=ease
    )
    with project.edit(Text("Set keyframe")) as edit:
        return edit.put(keyframe)


def add(project: Project, clip_id: str, kind: str) -> Effect:
    """Add an effect behind the others; beside a standard one, which then is there too.

    Raises InputError("unknown_effect", "effect_not_addable").
    """
    spec = effect(kind).spec
    if spec.places or spec.paces:
        raise InputError(
            "effect_not_addable",
            Text("A clip has {title} only once.", title=Text.declared(spec.title)),
            Text("Change its values instead."),
        )
    with project.edit(Text("Add {title}", title=Text.declared(spec.title))) as edit:
        if spec.standard:
            require(edit, clip_id, kind)
        order = edit.next_order(clip_id, Effect)
        return edit.put(Effect(id=new_id("fx"), parent=clip_id, order=order, effect=kind))


def remove(project: Project, effect_id: str) -> None:
    """Remove an effect with its keyframes."""
    found = project.get(effect_id, Effect)
    with project.edit(Text("Remove {title}", title=title_of(found.effect))) as edit:
        edit.remove(found.id)


def set_enabled(project: Project, effect_id: str, on: bool) -> None:
    """Turn an effect on or off; its values stay."""
    found = project.get(effect_id, Effect)
    title = title_of(found.effect)
    with project.edit(
        Text("Turn on {title}", title=title) if on else Text("Turn off {title}", title=title)
    ) as edit:
        edit.put(replace(found, enabled=on))


def movable(effects: list[Effect]) -> list[Effect]:
    """Return the effects whose order matters: what places or paces is applied by the compositor itself."""
    return [
        one
        for one in effects
        if (known := EFFECTS.get(one.effect)) is None or not (known.spec.places or known.spec.paces)
    ]


def move(project: Project, effect_id: str, step: int) -> None:
    """Move an effect one place towards the first (-1) or the last (1); at the end it stays where it is."""
    found = project.get(effect_id, Effect)
    effects = project.children(found.parent, Effect)
    row = movable(effects)
    to = row.index(found) + step if found in row else -1
    if not 0 <= to < len(row):
        return
    rest = [one for one in effects if one.id != found.id]
    here = rest.index(row[to]) + (step > 0)
    before = rest[here - 1].order if here else ""
    after = rest[here].order if here < len(rest) else ""
    with project.edit(Text("Move {title}", title=title_of(found.effect))) as edit:
        edit.put(replace(found, order=order_between(before, after)))


def title_of(kind: str) -> Text:
    """What the window calls an effect; its id when this version does not have it."""
    known = EFFECTS.get(kind)
    return Text.declared(known.spec.title) if known is not None else Text.verbatim(kind)
