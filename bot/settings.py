"""What the environment sets: one frozen object, built by the command line only."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import UserError

_HIGHEST_PORT = 65535
_OURS = ("badger_", "discord_token")


class Settings(BaseSettings):
    """The variables `BADGER_*` and `DISCORD_TOKEN*`, or the same in a file `.env`; see `.env.example`."""

    model_config = SettingsConfigDict(
        env_prefix="BADGER_", env_ignore_empty=True, env_file=".env", extra="forbid", frozen=True
    )

    discord_token: SecretStr | None = Field(
        default=None, validation_alias="DISCORD_TOKEN", description="The bot's token, to run on Discord."
    )
    discord_token_file: Path | None = Field(
        default=None,
        validation_alias="DISCORD_TOKEN_FILE",
        description="A file that holds the token, in place of DISCORD_TOKEN.",
    )
    database_url: str | None = Field(
        default=None,
        description="Where members' work is kept: badger.sqlite3 in this folder unless set. "
        "The sandbox forgets everything at its end unless it is set.",
    )
    migrate: bool = Field(
        default=False,
        description="Whether tables of an older Badger on PostgreSQL are brought up to date at the start; "
        "those in an SQLite file are, after a backup.",
    )
    health_port: int | None = Field(
        default=None,
        ge=1,
        le=_HIGHEST_PORT,
        description="A port of this machine that answers /livez; none unless set.",
    )
    log_format: Literal["text", "json"] | None = Field(
        default=None, description="How the log is written: text on a terminal and json elsewhere unless set."
    )
    catalogue: Path | None = Field(
        default=None, description="A catalogue file or folder to use in place of Badger's own."
    )
    log_level: Literal["debug", "info", "warning", "error"] | None = Field(
        default=None,
        description="How much goes to the log on standard error: info for `run`, else warning, unless set.",
    )

    @model_validator(mode="before")
    @classmethod
    def _without_others(cls, values: dict[str, Any]) -> dict[str, Any]:
        """A file `.env` may set other programs too, but a slip in a name of ours is refused."""
        fields = {field.validation_alias or name for name, field in cls.model_fields.items()}
        return {
            name: each for name, each in values.items() if name in fields or name.lower().startswith(_OURS)
        }

    def token(self) -> str | None:
        """The bot's token, from the file where one is named; None where neither is set.

        Raises UserError `token-file-unreadable` or `token-malformed`.
        """
        if self.discord_token_file is not None:
            try:
                token = self.discord_token_file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as cause:
                raise UserError("token-file-unreadable", path=str(self.discord_token_file)) from cause
        elif self.discord_token is not None:
            token = self.discord_token.get_secret_value().strip()
        else:
            return None
        if not token or any(not character.isascii() or character.isspace() for character in token):
            raise UserError("token-malformed")
        return token


def read_settings() -> Settings:
    """The settings. Raises UserError `setting-wrong`, which names the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors(include_input=False)[0]
        name = "_".join(str(part) for part in wrong["loc"]).upper()
        if not name.lower().startswith(_OURS):
            name = f"BADGER_{name}"
        raise UserError("setting-wrong", name=name, cause=wrong["msg"]) from error
