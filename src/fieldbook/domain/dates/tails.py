"""What may stand behind a day: its weekday, the time, the weather, the end of a span, that it is a term."""

from __future__ import annotations

from typing import Final, NamedTuple

from fieldbook.domain.dates.named import LAST, Named
from fieldbook.domain.dates.orders import full_year
from fieldbook.patterns import pattern

# All of it is atomic: a long row of colons must not be tried in more ways than there is time for.
_SPAN: Final = pattern(
    r"(?>(?: ?(?:-{1,2}|~|至|到|、|;|[和及与]|(?:to|until|till|and|&)(?= )) ?"
    r"(?>(?:(?P<year>\d{4}|1[0-4]\d|\d\d(?=年))[-/.年])?)(?>(?:(?P<month>\d{1,2})[-/.月](?=\d))?)"
    r"(?P<day>\d{1,2})(?>(?:[-/.]\d{4})?)(?:[日号]|月份?|(?![\d:时点]))|(?:-{1,2}|~|至|到)\d{8}(?!\d))+)"
)
_TIME: Final = (
    r"\d{1,2} ?[:时点] ?(?:\d{1,2} ?(?:[:分] ?(?:\d{1,2}(?:\.\d{1,9})?秒?)?)?)?半?|\d{1,2} ?[ap]\.?m\b"
    r"|[ap]\.?m\b\.?|z\b|utc|gmt|[+-]\d\d:?\d\d|at\b|noon|(?:in the )?(?:morning|afternoon|evening)|night"
    r"|下班|上午|下午|中午|午后|早上|早晨|清晨|凌晨|傍晚|晚上|夜里|夜间|早|晚|夜"
)
WEEKDAY: Final = r"周[1-7]|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_SKY: Final = r"[晴阴云多雨雪雾霾风冰雹雷阵毛小中大暴特转到间夹有微强霜冻沙尘热冷]{1,10}"
_SKY_IN_ENGLISH: Final = (
    r"(?:(?:partly|mostly|heavy|light) )?(?:sunny|cloudy|clear|overcast|rain(?:y|ing)?|showers?"
    r"|snow(?:y|ing)?|fog(?:gy)?|windy?|hot|cold|warm)\b"
)
_WEATHER: Final = rf"{_SKY}|-?\d{{1,2}}(?:[~至到]-?\d{{1,2}})?(?:°c|度)|{_SKY_IN_ENGLISH}"
_WEATHER_SAID: Final = pattern(
    r"(?:^|(?<=[\s日号一二三四五六天,，、;；(（)）]))"
    rf"(?:(?=\w{{0,9}}[晴阴云雨雪雾霾风雹雷霜热冷]){_SKY}(?!\w)|(?i:{_SKY_IN_ENGLISH}))[^()（）]*"
)
"""The weather, and what follows it: mostly how warm it was."""
_DISTANCE: Final = r"\d{1,6}天[前后]|(?<![月年])(?:今天|昨天|明天|前天|后天)|\d{1,6} days? ago|in \d{1,6} days?|(?:today|yesterday|tomorrow)\b"
_MORE: Final = r"农历[^ ()]{2,10}|阴历[^ ()]{2,10}|左右|前后|起|开始|止|已?(?:逾期|超期|提前|按期|如期|延期)(?:\d{1,3}天)?|已?(?:整改)?(?:完成|办结|销号|解决|结案)"
_BEHIND: Final = pattern(
    rf"(?>(?:(?>(?:[,; ]{{1,3}}+|t(?=\d))?)(?>[(\[【]?(?:{_DISTANCE}|{_TIME}|{WEEKDAY}|{_WEATHER}|{_MORE})[)\]】]?|[(【\[][1-7日][)\]】]))*)[,.; ]*+"
    r"(?P<before>(?:之|以)?前(?:全部|完成|办结|解决|整改|到位|销号|落实){0,4})?"
)


class Tail(NamedTuple):
    """What stands behind a day and matters for it."""

    end: Named | None = None
    """The last day of a span, as far as it is written."""
    before: bool = False
    """Whether it is the last day of a term: ``3月5日前``."""


def read_tail(plain: str, at: int) -> Tail | None:
    """What stands behind a day that ends there; none where it is something else than days have."""
    if at == len(plain):
        return Tail()
    end = None
    if span := _SPAN.match(plain, at):
        at = span.end()
        year, month, day = span.group("year", "month", "day")
        if day and year and not month:  # 2026.9-2026.11
            end = Named(full_year(year), int(day), LAST)
        elif day and not span[0].endswith(("月", "月份")):
            end = Named(full_year(year) if year else None, int(month) if month else None, int(day))
    behind = _BEHIND.fullmatch(plain, at)
    return Tail(end, behind["before"] is not None) if behind else None


def weather_in(text: str) -> str:
    """The weather that is written behind a day, in the words it is written in; empty where none is."""
    found = _WEATHER_SAID.search(text)
    return found[0].strip(" ,，、;；。") if found else ""
