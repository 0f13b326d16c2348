"""What a text says of people and homes: names in all their forms, phones, addresses, patterns.

A text is looked through as it would read without blanks, unseen signs, dashes, dots, widths and cases,
so that ``陈 桂 生`` and ``１３８－００`` are found. What was found is told by where it stands in the text
as it was written.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fieldbook.domain.given_first import given_first
from fieldbook.papers.called import Calls, Hit, is_a_day, is_an_adverb
from fieldbook.papers.latin import (
    TITLES,
    is_a_family,
    is_called_small,
    is_everyday,
    is_title,
    small,
    suspects,
    words_of,
)
from fieldbook.papers.name_words import (
    COMPOUND_SURNAMES,
    FAMILIAR,
    NO_GIVEN_NAMES,
    SURNAMES,
    TELLS_APART,
)
from fieldbook.patterns import pattern

_DROPPED: Final = frozenset("·•‧∙⋅・･-‐‑‒–—―−_.。'’‘`´") - {"。"}
_UNSEEN: Final = ("Mn", "Me", "Cf", "Cc", "Cn", "Cs", "Zs", "Zl", "Zp")
_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")

_LAST: Final = 8
"""The last digits of a telephone number by which it is known without what stands before."""
_NUMBERS: Final = pattern(r"\d{5,}")
_BRACKETS: Final = pattern(r"[（(\[【]")
_TOLD_APART: Final = pattern(rf"[（(\[【]\s*(?:{TELLS_APART})\s*[）)\]】]", re.IGNORECASE)
_NO_SURNAMES: Final = frozenset(FAMILIAR) | frozenset("大二三四五妇")
"""What somebody's name may begin with who is only known by how he is called."""
_SEVERAL: Final = pattern(r"[/／、；;]|(?<=[\u3400-\u9fff])[,，](?=[\u3400-\u9fff])")
"""What stands between two names in one field."""
_ADDRESS_PARTS: Final = pattern(r"[,，;；、\r\n]")
_TAIL: Final = pattern(r"^.*(?:村|镇|乡|街道|社区|大队|公社|屯|庄|寨)(?=.*\d)")
_AS_WRITTEN: Final = (
    ("mail", pattern(r"[A-Za-z0-9][\w.+%-]*[@＠][\w-]+(?:\.[\w-]+)+", re.ASCII)),
    (
        "suspect",
        pattern(rf"(?<![A-Za-z])(?:{TITLES})\.? [A-Z][a-z'’-]+"),
    ),
)
"""What is looked for in the text as it was written: its dots and blanks tell."""
_N: Final = r"(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,4})"
_PATTERNS: Final = (
    ("paper", pattern(r"(?<!\d)(?:\d{17}[\dx]|\d{15})(?!\d)")),
    ("phone", pattern(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")),
    ("phone", pattern(r"(?<!\d)(?:0\d{9,11}|[48]00\d{7})(?!\d)")),
    ("phone", pattern(r"(?<=电话|手机|座机|来电)(?:号码|号)?[:：是为]?(\d{7,12})(?!\d)")),
    ("phone", pattern(r"(?:微信|weixin|wechat|qq|vx)(?:号码|号)?[:：是为]?([a-z0-9]{5,20})")),
    (
        "plate",
        pattern(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z]"
            r"(?=[a-z]{0,2}\d)[a-z0-9]{5,6}(?![a-z0-9])"
        ),
    ),
    ("address", pattern(rf"{_N}[组组队社]{_N}号(?![线文井渠])")),
    (
        "address",
        pattern(
            rf"(?<=[路街巷弄道里坊村庄寨屯园苑区同]){_N}号(?![线文井渠])(?:楼|院)?"
            rf"(?:{_N}(?:栋|幢|座))?(?:{_N}单元)?(?:\d{{1,4}}(?:室|号|房|户))?"
        ),
    ),
    (
        "address",
        pattern(
            rf"{_N}(?:栋|幢|号楼){_N}单元(?:\d{{1,4}}(?:室|号|房|户)?)?|{_N}(?:栋|幢|号楼)\d{{3,4}}(?:室|号|房|户)?"
            rf"|{_N}单元\d{{1,4}}(?:室|号|房|户)"
        ),
    ),
)
"""What is nobody's name and yet leads to somebody."""
_LESS: Final = (("given", "name"), ("plural", "word"), ("plural", "name"))
"""What a form was known as, and what it is rather."""
_OF_SEVERAL: Final = ("given", "word", "plural")
_WITHIN_A_NAME: Final = frozenset(
    {"given", "stranger", "word", "plural", "familiar", "titled", "suspect"}
)
_RANK: Final = {
    what: rank
    for rank, what in enumerate(
        (
            "name", "stranger", "given", "titled", "word", "plural", "familiar", "address", "paper", "phone",
            "mail", "plate", "place", "suspect",
        )
    )
}  # fmt: skip
"""Which of two that overlap says what becomes of both."""


class _Signs(dict[int, str]):
    """What each sign is looked for as; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        plain = unicodedata.normalize("NFKD", plain).casefold()
        kept = (each for each in plain if unicodedata.category(each) not in _UNSEEN)
        found = self[code] = "".join(each for each in kept if each not in _DROPPED | _BLANKS)
        return found


_SIGNS: Final = _Signs()


def plain(text: str) -> str:
    """A text as it is looked through: one width and case, nothing between the signs.

    >>> plain("陈 桂·生　１３８-００")
    '陈桂生13800'
    """
    return text.translate(_SIGNS)


class Found(NamedTuple):
    """A form of something known, and what it is a form of."""

    what: str
    of: str = ""


class Known:
    """The forms of what is known, and the surnames among the names."""

    def __init__(self) -> None:
        self.forms: dict[str, Found] = {}
        self.surnames: set[str] = set()
        self.givens: dict[str, str] = {}
        """Given names of one character, by whom they name."""
        self.ends: set[str] = set()
        """How longer given names end."""
        self.small: set[str] = set()
        """First words of Latin names that need no capital."""
        self.asked: set[str] = set()
        """Other words of them that are suspects without one."""

    def form(self, form: str, what: str, of: str = "") -> None:
        """Look for a form; what several have is nobody's in particular."""
        if len(form) < 2:
            return
        known = self.forms.get(form)
        less = known is not None and (known.what, what) in _LESS
        if known is None or less:
            self.forms[form] = Found(what, of)
        elif known.what == what and what in _OF_SEVERAL and known.of != of:
            self.forms[form] = Found(what)

    def person(self, name: str) -> None:
        """A name whole, its given name, its words."""
        if "某" in name:  # it names nobody any more
            return
        self._person(name, name)
        for line in name.splitlines():  # where two books' wordings were kept, one below the other
            for each in _SEVERAL.split(_BRACKETS.split(line)[0]):
                if each != name and each.strip():
                    self._person(each, name)

    def _person(self, written: str, name: str) -> None:
        whole = plain(written)
        if not whole:
            return
        self.form(whole, "name", name)
        if not is_han(whole[0]):
            written = given_first(written)  # Brook, Alice
            self.form(plain(written), "name", name)
            words = words_of(_TOLD_APART.sub("", written))
            titled = len(words) > 1 and is_title(words[0])  # Old Chen
            for word in words[titled:]:  # Mary Young is called Young
                self.form(plain(word), "word", name)
            for word in words[1:]:
                self.form(plain(word) + "s", "plural", name)
            told = small(words[titled:])
            self.asked.update(told, map(plain, told))
            self.small.update(plain(each) for each in words[titled:][:1] if each.casefold() in told)
            return
        surname = surname_of(whole)
        if surname not in _NO_SURNAMES:  # who is only known as 老陈 makes nobody of 老会计
            self.surnames.add(surname)
        given = whole[len(surname) :]
        no_name = surname in _NO_SURNAMES or given in NO_GIVEN_NAMES
        if no_name or not all(map(is_han, given)):
            return
        if len(given) == 1:
            known = self.givens.setdefault(given, name)
            self.givens[given] = name if known == name else ""
        elif len(given) == 2:
            self.form(given, "given", name)
            self.ends.add(given[-1])

    def phone(self, phone: str) -> None:
        """Each number whole, and its last digits."""
        for line in phone.splitlines():
            for number in _NUMBERS.findall(plain(line)):
                self.form(number, "phone", phone)
                self.form(number[-_LAST:], "phone", phone)

    def address(self, address: str) -> None:
        """An address whole, and without the village before it."""
        self.form(plain(address), "address")
        for part in map(plain, _ADDRESS_PARTS.split(address)):
            tail = _TAIL.sub("", part)
            for form in (part, tail):
                if len(form) > 2 and any(map(str.isdigit, form)):
                    self.form(form, "address")


class Scanner:
    """Knows what is looked for; finds it in one text after the other."""

    def __init__(
        self,
        people: Iterable[str],
        phones: Iterable[str] = (),
        addresses: Iterable[str] = (),
        places: Iterable[str] = (),
        free: Iterable[str] = (),
    ) -> None:
        """Make ready.

        Args:
            people: names nobody may read.
            phones: telephone numbers, as they were written.
            addresses: where people live, as it was written.
            places: names of groups and units that may not be read.
            free: names that may be read, and within which nothing of another name is looked for.
        """
        known = Known()
        # Who has no more than the name is whom it means, not another who is told apart by a bracket.
        for name in sorted(people, key=lambda each: bool(_BRACKETS.search(each))):
            known.person(name)
        for phone in phones:
            known.phone(phone)
        for each in addresses:
            known.address(each)
        for each in places:
            known.form(plain(each), "place")
        for each in free:
            known.form(plain(each), "free", each)
        self._forms = known.forms
        lengths: dict[str, set[int]] = {}
        for form in self._forms:
            lengths.setdefault(form[0], set()).add(len(form))
        self._lengths = {sign: sorted(each, reverse=True) for sign, each in lengths.items()}
        signs = "".join(map(re.escape, lengths))
        self._begins = re.compile(f"[{signs}]") if signs else None
        self._small, self._asked = frozenset(known.small), frozenset(known.asked)
        self._calls = Calls(known.surnames, known.givens, known.ends)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """What was found, from left to right, nothing over another."""
        looked = plain(text)
        found = [*self._known(looked), *self._calls.within(looked), *_patterns(looked)]
        as_written = [
            Hit(*each.span(), what)
            for what, written in _AS_WRITTEN
            for each in written.finditer(text)
        ]
        as_written += [Hit(*each, "suspect") for each in suspects(text, self._asked)]
        if not (found or as_written):
            return ()
        at = [index for index, sign in enumerate(text) for _each in _SIGNS[ord(sign)]]
        spans = [e._replace(start=at[e.start], end=at[e.end - 1] + 1) for e in found]
        whole = [each for each in spans if _stands_alone(text, each, self._small)]
        return tuple(_over_one_another([*whole, *as_written]))

    def _known(self, looked: str) -> Iterator[Hit]:
        if self._begins is None:
            return
        forms, lengths = self._forms, self._lengths
        for begin in self._begins.finditer(looked):
            start = begin.start()
            for length in lengths[begin[0]]:
                known = forms.get(looked[start : start + length])
                if known is not None and start + length <= len(looked):
                    if known.what == "given" and is_a_day(looked, start, start + length):
                        continue
                    if known.what == "given" and is_an_adverb(looked, start, start + length):
                        yield Hit(start, start + length, "suspect")
                        continue
                    if known.what == "given" and looked[start - 1 : start] in SURNAMES and start:
                        # Somebody else's whole name, whom the book does not know.
                        yield Hit(start - 1, start + length, "stranger", "", looked[start - 1])
                    yield Hit(start, start + length, known.what, known.of)


scanner = functools.lru_cache(maxsize=4)(Scanner)
"""A scanner, made once for the same names: a preview is drawn at every key."""


def _patterns(looked: str) -> Iterator[Hit]:
    for what, each in _PATTERNS:
        for found in each.finditer(looked):
            yield Hit(*found.span(1 if each.groups else 0), what)


def surname_of(whole: str) -> str:
    """The surname of a Chinese name, of two characters where it is one."""
    # A name of two characters is a surname and a given name, even where both look like one.
    return whole[:2] if len(whole) > 2 and whole[:2] in COMPOUND_SURNAMES else whole[:1]


@functools.cache
def is_han(sign: str) -> bool:
    """Whether a sign is a Chinese character."""
    return unicodedata.name(sign, "").startswith("CJK UNIFIED IDEOGRAPH")


def _stands_alone(text: str, hit: Hit, small: frozenset[str]) -> bool:
    """Whether a word of letters is not the middle of a longer one, and a number not of a longer one."""
    first, last = text[hit.start], text[hit.end - 1]
    if hit.what == "plural" and not is_a_family(text, hit.start, hit.end):
        return False
    if hit.what == "word" and not _is_somebodys(text, hit, small):
        return False
    if hit.what == "phone" and hit.end - hit.start < _LAST - 1:
        return not (text[: hit.start][-1:].isdigit() or text[hit.end :][:1].isdigit())
    return not (
        (_is_letter(first) and _is_letter(text[: hit.start][-1:]))
        or (_is_letter(last) and _is_letter(text[hit.end :][:1]))
    )


def _is_somebodys(text: str, hit: Hit, small: frozenset[str]) -> bool:
    """Whether a single word of a name names somebody: rivers and hills are no persons, nor is May."""
    word = text[hit.start : hit.end]
    if unicodedata.normalize("NFKC", word[0]).isupper():
        return not is_everyday(text, hit.start, hit.end)
    return plain(word) in small or is_called_small(text, hit.start, hit.end)


def _is_letter(sign: str) -> bool:
    """A letter of an alphabet: what makes words with its neighbours."""
    return sign.isalpha() and not is_han(sign)


def _over_one_another(hits: list[Hit]) -> Iterator[Hit]:
    """Those that overlap as one, called by the most telling of them."""
    free = [(each.start, each.end) for each in hits if each.what == "free"]
    told = [
        each
        for each in hits
        if each.what != "free" and not any(_is_part(each, start, end) for start, end in free)
    ]
    told.sort(key=lambda each: (each.start, -each.end))
    merged: list[Hit] = []
    for each in told:
        if merged and each.start < merged[-1].end:
            merged[-1] = _joined(merged[-1], each)
        else:
            merged.append(each)
    yield from merged


def _is_part(hit: Hit, start: int, end: int) -> bool:
    """Whether what was found is no more than a part of the name that may be read there.

    What somebody else is called by may be all that the book has of him: 建国 ends 杨建国, John begins John Reed.
    王建国 is whole before 强, though, for the text may go on so.
    """
    if not start <= hit.start <= hit.end <= end or hit.what not in ("name", *_WITHIN_A_NAME):
        return False
    if hit.what != "name":
        return True
    is_less = (hit.start, hit.end) != (start, end)
    return is_less and (hit.end == end or not is_han(hit.of.strip()[0]))


def _joined(one: Hit, other: Hit) -> Hit:
    best = min(one, other, key=lambda each: (_RANK[each.what], each.start - each.end))
    if "suspect" in (one.what, other.what):
        return best
    start, end = min(one.start, other.start), max(one.end, other.end)
    title = best.title if (best.start, best.end) == (start, end) else ""
    return best._replace(start=start, end=end, title=title)
