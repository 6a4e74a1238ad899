"""Pages are counted from 0; there is always one, and nobody lands beyond the last."""

import pytest

from bot.domain.paging import page_count, page_within


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_the_last_page_may_be_short_and_an_empty_list_has_one(total: int, pages: int):
    assert page_count(total, 10) == pages


@pytest.mark.parametrize(("asked", "shown"), [(-1, 0), (0, 0), (2, 2), (3, 2), (10**6, 2)])
def test_a_page_that_there_is_not_is_the_nearest(asked: int, shown: int):
    assert page_within(asked, 3) == shown
