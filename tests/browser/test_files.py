"""Files at the page: attached to commands, to forms and to messages, and fetched from answers."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.tryout_bot import DOT
from tests.browser.walking import box, last, types, uses

pytestmark = pytest.mark.asyncio(loop_scope="session")

LIST = FilePayload(name="my list.csv", mimeType="text/csv", buffer=b"id,title\n")
PICTURE = FilePayload(name="dot.png", mimeType="image/png", buffer=DOT)
HUGE = FilePayload(name="huge.bin", mimeType="application/octet-stream", buffer=bytes(10 * 1024 * 1024 + 1))

_DROP = """([selector, name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  const target = document.querySelector(selector);
  for (const type of ["dragover", "drop"])
    target.dispatchEvent(new DragEvent(type, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


async def chooses(page: Page, test_id: str, *files: FilePayload) -> None:
    """Chooses files as in the browser's own window for it."""
    await page.get_by_test_id(test_id).set_input_files(list(files))


async def drops(page: Page, selector: str, name: str, text: str) -> None:
    """Drops a file on an element."""
    await page.evaluate(_DROP, [selector, name, text])


async def test_a_file_is_attached_to_a_command_shown_and_sent(page: Page):
    await types(page, "/load ")
    option = page.get_by_test_id("option-file")
    await expect(option).to_be_focused()
    await expect(option).to_have_text("Choose a file")
    await chooses(page, "file-file", LIST)
    await expect(option).to_contain_text("my list.csv")
    await expect(option).to_contain_text("9 B")
    await expect(option).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("my_list.csv: 9 bytes, note None")
    await expect(last(page).get_by_test_id("used")).to_contain_text("Amara used /load")


async def test_a_button_opens_the_browsers_own_window_for_files(page: Page):
    await types(page, "/load ")
    async with page.expect_file_chooser() as choosing:
        await page.get_by_test_id("option-file").click()
    await (await choosing.value).set_files([LIST])
    await expect(page.get_by_test_id("option-file")).to_contain_text("my list.csv")


async def test_a_command_that_misses_its_file_says_so(page: Page):
    await uses(page, "/load note: x")
    await expect(page.get_by_test_id("composer-error")).to_contain_text("“file” needs a file")
    await expect(page.get_by_test_id("option-file")).to_be_focused()


async def test_a_file_is_taken_away_again_and_another_dropped(page: Page):
    await types(page, "/load ")
    await chooses(page, "file-file", LIST)
    await page.get_by_role("button", name="Remove the file my list.csv").click()
    await expect(page.get_by_test_id("option-file")).to_have_text("Choose a file")
    await drops(page, "#main", "dropped.csv", "abc")
    await expect(page.get_by_test_id("option-file")).to_contain_text("dropped.csv")
    await drops(page, "#main", "more.csv", "abcd")
    await expect(page.get_by_test_id("option-second")).to_contain_text("more.csv")
    await drops(page, "#main", "third.csv", "abcd")
    await expect(page.get_by_test_id("composer-error")).to_contain_text("/load has no room for this file")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("dropped.csv and more.csv: 3 bytes")


async def test_a_file_that_is_too_large_is_told_before_it_is_sent(page: Page):
    await types(page, "/load ")
    await chooses(page, "file-file", HUGE)
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer-error")).to_contain_text("huge.bin is too large")


async def test_a_draft_keeps_its_file(page: Page):
    await types(page, "/load ")
    await chooses(page, "file-file", LIST)
    await page.get_by_role("button", name="study-hall").click()
    await expect(box(page)).to_be_visible()
    await page.get_by_role("button", name="welcome").click()
    await expect(page.get_by_test_id("option-file")).to_contain_text("my list.csv")


async def test_a_message_takes_files_along(page: Page):
    await types(page, "see these")
    await chooses(page, "message-files", LIST, PICTURE)
    chosen = page.get_by_test_id("chosen-file")
    await expect(chosen).to_have_count(2)
    await drops(page, "#main", "third.txt", "abc")
    await expect(chosen).to_have_count(3)
    await page.get_by_role("button", name="Remove the file third.txt").click()
    await expect(box(page)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(chosen).to_have_count(0)
    message = last(page)
    await expect(message).to_contain_text("see these")
    await expect(message.get_by_test_id("file")).to_contain_text("my_list.csv")
    await expect(message.get_by_role("img", name="dot.png")).to_be_visible()


async def test_a_message_may_be_a_file_alone(page: Page):
    await chooses(page, "message-files", PICTURE)
    await page.get_by_test_id("send").click()
    await expect(last(page).get_by_role("img", name="dot.png")).to_be_visible()


async def test_a_form_of_five_parts_takes_texts_choices_and_files(page: Page):
    await uses(page, "/suggest")
    modal = page.get_by_role("dialog", name="Suggest a credential")
    await expect(modal.get_by_label("Title")).to_have_value("SQL for all")
    await expect(modal.get_by_label("Level")).to_have_value("Expert")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("field-error").nth(3)).to_have_text("This is required.")
    for number in (1, 2, 3, 11):
        await modal.get_by_label(f"Kind {number}", exact=True).check()
    await chooses(page, "modal-file", LIST, PICTURE)
    await drops(page, "dialog .upload-field", "third.txt", "abc")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("field-error").nth(3)).to_have_text("Choose at most 3.")
    await expect(modal.get_by_test_id("field-error").nth(4)).to_have_text("Choose at most 2 files.")
    await modal.get_by_label("Kind 2", exact=True).uncheck()
    await modal.get_by_role("button", name="Remove the file third.txt").click()
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)
    await expect(last(page)).to_contain_text(
        f"SQL for all: Kind 1, Kind 3, Kind 11; files my_list.csv 9, dot.png {len(DOT)}"
    )


async def test_a_layout_shows_its_files_and_pictures(page: Page):
    await uses(page, "/report")
    file = last(page).get_by_test_id("file")
    await expect(file).to_contain_text("report.csv")
    await expect(file).to_contain_text("2.2 KB")
    async with page.expect_download() as fetching:
        await file.get_by_role("link", name="report.csv").click()
    assert (await fetching.value).suggested_filename == "report.csv"
    await expect(last(page).get_by_role("img", name="A red dot")).to_be_visible()


async def test_a_file_goes_with_a_command_on_a_phone(phone: Page):
    await types(phone, "/load ")
    await chooses(phone, "file-file", LIST)
    await phone.get_by_test_id("send").click()
    await expect(last(phone)).to_contain_text("my_list.csv: 9 bytes")


async def test_a_picture_that_comes_late_stays_in_sight(page: Page):
    tall = """(name) => new Promise((done) => {
      const canvas = Object.assign(document.createElement("canvas"), {width: 40, height: 330});
      canvas.toBlob(async (blob) => done([...new Uint8Array(await blob.arrayBuffer())]), "image/png");
    })"""
    picture = bytes(await page.evaluate(tall, "tall.png"))
    for number in range(3):
        name = f"tall{number}.png"
        await chooses(page, "message-files", FilePayload(name=name, mimeType="image/png", buffer=picture))
        await page.get_by_test_id("send").click()
        image = last(page).get_by_role("img", name=name)
        await expect(image).to_be_visible()
        await expect(image).to_be_in_viewport(ratio=0.9)
