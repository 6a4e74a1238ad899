"""The study groups of a server, a page at a time, under the invitations of whoever looks."""

from collections.abc import Iterator, Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, option, panel, rule, select, text
from bot.discord_ui.cards.group_invite import answer_buttons
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, lines, small
from bot.services.group_invitations import InvitationView
from bot.services.group_lists import GroupsPage
from bot.services.group_rooms import GroupLine
from bot.wording.groups import follows_text, members_text, rules_text
from bot.wording.texts import Texts

_MOST_INVITATIONS = 3
_TITLE_LENGTH = 120
_NAME_LENGTH = 40

Names = Mapping[int | None, str]


def group_list_card(texts: Texts, page: GroupsPage, names: Names) -> Card:
    """The page; `names` are of those who invite."""

    def build(share: float) -> Card:
        shown = [_line(texts, line, round(_TITLE_LENGTH * share)) for line in page.lines]
        body = lines(
            heading(texts("group-list-title", total=page.total)),
            *(shown or [escape(texts("group-list-empty"))]),
            small(texts("page-of", page=page.page + 1, pages=page.pages)) if page.pages > 1 else None,
        )
        return Card([*_invitations(texts, page, names), panel([text(body)]), *_controls(texts, page)])

    return fitting(build)


def shown_invitations(page: GroupsPage) -> tuple[InvitationView, ...]:
    """The invitations that the page shows; whoever sent them is to be named."""
    return page.invitations[:_MOST_INVITATIONS]


def _invitations(texts: Texts, page: GroupsPage, names: Names) -> Iterator[Item]:
    if not page.invitations:
        return
    blocks: list[Item] = []
    for invited in shown_invitations(page):
        view, by = invited.view, names[invited.invitation.invited_by]
        said = texts("group-list-invited", by=cut(by, _NAME_LENGTH), name=view.group.name)
        about = cut(follows_text(texts, view.credential_title), _TITLE_LENGTH)
        blocks += [rule()] if blocks else []
        blocks.append(text(lines(Markup(f"✉️ {escape(said)}"), small(about))))
        blocks += buttons(*answer_buttons(texts, view.group.id, custom_ids.PREVIEW_MARK))
    more = len(page.invitations) - _MOST_INVITATIONS
    if more > 0:
        blocks.append(text(small(texts("group-list-more-invited", count=more))))
    yield panel(blocks)


def _line(texts: Texts, line: GroupLine, length: int) -> Markup:
    group = line.group
    state = _state(texts, line)
    title = line.credential_title
    about = joined(
        escape(members_text(texts, line.members, group)),
        escape(rules_text(texts, group)),
        escape(cut(follows_text(texts, title), length) if title else ""),
    )
    return lines(joined(bold(group.name), escape(state)), Markup(f"-# {about}"))


def _state(texts: Texts, line: GroupLine) -> str:
    if line.is_member:
        return texts("group-list-yours")
    return texts("group-list-full") if line.members >= line.group.most_members else ""


def _controls(texts: Texts, page: GroupsPage) -> Iterator[Item]:
    if page.lines:
        options = [
            option(line.group.name, str(line.group.id), members_text(texts, line.members, line.group))
            for line in page.lines
        ]
        yield select(texts("select-group-open"), custom_ids.GROUP_OPEN.of(), options)
    turn = custom_ids.GROUP_LIST
    yield from buttons(
        button(texts("button-back"), turn.of(page.page - 1)) if page.page else None,
        button(texts("button-more"), turn.of(page.page + 1)) if page.page + 1 < page.pages else None,
        button(texts("button-group-new"), custom_ids.GROUP_NEW.of(), is_main=not page.total),
    )
