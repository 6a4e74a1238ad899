"""What something new may already be."""

from dataclasses import replace

import pytest

from bot.catalogue.look_alikes import MOST, perhaps_there
from tests.small_catalogue import credential

BEES = replace(credential("bees", "Beekeeping for Beginners"), url="https://www.bees.example.org/one/")
HONEY = replace(credential("honey", "Making Honey"), url="https://bees.example.org/honey?unit=2")
FRONT = replace(credential("front", "Something Else"), url="https://bees.example.org/")
EVERY = (HONEY, FRONT, BEES)


@pytest.mark.parametrize(
    "link",
    [
        "https://bees.example.org/one",
        "http://www.bees.example.org/one/",
        "https://BEES.example.org/one#start",
    ],
)
def test_the_same_page_is_known_however_its_address_is_written(link: str):
    assert perhaps_there("Quite another name", "", link, EVERY) == [BEES]


def test_another_unit_is_another_page_and_a_front_page_says_nothing():
    assert perhaps_there("Quite another name", "", "https://bees.example.org/honey?unit=3", EVERY) == []
    assert perhaps_there("Quite another name", "", "https://bees.example.org", EVERY) == []


def test_the_same_page_comes_before_a_title_that_is_alike_and_each_once():
    found = perhaps_there("Beekeeping, for beginners", "", "https://bees.example.org/honey?unit=2", EVERY)
    assert found == [HONEY, BEES]
    assert perhaps_there("Beekeeping for Beginners", "", "https://bees.example.org/one", EVERY) == [BEES]


def test_so_many_are_shown():
    many = [replace(BEES, id=f"bees-{number}", title=f"Course {number}") for number in range(9)]
    found = perhaps_there("x", "", BEES.url, reversed(many))
    assert found == many[:MOST]
