"""Search over everything: plain, folded, every word somewhere in the record.

A word of letters may be the pinyin of a name, a title or a place; a telephone number is found by its
digits, however it is parted. What a record belongs to, its household and its group, names it too. Households,
groups and members come first, then the newest.
"""

from fieldbook.search.asking import NOTHING, Query, Test
from fieldbook.search.entries import belongs_to, spelled_names
from fieldbook.search.found import Found, SearchRow, excerpt
from fieldbook.search.looking import Search

__all__ = [
    "NOTHING", "Found", "Query", "Search", "SearchRow", "Test", "belongs_to", "excerpt", "spelled_names",
]  # fmt: skip
