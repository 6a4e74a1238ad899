"""A server's own words, from the moderator who adds one to the member who is found by it."""

from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of


async def test_a_word_is_added_found_explained_listed_and_taken_away(club: Club):
    added = await club.mira.uses(club.channel, "catalog-alias add", word="Zettel", means="SQL")
    assert is_private(added)
    assert "From now on “zettel” means SQL here." in text_of(added)
    found = await club.amara.uses(club.channel, "find", goal="learn zettel")
    assert "“zettel” is this server's word for SQL" in text_of(found)
    school = await club.amara.channel("general", server=1)
    elsewhere = await club.amara.uses(school, "find", goal="learn zettel")
    assert "this server's word" not in text_of(elsewhere)

    taken = await club.mira.uses(club.channel, "catalog-alias add", word="ZETTEL", means="Java")
    assert "has a meaning here already: SQL" in text_of(taken)
    listed = await club.mira.uses(club.channel, "catalog-alias list")
    assert "**zettel** · means SQL" in text_of(listed)
    assert "Mira" in text_of(listed)
    choices = await club.mira.completes(club.channel, "catalog-alias remove", "word", "zet")
    assert [choice["value"] for choice in choices] == ["zettel"]
    removed = await club.mira.uses(club.channel, "catalog-alias remove", word="zettel")
    assert "no meaning of its own" in text_of(removed)
    empty = await club.mira.uses(club.channel, "catalog-alias list")
    assert "There are none yet" in text_of(empty)
    after = await club.amara.uses(club.channel, "find", goal="learn zettel")
    assert "this server's word" not in text_of(after)


async def test_a_word_for_a_credential_is_chosen_from_the_list(club: Club):
    choices = await club.mira.completes(club.channel, "catalog-alias add", "means", "first aid", word="fa")
    meant = next(choice for choice in choices if choice["value"].startswith("@"))
    added = await club.mira.uses(club.channel, "catalog-alias add", word="bandage", means=meant["value"])
    assert meant["name"].partition(" – ")[0] in text_of(added)
    first = await club.amara.completes(club.channel, "credential show", "credential", "bandage")
    assert first[0]["value"] == meant["value"][1:]


async def test_a_word_that_would_mislead_is_refused(club: Club):
    for word, sentence in (("teaching", "Many credentials here hold"), ("learn", "is said of anything")):
        refused = await club.mira.uses(club.channel, "catalog-alias add", word=word, means="welding")
        assert sentence in text_of(refused)
    nowhere = await club.mira.uses(club.channel, "catalog-alias add", word="gizmo", means="blorbology")
    assert "it leads nowhere until something does" in text_of(nowhere)
