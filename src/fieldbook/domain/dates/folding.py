"""One plain way to write what people write in many: full-width, traditional, with Chinese numerals."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from fieldbook.patterns import pattern

_TWINS: Final = str.maketrans(
    # Traditional characters, the numerals of cheques, and signs that stand for a stroke or a full stop.
    "號週後個禮兩陰雲霧風農曆這點時國過當轉從約內來現壹贰貳叁參肆伍陆陸柒捌玖拾—–−‐‑·。’○",
    "号周后个礼两阴云雾风农历这点时国过当转从约内来现一二二三三四五六六七八九十-----..'〇",
)
_HAN: Final = "\u3400-\u9fff〇"
_BLANK: Final = pattern(rf" (?=[{_HAN}])|(?<=[{_HAN}]) ")
_WEEKDAY: Final = pattern("周 ?([一二三四五六日天末])")
_WEEKDAYS: Final = dict(zip("一二三四五六日天末", "123456776", strict=True))
_ZERO: Final = pattern(r"(?<=[一二三四五六七八九〇零])[0o](?=[一二三四五六七八九〇零])")
_LUNAR: Final = pattern(
    "(?:正|冬|腊|闰[一二三四五六七八九十]{1,2})月|[月年]初[一二三四五六七八九十]"
    "|(?<![十\\d])([二三五六七九])月\\1$"
)
"""What only a day of the lunar calendar has: 腊月, 初五, and the feasts 三月三, 九月九."""
_FEASTS: Final = ("农历", "阴历", "大年", "小年", "春节", "除夕", "元宵", "端午", "中秋", "重阳")
_LUNAR_BESIDE: Final = pattern(r"[(（]|农历|阴历")
"""What the lunar day begins with that is written behind the other one."""
_NUMBER: Final = pattern("[零〇一二两三四五六七八九十廿卅]+(?=(年?))")
_SIGNS: Final = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30}


def plain(text: str) -> str:
    """The text in small letters, with plain digits and single blanks, and none beside a Chinese sign.

    ``星期三`` and ``礼拜三`` become ``周3``, ``二十三日`` becomes ``23日``.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TWINS)
    # Before the blanks go: the numerals of 星期三 十二点 must not run together.
    folded = " ".join(folded.replace("星期", "周").replace("礼拜", "周").split())
    folded = _WEEKDAY.sub(lambda found: f"周{_WEEKDAYS[found[1]]}", folded)
    folded = _BLANK.sub("", _ZERO.sub("〇", folded))
    if _LUNAR.search(_LUNAR_BESIDE.split(folded, maxsplit=1)[0]):
        return folded  # its numerals are of no month and day that is meant here
    return _NUMBER.sub(_in_digits, folded.replace("元月", "1月"))


def is_lunar(text: str) -> bool:
    """Whether a text names a day of the lunar calendar, which is no day here."""
    folded = unicodedata.normalize("NFKC", text).translate(_TWINS)
    return any(word in folded for word in _FEASTS) or bool(_LUNAR.search("".join(folded.split())))


def _in_digits(found: re.Match[str]) -> str:
    """A Chinese numeral in digits; what is none, as 三四 in 三四天, stays as it is."""
    han, before_year = found[0], bool(found[1])
    if not any(sign in _TENS for sign in han):
        spelled = (
            len(han) in (1, 4)
            or (len(han) == 3 and before_year)
            or (len(han) == 2 and (before_year or _SIGNS[han[1]] == 0))
        )
        return "".join(str(_SIGNS[sign]) for sign in han) if spelled else han
    number = _counted(han)
    return han if number is None else str(number)


def _counted(han: str) -> int | None:
    """A numeral with a ten in it: 十, 十二, 二十三, 廿三, 卅一."""
    at = next(at for at, sign in enumerate(han) if sign in _TENS)
    tens, ten, ones = han[:at], han[at], han[at + 1 :]
    if len(tens) > 1 or len(ones) > 1 or (tens and ten != "十") or ones in _TENS:
        return None
    times, one = _SIGNS[tens] if tens else 1, _SIGNS[ones] if ones else 0
    return _TENS[ten] * times + one if times else None
