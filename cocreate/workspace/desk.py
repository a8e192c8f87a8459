"""The bundle handed to the window: every service of one open project."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path

from cocreate.agents.roster import Roster, load_roster
from cocreate.base.notify import Notifier
from cocreate.base.resources import resource_path
from cocreate.base.settings import Settings
from cocreate.base.spawn import Spawner
from cocreate.providers.access import ModelAccess
from cocreate.store.shared_secret import shared_secret
from cocreate.store.user_files import UserFiles
from cocreate.workspace.asking import Asking
from cocreate.workspace.echoes import Echoes
from cocreate.workspace.figures import Figures
from cocreate.workspace.mirror import Mirror
from cocreate.workspace.reading_ahead import ReadingAhead
from cocreate.workspace.review import Review
from cocreate.workspace.runs import Runs
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.sessions import Sessions
from cocreate.workspace.workspace import Workspace


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
        self.echoes = Echoes(workspace)
        self.mirror = Mirror(workspace)
        self.reading_ahead = ReadingAhead(workspace)
        # The writer's own answers, by policy and question.
        self.policy_answers: dict[str, dict[str, str]] = {}
        self._roster: Roster | None = None

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
    def sessions(self) -> Sessions:
        """Looking back."""
        return Sessions(self.workspace)

    @cached_property
    def asking(self) -> Asking:
        """What has to be settled before a question."""
        return Asking(self.workspace, self.roster, self.access, self.figures, self.preferences.get)

    @cached_property
    def runs(self) -> Runs:
        """Agents at work."""
        return Runs(self.workspace, self.asking, self.access, self.spawner, self.figures)

    def close(self) -> bool:
        """Stop the agents, save and let the project go; tell whether all is saved."""
        if not self.workspace.is_read_only:
            self.runs.stop_all()
            self.echoes.finish()
            self.mirror.finish()
        return self.workspace.close()
