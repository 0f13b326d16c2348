"""A ledger as it would be written: which tables, how much of each; and the writing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.domain.errors import PaperError
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _
from fieldbook.ledgers import LEDGERS, LedgerImprint, ledger_files
from fieldbook.ledgers.rows import ledger
from fieldbook.settings import Settings
from fieldbook.ui.told.paper import Wished
from fieldbook.ui.widgets.story_lines import StoryLine


def imprint_of(book: Fieldbook, settings: Settings) -> LedgerImprint:
    """Whose ledger it is."""
    return LedgerImprint(settings.branch, settings.name, book.today)


def ledger_lines(book: Fieldbook, settings: Settings, wished: Wished) -> Iterator[StoryLine]:
    """The tables, each with how many records stand in it."""
    yield StoryLine(imprint_of(book, settings).title, tone="title")
    if wished.format == "json":
        yield StoryLine(_("The whole book, for other programs: everything that stands in it."))
        return
    since, until = wished.ledger_days(book)
    for each in ledger(book.shelf, book.today, since, until):
        yield StoryLine(str(each.records), label=_(each.table.name))


def ledger_content(
    book: Fieldbook, settings: Settings, wished: Wished, path: Path
) -> bytes | Mapping[str, bytes]:
    """What is written. It is made beside the screen, of the records as they are now.

    Raises:
        PaperError: ``half_sign``.
    """
    since, until = wished.ledger_days(book)
    now = Shelf(book.shelf.everything())
    try:
        files = ledger_files(
            wished.format, now, book.today, book.habits, imprint=imprint_of(book, settings),
            since=since, until=until,
        )  # fmt: skip
    except UnicodeEncodeError as error:
        raise PaperError(path, "half_sign") from error
    return files if LEDGERS[wished.format].in_folder else next(iter(files.values()))
