"""The options of a command as a person's own client checks them before it sends anything."""

from bot.sandbox.interactions.client_refusals import client_refuses
from bot.sandbox.interactions.resolver import CHANNEL, MENTIONABLE, ROLE, USER, Resolver
from bot.sandbox.refusals import RefusedError
from bot.sandbox.rules.command_options import ATTACHMENT, SAFE
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json

SUB_COMMAND, GROUP = 1, 2
_STRING, _INTEGER, _BOOLEAN, _NUMBER = 3, 4, 5, 10
_THINGS = {6: USER, 7: CHANNEL, 8: ROLE, 9: MENTIONABLE}
_LONGEST = 6000


class OptionsGiven:
    """Reads what a person filled in; what that refers to goes to the resolver."""

    def __init__(self, resolver: Resolver, *, is_autocomplete: bool) -> None:
        self._resolver = resolver
        self._is_autocomplete = is_autocomplete
        self._focused = 0
        self.focused_type: int | None = None

    def read(self, command: Json, given: object) -> list[Json]:
        """The options in Discord's shape. Raises RefusedError where the client would not send them."""
        options = self._level(command.get("options") or [], given)
        if self._is_autocomplete and self._focused != 1:
            raise client_refuses("options", "Exactly one option that autocompletes has the focus.")
        return options

    def _level(self, specs: list[Json], given: object) -> list[Json]:
        listed = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
        names = [str(each.get("name")) for each in listed]
        if len(set(names)) < len(names):
            raise client_refuses("options", "An option is given once.")
        known = {spec["name"]: spec for spec in specs}
        for name in names:
            if name not in known:
                raise client_refuses(name, "There is no such option.")
        has_branches = any(spec["type"] in (SUB_COMMAND, GROUP) for spec in specs)
        if has_branches and len(listed) != 1:
            raise client_refuses("options", "Choose one sub-command.")
        if not has_branches and not self._is_autocomplete:
            for spec in specs:
                if spec.get("required") and spec["name"] not in names:
                    raise client_refuses(spec["name"], "This option is required.")
        read = (self._option_or_none(known[str(each["name"])], each) for each in listed)
        return [option for option in read if option is not None]

    def _option_or_none(self, spec: Json, given: Json) -> Json | None:
        try:
            return self._option(spec, given)
        except RefusedError:
            # While somebody types, other options may be half done: a client leaves them out.
            if (
                self._is_autocomplete
                and spec["type"] not in (SUB_COMMAND, GROUP)
                and not given.get("focused")
            ):
                return None
            raise

    def _option(self, spec: Json, given: Json) -> Json:
        option: Json = {"name": spec["name"], "type": spec["type"]}
        if spec["type"] in (SUB_COMMAND, GROUP):
            return option | {"options": self._level(spec.get("options") or [], given.get("options") or [])}
        value = given.get("value")
        if self._is_autocomplete and given.get("focused"):
            if not spec.get("autocomplete"):
                raise client_refuses(spec["name"], "This option does not autocomplete.")
            self._focused += 1
            self.focused_type = spec["type"]
            typed = "" if value is None else str(value)
            if len(typed) > _LONGEST:
                raise client_refuses(spec["name"], f"Write at most {_LONGEST} characters.")
            return option | {"value": typed, "focused": True}
        if spec["type"] == ATTACHMENT:
            return option | {"value": self._attachment(spec, value)}
        self._check(spec, value)
        return option | {"value": value}

    def _attachment(self, spec: Json, place: object) -> str:
        attachment_id = self._resolver.attachment(place)
        if attachment_id is None:
            raise client_refuses(spec["name"], "Attach a file.")
        return attachment_id

    def _check(self, spec: Json, value: object) -> None:
        name, kind = spec["name"], spec["type"]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if kind == _STRING and isinstance(value, str):
            _check_length(spec, value)
        elif (kind == _INTEGER and is_number and isinstance(value, int)) or (kind == _NUMBER and is_number):
            _check_range(spec, value)
        elif kind in _THINGS:
            number = snowflake_or_none(value) or 0
            is_of_type = self._resolver.is_channel_of(spec.get("channel_types"), number)
            if not (is_of_type and self._resolver.resolve(_THINGS[kind], number)):
                raise client_refuses(name, "There is no such thing here.")
        elif not (kind == _BOOLEAN and isinstance(value, bool)):
            raise client_refuses(name, "This value is of the wrong type.")
        choices = spec.get("choices")
        if choices and value not in [choice["value"] for choice in choices]:
            raise client_refuses(name, "This is none of the choices.")


def _check_length(spec: Json, value: str) -> None:
    least, most = spec.get("min_length") or 0, spec.get("max_length") or _LONGEST
    if not least <= len(value) <= most or not value.strip():
        raise client_refuses(spec["name"], f"Write {max(least, 1)} to {most} characters.")


def _check_range(spec: Json, value: object) -> None:
    least, most = spec.get("min_value"), spec.get("max_value")
    number = value if isinstance(value, int | float) else 0
    least, most = -SAFE if least is None else least, SAFE if most is None else most
    if not least <= number <= most:
        raise client_refuses(spec["name"], f"The number is between {least} and {most}.")
