"""The files that a person sends with a command or a modal."""

from collections.abc import Mapping

from bot.sandbox.files import EPHEMERAL_FOLDER, Files, Upload
from bot.sandbox.interactions.client_refusals import client_refuses
from bot.sandbox.snowflakes import Snowflakes, snowflake_or_none
from bot.sandbox.wire import Json


class SentFiles:
    """The files of one request, each named by its place in it. They are kept only once all is in order."""

    def __init__(
        self, files: Files, snowflakes: Snowflakes, application_id: int, given: Mapping[int, Upload]
    ) -> None:
        self._files = files
        self._snowflakes = snowflakes
        self._application_id = application_id
        self._given = dict(given)
        self._taken: list[tuple[int, Upload]] = []

    def take(self, place: object) -> Json | None:
        """The attachment that the file at this place becomes; None where there is none, or not any more."""
        number = snowflake_or_none(place)
        upload = None if number is None else self._given.pop(number, None)
        if upload is None:
            return None
        attachment_id = self._snowflakes.next()
        self._taken.append((attachment_id, upload))
        described = self._files.described(self._application_id, attachment_id, upload, EPHEMERAL_FOLDER)
        return described | {"ephemeral": True}

    def keep(self) -> None:
        """Keeps what was taken. Raises RefusedError where a file was sent that belongs to nothing."""
        if self._given:
            raise client_refuses("files", "This file belongs to no option and no field.")
        for attachment_id, upload in self._taken:
            self._files.keep(self._application_id, attachment_id, upload)
