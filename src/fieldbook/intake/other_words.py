"""Headings that are said in other words than those of the tables: whose they are is told by their make.

Offices call who heads a household farmer, co-op member, 种粮户, and each a group by what it is for. A word of
the tables goes before: of a farmer and a head of household the head is read.
"""

from __future__ import annotations

import re
from typing import Final

from fieldbook.domain.codes import Holds
from fieldbook.patterns import pattern

_MEASURES: Final = (
    r"acres?|ha|hectares?|bigha|sq\.? ?(?:m|ft|km|metres?|meters?|feet)|sqm|sqft|k?m2|km|m|metres?|meters?|ft|feet|kgs?|kilos?"
    r"|tons?|tonnes?|quintals?|bags?|lit(?:re|er)s?|usd|eur|gbp|kes|kshs?|tzs|ugx|ngn|inr|php|rs\.?|[$€£¥₹₦₱]|area|size|yield|amount"
)
_MEASURED: Final = pattern(
    rf"\W*(?:in |approx\.? |total )?(?:{_MEASURES})(?: ?(?:/|per|or|x|and) ?[a-z.]+)*\W*"
    r"|\W*(?:单位[:：]?)?(?:[十百千万亿]?元|亩|公顷|平方(?:米|公里|千米)?|平米|公斤|千克|市?斤|吨|公?里|千?米|[头只株棵袋]"
    r"|k?m2|kg|面积|金额|产量)(?: ?[/每、] ?[\u4e00-\u9fffa-z0-9]+)*\W*"
)
"""What stands in brackets behind a heading of acres, weights or money: Plot (acres) is no address."""

_ROLE: Final = (
    r"(?:farmer|grower|producer|small ?holder|house ?holder|villager|resident|inhabitant|beneficiary|recipient|client|participant"
    r"|respondent|applicant|tenant|occup(?:ant|ier)|owner|land ?owner|home ?owner|house ?owner|(?:plot|land|stand|stall) ?holder|user"
    r"|guardian|care ?giver|parent|herder|fisher(?:man)?|pastoralist|peasant|crofter|settler|subscriber|trainee|lessee)(?:s|\(s\))?"
)
_NO_HEAD: Final = r"(?:family|household|hh|staff|team|committee|branch|board|council|party|core|contact|key|male|female|adult|lead|other)"
_HEADS: Final = (
    rf"(?:the )?(?:(?!{_NO_HEAD}\b)[a-z][a-z-]* ){{0,2}}{_ROLE}|(?:group|co-?op(?:erative)?|society|association|club) members?"
    r"|heads? of (?:the )?(?:home(?:stead)?|hh|h/h|compound)|(?:homestead|compound) heads?"
)
_HEAD_ENGLISH: Final = pattern(_HEADS)
_VISITED: Final = pattern(rf"(?:{_HEADS})(?: (?:visited|met|seen))?")
_NAMES: Final = pattern(
    r"(?:full )?names?(?: (?:in full|(?:and|&) (?:sur|last )name))?|(?:surname|last name) (?:and|&) names?"
)
_NO_NAME: Final = "(?!是否|有无|[账帐开门总每分落立迁销])"
_HEAD: Final = pattern(
    rf"{_NO_NAME}(?!.*(?:示范|文明|星级|先进|党员|骨干|重点))[\u4e00-\u9fff]{{0,6}}?"
    r"(?:户|户主|户代表|农户?|农民|社员|村民|居民|牧民|渔民|业主|[房屋]主|组员|(?:承包|经营|流转)方|(?:承包|经营|受益|申请|领取?|领款|缴费|参保|投保|补贴)(?:人|对象)"
    r"|服务对象)(?:[及或和/]?代表)?(?:的?(?:姓名|名称|名字|名))?"
)
"""Who heads a household; 是否示范户 is a question and 账户 an account."""
_SPEAKS: Final = pattern(
    r"(?:反映|来访|来信|诉求|投诉|求助|涉及)?(?:[村居农牧渔]民|农户|社员|业主|租户|住户|申请人|受益人)(?:的?(?:姓名|名称|名字|名))?"
)

_RELATION_ENGLISH: Final = pattern(
    r"relation(?:ship)?s?(?: (?:to|with|of) (?:the )?(?:hh |h/h |household |family |house )?(?:head|hoh|hhh|householder)"
    r"(?: of (?:the )?(?:household|hh|family|house|home))?)?|position in (?:the )?(?:household|family|home)"
)
_RELATION: Final = pattern(
    "[与和同跟]?本?(?:户主|户长|家长|户代表)[之的]?(?:关系|称谓)|家庭成员关系"
)
"""How somebody belongs to the head of the household."""

_SPOT: Final = (
    r"(?:address|residence|location|homestead|dwelling|compound|premises|landmark|house|home|door|plot|stand|flat|village|street"
    r"|no|number|name|place|line|1|of|the|and|or|full|physical|postal|residential|current|permanent|mailing|present|local"
    r"|household|living|exact|nearest|their)"
)
_ADDRESS_ENGLISH: Final = pattern(
    r"(?=.*\b(?:address|residence|location|homestead|dwelling|compound|premises|landmark|house|door)\b)"
    rf"(?!.*\bname of (?:the )?(?:house|home))(?:{_SPOT}(?:[ ,#-]+|$))+|where (?:they|he|she|you) lives?"
)
_SPOTS: Final = "住址|地址|详址|住所|住处|居住地点?|居住点|常住地|现居地|所在地|坐落|座落|位置|门牌号?码?|房号|室号"
_ADDRESS: Final = pattern(
    rf"(?:(?:家庭|户主|本人|农户|详细|具体|现在?|目前|实际|常年|经常|居住|常?住|住宅|住房|房屋|房产|宅基地|户籍|通[讯信]|联系|所在|小区|街巷|街路|街道"
    rf"|楼栋|楼号|村组|村庄?)*(?:{_SPOTS}))+"
)
"""Where a household lives; where it works or has its land is another place."""

_GROUP_ENGLISH: Final = pattern(
    r"(?!.*\b(?:age|blood|income|target|ethnic|core|contact|focus|peer|risk|vulnerab|wealth|caste|religio|gender|support|in|any|of|member)\b)"
    r"(?:[a-z][a-z'’/-]* ){0,3}(?:group|sub-?group|shg|vsla)s?(?: (?:name|no))?"
    r"|(?:self help group|shg|vsla)(?: name)?|names? of (?:the )?(?:[a-z][a-z'’-]* ){0,3}groups?"
)
_PLACE: Final = (
    r"(?:block|ward|zone|section|quarter|neighbou?rhood|cell|cluster|hamlet|sub-?village|team)s?"
)
_PLACE_ENGLISH: Final = pattern(rf"{_PLACE}(?: ?(?:/|or|&) ?{_PLACE})*(?: (?:name|no|number))?")
_GROUPS: Final = pattern(
    r"(?:所[在属]|第几?)?(?:(?:村民|居民|自然|灌溉|用水|管水|户|合作|互助|生产|劳动|作业|联防|自然村|村|巷|班)*小?组"
    r"|(?!.*(?:核心|领导|工作|帮扶|包|联系|党|监督|理财|专|服务|志愿|巡|调解))[\u4e00-\u9fff]{1,5}小组|生产队|小?队|屯|村?社|片区?|微?网格"
    r"|寨子?|湾子?|庄子?|院落|院坝)+(?:别|名称|名|号|编号|序号)?"
)
"""The group a household is of; 核心小组 and 帮扶工作组 are made otherwise."""
_ITS_GROUP: Final = pattern(
    r"(?:所[在属]|[\u4e00-\u9fff]{0,3}人)?(?:村民?|居民|生产)小?组(?:别|名称|名)?"
)
"""The group that a visit or an issue is of; many another 组 stands in such a list."""

_OF_A_CONTACT: Final = pattern(
    r"(?:包[户组片村楼栋保联]?|联[户系]|帮扶|帮联|挂[联钩包]|驻[户村点]|蹲点|结对|责任|专职|兼职|微?网格|楼栋?|单元)"
    r"(?:帮扶|责任|联系|联络|管理|服务|指导|网格){0,2}(?:干部|责任人|负责人|联系人|人员?|[员长]|党员|领导|管家)(?:姓名)?"
)
_OFFICER: Final = pattern(
    r"(?:(?:[a-z]+[^a-z]+){1,2}(?:officer|coordinator|manager|case[^a-z]?worker)"
    r"|(?:case|social|support|outreach|field|health|community|family|welfare|housing|area|named|allocated)[^a-z]+worker)(?:[^a-z]+name)?"
    r"|(?:chw|asha|officer|worker|staff|cadre)[^a-z]+(?:responsible|assigned|in[^a-z]charge)"
)
"""Who looks after a household."""
_HOW_MANY: Final = pattern(
    r"(?:(?:total|no|number|count)[^a-z]+)+(?:of[^a-z]+)?(?:(?:hh|household|family|house)[^a-z]+)?"
    r"(?:members|people|persons|occupants|residents)(?:[^a-z]+(?:in|per|of)[^a-z]+(?:the[^a-z]+)?(?:hh|household|family|house|home))?"
)
"""How many a household has."""

_COUNT: Final = pattern(
    "(?:家庭|家中|家里|全家|户内|户籍|常住|现有|实有|在册|在家|现)*总?(?:人口|人数|口数)数?"
)
_REACHED: Final = pattern(
    "(?:本人|户主|农户|家庭|家中|移动|固定|常用|备用|联系|联络)*(?:手机|座机|固话|电话|联系方式|微信)(?:号码?|电话)?"
)
_REACHED_ENGLISH: Final = pattern(
    r"(?:contact|phone|mobile|tel|telephone|cell|whatsapp)s?(?: ?[/&]? ?(?:details|info|information|phone|mobile|tel|no|number)s?)+"
)
"""How a household is reached."""
_TOLD: Final = pattern(
    "(?:家庭|家中|住户|农户|户内|本户)*(?:基本|具体|特殊|现实|其他)?情况(?:说明|备注|简介|介绍|描述)"
)
"""What else is told of it."""

_RUNNING: Final = pattern(
    r"s(?:r|l|er|erial)?(?:n|no|nos|num|number)?|nos?|nr|n[°º]?|(?:line|row|item)(?:no|number)?|index|#|№"
    r"|序|号|(?:序列?|行|顺序?|流水|项)[号次数]|排序|序号?no"
)
"""Headings of running numbers, reduced."""

_Rules = tuple[tuple[str, "re.Pattern[str]"], ...]
_CHINESE: Final[dict[Holds, _Rules]] = {
    "households": (("relation", _RELATION), ("contact", _OF_A_CONTACT), ("group", _GROUPS), ("people", _COUNT), ("phone", _REACHED), ("note", _TOLD), ("address", _ADDRESS), ("head", _HEAD)),
    "visits": (("companions", _OF_A_CONTACT), ("group", _ITS_GROUP), ("household", _HEAD), ("address", _ADDRESS)),
    "issues": (("raisedby", _SPEAKS), ("group", _ITS_GROUP), ("address", _ADDRESS)),
}  # fmt: skip
_ENGLISH: Final[dict[Holds, _Rules]] = {
    "households": (
        ("relation", _RELATION_ENGLISH), ("contact", _OFFICER), ("people", _HOW_MANY), ("phone", _REACHED_ENGLISH), ("name", _NAMES), ("workgroup", _GROUP_ENGLISH),
        ("subvillage", _PLACE_ENGLISH), ("address", _ADDRESS_ENGLISH), ("head", _HEAD_ENGLISH),
    ),
    "visits": (("companions", _OFFICER), ("household", _VISITED), ("address", _ADDRESS_ENGLISH)),
    "issues": (("raisedby", _HEAD_ENGLISH), ("address", _ADDRESS_ENGLISH)),
}  # fmt: skip
"""The word of the tables that each counts as, kind by kind; the first that fits counts."""


def is_measured(note: str) -> bool:
    """Whether what stands in brackets behind a heading says in what its column is measured."""
    return _MEASURED.fullmatch(note) is not None


def is_running(key: str) -> bool:
    """Whether a heading, reduced, is one of running numbers."""
    return _RUNNING.fullmatch(key) is not None


def meant_otherwise(text: str, kind: Holds) -> str:
    """The word of the tables that a heading counts as, said in other words; empty where none is.

    Args:
        text: the heading in one width and case, without notes in brackets.
        kind: the kind of sheet.
    """
    rules = (_ENGLISH if text.isascii() else _CHINESE).get(kind, ())
    said = " ".join(text.replace("_", " ").strip(" :*.#").split())
    said = said if text.isascii() else said.replace(" ", "")
    return next((key for key, words in rules if words.fullmatch(said)), "")
