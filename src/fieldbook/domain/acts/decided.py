"""What the words of a decision mean: that it is put off, that nothing is to be done, that it is as above."""

from __future__ import annotations

from typing import Final

from fieldbook.domain.dates.folding import plain
from fieldbook.domain.parts import Matter
from fieldbook.patterns import pattern

_LATER: Final = (
    r"(?:(?:本次|这次|今天|暂时?|先|留待|留到|放到|推迟到|待|等|到|下次|下回|改日|以后|会后|会上|会议)*"
    r"(?:不议|未议|不讨论|不研究|缓议|缓办|暂缓|搁置|再议|再研究|再讨论|再定|再说|待议|另议|推迟|延后)"
    r"(?:[到至](?:\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[初底])?|下个?[周月]|年后|年底|明年|开春))?"
    r"|(?:留待|留到|放到|推迟到)下[次回](?:会议|会)?"
    r"|(?:put off|postponed|deferred)(?: (?:to|until|till|for) [^,;.(]*)?"
    r"|(?:not discussed|not decided|left)(?: (?:to|until|for) .*next .*)?)"
)
_PUT_OFF: Final = pattern(
    rf"{_LATER}(?:[,，;；] ?(?:{_LATER}|[等待][^,，;；]*|until [^,;]*))*(?: ?[(（][^)）]*[)）])?"
)
"""What is written where nothing was decided, with what is waited for: 缓议，等水泥."""
_UNSPOKEN: Final = pattern(
    r"(?:[^,，;；]*(?:不议|未议|不讨论|不研究)|not discussed|left[^,;]*)(?:[,，;；(（ ].*)?"
)
"""… and the meeting did not even hear of it."""
_INSTEAD: Final = (
    r"\s*(?:(?:经|由)?[^,，;；。]{0,6}(?:研究|讨论|商量|商议|协商)后?(?:一致)?(?:决定|同意|认为)?[,，:：]?)?"
    r"(?:现|拟|先|建议)?(?:改[为成由在到用修建]|另[外行选找]|换成|转为|转由|而是)"
)
"""What follows where another thing is to be done, whoever studied it before."""
_ELSEWHERE: Final = (
    r"(?:转[镇乡县区村给交到请由]|[上转]报|移交|交[由给]|合并|并入|纳入"
    r"|(?<![已经])由(?!于|此)[^,，;；。]{1,8}(?:自行|自己|办|解决|处理|负责|修)"
    r"|\b(?:passed|referred|handed|transferred)\b[^,;.]* to\b)"
)
"""What is said where others are to see to it: 不予办理，转镇水利站."""
_REFUSED: Final = pattern(
    rf"(?:经?研究后?)?(?:同意|决定)?(?:不办|不予\w{{0,4}}|不再办理?|不处理|不解决|不搞|撤销|取消|作罢)了?(?:[,，:：;；。(（](?!{_INSTEAD}|.*{_ELSEWHERE}).*)?"
    rf"|(?:(?:it )?(?:is |will )?not (?:to )?be (?:done|carried out|taken up)|(?:is )?(?:to be )?dropped|drop it|rejected|refused"
    rf"|cancell?ed|nothing (?:is )?to be done)(?:[,:;.(](?!.*\binstead\b|.*{_ELSEWHERE}).*)?"
)
"""What is written where it was decided that nothing is to be done; 取消，改为修井 is another decision,
and so is that others see to it."""
_AS_ABOVE: Final = pattern(
    r"(?:(?:决定|意见|答复|办法|处理|内容)?同(?:上|前)(?:[一1]?[条项件])?|ditto|as above|(?:the )?same(?: as above)?|[\"〃])"
)
"""What is written where it is the decision on the matter before."""


def is_put_off(matter: Matter, *, heard: bool = False) -> bool:
    """Whether all that was decided is to decide nothing now: 不议, 缓议, 下次再议, put off.

    Where that is asked, only of what the meeting ``heard`` of: 不议 is not spoken of.
    """
    unheard = heard and _UNSPOKEN.fullmatch(_words(matter)) is not None
    return not unheard and _PUT_OFF.fullmatch(_words(matter)) is not None


def is_refused(matter: Matter) -> bool:
    """Whether it was decided that nothing is to be done: 不办, 不予办理, 撤销, not to be done, dropped."""
    return _REFUSED.fullmatch(_words(matter)) is not None


def is_as_above(matter: Matter) -> bool:
    """Whether the decision is that on the matter before: 同上, ditto."""
    return _AS_ABOVE.fullmatch(_words(matter)) is not None


def _words(matter: Matter) -> str:
    return plain(matter.decided).strip("。.!；; ")
