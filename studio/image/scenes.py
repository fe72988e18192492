"""Giving a picture its place in the film: as the picture of a scene, or as a clip at the playhead."""

from __future__ import annotations

from studio.core.errors import InputError
from studio.core.text import Text
from studio.project.handle import Project
from studio.project.model import Asset, Clip, Scene, replace


def set_picture(project: Project, scene_id: str, asset_id: str) -> Scene:
    """Make a picture that of a scene; clips that show the scene show it at once. One edit.

    Raises InputError("not_picture") for other media.
    """
    asset = project.get(asset_id, Asset)
    if asset.media != "image":
        raise InputError(
            "not_picture", Text("“{name}” is not an image.", name=asset.name), Text("Choose an image.")
        )
    with project.edit(Text("Set scene image")) as edit:
        scene = edit.put(replace(edit.get(scene_id, Scene), picture=asset_id))
        for clip in project.all(Clip):
            shown = project.find(clip.asset)
            if clip.scene == scene_id and isinstance(shown, Asset) and shown.media == "image":
                edit.put(replace(clip, asset=asset_id))
    return scene
