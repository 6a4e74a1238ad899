from bot.catalogue.task_numbers import next_task_id, renumbered


def test_a_new_task_has_the_number_after_the_highest_ever():
    assert next_task_id("sql", ["sql.1", "sql.7", "sql.3"], is_overriding=False) == "sql.8"
    assert next_task_id("sql", [], is_overriding=False) == "sql.1"


def test_the_numbers_of_other_credentials_do_not_count():
    assert next_task_id("sql", ["sql-2.9", "sql.1", "other.30"], is_overriding=False) == "sql.2"


def test_over_what_is_published_below_the_numbers_leave_room_for_its_next_release():
    assert next_task_id("sql", ["sql.1", "sql.2"], is_overriding=True) == "sql.1001"
    assert next_task_id("sql", ["sql.1", "sql.1001"], is_overriding=True) == "sql.1002"


def test_a_file_numbers_new_tasks_likewise_and_leaves_the_ids_of_those_that_were_there():
    before = {"id": "sql", "requirements": [{"tasks": [{"id": "sql.2", "title": "Read"}]}]}
    tasks = [{"id": "new-1", "title": "read"}, {"id": "new-2", "title": "Build"}]
    row = {"id": "sql", "requirements": [{"tasks": tasks}]}
    for is_overriding, expected in ((False, ["sql.2", "sql.3"]), (True, ["sql.2", "sql.1001"])):
        found = renumbered(row, before, {"new-1", "new-2"}, [], is_overriding=is_overriding)
        assert [task["id"] for each in found["requirements"] for task in each["tasks"]] == expected
