"""Columns that are never read: those that sort people, and those of the numbers of their papers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from fieldbook.intake.traditional import simplified
from fieldbook.patterns import pattern

_SORTING: Final = pattern(
    "贫困|脱贫|扶贫|致贫|低保|五保|特困|低收入|贫户|贫富|建档立卡|监测(?:户|类|对象)"
    "|困难(?:类|户|群众|程度|对象|等级|家庭)|(?:帮扶|救助|保障)(?:类|对象|等级|性质)"
    "|(?:农户|家庭|户|户籍|户口|人员|人群|群众|对象|身[份分])(?:属性|类型|类别|性质|分类|别)$"
    "|(?:社会|政治|福利|群众)身[份分]|重点人[员群]|特殊人群"
    "|(?:可靠|信用|诚信|信得过)(?:程度|等级|评级|情况|与否|户)|是否可靠|星级户|稳控|(?:上访|信访|钉子)户"
    "|政治(?:面[貌目]|状况|表现)|思想(?:表现|动态|状况)|(?<!联系)(?<!包户)(?<!责任)党员|党派|党籍|政党|入党|团员"
    "|民族(?![村乡镇])|族[别群]|原住民|种姓|宗教|信仰|信教|教派|^出身|家庭出身|成[分份](?!股)|阶级|阶层"
)
_OF_HELPERS: Final = pattern("(?:干部|责任人|负责人|联系人|帮扶人|包保人|电话|日期|时间)$")
"""What a heading ends with that names who helps, or when: 脱贫户帮扶责任人 is a contact."""
_OF_THEIRS: Final = pattern(
    "(?:户|对象|人员|群众|老人|家庭)的?(?:户主|家庭)?(?:姓名|名字|住址|地址|人口|人口数)$|(?:户|对象|人员|群众|家庭)户主$"
)
"""What a heading ends with that says what every roster says: 脱贫户姓名 is a name, and no class."""
_SORTING_ENGLISH: Final = pattern(
    r"poverty|\bpoor\b|\b[ab]pl\b|low income|(?:income|wealth) (?:group|class|category|rank|status|quintile)"
    r"|welfare (?:category|status|type|recipient)|\b(?:social|household|family|person|beneficiary|vulnerability) "
    r"(?:category|class|type|status|group)\b|\b(?:un)?deserving\b|\b(?:un)?reliab|trustworth|\bcredit (?:rating|score|grade)\b"
    r"|\bhardship (?:level|category|grade|status)\b|^vulnerable$|\bvulnerable (?:group|household|person)|\b4ps\b|\bpolitic|^party$|party (?:member|affiliation|status)|\bcaste\b|\btribe\b"
    r"|\bethnic|\bindigenous|\bdenomination\b|\bclan\b|^race$|\bminority\b|\bsc st\b|nationality|\breligio|^faith$|\bbelief|\bclass (?:status|origin|background)\b"
)
_PAPERS: Final = pattern(
    "身份(?:证|證|号|號)|身分(?:证|證)|公民(?:身份|号)|(?:证件|證件)(?:号|號|类|類|编|名|$)|护照|護照"
    "|社保(?:卡|号)|社会保障(?:卡|号)|医保(?:卡|号|证)|(?:残疾|军人|军官|士兵)证|户口[本簿](?:号|编)"
    "|(?:银行|一卡通|存折)(?:卡|账|帐)?(?:号|户)"
)
_PAPERS_ENGLISH: Final = pattern(
    r"\b(?:id|identity|identification|citizen) ?cards?\b|\b(?:id|identity) documents?\b"
    r"|\b(?:national|citizen|identity|identification|government) (?:id|number|no)\b"
    r"|\bnid\b|\bnin\b|\btax (?:id|no|number)\b|\btin\b|philhealth|\bbank account\b|\bnric\b|\bssn\b|social security|aadhaa?r|passport|\bpan (?:no|number|card)\b"
    r"|voter (?:id|card)|ration card"
)
_ID_NUMBER: Final = pattern(r"\bid ?(?:no|number|num|type)\b")
"""A number of a person's where people stand in the rows; where issues do, it may be theirs."""
_LETTER: Final = pattern("[a-z]")
_NOTES: Final = pattern(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_EMPTY: Final = frozenset(["类别", "类型", "属性", "性质", "身份", "是否", "category", "type"])
"""Headings that say something only with the note in brackets behind them."""


@lru_cache(maxsize=4096)
def is_withheld(heading: str, *, of_people: bool = True) -> bool:
    """Whether a column of this heading is never read, whatever the user says of it."""
    plain = simplified(unicodedata.normalize("NFKC", heading).casefold())
    bare = _NOTES.sub(" ", plain)
    if _solid(bare) in _EMPTY:
        bare = plain
    solid, spaced = _solid(bare), " ".join(re.sub(r"[\W_]+", " ", bare).split())
    return _in_chinese(solid) or _in_english(spaced, of_people=of_people)


def _in_chinese(solid: str) -> bool:
    if solid.isascii():
        return False
    is_other = _OF_HELPERS.search(solid) or _OF_THEIRS.search(solid)
    sorts = _SORTING.search(solid) and not is_other
    return bool(sorts or _PAPERS.search(solid))


def _in_english(spaced: str, *, of_people: bool) -> bool:
    if not _LETTER.search(spaced):
        return False
    patterns = [_SORTING_ENGLISH, _PAPERS_ENGLISH, *([_ID_NUMBER] if of_people else ())]
    return any(each.search(spaced) for each in patterns)


def _solid(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
