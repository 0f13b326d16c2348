"""Which heading means which field: one table a kind of sheet, in both languages.

A heading is compared without spaces, case, full-width forms, punctuation, and notes in brackets, and in
simplified signs. Where two columns could be one field, the alias that stands first in the table wins. A
running number (序号, No.) is in no row: it changes with every sorting and says nothing of a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from fieldbook.domain.codes import Holds
from fieldbook.intake.group_headings import GROUPS
from fieldbook.intake.ledger_headings import LEDGER
from fieldbook.intake.other_words import is_measured, meant_otherwise
from fieldbook.intake.roster_headings import ROSTER
from fieldbook.intake.traditional import simplified
from fieldbook.intake.visit_headings import ONLY_VISITS, VISITS
from fieldbook.patterns import pattern

_BRACKETS: Final = pattern(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_SIGNS: Final = pattern(r"[\W_]+")


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading reduced to what is compared; one that is all signs, such as #, stays as it is."""
    text = _folded(heading)
    if text.isalnum():
        return text  # nothing to take out of it: most of the thousand words of the tables
    return _SIGNS.sub("", _without_notes(text)) or _SIGNS.sub("", text) or text


def _folded(heading: str) -> str:
    """A heading in one width, one case and simplified signs."""
    return simplified(unicodedata.normalize("NFKC", heading).casefold().strip())


def _without_notes(text: str) -> str:
    """A heading without its notes in brackets, but for a measure: Plot (acres) is no plot."""
    # What follows stands for a sign of money, which is none of a word.
    return _BRACKETS.sub(
        lambda note: f"{note[0]}measured" if is_measured(note[0][1:-1]) else "", text
    )


def _ranked(table: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    """For every field its aliases with their rank; the field's own name is the last of them."""
    ranked = {}
    for field, words in table.items():
        # The tables have their words plain already, but for the strokes: a test holds them to it.
        aliases = dict.fromkeys(f"{words} {field}".replace("_", "").split())
        ranked[field] = {alias: rank for rank, alias in enumerate(aliases)}
    return ranked


REMARKS: Final = frozenset(
    plain(word)
    for word in ["备注", "备注说明", "附注", "备考", "remark", "remarks", "comment", "comments"]
)
"""Headings of remarks, in which what sorts people is written beside everything else."""
_PHONES: Final = pattern(r"\w*(?:电话|手机|号码|联系方式|phone|mobile|tel)(?:no|number)?")
_COUNTS: Final = frozenset("123456789一二三四五")
_NUMBERED: Final = pattern(r"(\D+?)[1-9一二三四五]")
_ONE_MEMBER: Final = pattern(
    r"(?:家庭)?成员(?:姓名[1-9一二三四五六七八九]|[1-9一二三四五六七八九](?:的?姓名)?)"
    r"|(?:family|household)?member(?:name[1-9]|[1-9](?:name)?)"
)
"""The heading of one of the members of a household that stand side by side."""


def _without_number(key: str) -> str:
    """A heading of remarks, telephones or members without its number, 备注2: a sheet has several."""
    if _ONE_MEMBER.fullmatch(key):
        return "成员姓名"
    found = _NUMBERED.fullmatch(key) if key[-1:] in _COUNTS else None
    return found[1] if found and (found[1] in REMARKS or _PHONES.fullmatch(found[1])) else key


def is_remark(heading: str) -> bool:
    """Whether a column is one of remarks 备注."""
    return _without_number(plain(heading)) in REMARKS


TABLES: Final[Mapping[Holds, Mapping[str, str]]] = {
    "households": ROSTER, "issues": LEDGER, "visits": VISITS, "groups": GROUPS,
}  # fmt: skip
"""The headings of each kind of sheet, as they are written, the usual ones first."""
ALIASES: Final[Mapping[Holds, Mapping[str, Mapping[str, int]]]] = {
    kind: _ranked(table) for kind, table in TABLES.items()
}
KNOWN: Final[Mapping[Holds, frozenset[str]]] = {
    kind: frozenset(alias for aliases in fields.values() for alias in aliases)
    for kind, fields in ALIASES.items()
}
"""All the words that head a column of each kind."""
FIELDS: Final[Mapping[Holds, tuple[str, ...]]] = {
    kind: tuple(fields) for kind, fields in ALIASES.items()
}
"""The fields each kind of sheet may have a column for, as ``--columns`` names them."""

REQUIRED: Final[Mapping[Holds, tuple[str, ...]]] = {
    "households": ("head",),
    # Many a village ledger has one column of words only; its first sentence is the title then.
    "issues": ("title", "detail"),
    "visits": ("household", "note", "learned", "promised"),
    "groups": ("name",),
}
"""The fields of which a sheet has at least one, or it is none of that kind."""

NAME: Final = frozenset({"surname", "given_name"})
"""The fields of a name in two columns; one of them alone is none."""

TOGETHER: Final[Mapping[Holds, tuple[frozenset[str], ...]]] = {
    "households": (frozenset({"person", "relation"}), NAME)
}
"""Fields that do instead where all of them stand: the row of one person is said to be the head's."""

TELLING: Final[Mapping[Holds, frozenset[str]]] = {
    "households": frozenset({"head", "relation", "people", "code", "contact", "visit_every_days"}),
    "issues": frozenset(
        {"title", "detail", "reply", "found_on", "replied_on", "raised_by", "measure", "handling"}
        | {"status", "closed_on"}
    ),
    "visits": frozenset({"visited_on", "household", "note", "companions", "promised", "learned"}),
    "groups": frozenset({"name", "leader", "key_members", "core_members", "type", "surveyed_on"}),
}
"""The fields that tell one kind from the other; an address or a group stands in both."""

SEVERAL: Final = frozenset(
    {"kind", "status", "besides", "given_name", "phone", "key_members", "building"}
)
"""The fields that may be read from more than one column: classes of several levels, two telephones."""

OF_WORDS: Final = frozenset(
    {"title", "detail", "measure", "handling", "reply", "note", "learned", "promised", "companions"}
)
"""The fields of words, of which a second column is kept too, as a line under its own heading."""


def beside(kind: Holds, field: str) -> str:
    """As what a second column of a field is read; empty where a field has one column only."""
    if field in SEVERAL or (field == "note" and kind in ("households", "groups")):
        return field
    if (kind, field) == ("households", "address"):
        return "building"
    return "besides" if field in OF_WORDS and "besides" in FIELDS[kind] else ""


_OF_GROUPS: Final = frozenset({"leader", "key_members", "core_members", "core_since", "type"})
_OF_A_DIARY: Final = (
    frozenset({"visited_on", "household", "met"}),
    frozenset({"visited_on", "household", "note", "promised"}),
)
_OF_VISITS: Final = frozenset(plain(word) for word in ONLY_VISITS.split())


_OF_A_MATTER: Final = pattern(
    r"(?:群众|问题|信访|工单|事项|诉求|案件|个案|隐患|陈情|留言|反映|投诉|求助|来电|来访|来信|来函|报修|具体|主要|相关"
    r"|(?:complaints?|grievances?|issues?|requests?|cases?|tickets?|petitions?|problems?|service|citizens?|public)[^a-z]+)"
)
"""What stands before a heading in a ledger and says only whose it is: 工单办理单位, petition category."""
_OF_A_STATE: Final = pattern(
    r"(?:整改|办理|处理|处置|问题)?是否(?:已经?)?(?:全部)?(?:整改|解决|办理)?(?:办结|销号|完成|解决|结案|闭环|整改|到位|落实)"
    r"(?:到位|完成|完毕)?|(?:整改|办理|处理|处置|问题)?(?:办结|销号|完成|解决|结案|闭环|整改|到位|落实|化解)与否"
    r"|(?:目前|当前|最新|最终|现在)(?:办理|处理|整改|完成|工单|问题)?(?:状态|进度)"
    r"|(?:(?:final|current|latest|present|disposal|redressal|action|work|overall)[^a-z]+)+status"
)
"""Headings of states, in whatever words."""
_OF_A_CLOSING: Final = pattern(
    r"(?:问题|整改|实际|最终|工单|处置|处理|办理|调解|化解)*(?:办结|销号|完成|结案|解决|闭环|办毕|化解|调解成功|完成整改|整改到位)"
    r"(?:的)?(?:具体)?(?:时间|日期|日)"
    r"|(?:(?:issue|case|actual|final)[^a-z]+)*(?:closed|resolved|solved|completed|settled|disposed|closure|resolution|completion)"
    r"[^a-z]+(?:on|at|date|day)|(?:date|day|when)[^a-z]+(?:of[^a-z]+)?(?:closed|done|fixed|finished|resolved|solved|completed|settled|closure|resolution|completion)"
)
"""Headings of the day of closing, in whatever words."""
_OF_A_FINDING: Final = pattern(
    r"(?:群众|问题|网格员|首次|初次|事件|隐患|线索)*(?:收[件悉]|接件|留言|反映|来访|来信|来电|信访|登记|发现|受理|提出|收到|收集|上报|报告|投诉|接访|排查"
    r"|意见|检查|巡查|查找|查摆|征集|报修|立案|陈情|求助|采集|录入)(?:问题|情况|事项|诉求)?(?:的)?(?:具体)?(?:时间|日期|日)"
    r"|(?:(?:issue|case|complaint|grievance|request|problem|first|was|is)[^a-z]+)*(?:logged|lodged|raised|reported|received|rec[’']?d|rcvd|registered"
    r"|submitted|opened|recorded|filed|found|noted|identified)[^a-z]+(?:on|at|date|day)"
    r"|(?:date|day)[^a-z]+(?:of[^a-z]+)?(?:logged|lodged|raised|reported|received|rec[’']?d|rcvd|registered|registration|recorded|submission|filing|found"
    r"|noted|identified|reporting)|when(?:[^a-z]+(?:raised|reported|received|told|noted))?"
)
"""Headings of the day of finding, in whatever words."""
_MATTER: Final = r"(?:complaint|grievance|issue|request|case|petition|problem|representation|application|claim|concern|incident|enquiry|query)s?"
_OF: Final = rf"[^a-z]+of[^a-z]+(?:the[^a-z]+)?{_MATTER}"
_WHO_SPEAKS: Final = pattern(
    r"(?:resident|customer|citizen|client|tenant|caller|complainant|petitioner|applicant|patient|parent|student|constituent|claimant"
    r"|requeste?or|requester|reporter|informant|enquirer|beneficiary|service[^a-z]user|aggrieved[^a-z](?:person|party)"
    r"|member[^a-z]of[^a-z](?:the[^a-z])?public)(?:[^a-z]?s)?"
)
"""Headings of who raised a matter, in whatever words."""
_IN_WHATEVER_WORDS: Final = (
    ("status", _OF_A_STATE), ("closed_on", _OF_A_CLOSING), ("found_on", _OF_A_FINDING),
    ("raised_by", _WHO_SPEAKS),
    ("title", pattern(rf"what(?:[^a-z]+(?:is|was|are|were))?[^a-z]+(?:the[^a-z]+)?{_MATTER}|what[^a-z]+(?:happened|went[^a-z]wrong|(?:was|is)[^a-z](?:raised|reported|needed|wrong))"
                      rf"|{_MATTER}[^a-z]+(?:raised|reported|stated)|(?:subject|nature|gist|summary|title)(?:[^a-z]+matter)?{_OF}|{_MATTER}[^a-z]+(?:subject|title|summary)")),
    ("detail", pattern(rf"(?:brief[^a-z]+)?(?:details?|description|particulars|statement|contents?|narrative){_OF}"
                       rf"|{_MATTER}[^a-z]+(?:details?|description|particulars|text|narrative)")),
    ("kind", pattern(rf"(?:type|category|class){_OF}|{_MATTER}[^a-z]+(?:type|category|class)")),
    ("code", pattern(rf"{_MATTER}[^a-z]+(?:id|ref|reference|no|number|nr|code)(?:[^a-z]+(?:no|number))?")),
    ("measure", pattern(r"(?:actions?|steps|work)[^a-z]+(?:to[^a-z]be[^a-z]taken|agreed|needed|planned|recommended)|what[^a-z](?:is|needs)[^a-z]to[^a-z]be[^a-z]done|what[^a-z]to[^a-z]do"
                        r"|what[^a-z]+(?:we|was|will|is|they)[^a-z].*(?:do|done|agreed|promised)")),
    ("due_on", pattern(r"(?:by|until)[^a-z]when|to[^a-z]be[^a-z]done[^a-z]by|done[^a-z]by[^a-z](?:when|date)")),
    ("responsible", pattern(r"(?:by|to)[^a-z]whom|who(?:[^a-z](?:will|is)[^a-z].*)?|(?:assigned|responsible|handling|dealing|investigating|lead|action|case|housing|duty)[^a-z]+"
                            r"(?:officer|dept|department|staff|person|team|agency|unit|section|service|worker|owner|by)")),
)  # fmt: skip
_WHOSE: Final = pattern(
    r"[\u4e00-\u9fff]{0,6}?(?:户|对象|人员|群众|老人|家庭)的?(?=(?:户主|家庭)?(?:姓名|名字|住址|地址|人口|人口数|电话|联系电话)$|户主$)"
)
"""Of whom a roster is, before what every roster says of them: 脱贫户姓名, 慰问对象住址."""
_NAME_OF: Final = pattern(
    r"(?:full[^a-z]+)?names?[^a-z]+of[^a-z]+(?:the[^a-z]+)?(?P<of>[a-z].*)|(?P<own>[a-z].*?)(?:[^a-z]+s)?[^a-z]+(?:full[^a-z]+)?names?"
)
"""A name, and whose it is: Name of Petitioner, CHW name."""
_LONGEST: Final = 50
"""Signs of the longest heading that is looked into, notes in brackets and all."""
_A_DAY: Final = pattern(r"年\W?月\W?日$")
_NUMBER: Final = pattern(r"(?:number|num|nr)$")
_SIGNED: Final = pattern(r"(?:签字|签名|签章)$|(?:signature|signed)$")
"""What a heading ends with under which a name is written by its bearer: 走访人签字."""
_BARE: Final = frozenset(("no", "number", "name", "code", "id"))
"""What stands behind a heading and adds nothing to it: Group name / number."""
_NAMED: Final = ("contact", "raised_by", "responsible")
"""Fields of people whose telephone may stand in the same column."""
_AND: Final = pattern(r"以及|[及和与、/&]| and ")
_IN_WORDS: Final = (
    "detail", "measure", "handling", "reply", "besides", "note", "learned", "promised", "other",
)  # fmt: skip
"""Fields that hold any words, so that a column of theirs may say more: 存在问题及建议."""


@lru_cache(maxsize=4096)
def meant(heading: str, kind: Holds) -> str:
    """The known heading that is meant, reduced as by :func:`plain`; a strange one only reduced.

    A ledger's headings say whose they are in many ways: that is taken off where the rest is known. Of
    two things in one heading the first counts.
    """
    if len(heading) > _LONGEST or not any(map(str.isalpha, heading)):
        return plain(heading)  # it says what tables say, and heads nothing
    keys = (plain(heading), _without_number(plain(heading)))
    known = next((key for key in keys if key in KNOWN[kind]), "")
    return known or next(filter(None, _ways(heading, keys[0], kind)), keys[0])


def _ways(heading: str, key: str, kind: Holds) -> Iterator[str]:
    """The known headings that a strange one may mean, one way of reading it after the other."""
    known, aliases = KNOWN[kind], ALIASES[kind]
    text = _without_notes(_folded(heading)).strip()
    day = text.removeprefix("民国")
    day = _A_DAY.sub("日期", day) if day.endswith("日") else day
    number = _NUMBER.sub("no", key)
    signed = _SIGNED.sub("", key)
    yield from (each for each in (plain(day), number, signed) if each in known)
    if "besides" in aliases:
        # What is measured is no name and no place, but a ledger keeps it.
        bare = plain(_BRACKETS.sub("", _folded(heading)))
        yield bare if bare in aliases["besides"] else ""
    first, *others = _AND.split(text)
    if others and any(plain(first) in aliases.get(field, ()) for field in _IN_WORDS):
        yield plain(first)
    if others:
        parts = [meant(each.strip(), kind) for each in (first, *others)]
        spots = aliases.get("address", {}).keys() | aliases.get("building", {})
        yield "address" if spots.issuperset(parts) else ""  # 门牌/住址, House/plot no.
        same = any(all(part in its for part in parts) for its in aliases.values())
        yield parts[0] if same or _BARE.issuperset(parts[1:]) else ""
    if others and all(_PHONES.fullmatch(plain(each)) for each in others):
        # 帮扶干部及电话: what stands behind the name is taken off.
        whose = meant(first.strip(), kind)
        yield whose if any(whose in aliases.get(field, ()) for field in _NAMED) else ""
    if kind == "issues":
        yield _of_a_ledger(day)
    if kind in ("households", "visits") and (of := _WHOSE.match(key)):
        yield key[of.end() :] if key[of.end() :] in known else ""
    if text.isascii() and "name" in text and (named := _NAME_OF.fullmatch(text)):
        bearer = named["of"] or named["own"]
        yield plain(bearer) if plain(bearer) in known else ""
        yield _of_a_ledger(bearer) if kind == "issues" else ""
        yield meant_otherwise(bearer, kind)
    yield meant_otherwise(text, kind)


def _of_a_ledger(text: str) -> str:
    """The known heading of a ledger that is said in other words; empty where none is."""
    for field, words in _IN_WHATEVER_WORDS:
        if words.fullmatch(text):
            return plain(field)
    while own := _OF_A_MATTER.match(text):
        text = text[own.end() :]
        if (rest := plain(text)) in KNOWN["issues"]:
            return rest
    return ""


def sounds_like(kind: Holds, headings: Mapping[str, str]) -> bool:
    """Whether headings (field → heading) are those of a kind of which nobody said the sheet is.

    A day and some words stand in many a table, and so does the name of a group.
    """
    if kind == "groups":
        return not _OF_GROUPS.isdisjoint(headings)
    if kind == "visits":
        named = any(plain(heading) in _OF_VISITS for heading in headings.values())
        return named or any(headings.keys() >= each for each in _OF_A_DIARY)
    # Owners and members stand in many a list; whose address or telephone it has is of households.
    head = plain(headings.get("head", "")) if kind == "households" else ""
    is_called = not head or head in ALIASES["households"]["head"] or _WHOSE.match(head) is not None
    return is_called or bool(headings.keys() - {"head", "note", "tags"})
