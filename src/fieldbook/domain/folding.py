"""One thing, however it is written: how texts are folded before they are compared or looked for.

What is stored stays as it was written; only what is compared is folded. ``３组``, ``第三组`` and ``3组``
are one group, ``José`` is one name whether its accent is a sign of its own or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from fieldbook.patterns import pattern

_HAN: Final = r"[\u3005-\u3007\u3400-\u9fff]"
_PADDING: Final = pattern(rf" (?<={_HAN} ) *(?={_HAN})")
"""Blanks between two Chinese signs: they pad a name or a heading, and part no words."""
_GIVEN: Final = pattern(rf"{_HAN}{{2}}")
"""A Chinese name without its surname, as one is called by."""
_SURNAME: Final = pattern(r"[^\W\d_\u3400-\u9fff'’-]{2,}(?:['’][^\W\d_]+)?")
"""One word as a surname is, in letters that are joined to words by blanks."""
_FIRST_NUMBER: Final = pattern(r"[0-9]{1,18}")
_ZEROS: Final = pattern(r"0(?<![0-9]0)0*(?=[0-9])")
"""Zeros no digit stands before; written with the zero first, for that is found ten times quicker."""
_TWINS: Final = (
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("‘’ʼ`´", "'") | dict.fromkeys("•‧∙⋅・･", "·")
)
"""Signs that one keyboard gives for another: dashes in numbers, apostrophes and dots in names."""

_UNACCENTED: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that are none with an accent, and are typed as one."""

_DOTS: Final = "•‧∙⋅・"
_DOTTED: Final = pattern(rf"(?<={_HAN})·(?={_HAN})")
"""The dot within a name, which half the keyboards do not have."""

_DIGITS: Final = {
    sign: value
    for value, signs in enumerate(
        ("〇零", "一壹", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_NUMERAL: Final = f"[{''.join(_DIGITS)}{''.join(_TENS)}]"
_NUMBER: Final = rf"(?:[0-9]{{1,3}}|{_NUMERAL}{{1,5}})"
_NUMBERED: Final = rf"({_NUMBER}) ?(?:村民|居民|生产|生產|作业|作業)?小?([组組队隊社])"
_GROUP: Final = pattern(rf"[第弟]? ?{_NUMBERED}")
"""``第三村民小组``: a number, and what is numbered."""
_GROUP_WITHIN: Final = pattern(_NUMBERED)
"""The same in a long text: it is looked for by its number, which is several times quicker."""
_ENGLISH: Final = pattern(r"\b(?:(?:work|production) )?(group|team) ?(?:no\.? ?|# ?)?(\d{1,3})\b")
_BARE: Final = pattern(rf"[第弟]?({_NUMBER})")
_NAMED: Final = pattern(
    rf"(?P<stem>{_HAN}{{2,8}}?)(?:村民|居民|生产|作业)?小?(?P<kind>[组队])?|(?P<english>[^\W\d].*?)(?: (?:work )?(?P<word>group|team))?"
)
"""A group called by a name, with the word for what it is or without: ``上坝组``, ``Willow team``."""
_CALLED: Final = {
    "组": ("{}组", "{}小组", "{}村民小组", "{}居民小组", "{}作业组"),
    "队": ("{}队", "{}小队", "{}生产队"),
    "group": ("{} group", "{} work group"), "team": ("{} team", "{} work team"),
}  # fmt: skip
_WORDS: Final = {"組": "组", "隊": "队", "group": "组", "team": "队"}
_KINDS: Final = "组队社組隊"
_WIDE: Final = tuple(
    (wide, unicodedata.normalize("NFKC", wide))
    for wide in "，：；（）！？…～．％＋－［］０１２３４５６７８９①②③④⑤㎡"
)
"""Signs of nearly every Chinese text: in a long one replacing them first is ten times quicker than
leaving them to be normalized."""
_ONE_FOR_ONE: Final = str.maketrans({wide: narrow for wide, narrow in _WIDE if len(narrow) == 1})
_SHORT: Final = 40


def folded(text: str) -> str:
    """A text as it is looked for: one width, one case, letters composed, Chinese signs unpadded."""
    plain = _in_one_form(text)
    if plain.isascii():
        return plain
    for dot in _DOTS:
        plain = plain.replace(dot, "·")
    return _PADDING.sub("", plain) if " " in plain else plain


def _in_one_form(text: str) -> str:
    """One width, one case, letters composed."""
    if text.isascii():
        return text.casefold()
    if len(text) > _SHORT:
        for wide, narrow in _WIDE:
            text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def key(text: str) -> str:
    """A name or a short text as it is compared with another: the same key, the same thing."""
    return _without_twins(folded(" ".join(text.split())))


def unaccented(name: str) -> str:
    """A name's :func:`key` as a keyboard without accents gives it: ``Müller`` is ``muller``."""
    plain = key(name)
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFD", plain.translate(_UNACCENTED))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _without_twins(plain: str) -> str:
    if not plain.isascii() or "`" in plain:
        for twin, sign in _TWINS.items():
            plain = plain.replace(twin, sign)
    return plain


def longer(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that begin like what is typed; none where that is all of one.

    Where none begins so, 老马 and 小马 are how one calls somebody whose name begins with 马, 建国 is 杨建国, and
    Mensah is Mrs. Esther Mensah.
    """
    short, whole = folded(typed), {folded(each): each for each in names}
    begun = [each for each in whole if each.startswith(short)]
    if not begun and len(short) == 2 and short[0] in "老小":
        begun = [each for each in whole if each.startswith(short[1])]
    if not begun and _GIVEN.fullmatch(short):
        begun = [each for each in whole if each.endswith(short) and 0 < len(each) - len(short) < 3]
    if not begun and _SURNAME.fullmatch(short):
        begun = [each for each in whole if each.endswith((f" {short}", f"-{short}"))]
    return () if short in begun else tuple(whole[each] for each in begun)


def is_part_of(short: str, name: str) -> bool:
    """Whether a name is the first part of a longer one: the first name, or the surname of one sign."""
    first, whole = folded(short), folded(name)
    within = len(first) == 1 and not first.isascii()
    return len(whole) > len(first) and whole.startswith(first if within else f"{first} ")


def words(query: str) -> tuple[str, ...]:
    """The words of a query, folded as what is looked through is, each once.

    A comma behind one parts it from the next, as in ``Brook, Alice``, and is not looked for.
    """
    plain = (word.rstrip(",，") or word for word in query.split())
    return tuple(dict.fromkeys(numbered(folded(word)) for word in plain))


def searchable(*texts: str) -> str:
    """Texts as they are looked through for the :func:`words` of a query."""
    plain = folded("\n".join(texts))
    if "·" in plain and (undotted := _DOTTED.sub("", plain)) != plain:
        plain = f"{plain}\n{undotted}"  # 阿卜杜拉·买买提 is typed without its dot, too
    if not any(kind in plain for kind in _KINDS):
        return plain
    counted = _GROUP_WITHIN.sub(_in_one_way, plain)
    return plain if counted == plain else f"{plain}\n{counted}"


def numbered(plain: str) -> str:
    """A folded text with its groups numbered in one way: ``第三村民小组`` is ``3组``."""
    return _GROUP.sub(_in_one_way, plain)


def _in_one_way(found: re.Match[str]) -> str:
    return f"{_value(found[1])}{_WORDS.get(found[2], found[2])}"


def solid(text: str) -> str:
    """A number or an address as it is compared: without any blank."""
    return "".join(_without_twins(_in_one_form(text)).split())


def without_zeros(text: str) -> str:
    """A number without the zeros a spreadsheet takes away: ``0311`` and ``311`` are one here."""
    return _ZEROS.sub("", solid(text))


def group(name: str) -> str:
    """A group's name as it is compared, within its unit."""
    plain = key(name)
    if bare := _BARE.fullmatch(plain.replace(" ", "")):
        return str(_value(bare[1]))
    english = _ENGLISH.sub(lambda found: f"{int(found[2])}{_WORDS[found[1]]}", plain)
    return numbered(english)


def groups_alike(name: str) -> Iterator[tuple[str, ...]]:
    """The keys under which a group of this name may stand, the likeliest first.

    A bare ``3`` may be ``3组`` or ``3队``; where it stands alone, it is one of its own. So may ``上坝``.
    """
    own = group(name)
    yield (own,)
    if own.isdecimal():
        yield tuple(own + word for word in _KINDS[:3])
    elif own[:-1].isdecimal() and own[-1] in _KINDS:
        yield (own[:-1],)
    elif found := _NAMED.fullmatch(own):
        yield tuple(name for name in _called(found) if name != own)


def _called(found: re.Match[str]) -> Iterator[str]:
    """How else a group called by a name may be called: without the word for what it is, or with one."""
    stem, kind = found["stem"] or found["english"], found["kind"] or found["word"]
    kinds = (kind,) if kind else ("组", "队") if found["stem"] else ("group", "team")
    yield stem
    for each in kinds:
        yield from (form.format(stem) for form in _CALLED[each])


def _value(numeral: str) -> int:
    """What a numeral comes to: ``11``, ``十一``, ``一一``, ``二百零三``."""
    if numeral.isdecimal():
        return int(numeral)
    if not any(sign in _TENS for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    total, last = 0, 0
    for sign in numeral:
        if sign in _TENS:
            total += (last or 1) * _TENS[sign]
            last = 0
        else:
            last = _DIGITS[sign]
    return total + last


def place_of(text: str, word: str) -> tuple[int, int] | None:
    """Where a folded word stands in a text, or ``None`` where that cannot be said to the sign."""
    plain = folded(text)
    at = plain.find(word)
    if at < 0 or not word:
        return None
    if len(plain) == len(text) and plain == text.casefold().translate(_ONE_FOR_ONE):
        return at, at + len(word)  # sign by sign
    spans = _spans(text)
    return (spans[at][0], spans[at + len(word) - 1][1]) if len(spans) == len(plain) else None


def _spans(text: str) -> list[tuple[int, int]]:
    """For each sign of the folded text where it comes from in the text."""
    spread: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        signs = folded(text[start:end])
        spread.append(signs)
        spans += [(start, end)] * len(signs)
    for padding in reversed(list(_PADDING.finditer("".join(spread)))):
        del spans[padding.start() : padding.end()]
    return spans


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter with the accents behind it, as they are folded together."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end


def without_unit(unit: str, name: str) -> str:
    """A group without the unit before it: of 石桥村一组 in 石桥村 is left 一组."""
    rest = name[len(unit) :].strip() if unit and folded(name).startswith(folded(unit)) else ""
    return rest or name


def in_unit(unit: str, name: str) -> str:
    """A group with its unit before it, once: 青石村一组, Willow Village Group 1."""
    space = " " if unit[-1:].isascii() else ""
    if folded(name).startswith(folded(unit) + space):
        return name
    return f"{unit}{space}{name}"


def group_order(name: str) -> tuple[str, int, str]:
    """By which groups are put in order: 二组 before 十组, ``2组`` before ``10组``."""
    plain = group(name)
    number = _FIRST_NUMBER.search(plain)
    if number is None:
        return plain, 0, ""
    return plain[: number.start()], int(number[0]), plain[number.end() :]
