"""What a group and its owner are told: who came, who went, and what is out of order."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons, panel, text
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, lines, small
from bot.domain.group_place import PlaceTrouble
from bot.domain.study_group import GroupEvent, StudyGroup
from bot.wording.texts import Texts

_NAME_LENGTH = 60


def news_card(
    texts: Texts,
    group: StudyGroup,
    event: GroupEvent,
    mark: str,
    *,
    about: int | None = None,
    words: dict[str, str] | None = None,
    is_shut_out: bool = False,
) -> Card:
    """One sentence in the thread; `about` is the member whom it is about, named by Discord without a ping.

    `is_shut_out`: who came does not see the channel.
    """
    cut_words = {name: cut(each, _NAME_LENGTH) for name, each in (words or {}).items()}
    said = escape(texts(f"group-news-{event.value}", group=cut(group.name, _NAME_LENGTH), **cut_words))
    told = Markup(f"<@{about}> {said}") if about is not None else said
    hint = small(texts("group-news-shut-out")) if is_shut_out else None
    way = button(texts("button-group-board"), custom_ids.GROUP_BOARD_TOLD.of(group.id, mark))
    if not group.is_living:
        way = button(texts("button-group-weeks"), custom_ids.GROUP_BOARD_TOLD.of(group.id, mark))
    return Card([text(lines(told, hint)), *buttons(way)])


def group_fault_card(texts: Texts, group: StudyGroup, server: str, trouble: PlaceTrouble, mark: str) -> Card:
    """Tells the owner what is out of order, that nothing is lost, and how to repair it."""
    said = lines(
        bold(texts("group-fault-title", name=cut(group.name, _NAME_LENGTH))),
        escape(texts("group-fault-words", trouble=trouble.value)),
        small(texts("group-fault-where", server=cut(server, _NAME_LENGTH))),
    )
    repair = button(
        texts("button-group-repair"), custom_ids.GROUP_REPAIR_TOLD.of(group.id, mark), is_main=True
    )
    return Card([panel([text(said)]), *buttons(repair)])


def group_fault_notice(texts: Texts, group: StudyGroup, trouble: PlaceTrouble) -> Card:
    """The same at a command, for who takes no direct messages."""
    repair = button(texts("button-group-repair"), custom_ids.GROUP_REPAIR.of(group.id), is_main=True)
    return notice_card(
        texts("group-fault-title", name=cut(group.name, _NAME_LENGTH)),
        texts("group-fault-words", trouble=trouble.value),
        below=buttons(repair),
    )


def repaired_card(texts: Texts, group: StudyGroup, thread_id: int | None) -> Card:
    """That it is set up again."""
    where = Markup(f"{escape(texts('group-meets'))} <#{thread_id}>") if thread_id else None
    said = escape(texts("group-repaired", name=cut(group.name, _NAME_LENGTH)))
    return Card([text(lines(said, where))])


def move_card(texts: Texts, sentence: str, group_id: int, *, can_try: bool) -> Card:
    """What stands in the way of a repair: try it again, or meet here from now on."""
    ways = buttons(
        button(texts("button-group-again"), custom_ids.GROUP_REPAIR.of(group_id)) if can_try else None,
        button(texts("button-group-here"), custom_ids.GROUP_REPAIR_HERE.of(group_id), is_main=not can_try),
    )
    return notice_card(sentence, below=ways)
