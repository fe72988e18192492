"""What can be done with a picture that is there: star, delete, place in the film, save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.image.gallery import Gallery
from studio.project.model import Asset, Clip, Scene, replace
from studio.project.model import Sequence as Film
from studio.project.targets import guard_of
from studio.state.app_state import AppState
from studio.wire.recipe import Recipe


@dataclass(frozen=True)
class Making:
    """What made a picture, for the inspector. rows: (label, value) in the order to show them."""

    asset: Asset
    recipe: Recipe | None
    rows: tuple[tuple[str, str], ...] = field(default=())


class PictureActions:
    """Acts on the pictures of the open project, by asset id. ``fail`` shows what could not be done."""

    def __init__(self, app: AppState, fail: Callable[[StudioError], None]) -> None:
        self.app = app
        self.gallery: Gallery | None = None
        self._fail = fail

    def asset(self, asset_id: str) -> Asset | None:
        """The asset of a cell, None for a job or a picture that is gone."""
        project = self.app.project
        found = project.find(asset_id) if project is not None and asset_id else None
        return found if isinstance(found, Asset) else None

    def path_of(self, asset_id: str) -> Path | None:
        """The file of a picture; None when it is missing."""
        project, asset = self.app.project, self.asset(asset_id)
        if project is None or asset is None:
            return None
        try:
            return project.path_of(asset)
        except StudioError:
            return None

    def making(self, asset_id: str) -> Making | None:
        """What made a picture."""
        asset = self.asset(asset_id)
        if asset is None or self.gallery is None:
            return None
        recipe = self.gallery.recipe(asset)
        spec = self.app.queue.registry.spec(recipe.engine) if recipe is not None else None
        return Making(asset, recipe, _rows(asset, recipe, spec.title if spec is not None else ""))

    def star(self, asset_id: str, starred: bool) -> None:
        """Mark a picture as good, or not."""
        asset = self.asset(asset_id)
        if asset is not None:
            self._edit(
                Text("Star image") if starred else Text("Unstar image"), [replace(asset, starred=starred)]
            )

    def delete(self, asset_ids: Sequence[str]) -> None:
        """Put pictures into the trash. Undoable."""
        assets = [asset for asset in map(self.asset, asset_ids) if asset is not None]
        if assets:
            label = Text.counted("Delete image", "Delete {n} images", n=len(assets))
            self._edit(label, [replace(asset, trashed=True) for asset in assets])

    def scenes(self) -> list[Scene]:
        """Scenes of the open film, in order."""
        project = self.app.project
        if project is None or not self.app.sequence_id:
            return []
        return project.children(self.app.sequence_id, Scene)

    def send_to_scene(self, asset_id: str, scene_id: str) -> None:
        """Make it the picture of a scene."""
        from studio.image.scenes import set_picture

        project = self.app.project
        if project is not None:
            self._attempt(lambda: set_picture(project, scene_id, asset_id))

    def put_on_timeline(self, asset_id: str) -> None:
        """Lay the picture on the timeline at the playhead."""
        from studio.video import clips

        project, asset = self.app.project, self.asset(asset_id)
        if project is None or asset is None or not isinstance(project.find(self.app.sequence_id), Film):
            return

        def lay() -> Clip:
            track = clips.track_for(project, self.app.sequence_id, asset)
            return clips.add_clip(
                project, track.id, asset, self.app.playhead, label=Text("Add image to timeline")
            )

        self._attempt(lay)

    def save_as(self, asset_id: str, target: Path) -> None:
        """Write a PNG with its making in it, in the background."""
        from studio.image import metadata

        project, source, making = self.app.project, self.path_of(asset_id), self.making(asset_id)
        if project is None or source is None or making is None:
            self._fail(StudioError("media_missing", Text("The file of this image is missing.")))
            return
        recipe = making.recipe
        self.app.tasks.run(
            lambda: metadata.save_as(source, target, recipe, guard_of(project)),
            lambda _done: self.app.say(Text("Saved “{name}”", name=target.name)),
            self._fail,
        )

    def _edit(self, label: Text, assets: Sequence[Asset]) -> None:
        project = self.app.project
        if project is None:
            return

        def put() -> None:
            with project.edit(label) as edit:
                for asset in assets:
                    edit.put(asset)

        self._attempt(put)

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except StudioError as error:
            self._fail(error)


def _rows(asset: Asset, recipe: Recipe | None, engine: str) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = [("Size", f"{asset.facts.width} × {asset.facts.height} px")]
    if recipe is not None:
        rows.append(("Seed", str(recipe.seed)))
        shown = {"model": "Model", "steps": "Steps", "guidance": "Guidance", "scheduler": "Scheduler"}
        for name, label in shown.items():
            if name in recipe.params:
                value = recipe.params[name]
                rows.append((label, f"{value:g}" if isinstance(value, float) else str(value)))
        rows.append(("Engine", engine or recipe.engine))
    if asset.created:
        made = datetime.fromisoformat(asset.created).astimezone()
        rows.append(("Made", f"{made:%Y-%m-%d %H:%M}"))
    return tuple(rows)
