"""The forms of a study group, filled with what it is or with what was typed before."""

from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons, option
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.domain.log_words import LogWords
from bot.domain.study_group import MAX_NAME_LENGTH
from bot.domain.time_zones import MAX_ZONE_LENGTH
from bot.wording.texts import Texts

NAME_INPUT, CREDENTIAL_INPUT, SIZE_INPUT, OPEN_INPUT = "name", "credential", "size", "open"
ZONE_INPUT, HOURS_INPUT, BY_INPUT = "zone", "hours", "by"
OPEN, CLOSED = "open", "closed"
_CREDENTIAL_LENGTH = 200
"""No title is longer: one that nobody touched comes back whole."""
_SIZE_LENGTH = 4
_GOAL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class GroupWords:
    """What was typed of a group, field by field; `openness` is `OPEN` or `CLOSED`."""

    name: str = ""
    credential: str = ""
    size: str = ""
    openness: str = OPEN
    zone: str = ""

    @classmethod
    def of_kept(cls, words: LogWords) -> "GroupWords":
        """What waited to be mended."""
        return cls(words.task, words.note, words.minutes, words.day or OPEN, words.own_tasks)

    def to_keep(self) -> LogWords:
        """As it waits to be mended."""
        return LogWords(
            task=self.name,
            note=self.credential,
            minutes=self.size,
            day=self.openness,
            own_tasks=self.zone,
        )


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What was typed of a goal."""

    hours: str = ""
    by: str = ""

    @classmethod
    def of_kept(cls, words: LogWords) -> "GoalWords":
        """What waited to be mended."""
        return cls(words.minutes, words.day)

    def to_keep(self) -> LogWords:
        """As it waits to be mended."""
        return LogWords(minutes=self.hours, day=self.by)


def new_group_form(texts: Texts, words: GroupWords) -> Form:
    """The form for a new group."""
    form = Form(texts("group-form-new"), custom_ids.GROUP_NEW_FORM.of())
    _ask_parts(texts, form, words)
    return form


def edit_group_form(texts: Texts, group_id: int, words: GroupWords) -> Form:
    """The form for what a group is."""
    form = Form(texts("group-form-edit"), custom_ids.GROUP_EDIT_FORM.of(group_id))
    _ask_parts(texts, form, words)
    form.ask(
        texts("group-form-zone"),
        ZONE_INPUT,
        example=texts("zone-form-example"),
        draft=words.zone,
        most=MAX_ZONE_LENGTH,
        is_needed=False,
    )
    return form


def _ask_parts(texts: Texts, form: Form, words: GroupWords) -> None:
    form.ask(
        texts("group-form-name"),
        NAME_INPUT,
        example=texts("group-form-name-example"),
        draft=words.name,
        most=MAX_NAME_LENGTH,
    )
    form.ask(
        texts("group-form-credential"),
        CREDENTIAL_INPUT,
        example=texts("group-form-credential-example"),
        draft=words.credential,
        most=_CREDENTIAL_LENGTH,
        is_needed=False,
    )
    form.ask(
        texts("group-form-size"),
        SIZE_INPUT,
        example=texts("group-form-size-example"),
        draft=words.size,
        most=_SIZE_LENGTH,
        is_needed=False,
    )
    choices = [option(texts(f"group-form-{each}"), each) for each in (OPEN, CLOSED)]
    form.let_choose(texts("group-form-who"), OPEN_INPUT, choices, chosen=(words.openness,))


def goal_form(texts: Texts, group_id: int, words: GoalWords) -> Form:
    """The form for a group's goal; what is left empty is no goal."""
    form = Form(texts("group-goal-form"), custom_ids.GROUP_GOAL_FORM.of(group_id))
    form.ask(
        texts("group-goal-form-hours"),
        HOURS_INPUT,
        example=texts("group-goal-form-hours-example"),
        draft=words.hours,
        most=_GOAL_LENGTH,
        is_needed=False,
    )
    form.ask(
        texts("group-goal-form-by"),
        BY_INPUT,
        example=texts("group-goal-form-by-example"),
        draft=words.by,
        most=_GOAL_LENGTH,
        is_needed=False,
    )
    return form


def fix_new_group_card(texts: Texts, sentence: str, kept: str) -> Card:
    """What is wrong with a new group, and the form again with what was typed."""
    return _fix_card(texts, sentence, custom_ids.GROUP_NEW_FIX.of(kept))


def fix_group_card(texts: Texts, sentence: str, group_id: int, kept: str) -> Card:
    """What is wrong with what a group is to be, and the form again with what was typed."""
    return _fix_card(texts, sentence, custom_ids.GROUP_EDIT_FIX.of(group_id, kept))


def fix_goal_card(texts: Texts, sentence: str, group_id: int, kept: str) -> Card:
    """What is wrong with a goal, and the form again with what was typed."""
    return _fix_card(texts, sentence, custom_ids.GROUP_GOAL_FIX.of(group_id, kept))


def _fix_card(texts: Texts, sentence: str, custom_id: str) -> Card:
    return notice_card(sentence, below=buttons(button(texts("button-fix"), custom_id)))
