"""The file that shows people how a table to import is written."""

from bot.catalogue.documents import Document
from bot.catalogue.seed import seed_folder

_FILE = "import-sample.csv"
_UTF8_MARK = b"\xef\xbb\xbf"


def import_sample() -> Document:
    """A table of two credentials, ready to be imported; with the mark that spreadsheets know UTF-8 by."""
    return Document(_FILE, _UTF8_MARK + (seed_folder() / _FILE).read_bytes())
