"""Who did what, a page at a time, in one server."""

from bot.domain.moderation import AuditAction, Deed
from bot.services.audit_log import LINES_ON_A_PAGE, AuditLog
from bot.services.catalogue_keeping import Keeper
from bot.storage import audit
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock

SERVER, OTHER, MIRA, ADA = 10, 20, 7, 8


async def test_the_newest_come_first_and_older_ones_after_them(database: Database, clock: SetClock):
    deeds = [
        Deed(AuditAction.ALIAS_ADDED, guild_id, actor_id, NOW, f"word {number}")
        for number in range(LINES_ON_A_PAGE)
        for guild_id, actor_id in ((SERVER, MIRA), (SERVER, ADA), (OTHER, MIRA))
    ]
    await database.write(audit.record, deeds)
    log = AuditLog(database, clock)
    first = await log.page(SERVER)
    second = await log.page(SERVER, before=first.older)
    assert len(first.lines) == len(second.lines) == LINES_ON_A_PAGE
    assert second.older is None
    numbers = [line.number for line in (*first.lines, *second.lines)]
    assert numbers == sorted(numbers, reverse=True)
    assert {line.deed.guild_id for line in (*first.lines, *second.lines)} == {SERVER}
    of_ada = await log.page(SERVER, ADA)
    assert [line.deed.actor_id for line in of_ada.lines] == [ADA] * LINES_ON_A_PAGE
    assert (of_ada.actor_id, of_ada.older) == (ADA, None)


async def test_a_message_that_is_taken_down_leaves_a_line(database: Database, clock: SetClock):
    log = AuditLog(database, clock)
    await log.message_removed(Keeper(SERVER, MIRA), 5, 6, ADA)
    await log.message_removed(Keeper(SERVER, MIRA), 7, 6, None)
    await database.write(audit.forget_subject, MIRA)
    lines = (await log.page(SERVER)).lines
    assert [(line.deed.subject, dict(line.deed.details)) for line in lines] == [
        ("", {"channel": 6, "message": 7}),
        (str(ADA), {"channel": 6, "message": 5}),
    ]
    await database.write(audit.forget_subject, ADA, SERVER)
    assert {line.deed.subject for line in (await log.page(SERVER)).lines} == {""}
