"""A book with 4,000 mentions of people, telephones and homes in its texts, and who is nobody outside."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Final, NamedTuple

from tests.memory_store import MemoryStore

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Household, Issue, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.papers.name_words import KIN
from fieldbook.papers.scanning import is_han, plain
from fieldbook.store.ids import id_maker

SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN: Final = "建国伟芳秀英敏静丽军洋勇艳杰娟涛霞平玉珍"
TITLES: Final = ("组长", "副书记", "大娘", "师傅")
FILLER: Final = "渠水晚上分，白天守，两组就不争了；先浇一遍再下种，出苗齐，肥劲也不跑。"
TODAY: Final = dt.date(2026, 11, 26)
MENTIONS_A_TEXT: Final = 4


class Planted(NamedTuple):
    """Who and what is planted, and the texts that mention it."""

    names: tuple[str, ...]
    phones: tuple[str, ...]
    addresses: tuple[str, ...]
    texts: tuple[str, ...]

    def known(self) -> list[str]:
        """What must not be found in a folded text: names, given names, numbers, addresses."""
        phones = [*self.phones, *(each[-8:] for each in self.phones)]
        people = [*self.names, *(each[1:] for each in self.names)]
        return [*people, *phones, *map(plain, self.addresses)]


def planted(texts: int = 1000, filler: str = FILLER) -> Planted:
    """Some 300 names, numbers and addresses, four of which stand in each text, spelled in ten ways."""
    choose = random.Random(13)
    names = sorted({choose.choice(SURNAMES) + choose.choice(GIVEN) + choose.choice(GIVEN) for _ in range(300)})  # fmt: skip
    phones = [f"139{choose.randrange(10**8):08}" for _name in names]
    addresses = [f"柳河村后街{number}号" for number in range(1000, 1000 + len(names))]
    spelled = (
        str, " ".join, "·".join, "\u200b".join, "—".join, lambda w: w[1:],
        lambda w: w[0] + choose.choice(TITLES), lambda w: "老" + w[0],
    )  # fmt: skip

    def text(number: int) -> str:
        parts = [filler]
        for _mention in range(2):
            parts += [choose.choice(spelled)(choose.choice(names)), FILLER]
        phone = choose.choice(phones)
        parts += [choose.choice((phone, "-".join(phone), phone[-8:])), "，"]
        parts += [choose.choice(addresses), FILLER[: number % 80]]
        return "".join(parts)

    return Planted(tuple(names), tuple(phones), tuple(addresses), tuple(map(text, range(texts))))


def planted_book(found: Planted) -> Fieldbook:
    """A book in memory whose households have the names, numbers and addresses, and whose records of
    every kind that a paper tells of have the texts, in turn."""
    now = dt.datetime.combine(TODAY, dt.time(9), dt.UTC)
    book = Fieldbook(MemoryStore(), clock=lambda: now, new_id=id_maker(), writer="")
    book.members.write(Draft(name="宋长河"))
    group = book.groups.found(Draft(name="柳河1组", unit="青山公社/柳河大队"))
    known = zip(found.names, found.phones, found.addresses, strict=True)
    homes = [
        book.households.assign(Draft(head=head, phone=phone, address=address, group=group.id))
        for head, phone, address in known
    ]
    for number, text in enumerate(found.texts):
        home = homes[number % len(homes)].id
        _KINDS[number % len(_KINDS)](book, home, text)
    return book


def _issue(book: Fieldbook, home: str, text: str) -> Issue:
    short = text[-100:]
    draft = Draft(title=short, detail=text, household=home, found_on=TODAY)
    return book.issues.raise_(draft)


def _issue_with_a_line(book: Fieldbook, home: str, text: str) -> None:
    draft = Draft(title="渠", summary=text, household=home, found_on=TODAY)
    book.issues.raise_(draft)


def _solution(book: Fieldbook, home: str, text: str) -> None:
    issue = _issue(book, home, text)
    draft = Draft(issues=[issue.id], method=text, steps=[{"what": text[-100:]}])
    book.solutions.note(draft)


def _visit(book: Fieldbook, home: str, text: str) -> None:
    book.visits.note(
        Draft(household=home, visited_on=TODAY, note=text, learned=text, promised=text)
    )


def _diary(book: Fieldbook, _home: str, text: str) -> None:
    book.diary.write(Draft(kind="daily", text=text))


def _experience(book: Fieldbook, _home: str, text: str) -> None:
    book.experiences.write(Draft(title=text[-100:], situation=text, action=text, advice=text))


_KINDS: Final = (_issue, _issue_with_a_line, _solution, _visit, _diary, _experience)


def nobody(shelf: Shelf) -> list[str]:
    """Of households, their people, raisers, leaders and key members the names; phones, addresses."""
    homes = shelf.every(Household)
    names = {*_people(shelf), *(each.head for each in homes)}
    names = {each for each in names if not KIN.fullmatch(each)}  # 老伴 is nobody's name
    told = [plain(each) for each in names if each.istitle() or is_han(each[0])]
    told += [plain(each.phone) for each in homes if each.phone]
    return [each for each in [*told, *(plain(each.address) for each in homes)] if len(each) > 2]


def _people(shelf: Shelf) -> Iterator[str]:
    for group in shelf.every(Group):
        leaders = (group.leader,) if group.leader else ()
        yield from (each.name for each in (*leaders, *group.key_members, *group.core_members))
    for visit in shelf.every(Visit):
        yield from (each.name for each in visit.met)
    yield from (each.raised_by.name for each in shelf.every(Issue) if each.raised_by)
