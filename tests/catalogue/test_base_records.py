"""What comes with Badger is written as records once, and not before somebody looks."""

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.rows import record_of
from bot.catalogue.seed import read_seed

CREDENTIALS = read_seed().credentials[:3]


def test_it_is_a_mapping_of_the_records_in_their_order():
    base = BaseRecords(CREDENTIALS)
    assert list(base.items()) == [(each.id, record_of(each)) for each in CREDENTIALS]
    assert len(base) == len(CREDENTIALS)
    assert base.get("no-such-id") is None


def test_the_same_records_are_given_out_each_time():
    base = BaseRecords(CREDENTIALS)
    first = CREDENTIALS[0].id
    assert base[first] is base[first]
