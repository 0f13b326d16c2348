"""Rows of a roster as households."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from fieldbook.domain import folding
from fieldbook.domain.checks import is_name
from fieldbook.domain.entries import Oddity, RosterEntry, labelled
from fieldbook.domain.given_first import given_first
from fieldbook.domain.seal import digest_of
from fieldbook.intake import cells
from fieldbook.intake.dates import is_one_day
from fieldbook.intake.gathering import gathered
from fieldbook.intake.row import Row
from fieldbook.intake.traditional import simplified
from fieldbook.patterns import pattern

BETWEEN: Final = pattern(r"[、，,;；/](?![^(（]*[)）])")
"""What divides names; within brackets, where posts stand, it divides nothing."""
_NO_CONTACT: Final = frozenset(
    [
        "本人",
        "自己",
        "户主",
        "户主本人",
        "家属",
        "待定",
        "未定",
        "空缺",
        "self",
        "himself",
        "herself",
        "tbd",
        "vacant",
    ]
)
"""What stands where a contact should and names none."""
_VOID: Final = frozenset(["void", "voided", "作废"])
"""What makes all of a row void, whichever of its cells it stands in."""
_NOBODY: Final = frozenset(
    [
        "空置",
        "空房",
        "空户",
        "空置房",
        "空",
        "无人居住",
        "无人",
        "未入住",
        "vacant",
        "empty",
        "unoccupied",
        "vacant property",
    ]
)
"""What stands where the head should where nobody lives."""
_ONE_NAME: Final = pattern(
    r"(?!妻|丈夫|爱人|老[伴公婆]|儿[子媳]|女[儿婿]|父亲|母亲|媳妇)[\u3400-\u9fff]{1,3}[\u3400-\u9fff](?<![组組队隊村户戶社等])|[\u3400-\u9fff]+[·•][\u3400-\u9fff·•]+"
)
_COUNTERS: Final = pattern("[栋幢座梯]|单元|楼(?!栋)|(?<=门牌)号")
"""What is counted by a number in a column of buildings."""
_ESTATES: Final = pattern("小区|屋邨|屋苑")
"""Columns of what is larger than a street's number."""
_GONE: Final = (
    r"(?:已经?|户主已?|早已|现已?|长期|常年|全家|整户)*(?:亡?故|去世|过世|病故|死亡|离世|搬走|搬离|搬迁|迁出|外迁|外出|在外)(?:务工|打工)?"
    r"|(?:now |has |have |recently )*(?:deceased|dead|died|passed away|moved (?:out|away)|left|gone|away|abroad)"
)
_MARKED: Final = pattern(
    r"(?:the )?late (?P<late>[a-z].*)"
    rf"|(?P<name>[^()（）\[【]+?)\s*(?:[(（\[【]\s*(?:{_GONE})[^()（）\]】]*[)）\]】]|(?:\s[-–—]\s|[,，—]\s*)(?:{_GONE})(?:\s[\w ]+)?)",
    re.IGNORECASE,
)
"""A name with what says that its bearer has died or gone: it is kept in the note."""
_BESIDE_A_NAME: Final = pattern(r"\s*(?:[(（][^()（）]*\d[^()（）]*[)）]|[:：]?\s*\d[\d -]{5,})$")
"""A telephone behind a name."""


def entries(rows: Iterable[Row], fields: frozenset[str]) -> tuple[list[RosterEntry], list[Oddity]]:
    """The households of a roster, and what was odd in its rows."""
    rows = list(rows)
    side_by_side = any(row.is_wide("person") for row in rows)
    if fields & {"relation", "person"} and not side_by_side:
        households, oddities = gathered(rows, fields)
    else:
        households, oddities = [(row, [row] if side_by_side else []) for row in rows], []
    lists_members = side_by_side or any(len(_members(row)) > 1 for row in rows)
    found: list[RosterEntry] = []
    known = Known()
    for row, gathered_with in households:
        others, void = _without_void(row, gathered_with)
        oddities += void
        entry = _entry(row, others, lists_members=lists_members)
        each_head = [entry] if row.left_out else _each_head(entry, row)
        if not row.left_out and (reason := known.meets(each_head[0])):
            row.odd("code" if reason == "code_twice" else "", reason, _shown(entry), left_out=True)
        if not row.left_out:
            found.extend(each_head)
        oddities += row.oddities
        if row.left_out:
            # Who belongs to a household that is left out is left out with it, and for its reason.
            oddities += [why._replace(row=other) for why in row.oddities for other in entry.also]
        else:
            oddities += [why for each in others if each is not row for why in each.oddities]
    ungrouped = [each for each in found if not each.group]
    if "group" in fields and 0 < len(ungrouped) < len(found):
        # Nobody can say whether they are of the group above, or of none.
        oddities.append(Oddity(ungrouped[0].row, "group", "no_group", str(len(ungrouped))))
    return found, sorted(oddities)


class Known:
    """The households met so far, by code within the group, else by head and address or phone."""

    def __init__(self) -> None:
        self._coded: dict[tuple[str, ...], RosterEntry] = {}
        self._placed: set[tuple[str, ...]] = set()
        self._lines: set[str] = set()

    def meets(self, entry: RosterEntry) -> str:
        """Why this household was met already, or an empty text.

        Two of one head in one group are two, unless the same is said of where they live, or of them
        altogether.
        """
        where = (folding.key(entry.unit), folding.group(entry.group))
        if entry.code:
            first = self._coded.setdefault((*where, folding.solid(entry.code)), entry)
            if first is entry:
                return ""
            same_head = folding.key(first.head) == folding.key(entry.head)
            return "repeated" if same_head else "code_twice"
        head = (*where, folding.key(entry.head))
        places = {(*head, folding.solid(each)) for each in (entry.address, entry.phone) if each}
        if entry.line in self._lines or not self._placed.isdisjoint(places):
            return "repeated"
        self._placed |= places
        self._lines.add(entry.line)
        return ""


def _without_void(row: Row, others: Iterable[Row]) -> tuple[list[Row], list[Oddity]]:
    """A household's rows but for the members a cell makes void, and what is told of these.

    Where its own row is void it is left out with all of them.
    """
    kept: list[Row] = []
    oddities: list[Oddity] = []
    for each in dict.fromkeys((row, *others)):
        word = each.whole_cell(_VOID)
        if word:
            each.odd("", "void", word, left_out=True)
        if word and each is not row:
            oddities += each.oddities
        elif each in others:
            kept.append(each)
    return kept, oddities


def _each_head(entry: RosterEntry, row: Row) -> list[RosterEntry]:
    """The households of a row that names the heads of several, and says nothing of any one of them."""
    lines = row.long("head").split("\n") if " " in entry.head else [entry.head]
    names = [part.strip() for line in lines for part in BETWEEN.split(line)]
    of_one = (entry.code, entry.people, entry.address, entry.phone, entry.note, entry.also)
    if len(names) < 2 or any(of_one) or not all(map(_ONE_NAME.fullmatch, names)):
        return [entry]
    return [replace(entry, head=each, line=digest_of(entry.line, each)) for each in names]


def _shown(entry: RosterEntry) -> str:
    return " ".join(text for text in (entry.code, entry.head) if text)


def _entry(row: Row, household: Sequence[Row], *, lists_members: bool) -> RosterEntry:
    """The entry of a head's row; where a roster has a row a person, of all rows of the household."""
    said = _Said(row, household)
    head = said.by("head").name("head") or (row.name("person") if household else "")
    marked = _MARKED.fullmatch(head)
    if marked:
        # Whoever heads it now, the name is the one that people know it by.
        row.refused.append(labelled(said.by("head").heading("head"), head))
        head = marked["name"] or marked["late"]
    if head.strip("()（）[]【】 ").casefold() in _NOBODY:
        row.odd("head", "nobody_lives_there", head, left_out=True)
    elif all(unicodedata.category(sign)[0] in "PSZ" for sign in head):
        row.require("head")  # a rare sign of a font's own may be a name, punctuation is none
    people = said.by("people").count("people")
    group, unit = said.by("group").text("group"), unit_above(said.by)
    contact, whole = _contact(said.by("contact"))
    visited_on, visited_text = said.by("visited_on").day("visited_on")
    if visited_on and is_one_day(visited_text, said.by("visited_on").order):
        visited_text = ""
    if visited_text:
        visited_text = labelled(said.by("visited_on").heading("visited_on"), visited_text)
    told = said.by("visited_note").remark("visited_note")
    visited_text = "\n".join(filter(None, (told, visited_text)))
    every = said.by("visit_every_days").every("visit_every_days")
    address, note = _address(said), said.on_top("note").remark("note")
    refused = [words for each in dict.fromkeys((row, *household)) for words in each.refused]
    return RosterEntry(
        row=row.number,
        also=tuple(each.number for each in household if each is not row),
        head=head,
        code=said.by("code").code("code"),
        people=_how_many(head, household, lists_members) if people is None else people,
        address=address if group else _within(unit, address),
        phone=said.on_top("phone").codes("phone"),
        group=group,
        unit=unit,
        contact=contact,
        visit_every_days=every,
        visited_on=visited_on,
        visited_text=visited_text,
        note="\n".join(filter(None, (note, *refused, whole, "" if visited_on else visited_text))),
        tags=said.on_top("tags").tags("tags"),
        line=row.line if not household else digest_of(*(each.line for each in household)),
    )


def _address(said: _Said) -> str:
    """Where a household lives, with what stands in columns of its own: 小区 楼栋 单元.

    Chinese goes from the large to the small, English from the door to the street.
    """
    address = said.by("address").text("address")
    columns = said.by("building").besides("building")
    parts = [(heading, _numbered(heading, text)) for heading, text in columns]
    other = [(h, part) for h, part in parts if folding.key(part) not in folding.key(address)]
    before = [part for h, part in other if h.isascii() or _ESTATES.search(simplified(h))]
    whole = [*before, address, *(part for _h, part in other if part not in before)]
    return (", " if "".join(whole).isascii() else "").join(filter(None, whole))


def _numbered(heading: str, text: str) -> str:
    """A number of a building with what it counts: 5 under 楼栋号 is 5栋."""
    counter = _COUNTERS.search(simplified(heading))
    if not text.isalnum() or not text.isascii() or (heading.isascii() and " " in text):
        return text
    if heading.isascii():
        return f"{heading.split(maxsplit=1)[0]} {text}"
    return f"{text}{counter[0]}" if counter else text


def _contact(row: Row) -> tuple[str, str]:
    """The contact, and where the cell says more than one name all of it, for the note."""
    text = row.alone("contact")
    if text.casefold() in _NO_CONTACT or not is_name(text):
        return "", labelled(row.heading("contact"), text)
    parts = (_BESIDE_A_NAME.sub("", part.strip()) for part in BETWEEN.split(text))
    names = [name for part in parts if (name := cells.name(part))]
    if not names or names == [cells.name(text)]:
        return cells.name(text), ""
    return names[0], labelled(row.heading("contact"), text)


def _how_many(head: str, household: Sequence[Row], lists_members: bool) -> int | None:
    """How many rows a household has; of one row, how many members its cells name or count.

    A cell with one name is that person's own row, unless others ``list members``.
    """
    if len(household) != 1:
        return len(household) or None
    said = household[0].text("person")
    if (number := cells.count(said)) is not None:
        return number
    if given_first(said) == head:
        return 1
    names = _members(household[0])
    listed = len(names) > 1 or (names and lists_members)
    return len(names) + (head not in names) if listed else 1


def _members(row: Row) -> list[str]:
    """The names in the cells of a row that name members."""
    listed = (BETWEEN.split(cells.people(text)) for text in row.peek_each("person"))
    return [name for parts in listed for part in parts if (name := cells.name(part.strip()))]


def _within(unit: str, address: str) -> str:
    """The address of a household in no group, with the village and what else lies above it."""
    there = folding.key(address)
    levels = [level for level in unit.split("/") if level and folding.key(level) not in there]
    parts = [part for part in (*levels, address) if part]
    return (", " if unit.isascii() else "").join(parts)


class _Said:
    """Which row of a household says something: its head's, else the first that does.

    What counts for the whole household stands in its first row only, whoever is named there.
    """

    def __init__(self, head: Row, household: Sequence[Row]) -> None:
        self._rows = [head, *(each for each in household if each is not head)]
        self._top = [head, *household[:1]]

    def by(self, field: str) -> Row:
        """The row that says this of the household."""
        return self._first(self._rows, field)

    def on_top(self, field: str) -> Row:
        """The same of what may be said of a member too: the head's row, or the household's first."""
        return self._first(self._top, field)

    @staticmethod
    def _first(rows: list[Row], field: str) -> Row:
        said = (each for each in rows if each.peek(field)) if len(rows) > 1 else ()
        return next(iter(said), rows[0])


def unit_above(by: Callable[[str], Row]) -> str:
    """The levels above the group, outermost first."""
    unit = by("unit").text("unit").replace("／", "/")
    above = [unit, *(by(level).text(level) for level in ("commune", "brigade"))]
    return "/".join(dict.fromkeys(level for level in above if level))
