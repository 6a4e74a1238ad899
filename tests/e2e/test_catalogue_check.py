"""`/catalog check` in the sandbox."""

import csv
import io

from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of
from tests.e2e.waiting import imported

HEADER = "id,title,issuer,url,language\n"
KNOTS = "knots,Knots for Sailors,Scouts,https://example.org/knots,en\n"


async def test_a_new_server_has_nothing_of_its_own_to_mend(club: Club):
    answer = await club.mira.uses(club.channel, "catalog check")
    assert is_private(answer)
    assert "Nothing to mend: 0 of your own and" in text_of(answer)


async def test_what_an_entry_lacks_is_said_listed_and_opened(club: Club):
    file = ("club.csv", (HEADER + KNOTS).encode())
    await imported(club, file=file, dry_run=False)
    answer = await club.mira.uses(club.channel, "catalog check")
    text = text_of(answer)
    assert "Your own entry: nothing to mend, 5 to look at." in text
    assert "**Knots for Sailors** (to look at): No hours are stated" in text
    (attachment,) = answer["attachments"]
    content = (await club.mira.downloads(attachment)).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(content))
    assert heading == ["whose", "how grave", "id", "title", "what to do"]
    own = [row for row in rows if row[0] == "this server's own"]
    assert len(own) == 5
    assert {row[2] for row in own} == {"knots"}
    opened = await club.mira.chooses(answer, "Open an entry", "Knots for Sailors")
    assert "Knots for Sailors" in text_of(opened)
    assert opened["id"] != answer["id"]
