"""The bundle handed to the window: every service of one open project."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol  # noqa: TID251 - types of what is loaded late

from cocreate.agents.roster import Roster, load_roster
from cocreate.base.notify import Notifier
from cocreate.base.resources import resource_path
from cocreate.base.settings import Settings
from cocreate.base.spawn import Spawner
from cocreate.providers.access import ModelAccess
from cocreate.store.shared_secret import shared_secret
from cocreate.store.user_files import UserFiles
from cocreate.workspace.change import Change
from cocreate.workspace.figures import Figures
from cocreate.workspace.reading_ahead import ReadingAhead
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.sessions import Sessions
from cocreate.workspace.workspace import Workspace

if TYPE_CHECKING:  # the window stands before these are loaded; the arrows point down all the same
    from cocreate.workspace.asking import Asking
    from cocreate.workspace.declaring import Declaring
    from cocreate.workspace.echoes import Echoes
    from cocreate.workspace.mirror import Mirror
    from cocreate.workspace.publish import Publish
    from cocreate.workspace.runs import Runs

_FOLLOWERS = ("echoes", "mirror", "reading_ahead")


class _Follower(Protocol):
    """What goes along with the writing."""

    def refresh(self, change: Change, /) -> None:
        """See a change."""
        ...

    def tick(self, now_s: float, /) -> None:
        """Do what time asks for."""
        ...


class Preferences:
    """The writer's settings as they are now; whoever draws listens to `changes`."""

    def __init__(self, user_files: UserFiles) -> None:
        self.user_files = user_files
        self.changes: Notifier[Settings] = Notifier()
        self._settings, self.trouble = user_files.load_settings()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def get(self) -> Settings:
        """Return the settings in force."""
        return self._settings

    def set(self, settings: Settings) -> None:
        """Take over and keep changed settings, and tell everyone."""
        if settings == self._settings:
            return
        self._settings = settings
        self.user_files.save_settings(settings)
        self.changes.tell(settings)

    def remember(self, project: Path, most: int = 8) -> None:
        """Put a project at the head of the recent ones."""
        path = str(project)
        others = [known for known in self._settings.recent_projects if known != path]
        recent = (path, *others)[:most]
        self.set(dataclasses.replace(self._settings, recent_projects=recent))


def model_access(preferences: Preferences) -> ModelAccess:
    """Return the models that the writer's settings name."""
    files = preferences.user_files
    gguf = preferences.settings.gguf_path
    return ModelAccess(
        files.providers().entries,
        lambda entry: files.get_key(entry.name, entry.api_key_env),
        gguf_path=Path(gguf) if gguf else None,
        own_prices=files.prices().prices,
    )


def refresh_access(preferences: Preferences, access: ModelAccess) -> None:
    """Let the models follow changed services, keys, prices and model files."""
    files = preferences.user_files
    gguf = preferences.settings.gguf_path
    access.update(files.providers().entries, Path(gguf) if gguf else None, files.prices().prices)


def agent_folders(user_files: UserFiles, project: Path | None) -> tuple[Path, ...]:
    """Return where agents are looked for: the writer's own, the project's, the shipped ones."""
    own = (user_files.agents_folder,)
    beside = (project.parent / "agents",) if project is not None else ()
    return (*own, *beside, resource_path("agents"))


class Desk:
    """The services of one open project; each is made when it is first asked for."""

    def __init__(
        self,
        workspace: Workspace,
        preferences: Preferences,
        spawner: Spawner,
        access: ModelAccess,
    ) -> None:
        self.workspace = workspace
        self.preferences = preferences
        self.spawner = spawner
        self.access = access
        secret = shared_secret(preferences.user_files.home)
        workspace.clippings.secret = workspace.project.keyframes.secret = secret
        # The writer's own answers, by policy and question.
        self.policy_answers: dict[str, dict[str, str]] = {}
        self._roster: Roster | None = None
        # What follows the writing is made when there is something to follow.
        self._waits = (
            workspace.changes.listen(self._on_first_change),
            workspace.ticks.listen(self._on_first_tick),
        )

    def roster(self) -> Roster:
        """Return the agents at hand."""
        if self._roster is None:
            self._roster = load_roster(
                agent_folders(self.preferences.user_files, self.workspace.path)
            )
        return self._roster

    def reload_roster(self) -> Roster:
        """Read the agents' files again."""
        self._roster = None
        return self.roster()

    def refresh_access(self) -> None:
        """Take changed services, keys, prices and model files over."""
        refresh_access(self.preferences, self.access)

    @cached_property
    def scenes(self) -> Scenes:
        """What the outline does."""
        return Scenes(self.workspace)

    @cached_property
    def figures(self) -> Figures:
        """The numbers."""
        return Figures(self.workspace)

    @cached_property
    def review(self) -> Review:
        """The writer's decisions."""
        return Review(self.workspace)

    @cached_property
    def declaring(self) -> Declaring:
        """What the writer says of where words came from."""
        from cocreate.workspace.declaring import Declaring  # noqa: PLC0415 - loaded when it is first wanted

        return Declaring(self.workspace)

    @cached_property
    def sessions(self) -> Sessions:
        """Looking back."""
        return Sessions(self.workspace)

    @cached_property
    def asking(self) -> Asking:
        """What has to be settled before a question."""
        from cocreate.workspace.asking import Asking  # noqa: PLC0415 - loaded when it is first wanted

        return Asking(self.workspace, self.roster, self.access, self.figures, self.preferences.get)

    @cached_property
    def runs(self) -> Runs:
        """Agents at work."""
        from cocreate.workspace.runs import Runs  # noqa: PLC0415 - loaded when it is first wanted

        return Runs(self.workspace, self.asking, self.access, self.spawner, self.figures)

    @cached_property
    def publish(self) -> Publish:
        """Out into files."""
        from cocreate.workspace.publish import Publish  # noqa: PLC0415 - loaded when it is first wanted

        return Publish(self.workspace)

    @cached_property
    def echoes(self) -> Echoes:
        """Words like an agent's."""
        from cocreate.workspace.echoes import Echoes  # noqa: PLC0415 - loaded when it is first wanted

        return Echoes(self.workspace)

    @cached_property
    def mirror(self) -> Mirror:
        """The project as a folder of files."""
        from cocreate.workspace.mirror import Mirror  # noqa: PLC0415 - loaded when it is first wanted

        return Mirror(self.workspace)

    @cached_property
    def reading_ahead(self) -> ReadingAhead:
        """What reads the history on in a rest."""
        return ReadingAhead(self.workspace)

    def close(self) -> bool:
        """Stop the agents, save and let the project go; tell whether all is saved."""
        if not self.workspace.is_read_only:
            if "runs" in vars(self):
                self.runs.stop_all()
            self.echoes.finish()
            self.mirror.finish()
        return self.workspace.close()

    def _on_first_change(self, change: Change) -> None:
        for follower in self._followers_made():
            follower.refresh(change)

    def _on_first_tick(self, now_s: float) -> None:
        for follower in self._followers_made():
            follower.tick(now_s)

    def _followers_made(self) -> list[_Follower]:
        """Make what follows the writing; return what was not there, and has heard of nothing."""
        for stop in self._waits:
            stop()
        late = [name for name in _FOLLOWERS if name not in vars(self)]
        return [getattr(self, name) for name in late]
