"""The cast of the Voice workspace: who speaks, with which voice, how; voices to search and to try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psygnal import Signal

from studio.core.errors import InputError, StudioError
from studio.core.ids import new_id
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.flows.film import wishes_of
from studio.jobs.model import Job, JobOutput, as_exception
from studio.project.edits import ROOT, Edit
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Changes, Line, Speaker, Voice, replace
from studio.state.app_state import AppState, concerns
from studio.voice import cast, takes
from studio.wire.spec import EngineState, Param
from studio.workspaces.voice.state.lines import speaker_named
from studio.workspaces.voice.state.rows import CastRow, cast_rows, short_voice

_NOT_OF_A_VOICE = frozenset(("text", "voice", "language", "manner"))

_SENTENCES = {
    "de": "Jeden Abend stieg sie die Stufen hinauf, um das Licht anzuzünden.",
    "fr": "Chaque soir, elle montait les marches pour allumer la lampe.",
    "es": "Cada noche subía los escalones para encender la lámpara.",
    "it": "Ogni sera saliva i gradini per accendere la lampada.",
    "pt": "Todas as noites ela subia os degraus para acender a lâmpada.",
    "nl": "Elke avond klom ze de treden op om de lamp aan te steken.",
    "pl": "Każdego wieczoru wchodziła po schodach, aby zapalić lampę.",
    "ru": "Каждый вечер она поднималась по ступеням, чтобы зажечь лампу.",
    "sv": "Varje kväll gick hon uppför trappan för att tända lampan.",
    "tr": "Her akşam lambayı yakmak için basamakları çıkardı.",
    "cmn": "每天晚上，她都走上台阶，点亮灯。",
    "zh": "每天晚上，她都走上台阶，点亮灯。",
    "ja": "まいばん、かのじょは かいだんを のぼって、あかりを つけました。",
}  # fmt: skip
"""The sentence that is spoken to try a voice, by primary language; others say the English one."""


@dataclass(frozen=True)
class VoiceEntry:
    """A voice that can be chosen. search: what a query is looked up in, folded."""

    engine: str
    id: str
    name: str
    language: str
    gender: str
    search: str


class CastState(State):
    """rows: the speakers. current: the one whose voice is shown. voices: what fits query and language.

    language: a primary tag such as "en", "" for all. picked: (engine, voice id) under the hand, not cast yet.
    revision counts changes of rows and parameters. trying: a voice is being tried.
    """

    rows: Field[tuple[CastRow, ...]] = Field(())
    revision: Field[int] = Field(0)
    current: Field[str] = Field("")
    query: Field[str] = Field("")
    language: Field[str] = Field("")
    languages: Field[tuple[str, ...]] = Field(())
    voices: Field[tuple[VoiceEntry, ...]] = Field(())
    picked: Field[tuple[str, str]] = Field(("", ""))
    trying: Field[bool] = Field(False)
    error: Field[StudioError | None] = Field(None)

    tried = Signal(object)
    """Path of the sound of a voice that was asked to be tried."""

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self._all: tuple[VoiceEntry, ...] = ()
        self._trial = ""
        app.queue.on_result(takes.AUDITION, self._deliver_trial)
        app.queue.job_changed.connect(self._on_job)
        app.queue.registry.changed.connect(self._read_voices)
        app.project_changed.connect(self._on_changes)
        app.field_changed.connect(self._on_app)
        self.field_changed.connect(self._on_own)
        self._read_voices()
        self._refresh()

    def close(self) -> None:
        """Let go of the app."""
        for signal, slot in (
            (self.app.queue.job_changed, self._on_job),
            (self.app.queue.registry.changed, self._read_voices),
            (self.app.project_changed, self._on_changes),
            (self.app.field_changed, self._on_app),
        ):
            signal.disconnect(slot, missing_ok=True)

    # ---- looking

    def row(self) -> CastRow | None:
        """The current speaker."""
        return next((row for row in self.rows if row.id == self.current), None)

    def default_engine(self) -> EngineState:
        """The speech engine that casts new speakers. Raises InputError("no_speech_engine")."""
        for state in self.app.queue.registry.for_task("speech"):
            if state.ready and state.voices:
                return state
        raise self.app.queue.registry.problem or InputError(
            "no_speech_engine",
            Text("No speech engine can run on this machine."),
            Text("Run “studio doctor” to see what is missing."),
        )

    def params(self) -> tuple[Param, ...]:
        """Parameters of the current speaker's engine that belong to the voice."""
        row = self.row()
        spec = self.app.queue.registry.spec(row.engine) if row and row.engine else None
        return tuple(param for param in spec.params if param.name not in _NOT_OF_A_VOICE) if spec else ()

    def param_values(self) -> dict[str, Any]:
        """Their values for the current speaker, defaults filled in."""
        voice = self._voice()
        own = voice.params if voice is not None else {}
        return {param.name: own.get(param.name, param.default) for param in self.params()}

    # ---- doing

    def add_speaker(self, name: str) -> None:
        """A new speaker, cast when first needed."""
        name = name.strip()
        project = self.app.require_project()
        if name:
            with project.edit(Text("Add speaker")) as edit:
                speaker = speaker_named(edit, name)
            self.current = speaker.id

    def rename(self, speaker_id: str, name: str) -> None:
        """Another name for a speaker."""
        name = name.strip()
        speaker = self._speaker(speaker_id)
        if speaker is not None and name and name != speaker.name:
            with self.app.require_project().edit(Text("Rename speaker")) as edit:
                edit.put(replace(speaker, name=name))

    def remove(self, speaker_id: str) -> None:
        """Take a speaker who says nothing out of the cast."""
        row = next((row for row in self.rows if row.id == speaker_id), None)
        if row is not None and not row.lines:
            with self.app.require_project().edit(Text("Remove speaker")) as edit:
                edit.remove(speaker_id)

    def use(self, engine: str, voice_id: str) -> None:
        """Cast the current speaker with a voice; its lines become stale."""
        speaker, entry = self._speaker(self.current), self._entry(engine, voice_id)
        if speaker is None or entry is None:
            return
        before = self._voice()
        if before is not None and (before.engine, before.voice) == (engine, voice_id):
            return
        with self.app.require_project().edit(Text("Change voice")) as edit:
            voice = cast.put_voice(edit, engine, voice_id, None, entry.language)
            if voice.name != entry.name:
                voice = edit.put(replace(voice, name=entry.name))
            edit.put(replace(speaker, voice=voice.id))
            _drop_unused(edit, before)

    def set_param(self, name: str, value: float | int | bool | str) -> None:
        """Change one parameter of the current speaker's voice; one it shares with others becomes its own."""
        speaker, voice = self._speaker(self.current), self._voice()
        param = next((param for param in self.params() if param.name == name), None)
        if speaker is None or voice is None or param is None or param.check(value) is not None:
            return
        params = {known: given for known, given in voice.params.items() if known != name}
        if value != param.default:
            params[name] = value
        if params == voice.params:
            return
        project = self.app.require_project()
        shared = any(
            other.voice == voice.id and other.id != speaker.id for other in project.children(ROOT, Speaker)
        )
        with project.edit(
            Text("Change {label}", label=param.label.lower()), coalesce=f"voice-{speaker.id}-{name}"
        ) as edit:
            own = replace(voice, id=new_id("voice"), order="") if shared else voice
            edit.put(replace(own, params=params))
            if shared:
                edit.put(replace(speaker, voice=own.id))

    def try_voice(self) -> None:
        """Speak a short sentence in the picked voice, else in the current speaker's, with its parameters."""
        row = self.row()
        engine, voice_id = self.picked
        params: dict[str, Any] = {}
        if row is not None and (not voice_id or (engine, voice_id) == (row.engine, row.voice_id)):
            engine, voice_id, params = row.engine, row.voice_id, self.param_values()
        entry = self._entry(engine, voice_id)
        language = entry.language if entry else (row.language if row else "")
        if not voice_id:
            return
        self.error = None
        text = _SENTENCES.get(language.lower().partition("-")[0], takes.SAMPLE)
        try:
            request = takes.audition_request(
                engine,
                voice_id,
                language,
                self.app.queue.registry.spec,
                text,
                name=short_voice(entry.name) if entry else "",
            )
        except StudioError as error:
            self.error = error
            return
        self.trying = True
        self._trial = "asked"
        self._trial = self.app.queue.submit(replace_params(request, params)).id

    def attempt(self, action: Callable[[], object]) -> None:
        """Run an edit; what goes wrong is shown as the error."""
        try:
            action()
        except StudioError as error:
            self.error = error

    # ---- casting

    def assign(
        self, edit: Edit, characters: Sequence[str], engine: EngineState, language: str
    ) -> cast.Casting:
        """Give speakers without a voice one, inside ``edit``; wishes of the script are heard."""
        _names, script_language, wishes = wishes_of(self.app.require_project())
        return cast.assign(
            edit, characters, engine, script_language if wishes or not language else language, wishes
        )

    def cast_missing(self, lines: Sequence[Line], language: str) -> None:
        """Voices for all speakers of ``lines`` who have none. Raises InputError("no_speech_engine")."""
        project = self.app.require_project()
        known = {speaker.id: speaker for speaker in project.children(ROOT, Speaker)}
        speaking = {line.speaker if line.speaker in known else "" for line in lines}
        names = [
            speaker.name
            for speaker in known.values()
            if speaker.id in speaking and not isinstance(project.find(speaker.voice), Voice)
        ]
        if "" in speaking and not _narrated(project):
            names.append(cast.NARRATOR)
        if not names:
            return
        if project.info.script:
            language = wishes_of(project)[1]
        engine = self.default_engine()
        with project.edit(Text("Cast voices")) as edit:
            self.assign(edit, names, engine, language)

    # ---- inside

    def _on_app(self, name: str, _value: object) -> None:
        if name in ("project", "sequence_id"):
            self._refresh()
            self._suggest_language()

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, Line, Speaker, Voice):
            self._refresh()

    def _on_own(self, name: str, _value: object) -> None:
        if name in ("query", "language"):
            self._filter()
        elif name == "current":
            row = self.row()
            self.picked = (row.engine, row.voice_id) if row else ("", "")

    def _refresh(self) -> None:
        project = self.app.project
        lines = project.children(self.app.sequence_id, Line) if project is not None else []
        self.rows = cast_rows(project, lines) if project is not None else ()
        if self.row() is None:
            self.current = self.rows[0].id if self.rows else ""
        elif self.picked == ("", ""):
            row = self.row()
            self.picked = (row.engine, row.voice_id) if row else ("", "")
        self.revision = self.revision + 1

    def _suggest_language(self) -> None:
        """Voices of the film's language first; who wants others chooses them."""
        project = self.app.project
        tracks = project.children(self.app.sequence_id, CaptionTrack) if project is not None else []
        spoken = tracks[0].language.lower().partition("-")[0] if tracks else ""
        if not self.language and not self.rows and spoken in self.languages:
            self.language = spoken

    def _read_voices(self) -> None:
        found: list[VoiceEntry] = []
        for state in self.app.queue.registry.for_task("speech"):
            if state.ready:
                found += [
                    VoiceEntry(
                        state.spec.id, voice.id, voice.name, voice.language, voice.gender,
                        f"{voice.name} {voice.id} {voice.language} {voice.gender}".casefold(),
                    )
                    for voice in state.voices
                ]  # fmt: skip
        # Voices that read a script of their own, such as "en-Shaw", come behind those one looks for.
        found.sort(key=lambda entry: any(len(tag) == 4 for tag in entry.language.split("-")[1:]))
        self._all = tuple(found)
        self.languages = tuple(sorted({entry.language.lower().partition("-")[0] for entry in found}))
        self._suggest_language()
        self._filter()

    def _filter(self) -> None:
        words = self.query.casefold().split()
        self.voices = tuple(
            entry
            for entry in self._all
            if (not self.language or entry.language.lower().partition("-")[0] == self.language)
            and all(_has_word(entry.search, word) for word in words)
        )

    def _entry(self, engine: str, voice_id: str) -> VoiceEntry | None:
        return next((entry for entry in self._all if (entry.engine, entry.id) == (engine, voice_id)), None)

    def _speaker(self, speaker_id: str) -> Speaker | None:
        project = self.app.project
        found = project.find(speaker_id) if project is not None and speaker_id else None
        return found if isinstance(found, Speaker) else None

    def _voice(self) -> Voice | None:
        speaker, project = self._speaker(self.current), self.app.project
        found = project.find(speaker.voice) if speaker and project is not None and speaker.voice else None
        return found if isinstance(found, Voice) else None

    def _deliver_trial(self, job: Job, outputs: tuple[JobOutput, ...]) -> None:
        # A trial of an earlier session, or one that another has overtaken, is not played.
        audio = next((output for output in outputs if output.role == "audio"), None)
        if audio is not None and self._trial in (job.id, "asked"):
            self.tried.emit(Path(audio.path))

    def _on_job(self, job: Job) -> None:
        if job.id != self._trial or not job.finished:
            return
        self._trial = ""
        self.trying = False
        if job.error is not None:
            self.error = as_exception(job.error)


def replace_params(request: Any, params: dict[str, Any]) -> Any:
    """A request with some parameters changed."""
    import msgspec

    return msgspec.structs.replace(request, params=request.params | params)


def _has_word(search: str, word: str) -> bool:
    """Whether a word of the entry begins with ``word``: "male" must not find "female"."""
    return search.startswith(word) or f" {word}" in search or f"({word}" in search or f"-{word}" in search


def _narrated(project: Project) -> bool:
    return any(
        speaker.name == cast.NARRATOR and isinstance(project.find(speaker.voice), Voice)
        for speaker in project.children(ROOT, Speaker)
    )


def _drop_unused(edit: Edit, voice: Voice | None) -> None:
    """A voice nobody speaks with any more leaves the cast."""
    if voice is not None and all(speaker.voice != voice.id for speaker in edit.children(ROOT, Speaker)):
        edit.remove(voice.id)
