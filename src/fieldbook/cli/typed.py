"""What a typed word means, or why it means nothing."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable
from typing import Final

from fieldbook.domain.codes import LISTS
from fieldbook.i18n import _
from fieldbook.typed_days import no_date, read_end, read_typed

KINDS: Final = (
    "households", "groups", "members", "tasks", "visits", "issues", "solutions", "follow_ups",
    "diary", "surveys", "stays", "links", "trainings", "experiences", "commendations",
    "plans", "on_site_meetings",
)  # fmt: skip
"""What can be listed: the tables of a book."""
ADDED: Final = ("issue", "visit", "note")
"""What is written down without opening the book."""
SINGULAR: Final = {"diary": "diary", **{each.removesuffix("s"): each for each in KINDS}}


def offered(codes: Iterable[tuple[str, str]], typed: str) -> str:
    """(code, word) pairs to choose from: each word, and its code where that is another.

    Behind them stands what was probably meant by what was typed.
    """
    from fieldbook.cli.meant import with_hint  # only once something is wrong

    pairs = list(codes)
    listed = _(", ").join(
        word if word.casefold() == code else _("{word} ({code})").format(word=word, code=code)
        for code, word in pairs
    )
    return with_hint(listed, typed, (each for pair in pairs for each in pair))


def path(word: str) -> str:
    """A path; an empty one (a shell's unset variable) must not mean the user's own book."""
    if not word.strip():
        raise argparse.ArgumentTypeError(_("the path of the book is empty"))
    return word


def added_kind(word: str) -> str:
    """What ``add`` writes down, by its code or by the word that is shown for it."""
    plain = word.casefold().removesuffix("s")
    if plain not in ADDED:
        from fieldbook.labels import code_label, code_meant, kind_label, kind_meant

        found = kind_meant(word) or code_meant("diary.kind", word)
        plain = "note" if found == "diary" else found
    if plain not in ADDED:
        labels = (
            *((each, kind_label(each)) for each in ADDED[:2]),
            ("note", code_label("diary.kind", "note")),
        )
        raise argparse.ArgumentTypeError(
            _("there is no kind “{word}”; there are: {kinds}").format(
                word=word, kinds=offered(labels, word)
            )
        )
    return plain


def listed(word: str) -> str:
    """A kind of records, or a list of names."""
    if word.casefold().replace("-", "_") in LISTS:
        return word.casefold().replace("-", "_")
    try:
        return kind_of(word)
    except argparse.ArgumentTypeError:
        from fieldbook.titles import list_meant  # only where the word is none of the codes

        if found := list_meant(word):
            return found
        raise


def kind_of(word: str) -> str:
    """A kind of records, by its code in one or many, or by the word that is shown for it."""
    plain = word.casefold().replace("-", "_")
    found = SINGULAR.get(plain, plain)
    if found not in KINDS:
        from fieldbook.labels import kind_label, kind_meant  # only where it is no code

        found = SINGULAR.get(kind_meant(word), found)
    if found not in KINDS:
        codes = {code: kind for kind, code in SINGULAR.items()}
        known = offered(((code, kind_label(codes[code])) for code in KINDS), word)
        raise argparse.ArgumentTypeError(
            _("there is no kind “{word}”; there are: {kinds}").format(word=word, kinds=known)
        )
    return found


def audience(word: str) -> str:
    """Who reads a paper, by the code or by the word that is shown for it."""
    from fieldbook.labels import code_meant, codes_of

    found = code_meant("audience", word)
    if not found:
        known = offered(codes_of("audience"), word)
        raise argparse.ArgumentTypeError(
            _("there is no audience “{word}”; there are: {known}").format(word=word, known=known)
        )
    return found


def first_day(word: str) -> dt.date:
    """A day, and of a month the first one."""
    return _day_of(word, read_typed(word, _today(), "back"))


def since_day(word: str) -> dt.date:
    """A day, and of a month, a week or any other period the first one."""
    return _day_of(word, read_end(word, _today(), last=False))


def until_day(word: str) -> dt.date:
    """A day, and of a period the last one: ``--until 2026年3月`` has the whole of March."""
    return _day_of(word, read_end(word, _today(), last=True))


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _day_of(word: str, found: dt.date | None) -> dt.date:
    if found is None:
        raise argparse.ArgumentTypeError(no_date(word))
    return found


def column(word: str) -> tuple[str, str]:
    """(field, heading) of a column that was named."""
    field, equals, heading = word.partition("=")
    if not (field.strip() and equals and heading.strip()):
        raise argparse.ArgumentTypeError(
            _("“{word}” is not of the form field=HEADING").format(word=word)
        )
    return field.strip(), heading.strip()


def number(word: str) -> int:
    """The number of a record, typed with its sign or without."""
    plain = word.removeprefix("#")
    if not plain.isdecimal():
        raise argparse.ArgumentTypeError(_("“{word}” is no number").format(word=word))
    return int(plain)
