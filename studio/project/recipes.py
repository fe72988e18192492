"""The recipe book: what was made from which recipe. A hit means nothing has to be generated again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError
from studio.core.log import logger
from studio.core.text import Text
from studio.project.assets import AssetStore
from studio.project.bounds import MOST_RECIPE, MOST_RECIPES
from studio.project.store import Store
from studio.wire.recipe import Recipe


class StoredOutput(msgspec.Struct, frozen=True, kw_only=True):
    """One file a job made, as it lies in the asset store.

    role and meta as the engine gave them (wire.messages.Output).
    """

    role: str
    sha256: str
    suffix: str
    meta: dict[str, Any] = {}  # JSON-able facts


class StoredResult(msgspec.Struct, frozen=True, kw_only=True):
    """A recipe and what it made."""

    key: str
    recipe: Recipe
    outputs: tuple[StoredOutput, ...]
    created: str


_outputs = msgspec.json.Decoder(tuple[StoredOutput, ...])
_recipe = msgspec.json.Decoder(Recipe)

_SIZE = "length(recipe) + length(outputs)"  # SQLite knows it without reading them
# One that is too large is a miss, like one that cannot be read; check.py reports it.
_SELECT = f"SELECT key, recipe, outputs, created FROM recipe WHERE {_SIZE} <= {MOST_RECIPE}"


class RecipeBook:
    """The ``recipe`` table.

    Safe from any thread; not undoable, for a result stays true whatever is undone.
    """

    def __init__(self, store: Store, assets: AssetStore) -> None:
        self._store = store
        self._assets = assets

    def lookup(self, key: str) -> StoredResult | None:
        """The result of a recipe when it is known and all its files are still there, else None."""
        result = self.find(key)
        if result is None or not all(
            self._assets.has(output.sha256, output.suffix) for output in result.outputs
        ):
            return None
        return result

    def find(self, key: str) -> StoredResult | None:
        """What made a thing, whether or not its files are still there ("What made this")."""
        rows = self._store.query(f"{_SELECT} AND key = ?", (key,))
        return _result(rows[0]) if rows else None

    def all(self) -> list[StoredResult]:
        """Every readable result. Raises InputError("project_damaged") when they would take up the memory."""
        total = self._store.query(
            f"SELECT coalesce(sum({_SIZE}), 0) FROM recipe WHERE {_SIZE} <= {MOST_RECIPE}"
        )
        if total[0][0] > MOST_RECIPES:
            raise InputError(
                "project_damaged",
                Text(
                    "The recipes in {name} take {total} MB, more than any project's.",
                    name=self._store.file.name,
                    total=f"{total[0][0] / 1000000.0:.0f}",
                ),
                Text("Restore a copy from the project's backups folder."),
            )
        rows = self._store.query(f"{_SELECT} ORDER BY created")
        return [result for result in map(_result, rows) if result is not None]

    def keep(self, recipe: Recipe, outputs: tuple[StoredOutput, ...]) -> StoredResult:
        """Remember durably what a recipe made; the files are in the asset store already. Replaces an older
        result.
        """
        created = datetime.now(UTC).isoformat(timespec="milliseconds")
        result = StoredResult(key=recipe.key(), recipe=recipe, outputs=outputs, created=created)
        values = (
            result.key,
            msgspec.json.encode(recipe, order="sorted"),
            msgspec.json.encode(outputs),
            created,
        )
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recipe (key, recipe, outputs, created) VALUES (?, ?, ?, ?)", values
            )
        return result

    def forget(self, keys: list[str]) -> None:
        """Drop results, so that their files may be cleaned up."""
        with self._store.transaction() as connection:
            connection.executemany("DELETE FROM recipe WHERE key = ?", [(key,) for key in keys])


def is_stale(made_by: str, present: Recipe) -> bool:
    """Whether a thing made by the recipe with key ``made_by`` would come out differently now.

    Never made: stale.
    """
    return made_by != present.key()


def _result(row: tuple[Any, ...]) -> StoredResult | None:  # columns of the recipe table
    key, recipe, outputs, created = row
    try:
        return StoredResult(
            key=key, recipe=_recipe.decode(recipe), outputs=_outputs.decode(outputs), created=created
        )
    except UNDECODABLE as error:
        # A cache entry that cannot be read is a miss: the thing is made again.
        logger("project").warning("recipe %s cannot be read: %s", key, error)
        return None
