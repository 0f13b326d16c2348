"""A program that works while its book's file is brought up to date, again and again, until killed.

    python tests/ui/tidying.py BOOK

It writes one issue between two steps of every checkpoint and says so once it is saved.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from fieldbook.domain.drafts import Draft
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp


async def work(path: Path) -> None:
    """Until killed."""
    with open_book(path, backups=None) as book:
        app = FieldbookApp(book, Drafts(path), Settings())
        async with app.run_test(size=(80, 24)):
            while True:
                tidying = asyncio.create_task(app.tidy())
                while not tidying.done():
                    await asyncio.sleep(0)
                    issue = book.issues.raise_(Draft(title=f"issue {len(book.issues.all())}."))
                    sys.stdout.write(f"{issue.title}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1])))
