"""Long lists in pages, which are counted from 0."""


def page_count(total: int, size: int) -> int:
    """How many pages `total` lines fill, `size` to a page; an empty list has one."""
    return max(1, -(-total // size))


def page_within(page: int, pages: int) -> int:
    """The page asked for, or the nearest that there is."""
    return min(max(page, 0), pages - 1)
