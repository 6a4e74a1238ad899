"""What members are kept from, in one server and not in another."""

from datetime import timedelta

from sqlmodel import Session

from bot.domain.member_blocks import MemberBlock
from bot.domain.moderation import BlockedFrom
from bot.storage import member_blocks
from tests.set_clock import NOW

CLUB, SCHOOL = 10, 20
AMARA, JONAS, MIRA = 1, 2, 3


def block(
    user_id: int = AMARA, what: BlockedFrom = BlockedFrom.SUGGESTING, guild_id: int = CLUB, minutes: int = 0
) -> MemberBlock:
    return MemberBlock(guild_id, user_id, what, NOW + timedelta(minutes=minutes), MIRA, "spam")


def test_a_block_is_kept_once_and_in_its_server(session: Session):
    assert member_blocks.add(session, block())
    assert not member_blocks.add(session, block(minutes=5))
    assert member_blocks.blocks_of(session, CLUB, AMARA) == {BlockedFrom.SUGGESTING}
    assert member_blocks.blocks_of(session, SCHOOL, AMARA) == frozenset()
    assert member_blocks.blocks_in(session, CLUB, limit=9) == [block()]


def test_blocks_are_listed_the_newest_first_a_page_at_a_time(session: Session):
    for minutes, each in enumerate((AMARA, JONAS)):
        member_blocks.add(session, block(each, minutes=minutes))
    member_blocks.add(session, block(AMARA, BlockedFrom.EVERYTHING, minutes=9))
    member_blocks.add(session, block(AMARA, guild_id=SCHOOL))
    assert member_blocks.count(session, CLUB) == 3
    first = member_blocks.blocks_in(session, CLUB, limit=2)
    assert [each.what for each in first] == [BlockedFrom.EVERYTHING, BlockedFrom.SUGGESTING]
    assert member_blocks.blocks_in(session, CLUB, limit=2, skipped=2) == [block(AMARA)]


def test_lifting_lifts_all_of_a_member_in_the_server(session: Session):
    for each in (block(), block(what=BlockedFrom.EVERYTHING), block(JONAS), block(guild_id=SCHOOL)):
        member_blocks.add(session, each)
    assert member_blocks.lift(session, CLUB, AMARA) == [BlockedFrom.EVERYTHING, BlockedFrom.SUGGESTING]
    assert member_blocks.lift(session, CLUB, AMARA) == []
    assert member_blocks.blocks_of(session, CLUB, JONAS) == {BlockedFrom.SUGGESTING}
    assert member_blocks.blocks_of(session, SCHOOL, AMARA) == {BlockedFrom.SUGGESTING}


def test_who_is_erased_is_blocked_no_more_and_has_blocked_nobody(session: Session):
    for each in (block(), block(guild_id=SCHOOL), block(JONAS)):
        member_blocks.add(session, each)
    member_blocks.forget_member(session, AMARA, CLUB)
    assert [each.user_id for each in member_blocks.blocks_in(session, CLUB, limit=9)] == [JONAS]
    assert member_blocks.count(session, SCHOOL) == 1
    member_blocks.forget_member(session, AMARA)
    assert member_blocks.count(session, SCHOOL) == 0
    member_blocks.forget_member(session, MIRA)
    assert [each.blocked_by for each in member_blocks.blocks_in(session, CLUB, limit=9)] == [None]
