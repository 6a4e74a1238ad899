from bot.catalogue.task_numbers import next_task_id


def test_a_new_task_has_the_number_after_the_highest_ever():
    assert next_task_id("sql", ["sql.1", "sql.7", "sql.3"], is_overriding=False) == "sql.8"
    assert next_task_id("sql", [], is_overriding=False) == "sql.1"


def test_the_numbers_of_other_credentials_do_not_count():
    assert next_task_id("sql", ["sql-2.9", "sql.1", "other.30"], is_overriding=False) == "sql.2"


def test_over_what_is_published_below_the_numbers_leave_room_for_its_next_release():
    assert next_task_id("sql", ["sql.1", "sql.2"], is_overriding=True) == "sql.1001"
    assert next_task_id("sql", ["sql.1", "sql.1001"], is_overriding=True) == "sql.1002"
