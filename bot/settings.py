"""What the environment sets: one frozen object, built by the command line only."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import UserError


class Settings(BaseSettings):
    """The variables `BADGER_*`, or the same in a file `.env`; see `.env.example`."""

    model_config = SettingsConfigDict(
        env_prefix="BADGER_", env_ignore_empty=True, env_file=".env", extra="forbid", frozen=True
    )

    catalogue: Path | None = Field(
        default=None, description="A catalogue file or folder to use in place of Badger's own."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="How much goes to the log on standard error."
    )


def read_settings() -> Settings:
    """The settings. Raises UserError `setting-wrong`, which names the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "_".join(str(part) for part in wrong["loc"]).upper()
        raise UserError(
            "setting-wrong", name=f"BADGER_{name.removeprefix('BADGER_')}", cause=wrong["msg"]
        ) from error
