"""The cast: which voice speaks which character. Deterministic, voices as different as the engine has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from studio.core.errors import InputError, Problem
from studio.core.ids import new_id
from studio.core.text import Text
from studio.project.edits import ROOT, Edit
from studio.project.model import Speaker, Voice
from studio.wire.spec import EngineState
from studio.wire.spec import Voice as EngineVoice

NARRATOR = "NARRATOR"
"""Name of the speaker of lines without a character."""

_WORDS = {
    "female": "female", "woman": "female", "girl": "female", "f": "female",
    "male": "male", "man": "male", "boy": "male", "m": "male",
}  # fmt: skip
# Engines sort their languages by tag; "en" alone means the variety most voices of an engine are made for.
_FIRST_REGION = {"en": "en-us", "pt": "pt-br", "es": "es", "fr": "fr-fr", "zh": "cmn"}
_NARRATORS = frozenset(
    ("narrator", "narration", "voice over", "v.o.", "voiceover", "erzähler", "narrateur", "旁白")
)


class Casting(msgspec.Struct, frozen=True):
    """Who speaks: character (case-folded) -> Speaker; problems: wishes that could not be granted."""

    speakers: dict[str, Speaker]
    problems: tuple[Problem, ...] = ()

    def of(self, character: str) -> Speaker | None:
        """The speaker of a character; "" is the narrator."""
        return self.speakers.get((character or NARRATOR).casefold())


def choose_voices(
    characters: Sequence[str],
    voices: Sequence[EngineVoice],
    language: str = "en",
    wishes: Mapping[str, str] | None = None,
    taken: Iterable[str] = (),
) -> tuple[dict[str, str], list[Problem]]:
    """(character -> engine voice id, problems). Distinct while the voices last; ``taken`` ids come last.

    wishes: character -> a voice id, or words such as "female" or "british woman"; the first voice of the
    language goes to the narrator, or to the first character where there is none. No gender is guessed from
    names. English voices stand in for a language that none speaks.
    """
    wishes = {name.casefold(): wish for name, wish in (wishes or {}).items()}
    pool = _pool(voices, language) or _pool(voices, "en") or list(voices)
    used = list(taken)
    chosen: dict[str, str] = {}
    problems: list[Problem] = []
    if characters and not speaks(voices, language):
        hint = Text("Choose another language, or a voice for each character.")
        problems.append(
            Problem(
                "language_unknown",
                Text("There is no voice for “{language}”.", language=language),
                "",
                hint,
                "warning",
            )
        )
    waiting: list[tuple[str, str]] = []
    for character in characters:
        wish = wishes.get(character.casefold(), "").strip()
        voice = _named(wish, voices)
        if voice:
            chosen[character] = voice
            used.append(voice)
        else:
            waiting.append((character, wish))
    waiting.sort(key=lambda entry: entry[0].casefold() not in _NARRATORS)
    for character, wish in waiting:
        fitting = _wished(wish, pool) if wish else pool
        if wish and not fitting:
            problems.append(
                Problem(
                    "voice_unknown",
                    Text("There is no voice called “{wish}”.", wish=wish),
                    character,
                    Text("Choose one in the cast."),
                    "warning",
                )
            )
        voice = _next(fitting or pool, used)
        if voice:
            chosen[character] = voice
            used.append(voice)
    return {character: chosen[character] for character in characters if character in chosen}, problems


def assign(
    edit: Edit,
    characters: Sequence[str],
    engine: EngineState,
    language: str = "en",
    wishes: Mapping[str, str] | None = None,
) -> Casting:
    """Make Speaker and Voice entities inside ``edit``. Speakers who have a voice keep it.

    engine: a speech engine with its voices. Raises InputError("no_voices") when it offers none.
    """
    if not engine.voices:
        raise InputError(
            "no_voices",
            Text("{title} has no voices.", title=engine.spec.title),
            Text("Choose another speech engine."),
        )
    known = {speaker.name.casefold(): speaker for speaker in edit.children(ROOT, Speaker)}
    wanted = list({(name or NARRATOR).casefold(): name or NARRATOR for name in characters}.values())
    speakers: dict[str, Speaker] = {}
    taken: list[str] = []
    for speaker in known.values():
        voice = edit.find(speaker.voice) if speaker.voice else None
        if isinstance(voice, Voice):
            speakers[speaker.name.casefold()] = speaker
            taken.append(voice.voice)
    missing = [name for name in wanted if name.casefold() not in speakers]
    chosen, problems = choose_voices(missing, engine.voices, language, wishes, taken)
    by_id = {voice.id: voice for voice in engine.voices}
    for name in missing:
        if name not in chosen:
            continue
        voice = put_voice(edit, engine.spec.id, chosen[name], by_id, language)
        old = known.get(name.casefold()) or Speaker(id=new_id("speaker"), parent=ROOT, name=name)
        speakers[name.casefold()] = edit.put(msgspec.structs.replace(old, voice=voice.id))
    return Casting(speakers, tuple(problems))


def put_voice(
    edit: Edit, engine: str, voice: str, known: Mapping[str, EngineVoice] | None = None, language: str = ""
) -> Voice:
    """The project's Voice for an engine's voice, made when it is not there yet."""
    for entity in edit.children(ROOT, Voice):
        if (entity.engine, entity.voice) == (engine, voice) and not entity.params:
            return entity
    facts = (known or {}).get(voice)
    return edit.put(
        Voice(
            id=new_id("voice"),
            parent=ROOT,
            name=facts.name if facts else voice,
            engine=engine,
            voice=voice,
            language=facts.language if facts else language or "en",
        )
    )


# ---- choosing


def speaks(voices: Sequence[EngineVoice], language: str) -> bool:
    """Whether one of an engine's voices speaks a language (BCP-47 tag; "" is English)."""
    return bool(_pool(voices, language))


def _pool(voices: Sequence[EngineVoice], language: str) -> list[EngineVoice]:
    """Voices of a language, the exact region first, then as the engine lists them."""
    wanted = language.lower().replace("_", "-") or "en"
    primary = wanted.partition("-")[0]
    exact = wanted if "-" in wanted else _FIRST_REGION.get(primary, primary)
    aliases = {primary, _FIRST_REGION.get(primary, primary).partition("-")[0]}
    fitting = [voice for voice in voices if voice.language.lower().partition("-")[0] in aliases]
    return sorted(fitting, key=lambda voice: voice.language.lower() != exact)


def _named(wish: str, voices: Sequence[EngineVoice]) -> str:
    """The voice id that a wish spells out; variants of a known voice (``en-gb+f5``) count as known."""
    known = {voice.id.lower(): voice.id for voice in voices}
    lower = wish.lower()
    if lower in known:
        return known[lower]
    base, plus, variant = lower.partition("+")
    return f"{known[base]}+{variant}" if plus and variant.isalnum() and base in known else ""


def _wished(wish: str, pool: list[EngineVoice]) -> list[EngineVoice]:
    """Voices that fit every word of a wish: a gender, a language tag, a part of the voice's name."""
    fitting = pool
    for word in re.findall(r"[\w-]+", wish.lower()):
        gender = _WORDS.get(word)
        fitting = [
            voice
            for voice in fitting
            if (
                voice.gender == gender
                if gender
                else word == voice.language.lower() or word in voice.name.lower()
            )
        ]
    return fitting


def _next(pool: list[EngineVoice], used: list[str]) -> str:
    """The first voice nobody has, women and men in turn; when all are taken, the least used one."""
    if not pool:
        return ""
    genders = {voice.id: voice.gender for voice in pool}
    counts = {gender: sum(genders.get(name) == gender for name in used) for gender in ("female", "male")}
    free = [voice for voice in pool if voice.id not in used]
    if not free:
        return min(pool, key=lambda voice: used.count(voice.id)).id
    if not used:
        return free[0].id
    rarer = "female" if counts["female"] < counts["male"] else "male"
    if counts["female"] == counts["male"]:
        rarer = "male" if genders.get(used[-1]) == "female" else "female"
    return next((voice.id for voice in free if voice.gender == rarer), free[0].id)
