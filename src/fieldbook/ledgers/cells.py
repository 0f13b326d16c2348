"""Values as the cells of a ledger, and cells as values: whatever is written is read back as it was.

A cell holds a text, a whole number or a day. Where several things stand in one cell, what would part
them wrongly is put in quotes, as in a CSV file.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fieldbook.domain import codes
from fieldbook.domain.checks import CHOICES, read_people
from fieldbook.domain.records import EARLIEST, LATEST, Duty, Person, Referral, Step
from fieldbook.domain.telling import ELSEWHERE, Check
from fieldbook.i18n import N_, _, in_every_language
from fieldbook.labels import CODES, code_label, with_role
from fieldbook.patterns import pattern

Cell = str | int | dt.date | None


_words = functools.cache(in_every_language)
"""A word in each language, looked up once: it is asked for at every cell."""


class Odd(Exception):
    """A cell that cannot be read: a code of ``sentences.REASONS``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Form(NamedTuple):
    """How a column's cells are written and read."""

    write: Callable[[Any], Cell]
    read: Callable[[Cell], Any]


_QUOTED: Final = r'"(?:[^"]|"")*"'
_NAME: Final = r'[^"、，,;；()（）\n|]+'
_ROLE: Final = r'[^"()（）\n]*'
_PERSON: Final = pattern(
    rf"[ \u3000]*({_QUOTED}|{_NAME}?)[ \u3000]*(?:[(（]({_QUOTED}|{_ROLE})[)）][ \u3000]*)?(?:[、，,;；\n]|$)"
)
_PLAIN_NAME: Final = pattern(_NAME)
_PLAIN_ROLE: Final = pattern(r'[^"()（）\n]+')
_WORD: Final = pattern(rf"[ \u3000]*({_QUOTED}|[^\"、，,;；\n]*?)[ \u3000]*(?:[、，,;；\n]|$)")
_PLAIN_WORD: Final = pattern(r'[^"、，,;；\n]+')
_FIELD: Final = pattern(rf"[ \u3000]*({_QUOTED}|[^|\n\"]*?)[ \u3000]*(\||\n|$)")
_PLAIN_FIELD: Final = pattern(r'[^"|\n]*')
_DAY: Final = pattern(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def quoted(text: str, plain: re.Pattern[str]) -> str:
    """The text, in quotes where it is not of the plain kind."""
    if plain.fullmatch(text) and text == text.strip():
        return text
    return '"' + text.replace('"', '""') + '"'


def unquoted(text: str) -> str:
    """The text without the quotes it was put in."""
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return text[1:-1].replace('""', '"')
    return text


def as_text(cell: Cell) -> str:
    """What a cell says, as it stands."""
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


# --- days ----------------------------------------------------------------------------------


def day_of(cell: Cell) -> dt.date | None:
    """The day a cell holds, as a day or as the text of one."""
    if not isinstance(cell, dt.date):
        found = _DAY.fullmatch(as_text(cell).strip())
        try:
            cell = dt.date(*map(int, found.groups())) if found else None
        except ValueError:
            return None
    return cell if cell and EARLIEST <= cell <= LATEST else None


def _date(cell: Cell) -> dt.date | None:
    found = day_of(cell)
    if found is None and as_text(cell).strip():
        raise Odd("bad_date")
    return found


def _day_or_words(cell: Cell) -> dt.date | str:
    return day_of(cell) or as_text(cell)


NOT_GIVEN: Final = N_("day not given")


def _solved_text(value: dt.date | str | None) -> Cell:
    """A day, the words for it, or that it is solved and nobody said when."""
    return _(NOT_GIVEN) if value == "" else value


def _solved(cell: Cell) -> dt.date | str | None:
    text = as_text(cell)
    if text in _words(NOT_GIVEN):
        return ""
    return day_of(cell) or text or None


# --- numbers and codes ---------------------------------------------------------------------


def _number(cell: Cell) -> int | None:
    text = as_text(cell).strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise Odd("bad_number")
    return int(text)


_ELSEWHERE: Final = N_("relapsed for others")


def _code(field: str, known: Sequence[Any]) -> Callable[[Cell], Any]:
    """A reader of one code, by the word shown for it in any language."""

    def read(cell: Cell) -> Any:
        text = as_text(cell).strip()
        if not text:
            return ""
        found = _meant(field, text)
        if found is None:
            raise Odd("not_a_choice")
        return next((each for each in known if str(each) == found), found)

    return read


def _codes_text(field: str) -> Callable[[Any], Cell]:
    return lambda several: _words_text([code_label(field, each) for each in several])


def _codes(field: str) -> Callable[[Cell], Any]:
    def read(cell: Cell) -> tuple[str, ...]:
        found = [_meant(field, each) for each in words_of(as_text(cell))]
        if None in found:
            raise Odd("not_a_choice")
        return tuple(each for each in codes.OF_FIELD[field] if each in found)

    return read


@functools.lru_cache(maxsize=512)
def _meant(field: str, word: str) -> str | None:
    """The code a word stands for; none where it stands for none."""
    plain = word.casefold()
    for code, label in CODES[field].items():
        if plain == code or plain in map(str.casefold, in_every_language(label)):
            return code
    return None


# --- several in one cell -------------------------------------------------------------------


def _words_text(words: Iterable[str]) -> str:
    return _(", ").join(quoted(each, _PLAIN_WORD) for each in words)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a list."""
    found = _matches(_WORD, text)
    if found is None:
        return tuple(each.strip() for each in re.split(r"[、，,;；\n]", text) if each.strip())
    return tuple(unquoted(each[1]) for each in found if each[1])


def _levels_text(levels: Iterable[str]) -> str:
    return "/".join(quoted(each, pattern(r'[^"/\n]+')) for each in levels)


def _levels(cell: Cell) -> tuple[str, ...]:
    found = re.findall(rf"({_QUOTED}|[^/]+)(?:/|$)", as_text(cell))
    return tuple(unquoted(each.strip()) for each in found if each.strip())


def _person_text(person: Person | None) -> str:
    if person is None:
        return ""
    role = quoted(person.role, _PLAIN_ROLE) if person.role else ""
    return with_role(quoted(person.name, _PLAIN_NAME), role)


def _people_text(people: Iterable[Person]) -> str:
    return _(", ").join(map(_person_text, people))


def people_of(text: str) -> tuple[Person, ...]:
    """The people a cell names."""
    found = _matches(_PERSON, text)
    if found is None:
        return read_people(text)
    return tuple(
        Person(name=unquoted(each[1]), role=unquoted(each[2] or "")) for each in found if each[1]
    )


def _person(cell: Cell) -> Person | None:
    people = people_of(as_text(cell))
    if len(people) > 1:
        raise Odd("one_person")
    return people[0] if people else None


def _matches(part: re.Pattern[str], text: str) -> list[re.Match[str]] | None:
    """The parts a text is made of from its beginning to its end; none where it is not."""
    found, at = [], 0
    while at < len(text):
        match = part.match(text, at)
        if match is None or match.end() == at:
            return None
        found.append(match)
        at = match.end()
    return found


def _lines_text(lines: Iterable[Sequence[str]]) -> str:
    """Lines of several fields; what is empty at the end of a line is left out."""
    told = []
    for line in lines:
        fields = list(line)
        while fields and not fields[-1]:
            fields.pop()
        told.append(" | ".join(quoted(each, _PLAIN_FIELD) for each in fields))
    return "\n".join(told)


def _lines_of(text: str, width: int) -> Iterator[list[str]]:
    """The lines again, each filled up to so many fields."""
    found = _matches(_FIELD, text)
    if found is None:
        lines = [[each.strip() for each in line.split("|")] for line in text.split("\n")]
    else:
        lines = [[]]
        for each in found:
            lines[-1].append(unquoted(each[1]))
            if each[2] == "\n":
                lines.append([])
    for line in lines:
        if len(line) > width:
            raise Odd("long_line")
        if any(line):
            yield [*line, *[""] * (width - len(line))]


def _of_lines(make: Callable[..., Any], **fields: Form) -> Form:
    """How several things stand in one cell: each on a line, with these fields."""

    def write(several: Iterable[Any]) -> Cell:
        return _lines_text(
            [str(form.write(getattr(each, name))) for name, form in fields.items()]
            for each in several
        )

    def read(cell: Cell) -> tuple[Any, ...]:
        return tuple(
            make(**{name: fields[name].read(text) for name, text in zip(fields, line, strict=True)})
            for line in _lines_of(as_text(cell), len(fields))
        )

    return Form(write, read)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _required(cell: Cell) -> dt.date:
    day = _date(cell)
    if day is None:
        raise Odd("bad_date")
    return day


def _result_text(result: str) -> str:
    return _(_ELSEWHERE) if result == ELSEWHERE else code_label("result", result)


def _result(cell: Cell) -> str:
    if cell in _words(_ELSEWHERE):
        return ELSEWHERE
    found: str = _code("result", codes.CHECK_RESULT)(cell)
    return found


def _same(value: Any) -> Cell:
    cell: Cell = value
    return cell


AS_THEY_ARE: Final = frozenset(["text", "long", "finding", "number", "date", "day", "deadline"])
"""Forms whose values are cells already."""
_TEXT: Final = Form(_same, as_text)
_ISO: Final = Form(_iso, _date)
_ISO_NEEDED: Final = Form(_iso, _required)


def _of_code(field: str, known: Sequence[Any]) -> Form:
    return Form(lambda code: code_label(field, code), _code(field, known))


FORMS: Final[Mapping[str, Form]] = {
    "text": _TEXT,
    "long": _TEXT,
    "finding": _TEXT,
    "number": Form(_same, _number),
    "date": Form(_same, _date),
    "day": Form(_same, _day_or_words),
    "deadline": Form(_same, lambda cell: _day_or_words(cell) or None),
    "solved": Form(_solved_text, _solved),
    "person": Form(_person_text, _person),
    "people": Form(_people_text, lambda cell: people_of(as_text(cell))),
    "list": Form(_words_text, lambda cell: words_of(as_text(cell))),
    "unit": Form(_levels_text, _levels),
    "steps": _of_lines(Step, what=_TEXT, who=_TEXT, due_on=_ISO, done_on=_ISO),
    "duties": _of_lines(Duty, area=_TEXT, who=_TEXT),
    "checks": _of_lines(
        Check,
        due_on=_ISO_NEEDED,
        checked_on=_ISO,
        result=Form(_result_text, _result),
        note=_TEXT,
        cancelled_on=_ISO,
    ),
    "referrals": _of_lines(
        Referral, referred_on=_ISO_NEEDED, referred_to=_TEXT, answer=_TEXT, answered_on=_ISO
    ),
    "explained": Form(_codes_text("explained"), _codes("explained")),
    "together": Form(_codes_text("together"), _codes("together")),
    "issue.kind": _of_code("issue.kind", codes.ISSUE_KIND),
    "focus": _of_code("focus", codes.FOCUS),
    "carried_by": _of_code("carried_by", codes.CARRIED_BY),
    "manner": _of_code("manner", codes.MANNER),
    "task.kind": _of_code("task.kind", codes.TASK_KIND),
    "survey.type": _of_code("survey.type", CHOICES["survey", "type"]),
}
"""The forms a cell can have. What only points to other records is written by ``rows`` itself."""
