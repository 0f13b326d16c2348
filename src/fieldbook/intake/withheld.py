"""What is not taken in, on purpose: words that sort people, and the numbers of their papers.

The book is about problems and what was done. A roster that comes from elsewhere may say of people what
no field of the book is for; it is left out where it comes in, and that it was is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from fieldbook.intake.traditional import simplified
from fieldbook.patterns import pattern

WITHHELD: Final = frozenset({"sorting_word", "identity_number"})
"""Why a part of a cell is not taken in, by the name it is told by."""

_PROVINCE: Final = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)"
_MONTH_DAY: Final = "(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12][0-9]|3[01])"
_NUMBER: Final = pattern(
    r"(?:(?:居民|公民|二代)?(?:身份|身分|證件|证件)(?:证|證)?(?:号码?|號碼?)?|(?:ID|identity)(?: card)?(?: no\.?| number)?)?"
    r"\s*[:：]?\s*"
    rf"(?<![0-9]){_PROVINCE}[0-9]{{4}}[ -]?"
    rf"(?:(?:18|19|20)[0-9]{{2}}[ -]?{_MONTH_DAY}[ -]?[0-9]{{3}}[0-9Xx]|[0-9]{{2}}{_MONTH_DAY}[0-9]{{3}})"
    r"(?![0-9Xx])",
    re.IGNORECASE,
)
"""The number of an identity card, of eighteen signs or of the old fifteen, with the word before it."""
_LED_BY: Final = pattern(
    r"(?:身[份分][证證]|[证證]件|[护護]照"
    r"|\b(?:aadhaa?r|passport|voter id|national id|identity card|id card|nin|nid|nric|ssn|id)\b)"
    r"(?: ?card)?(?:字?[号號][码碼]?| ?(?:no|number|num)\b\.?)?\s*[:：#]?\s*[a-z]{0,3}-?$",
    re.IGNORECASE,
)
"""The word before the number of another paper, and the letters that such a number begins with."""
_MAYBE: Final = pattern(r"\d{6}[ -]?\d{4}")
_DIGIT: Final = "[0-9０-９\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]"
"""A digit, European, Arabic, Hindi or Bengali; named one by one, it is found twice as quick as a ``\\d``."""
_ANY_NUMBER: Final = pattern(rf"{_DIGIT}[\dXx -]{{4}}[\dXx -]{{0,14}}[\dXx](?:\(\d\))?")
_PAPERS: Final = pattern(r"[证證照]|[A-Za-z]{2}")
"""One of these stands in each of the words for papers."""
_LONGEST_LEAD: Final = 30
_SHORTEST_CARD: Final = 10
_NARROW: Final = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF38: "X", 0xFF58: "x"}


def without_numbers(text: str) -> str:
    """A text without the numbers of identity cards and of other papers."""
    spans: list[tuple[int, int]] = []
    may_be_card = False
    for found in _ANY_NUMBER.finditer(text):
        number, last = found.span()
        if last - number >= _SHORTEST_CARD and not may_be_card:
            may_be_card = _MAYBE.search(text, number, last) is not None
        # A word before it may call it the number of a paper.
        lead = text[max(number - _LONGEST_LEAD, 0) : number]
        if lead and _PAPERS.search(lead) and (led := _LED_BY.search(lead)):
            spans.append((number - len(lead) + led.start(), last))
    if may_be_card:
        # Such a number has a birthday in it.
        spans += (found.span() for found in _NUMBER.finditer(text.translate(_NARROW)))
    return _without_spans(text, sorted(spans)) if spans else text


def _without_spans(text: str, spans: list[tuple[int, int]]) -> str:
    kept, end = [], 0
    for start, last in spans:
        kept.append(text[end:start])
        end = max(end, last)
    return _tidy("".join([*kept, text[end:]]))


_PEOPLES: Final = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 少数民"
)
_CLASS: Final = "(?:地主|富农|贫农|[上下]?中农|雇农|贫下中农|资本家|右派)"
"""Classes as they were once given to people."""
_WORD: Final = pattern(
    "(?:(?:低保|五保|特困|脱贫|(?:深度|相对|绝对)?贫困|扶?贫(?=户)|建档立卡|监测(?=户|对象)|中?低收入"
    "|困难(?=户|家庭|群众)|边缘易致贫|易致贫|突发严重困难|(?:边缘|兜底)(?=户|家庭|人口))"
    "(?:供养|边缘|人口|人员|对象|家庭|群众|户|金|证(?!明)|待遇|兜底|不稳定|(?:集中|分散)供养|[ABCabc一二三]类)*"
    "|(?:中共|中国共产党|共产|预备|正式|老|流动)*党员(?!活动|干部会|大会|会议|服务|教育|之家)(?:户|家庭)?|共青团员"
    "|入党积极分子|无党派(?:人士)?|民主党派(?:成员|人士)?|(?:民盟|民革|民建|民进|农工党|致公党|九三学社)(?:盟员|会员|党员|社员|成员)"
    f"|(?:{'|'.join(_PEOPLES.split())})族(?![自乡村镇中小])(?:群众|同胞|人)?|原住民(?!族?[乡村区地部])"
    "|(?:信仰?|信奉)?(?:基督|天主|伊斯兰|佛|道)教(?:徒|信徒)?|基督徒|穆斯林|无神论者?|信教(?:群众|户|人员)?|教徒"
    rf"|(?:家庭)?(?:成[分份]|出身)[:：]?\s?(?:是|为)?(?:{_CLASS}|工人)|(?:{_CLASS}|工人)(?:成[分份]|出身|子女)|(?:家庭)?成[分份]"
    "|地富反坏右?|[四五黑]类分子|黑五类"
    "|(?:老|重点|缠|越级)?(?:上访|信访|缠访|闹访|钉子)户|(?:稳控|维稳|管控)(?:人员|对象|户)|刁民|懒汉(?![鞋堤])"
    "|(?:政治|思想)(?:上)?(?:不?可靠|落后|进步|先进|觉悟[高低]))"
)
_LED: Final = (
    "(?:[0-9]{2,4}年度?|农村|城镇|城市|本户|该户|本人|他家|她家|全家|全户|户主|家庭"
    "|被?(?:列|定|认定|确定|识别|评)为|属于?|系|是|为|原|已|未|现|享受|纳入|评为|列入|一般"
    "|稳定|精准|政治面貌|民族|宗教信仰|类别|[:： ])"
)
"""What leads to such a word and says nothing without it."""
_BEFORE: Final = pattern(f"{_LED}+$")
_NEAR: Final = 20
"""Signs before a word among which that is looked for."""
_ALONE: Final = pattern(
    f"{_LED}*(?:群众|团员|{_CLASS}|回民|伊斯兰|[一二三]类户|信佛|信主|信基督|信道|有信仰|无信仰|无宗教信仰)"
    r"|(?:民族|族别|宗教|宗教信仰|信仰|政治面貌)[:： ]\S{1,8}"
)
"""Words that sort people where nothing else is said; within other words they are other words."""
_REST: Final = pattern(
    r"(?>(?:[\W_0-9]|(?i:\b(?:an?|the|is|are|was|has|have|had|holds?|on|in|of|with|from|since|until|no|not|yet|id|status"
    r"|house ?holds?|famil(?:y|ies)|members?|persons?|people|cards?|holders?|lists?|listed|numbers?"
    r"|certificates?|categor(?:y|ies)|cases?)\b)"
    "|享受|不脱政策|政策|卡|折|本|证明|证|手册|手续|身份|待遇|资格|档案|名单|名册|情况|持|领|有|在册|起|以来"
    "|元|月|年|人|户|类|级|名|份|每|者|的|一|二|三|[ABC])*)"
)
"""What is left of a saying that says nothing any more: 480元/月, 一类, card."""
_ENGLISH: Final = pattern(
    r"\b(?:(?:very |extremely |ultra[- ])?poor|low[- ]income|poverty(?:[- ]stricken)?|bpl|apl|dibao|wubao|welfare|dalit)"
    r" (?:house ?holds?|famil(?:y|ies))\b"
    r"|\bbelow (?:the )?poverty line\b|\bpoverty[- ]stricken\b|\bbpl\b|\bdibao\b|\bwubao\b"
    r"|\b(?:subsistence|minimum living) allowance(?: recipients?)?\b|\bwelfare recipients?\b|\bon welfare\b"
    r"|\b4ps\b(?: members?| beneficiar(?:y|ies)| recipients?)?|\b(?:(?:communist )?party|cpc|ccp) members?\b\b"
    r"|\b(?:un)?deserving (?:poor|house ?holds?|famil(?:y|ies)|cases?)\b|\bknown trouble-?makers?\b"
    r"|\bscheduled (?:castes?|tribes?)\b|\b(?:upper|lower|low|high|backward|forward) castes?\b|\bdalits?\b",
    re.IGNORECASE,
)
_ENGLISH_ALONE: Final = pattern(
    r"(?:a |an |is |are |belongs to |from )*(?:(?:very |extremely |ultra[- ])?poor|low[- ]income|bpl|needy|destitute"
    r"|(?:un|not |very |politically )*(?:deserving|reliable|trustworthy)|trouble-?makers?"
    r"|muslim|christian|hindu|buddhist|catholic|protestant|jewish|sikh|brahmin|obc|sc|st"
    r"|ethnic \w+|(?:ethnic |religious )?minority)(?: (?:household|family|people))?"
    r"|(?:religion|faith|ethnicity|ethnic group|caste|party|race|nationality|political status)(?: ?[:=]| - ).+",
    re.IGNORECASE,
)
_ENGLISH_WORD: Final = pattern("[A-Za-z]{2}")
_PARTS: Final = pattern(r"([，,、；;。\n|()（）\[\]【】]|(?<![Nn]o)\.(?=\s|\Z))")
_OPEN: Final = frozenset("(（[【")
_EDGES: Final = pattern(r"^[\W_]+|[\W_]+$")
_HOLLOW: Final = pattern(r"(?:[(（\[【]\s*)+(?:[)）\]】]\s*)+")


_HINT: Final = pattern(
    "[众眾主农農信团團保特脱脫贫貧档檔监監低困致突党黨派族教徒穆分份民盟边邊兜类類神斯資资富访訪钉釘稳穩维管刁懒思政]|[A-Za-z]{2}"
)
"""One of these stands in each of the words: most cells have none, and need no closer look."""


def without_sorting(text: str) -> str:
    """A text without the words that sort people: of ``五保户，独居`` is left ``独居``."""
    if not _HINT.search(text):
        return text
    kept: list[str] = []
    after = False
    for at, part in _parts(text):
        # What stands in brackets behind such a word is its class or its year.
        hangs_on = after and kept[-1] in _OPEN and _REST.fullmatch(simplified(part))
        kept.append(part if at % 2 else "" if hangs_on else _unsorted(part))
        after = after if at % 2 else kept[-1] != part
    return _kept(text, kept)


_BEHIND: Final = pattern(
    r"[(（\[【](?<=\w[(（\[【])[^()（）\[\]【】]{0,20}(?:[户戶]|人[员員]|[对對]象|家庭|[党黨][员員]|供[养養])[)）\]】]"
)
"""Brackets that end with whom they speak of: ``张三（五保户）家漏雨``; those with a matter stay."""


def without_brackets(text: str) -> str:
    """A text without the brackets that only sort whom it speaks of; its other words are its matter."""
    if not ("）" in text or ")" in text or "】" in text or "]" in text):
        return text
    found = [each for each in _BEHIND.finditer(text) if not without_sorting(each[0])]
    return _kept(text, [_without(text, found)]) if found else text


_OF_SOMEBODY: Final = pattern(
    r"(?:[户戶]|人[员員口]|[对對]象|家庭|[党黨][员員]|[团團][员員]|供[养養]|教徒)\W*$"
    r"|^(?:[该該本][户戶人]|[他她][家]?|全家|[户戶]主|家庭)?(?:享受|[纳納]入|属|屬|系|是|[为為]|已|信|民族|成[分份]|政治面貌)|[A-Za-z]{2}"
)
"""What says of a saying that it is about a person: ``享受低保待遇``, and not ``低保``, which may be the matter."""
_IS: Final = ("是", "为", "為", "系", "属", "屬")


def without_standing(text: str) -> str:
    """A story without the sayings that only tell who somebody is: of ``低保户，屋顶漏水`` is left ``屋顶漏水``.

    Such words within a saying that tells something else are its matter: ``和党员一起修渠``.
    """
    if not _HINT.search(text):
        return text
    parts = _PARTS.split(text)
    kept = list(parts)
    for at in range(0, len(parts), 2):
        behind = kept[at + 2] if parts[at + 1 : at + 2] and parts[at + 1] in _OPEN else ""
        if _REST.fullmatch(simplified(behind)):  # else it says who is meant: 五保户（张三）摔伤
            kept[at] = _standing(kept[at])
        if behind and kept[at] != parts[at]:
            kept[at + 2] = ""
    return _kept(text, kept)


def _standing(said: str) -> str:
    rest = _unsorted(said)
    if rest == said or not _OF_SOMEBODY.search(said):
        return said
    of_somebody = said.startswith(rest) and said[len(rest) :].startswith(_IS)
    return rest if not rest.strip() or of_somebody else said


def name(text: str) -> str:
    """A person's name without such words, in brackets behind it or beside it.

    Christian is a name: English words count in brackets only.
    """
    if (text.isascii() and text.isalnum()) or not _HINT.search(text):
        return text
    said = [
        part
        if at % 2
        else _unsorted(part)
        if at
        else _without(part, _WORD.finditer(simplified(part)))
        for at, part in _parts(text)
    ]
    return _kept(text, said)


def gone(text: str, kept: str) -> str:
    """The words that were left out of a text, without the signs around them."""
    from difflib import SequenceMatcher

    steps = SequenceMatcher(None, text, kept, autojunk=False).get_opcodes()
    words = (text[first:last] for step, first, last, *_kept in steps if step != "equal")
    return "、".join(" ".join(word.split()) for each in words if (word := _EDGES.sub("", each)))


def _parts(text: str) -> list[tuple[int, str]]:
    """A text's sayings, and at the odd places what stands between them."""
    return list(enumerate(_PARTS.split(text)))


def _kept(text: str, parts: list[str]) -> str:
    kept = "".join(parts)
    return text if kept == text else _tidy(kept)


def _unsorted(said: str) -> str:
    """One saying without words that sort people; nothing of it where the rest says nothing."""
    words = simplified(said)
    plain = unicodedata.normalize("NFKC", words).strip()
    in_english = _ENGLISH_WORD.search(plain) is not None
    if _ALONE.fullmatch(plain) or (in_english and _ENGLISH_ALONE.fullmatch(plain)):
        return ""
    found = [*_WORD.finditer(words), *(_ENGLISH.finditer(said) if in_english else ())]
    return _without(said, sorted(found, key=re.Match.start))


def _without(said: str, found: Iterable[re.Match[str]]) -> str:
    rest, end = "", 0
    for word in found:
        before = said[end : word.start()]
        rest += before[:-_NEAR] + _BEFORE.sub("", before[-_NEAR:])
        end = max(end, word.end())
    if not end:
        return said
    rest += said[end:]
    return "" if _REST.fullmatch(rest) else rest


def _tidy(text: str) -> str:
    """A text in which something was left out, without the brackets and commas that were around it."""
    text = _HOLLOW.sub(
        "", re.sub(r"(?<=[(（\[【])[\s，,、；;]+|[\s，,、；;]+(?=[)）\]】])", "", text)
    )
    lines = (_tidy_line(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _tidy_line(line: str) -> str:
    line = re.sub(r"(?<=\S)\s*[，,、；;]\s*(?=[.!](?:\s|$))", "", line)
    line = re.sub(r"([，,、；;。|])(?:\s*[，,、；;。|])+", r"\1", line)
    return re.sub(r"^[\s，,、；;。|:：.]+|[\s，,、；;|:：]+$", "", line)
