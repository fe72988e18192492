"""The pictures that were made in a project: newest first, starred ones, search by the words of the prompt."""

from __future__ import annotations

from studio.project.handle import Project
from studio.project.model import Asset
from studio.wire.recipe import Recipe


class Gallery:
    """Reads one project. Recipes are looked up once and kept; they never change."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._recipes: dict[str, Recipe | None] = {}

    def pictures(self, *, starred: bool = False, query: str = "") -> list[Asset]:
        """Made pictures that are not in the trash, newest first.

        query: words that prompt or name must hold, each of them.
        """
        words = query.casefold().split()
        found = [
            asset
            for asset in self._project.all(Asset)
            if asset.media == "image"
            and asset.recipe
            and not asset.trashed
            and (asset.starred or not starred)
            and all(word in self._text(asset) for word in words)
        ]
        return sorted(found, key=lambda asset: (asset.created, asset.order), reverse=True)

    def recipe(self, asset: Asset) -> Recipe | None:
        """What made a picture; None for imported ones."""
        if not asset.recipe:
            return None
        if asset.recipe not in self._recipes:
            result = self._project.recipes.find(asset.recipe)
            self._recipes[asset.recipe] = result.recipe if result is not None else None
        return self._recipes[asset.recipe]

    def _text(self, asset: Asset) -> str:
        recipe = self.recipe(asset)
        prompt = str(recipe.params.get("prompt", "")) if recipe is not None else ""
        return f"{prompt} {asset.name}".casefold()
