"""`/find`, from the question to the last button."""

from datetime import timedelta

import pytest

from bot.search.index import CatalogueIndex
from tests.e2e.club import Club
from tests.e2e.person import Refused, component, is_private, parts_of, text_of

SQL = {"goal": "learn sql", "time": "3h/week for 6 weeks"}
WIDE = {"goal": "python"}


async def test_a_newcomer_gets_the_advice_privately(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    assert is_private(answer)
    text = text_of(answer)
    assert "3 h a week for 6 weeks (= 18 h in all)" in text
    assert "SQL for Data Science" in text
    assert "**fits**" in text
    assert "“sql” is in its title" in text
    assert await club.jonas.sees(club.channel) == []


async def test_the_time_is_echoed_while_one_types(club: Club):
    choices = await club.amara.completes(club.channel, "find", "time", "3h/week for 6 w", goal="sql")
    assert any("3 h a week for 6 weeks" in choice["name"] for choice in choices)


async def test_topics_are_offered_by_their_letters(club: Club):
    choices = await club.amara.completes(club.channel, "find", "topic", "teachin", goal="sql")
    assert "teaching" in [choice["value"] for choice in choices]


async def test_a_time_that_cannot_be_read_gets_one_sentence_with_examples(club: Club):
    answer = await club.amara.uses(club.channel, "find", goal="learn sql", time="soonish")
    assert is_private(answer)
    assert "soonish" in text_of(answer)
    assert "3h/week for 6 weeks" in text_of(answer)


async def test_a_time_that_cannot_be_read_is_mended_and_loses_nothing(club: Club):
    refused = await club.amara.uses(club.channel, "find", goal="learn sql", time="soonish", cost="free")
    await club.restart_badger()
    form = await club.amara.opens_modal(refused, "Fix it")
    (box,) = [part for part in parts_of(form["modal"]) if part.get("value")]
    assert box["value"] == "soonish"
    again = await club.amara.submits(form, "plenty")
    assert "plenty" in text_of(again)
    form = await club.amara.opens_modal(again, "Fix it")
    answered = await club.amara.submits(form, "3h/week for 6 weeks")
    assert is_private(answered)
    assert "You want: learn sql" in text_of(answered)
    assert "= 18 h in all" in text_of(answered)
    assert "Only: free" in text_of(answered)


async def test_a_goal_whose_time_cannot_be_read_is_answered_without_it(club: Club):
    direct = await club.jonas.direct_messages_with(club.bot_id)
    refused = await club.jonas.uses(direct, "find", goal="learn sql", time="soonish")
    form = await club.jonas.opens_modal(refused, "Fix it")
    assert "= 18 h in all" in text_of(await club.jonas.submits(form, "3h/week for 6 weeks"))
    refused = await club.jonas.uses(direct, "find", goal="learn sql", time="soonish")
    answered = await club.jonas.clicks(refused, "Without a time")
    assert "You want: learn sql" in text_of(answered)
    assert "Your time" not in text_of(answered)


async def test_a_goal_without_an_answer_is_told_so(club: Club):
    answer = await club.amara.uses(club.channel, "find", goal="gunsmith")
    assert "I know nothing that fits this" in text_of(answer)


async def test_turning_the_pages(club: Club):
    first = await club.amara.uses(club.channel, "find", **WIDE)
    second = await club.amara.clicks(first, "More")
    assert second["id"] == first["id"]
    assert text_of(second) != text_of(first)
    assert "Page 2" in text_of(second)
    again = await club.amara.clicks(second, "Back")
    assert text_of(again) == text_of(first)


async def test_what_takes_longer_is_shown_when_asked_for(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    (button,) = [part for part in parts_of(answer) if "longer ones" in part.get("label", "")]
    longer = await club.amara.clicks(answer, button["label"])
    assert "take far more time than you have" in text_of(longer)
    assert text_of(longer).count("**too long**") == 5
    details = await club.amara.chooses(longer, "Details", "3. ")
    assert "**too long**" in text_of(details)
    assert text_of(await club.amara.clicks(details, "Back to results")) == text_of(longer)
    assert text_of(await club.amara.clicks(longer, "Back")) == text_of(answer)


async def test_details_and_back(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    details = await club.amara.chooses(answer, "Details", "1. SQL for Data Science")
    assert "What you do" in text_of(details)
    link = component(details, lambda part: bool(part.get("url")))
    assert link["url"].startswith("https://")
    back = await club.amara.clicks(details, "Back to results")
    assert text_of(back) == text_of(answer)


async def test_comparing_two_results(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    labels = [option["label"] for option in _select(answer, "Compare")["options"]]
    compared = await club.amara.chooses(answer, "Compare", *labels[:2])
    assert text_of(compared).index("What differs") < text_of(compared).index("The same in both")


async def test_sharing_shows_everybody_who_shared(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    await club.amara.clicks(answer, "Share")
    shared = await club.jonas.last(club.channel)
    assert not is_private(shared)
    assert "Shared by Amara" in text_of(shared)
    assert "SQL for Data Science" in text_of(shared)


async def test_an_old_answer_is_shared_as_its_owner_sees_it(club: Club):
    day = club.sandbox.clock.now().date() + timedelta(days=10)
    answer = await club.amara.uses(club.channel, "find", goal="learn sql", time=f"5h a week until {day}")
    club.sandbox.clock.advance(14 * 86_400)
    await club.amara.clicks(answer, "Share")
    time = next(line for line in text_of(answer).splitlines() if line.startswith("Your time"))
    assert time in text_of(await club.jonas.last(club.channel)).splitlines()


async def test_what_is_shared_cannot_be_shared_again(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    await club.amara.clicks(answer, "Share")
    now = next(seen for seen in await club.amara.sees(club.channel) if seen["id"] == answer["id"])
    button = component(now, lambda part: part.get("label") == "Shared")
    assert button["disabled"]
    assert len(await club.jonas.sees(club.channel)) == 1


async def test_another_persons_click_on_a_public_answer_opens_their_own_private_copy(club: Club):
    await club.amara.uses(club.channel, "find", share=True, **WIDE)
    public = await club.jonas.last(club.channel)
    before = text_of(public)
    copy = await club.jonas.clicks(public, "My own answer")
    assert is_private(copy)
    assert copy["id"] != public["id"]
    assert text_of(await club.amara.last(club.channel)) == before
    assert "Page 2" in text_of(await club.jonas.clicks(copy, "More"))


async def test_a_private_answer_cannot_be_used_by_another(club: Club):
    answer = await club.amara.uses(club.channel, "find", **WIDE)
    with pytest.raises(Refused):
        await club.jonas.clicks(answer, "More")


async def test_weeks_alone_are_asked_for_their_hours_and_the_answer_is_remembered(club: Club):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks")
    answered = await club.amara.chooses(asked, "How many hours a week", "3 hours")
    assert "= 18 h in all" in text_of(answered)
    later = await club.amara.uses(club.channel, "find", goal="excel", time="10 weeks")
    assert "3 h a week for 10 weeks" in text_of(later)
    assert "that I remember" in text_of(later)


async def test_hours_that_cannot_be_read_are_kept_to_be_mended(club: Club):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks")
    form = await club.amara.chooses_modal(asked, "How many hours a week", "Another number")
    refused = await club.amara.submits(form, "plenty")
    assert "plenty" in text_of(refused)
    again = await club.amara.opens_modal(refused, "Fix it")
    (box,) = [part for part in parts_of(again["modal"]) if part.get("value")]
    assert box["value"] == "plenty"
    answered = await club.amara.submits(again, "2.5")
    assert "= 15 h in all" in text_of(answered)


async def test_a_form_that_was_open_during_a_restart_is_still_taken(club: Club):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks")
    form = await club.amara.chooses_modal(asked, "How many hours a week", "Another number")
    await club.restart_badger()
    assert "= 24 h in all" in text_of(await club.amara.submits(form, "4"))


async def test_buttons_work_after_a_restart(club: Club):
    answer = await club.amara.uses(club.channel, "find", **WIDE)
    await club.restart_badger()
    second = await club.amara.clicks(answer, "More")
    assert "Page 2" in text_of(second)
    details = await club.amara.chooses(second, "Details", "6. ")
    assert "What you do" in text_of(details)


async def test_a_search_that_is_not_kept_any_more_is_told_kindly(club: Club):
    answer = await club.amara.uses(club.channel, "find", **WIDE)
    club.sandbox.clock.advance(31 * 86_400)
    late = await club.amara.clicks(answer, "More")
    assert "kept for 30 days" in text_of(late)
    assert is_private(late)


async def test_filters_narrow_it_down_and_are_named(club: Club):
    answer = await club.amara.uses(club.channel, "find", goal="teaching", shown_by="portfolio", cost="free")
    assert "Only: shown by portfolio, free" in text_of(answer)
    unknown = await club.amara.uses(club.channel, "find", goal="teaching", topic="telepathy")
    assert "I have no topic “telepathy”" in text_of(unknown)


async def test_an_unexpected_error_has_an_id_and_loses_nothing(
    club: Club, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("a broken index")

    with monkeypatch.context() as broken:
        broken.setattr(CatalogueIndex, "search", fail)
        answer = await club.amara.uses(club.channel, "find", **SQL)
    assert is_private(answer)
    assert "(error " in text_of(answer)
    error_id = text_of(answer).partition("(error ")[2][:8]
    assert error_id in caplog.text
    assert "a broken index" in caplog.text
    assert "SQL for Data Science" in text_of(await club.amara.uses(club.channel, "find", **SQL))


async def test_what_a_person_typed_pings_nobody_and_breaks_nothing(club: Club):
    goal = f"<@{club.jonas.id}> @everyone **[sql](https://example.org)** `learn` <#{club.channel}>"
    answer = await club.amara.uses(club.channel, "find", goal=goal, share=True)
    shown = await club.jonas.last(club.channel)
    assert shown["mentions"] == []
    assert not shown["mention_everyone"]
    assert f"<@{club.jonas.id}>" not in text_of(answer)
    assert "[sql](" not in text_of(answer)


async def test_find_a_credential_for_a_message(club: Club):
    message = await club.jonas.says(club.channel, "my meetings always run over, any badge for that?")
    answer = await club.amara.uses_on(club.channel, "Find a credential for this", message["id"])
    assert is_private(answer)
    assert "acilitat" in text_of(answer)


async def test_a_message_without_words_is_told_so(club: Club):
    message = await club.jonas.says(club.channel, "\N{THUMBS UP SIGN}")
    answer = await club.amara.uses_on(club.channel, "Find a credential for this", message["id"])
    assert "There are no words in that message" in text_of(answer)


def _select(message: dict[str, object], placeholder: str) -> dict[str, list[dict[str, str]]]:
    return component(message, lambda part: placeholder in part.get("placeholder", ""))


async def test_a_vague_goal_is_narrowed_by_one_choice(club: Club):
    answer = await club.amara.uses(club.channel, "find", goal="something with computers")
    narrowed = await club.amara.chooses(answer, "which part of it", "cybersecurity")
    assert "Only: on cybersecurity" in text_of(narrowed)
    assert "something with computers" in text_of(narrowed)


async def test_one_course_on_two_platforms_is_one_result_with_both_doors(club: Club):
    answer = await club.amara.uses(club.channel, "find", goal="negotiation", time="30h")
    assert text_of(answer).count("Successful Negotiation") == 1
    assert "Also at" in text_of(answer)
