"""Which heading means which field: one table, in both languages.

A heading is compared without spaces, case, full-width forms, punctuation, and notes in brackets. Where
two columns could be one field, the alias that stands first in the table wins. A running number (序号,
No.) is in no row of it: it changes with every sorting and says nothing of who or what a row is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

Holds = Literal["households", "issues"]

_ROSTER: Final = {
    "head": "户主姓名 户主名 户主名称 户主 户代表 农户姓名 农户 姓名 名字 head_of_household household_head "
    "householder head head_name household name",
    "person": "成员姓名 家庭成员 家庭成员姓名 人员姓名 姓名 名字 member_name person name",
    "relation": "与户主关系 与户主的关系 和户主关系 户主关系 家庭关系 关系 是否户主 relation_to_head "
    "relationship_to_head relation relationship",
    "code": "户号 户编号 户编码 家庭编号 家庭编码 门户编号 household_no household_number household_code "
    "household_id code",
    "people": "人口 人数 家庭人口 家庭人数 家庭人口数 人口数 户人口 在册人口 常住人口 总人口 people persons "
    "members household_size family_size size population",
    "address": "家庭住址 家庭地址 住址 地址 详细地址 居住地址 现住址 现居住地 户籍地址 居住地 门牌号 门牌 "
    "门牌号码 address home_address house_no house_number",
    "phone": "联系电话 电话 电话号码 手机号 手机 手机号码 联系方式 联系号码 户主电话 移动电话 phone "
    "phone_number telephone tel mobile mobile_phone cell contact_phone",
    "group": "组别 小组 村民小组 居民小组 组 组名 小组名称 所属小组 所在小组 生产队 生产小组 生产组 作业组 "
    "队 队别 网格 村组 work_group group team production_team",
    "brigade": "生产大队 大队 行政村 村 村名 村委会 村居 社区 所在村 brigade village",
    "commune": "公社 乡镇 乡 镇 街道 乡镇街道 所在乡镇 commune township town",
    "unit": "单位 所属单位 所在单位 unit",
    "contact": "联系人 包户干部 包户人 包户责任人 联系干部 帮扶干部 帮扶人 帮扶责任人 帮扶联系人 驻户干部 "
    "contact contact_person contact_member cadre assigned_to",
    "visit_every_days": "走访间隔 走访周期 走访天数 几天一访 visit_every_days visit_every visit_interval interval",
    "tags": "标签 标记 tags labels",
    "note": "备注 说明 附注 备考 note notes remark remarks comment comments",
}
_LEDGER: Final = {
    "title": "留言主题 留言标题 主题 标题 事由 问题 问题名称 问题标题 问题摘要 反映问题 反映事项 事项 诉求标题 "
    "问题事项 存在问题 存在的问题 主要问题 title issue problem subject summary matter",
    "detail": "留言详情 留言内容 详情 详细内容 具体内容 内容 问题内容 问题描述 问题详情 诉求内容 诉求 "
    "反映内容 反映情况 意见内容 意见建议 情况说明 描述 detail details description content text",
    "code": "留言编号 问题编号 信访编号 工单编号 工单号 台账编号 诉求编号 受理编号 编号 件号 code id issue_id "
    "issue_no issue_number ticket ticket_no reference reference_no ref case_no",
    "found_on": "留言时间 留言日期 反映时间 反映日期 来访时间 来访日期 登记时间 登记日期 发现时间 发现日期 "
    "受理时间 受理日期 提出时间 收到时间 日期 时间 found_on date_raised raised_on date_found reported_on "
    "received_on date_received date time",
    "raised_by": "留言用户 留言人 反映人 反映人姓名 来访人 来访人姓名 诉求人 提出人 投诉人 信访人 申请人 姓名 "
    "raised_by reported_by reporter requested_by name from who",
    "household": "户主姓名 户主 农户 户名 所属户 户号 household householder head_of_household household_head head",
    "group": "组别 小组 村民小组 居民小组 组 组名 小组名称 所属小组 所在小组 生产队 生产小组 村组 网格 "
    "work_group group team production_team",
    "kind": "类别 问题类别 一级分类 一级标签 分类 类型 问题类型 二级分类 三级分类 二级标签 诉求类别 诉求类型 "
    "kind category class type subcategory",
    "reply": "答复意见 答复内容 答复 回复 回复内容 回复意见 处理意见 办理意见 处理结果 办理结果 办理情况 "
    "处理情况 处理办法 解决办法 解决措施 整改措施 整改情况 落实情况 reply answer response solution resolution result",
    "replied_on": "答复时间 答复日期 回复时间 回复日期 办结时间 办结日期 办理时间 处理时间 解决时间 解决日期 "
    "完成时间 完成日期 replied_on answered_on date_answered solved_on date_solved closed_on date_closed resolved_on "
    "reply_date",
    "responsible": "责任人 负责人 承办人 经办人 办理人 处理人 责任单位 承办单位 责任部门 responsible "
    "responsible_person owner assigned_to in_charge",
    "due_on": "期限 办理期限 办理时限 完成期限 完成时限 整改期限 整改时限 时限 截止日期 截止时间 due_on due "
    "due_date deadline",
    "note": "备注 说明 附注 备考 note notes remark remarks comment comments",
}
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_SIGNS: Final = re.compile(r"[\W_]+")


def plain(heading: str) -> str:
    """A heading reduced to what is compared; one that is all signs, such as #, stays as it is."""
    text = unicodedata.normalize("NFKC", heading).casefold().strip()
    return _SIGNS.sub("", _BRACKETS.sub("", text)) or _SIGNS.sub("", text) or text


def _ranked(table: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    """For every field its aliases with their rank; the field's own name is the last of them."""
    ranked = {}
    for field, words in table.items():
        aliases = dict.fromkeys(plain(word) for word in [*words.split(), field])
        ranked[field] = {alias: rank for rank, alias in enumerate(aliases)}
    return ranked


ALIASES: Final[Mapping[Holds, Mapping[str, Mapping[str, int]]]] = {
    "households": _ranked(_ROSTER),
    "issues": _ranked(_LEDGER),
}
FIELDS: Final[Mapping[Holds, tuple[str, ...]]] = {
    "households": tuple(_ROSTER),
    "issues": tuple(_LEDGER),
}
"""The fields each kind of sheet may have a column for, as ``--columns`` names them."""

REQUIRED: Final[Mapping[Holds, tuple[str, ...]]] = {
    "households": ("head",),
    # Many a village ledger has one column of words only; its first sentence is the title then.
    "issues": ("title", "detail"),
}
"""The fields of which a sheet has at least one, or it is none of that kind."""

TELLING: Final[Mapping[Holds, frozenset[str]]] = {
    "households": frozenset({"head", "relation", "people", "code", "contact", "visit_every_days"}),
    "issues": frozenset({"title", "detail", "reply", "found_on", "replied_on", "raised_by"}),
}
"""The fields that tell one kind from the other; an address or a group stands in both."""

SEVERAL: Final = frozenset({"kind"})
"""The fields that may be read from more than one column: a ledger has classes of several levels."""
