"""Commands at the page: the picker, chips, text, suggestions for options."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.walking import box, last, put_suggestions_away, types, uses

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_first_visit_shows_three_things_to_try_and_one_click_runs_one(page: Page):
    cards = page.get_by_test_id("suggestion")
    await expect(cards).to_have_count(3)
    await cards.filter(has_text="Learn SQL").click()
    await expect(last(page)).to_contain_text("goal=learn sql; limit=3")
    await expect(cards).to_have_count(0)
    await page.reload()
    await expect(box(page)).to_be_visible()
    await expect(cards).to_have_count(0)
    await page.get_by_test_id("try-it").click()
    await expect(cards).to_have_count(3)


async def test_the_newcomers_line_is_understood_as_it_is_typed(page: Page):
    await uses(page, "/find goal: learn sql time: 3h/week for 6 weeks")
    await expect(last(page)).to_contain_text("goal=learn sql; time=3h/week for 6 weeks")
    await expect(last(page).get_by_test_id("used")).to_contain_text("Amara used /find")
    await expect(last(page)).to_contain_text("Only you can see this")
    await expect(box(page)).to_be_focused()


async def test_a_pasted_line_is_understood_with_breaks_and_options_in_any_order(page: Page):
    await box(page).fill("/find time: 2 evenings level: beginner\nGOAL: https://example.org: what next")
    await expect(page.get_by_test_id("option-level")).to_have_value("beginner")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("goal=https://example.org: what next; time=2 evenings; level=b")


async def test_the_picker_filters_and_takes_by_keyboard(page: Page):
    await types(page, "/")
    options = page.get_by_test_id("composer-list").get_by_role("option")
    await expect(options.first).to_contain_text("/compare")
    await page.keyboard.type("cred")
    await expect(options).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await expect(options.filter(has_text="browse")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("option-name")).to_be_focused()
    await page.keyboard.type("Teacher's portfolio")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("All about Teacher's portfolio")


async def test_a_command_that_needs_no_option_takes_one_that_is_typed_key_by_key(page: Page):
    await uses(page, "/credential browse topic: data science")
    await expect(last(page)).to_contain_text("topic data science, issuer None")


async def test_the_options_of_a_command_that_needs_none_are_offered_by_name(page: Page):
    await types(page, "/credential browse ")
    beginning = page.get_by_test_id("option-beginning")
    await expect(beginning).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("option-topic")).to_be_focused()
    await page.keyboard.press("Backspace")
    await expect(beginning).to_be_focused()
    await page.keyboard.type("to")
    await page.keyboard.press("Tab")
    await page.keyboard.type("sql")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("topic sql, issuer None")


async def test_words_without_an_options_name_are_for_the_first_one(page: Page):
    await uses(page, "/credential browse data science")
    await expect(last(page)).to_contain_text("topic data science, issuer None")


async def test_escape_steps_back_from_list_to_command_to_nothing(page: Page):
    await types(page, "/find ")
    await expect(page.get_by_test_id("option-goal")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(box(page)).to_have_value("/find")
    await expect(page.get_by_test_id("composer-list")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("composer-list")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(box(page)).to_have_value("")


async def test_backspace_leaves_an_empty_option(page: Page):
    await types(page, "/find goal: learn time: ")
    await expect(page.get_by_test_id("option-time")).to_be_focused()
    await page.keyboard.press("Backspace")
    await expect(page.get_by_test_id("option-time")).to_have_count(0)
    await expect(page.get_by_test_id("option-goal")).to_be_focused()


async def test_a_missing_option_is_pointed_at_with_words(page: Page):
    await uses(page, "/compare second: b")
    await expect(page.get_by_test_id("composer-error")).to_contain_text("“first” is missing")
    await expect(page.get_by_test_id("option-first")).to_be_focused()
    await expect(page.get_by_test_id("option-first")).to_have_attribute("aria-invalid", "true")
    await page.keyboard.type("a")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("a against b")


async def test_every_kind_of_option_takes_words_and_refuses_others(page: Page):
    await uses(page, "/find goal: x credit: yes friend: Jonas level: exp limit: 9")
    await expect(page.get_by_test_id("composer-error")).to_contain_text("“limit” must be at most 5")
    await page.keyboard.press("Backspace")
    await page.keyboard.type("4")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("goal=x; level=e; credit=True; limit=4; friend=Jonas")


async def test_choices_are_offered_as_a_list(page: Page):
    await types(page, "/find goal: x")
    await page.get_by_test_id("add-option-level").click()
    options = page.get_by_test_id("composer-list").get_by_role("option")
    await expect(options).to_have_count(2)
    await options.filter(has_text="expert").click()
    await expect(page.get_by_test_id("option-level")).to_have_value("expert")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("goal=x; level=e")


async def test_the_bot_completes_an_option_while_one_types(page: Page):
    await types(page, "/find goal: x time: 3h")
    option = page.get_by_test_id("composer-list").get_by_role("option")
    await expect(option).to_have_text("3h, understood")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("option-time")).to_have_value("3h, understood")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("time=<3h>")


async def test_a_completion_that_fails_is_told(page: Page):
    await types(page, "/find goal: x time: fail")
    await expect(page.get_by_test_id("composer-panel")).to_contain_text("did not respond in time")


async def test_a_command_without_an_answer_says_so_where_it_was_used(page: Page):
    await uses(page, "/slow")
    await expect(page.get_by_test_id("command-failed")).to_contain_text("The application did not respond")
    await page.get_by_test_id("command-failed").get_by_role("button", name="Dismiss").click()
    await expect(page.get_by_test_id("command-failed")).to_have_count(0)


async def test_a_slash_that_is_no_command_is_explained_not_sent(page: Page):
    await uses(page, "/fnid goal: x")
    await expect(page.get_by_test_id("composer-error")).to_contain_text("There is no command /fnid here")


async def test_drafts_stay_with_their_channel_and_person(page: Page):
    await put_suggestions_away(page)
    await types(page, "/find goal: half a tho")
    await page.get_by_role("button", name="study-hall").click()
    await expect(box(page)).to_have_value("")
    await types(page, "plain words")
    await page.get_by_role("button", name="welcome").click()
    await expect(page.get_by_test_id("option-goal")).to_have_value("half a tho")
    await page.get_by_role("button", name="study-hall").click()
    await expect(box(page)).to_have_value("plain words")


async def test_a_completion_that_comes_too_late_is_ignored(page: Page):
    answers: list[Route] = []

    async def hold(route: Route) -> None:
        body = route.request.post_data_json or {}
        if body["kind"] != "autocomplete" or body["options"][-1]["value"] != "slow":
            await route.continue_()
        else:
            answers.append(route)

    await page.route("**/people/interactions**", hold)
    await types(page, "/find goal: x time: slow")
    field = page.get_by_test_id("option-time")
    while not answers:
        await page.wait_for_timeout(50)
    await page.keyboard.type("er")
    option = page.get_by_test_id("composer-list").get_by_role("option")
    await expect(option).to_have_text("slower, understood")
    await answers[0].fulfill(json={"choices": [{"name": "too late", "value": "late"}]})
    await page.keyboard.press("End")
    await expect(option).to_have_text("slower, understood")
    await expect(field).to_have_value("slower")


async def test_people_channels_and_roles_are_named(page: Page):
    await uses(page, "/invite friend: jon place: #study role: mod")
    await expect(last(page)).to_contain_text("Jonas to study-hall as Moderator")
