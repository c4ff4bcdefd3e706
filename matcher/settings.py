"""Where things are and which engine serves. The only place that reads the environment."""

from __future__ import annotations

import getpass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from matcher.errors import WrongUse

EMBEDDED = "embedded"


def _project_folder(name: str) -> Path:
    """Return ``name`` beside the package in a checkout, else in the current folder."""
    beside = Path(__file__).resolve().parent.parent / name
    return beside if (beside.parent / "pyproject.toml").exists() else Path.cwd() / name


def _workspace() -> str:
    return f"sqlite:///{user_data_path('kakehashi', appauthor=False) / 'workspace.db'}"


def _user() -> str:
    """Return the name that this user is logged in by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have none
        return "user"


class Settings(BaseSettings):
    """All settings, from ``MATCHER_*`` variables; frozen, and passed in where they are needed.

    For example ``MATCHER_ENCODER=intfloat/multilingual-e5-large`` or ``MATCHER_INDEXES=/data/indexes``.
    """

    model_config = SettingsConfigDict(env_prefix="MATCHER_", frozen=True, extra="ignore")

    corpus: Path = Field(default_factory=lambda: _project_folder("corpus"))
    indexes: Path = Field(default_factory=lambda: _project_folder("indexes"))
    cache: Path = Field(default_factory=lambda: user_cache_path("kakehashi", appauthor=False))
    workspace: str = Field(default_factory=_workspace)
    """The SQLAlchemy URL of the workspace: SQLite in the user's data folder, or PostgreSQL."""
    user: str = Field(default_factory=_user, max_length=80)
    """Who notes something on the command line; shown beside the note."""
    encoder: str = EMBEDDED
    """``embedded``, or whatever SentenceTransformer takes: a model's name or a folder."""
    threads: int | None = Field(None, ge=1)
    """Threads of the encoder; None leaves the choice to torch."""


def load_settings() -> Settings:
    """Return the settings as the environment gives them.

    Raises:
        WrongUse: a variable holds what it cannot hold; names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        detail = error.errors()[0]
        name = f"MATCHER_{str(detail['loc'][0]).upper()}"
        raise WrongUse(f"{name}: {detail['msg']}.", mend="Mend the variable, or remove it.") from error
