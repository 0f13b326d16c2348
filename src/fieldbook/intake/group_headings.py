"""What the columns of a list of work groups 小组, and of their survey 摸底, are called."""

from __future__ import annotations

from typing import Final

GROUPS: Final = {
    "name": "小组名称 小组名 组名 组名称 小组 组别 村民小组 居民小组 村民组 村小组 村民小组名称 生产队 生产队名称 生产小组 "
    "生产组 作业组 队名 队别 小队 生产小队 组 队 自然村 网格 网格名称 所属小组 所在小组 name group_name work_group group "
    "team team_name production_team",
    "brigade": "生产大队 大队 行政村 建制村 村 村名 村委会 村名称 村居 社区 所在村 所属村 brigade village "
    "village_name community",
    "commune": "公社 人民公社 乡镇 乡 镇 街道 乡镇街道 乡镇名称 镇街 所在乡镇 所属乡镇 commune township town",
    "unit": "单位 所属单位 所在单位 上级单位 unit",
    "leader": "组长 组长姓名 小组长 小组长姓名 村民小组长 村民小组组长 村民组长 队长 队长姓名 生产队长 小队长 网格长 负责人 "
    "小组负责人 组长名 现任组长 leader group_leader team_leader head_of_group",
    "key_members": "骨干 骨干成员 骨干人员 骨干名单 骨干力量 小组骨干 组内骨干 骨干分子 积极分子 副组长 副队长 "
    "deputy_leader deputy_group_leader deputy_team_leader deputy vice_leader assistant_leader key_members key_people key_persons activists",
    "core_members": "核心小组 核心小组成员 核心小组名单 核心组 核心组成员 核心组名单 核心成员 核心人员 领导核心 核心 小组核心 班子成员 "
    "core_members core_group core core_group_members members_of_core_group",
    "core_since": "核心形成日期 核心形成时间 核心小组成立时间 核心小组成立日期 核心小组形成时间 核心小组建立时间 核心组成立时间 核心组成立日期 核心组形成时间 核心组形成日期 核心组建立时间 "
    "核心小组形成日期 核心小组建立日期 "
    "核心建立时间 核心成立时间 形成核心时间 形成时间 成立时间 成立日期 建立时间 core_since core_group_since "
    "core_formed_on core_group_formed_on core_group_formed core_group_since_when date_core_group_formed core_group_date "
    "formed_on date_formed since",
    "visit_every_days": "走访间隔 走访周期 走访频次 走访频率 visit_every_days visit_every visit_interval "
    "visit_frequency",
    "type": "调研类型 调研类别 调研结果 调研分类 摸排类型 摸排类别 摸排结果 摸排分类 调查类型 调查类别 调查结果 调查分类 类型等级 摸底类型 摸底类别 摸底结果 摸底分类 小组类型 小组类别 类型 类别 分类 类 几类 几类组 排队 排队情况 核心情况 "
    "核心形成情况 领导核心情况 组别类型 班组类型 小组分类 核心类型 type survey_type survey_result group_type class",
    "surveyed_on": "调研日期 调研时间 摸排日期 摸排时间 摸底日期 摸底时间 摸底调查时间 调查日期 调查时间 排队时间 排队日期 surveyed_on survey_date survey_day "
    "date_surveyed date_of_survey",
    "attendance": "出勤 出勤情况 出工 出工情况 出勤率 attendance",
    "labour": "劳动组织 劳动组织情况 劳力 劳力情况 劳动力 劳动力情况 劳动管理 劳动情况 labour labor",
    "management": "经营管理 经营管理情况 管理 管理情况 经营情况 财务管理 management",
    "leadership": "领导 领导情况 领导班子 领导班子情况 班子情况 领导力量 leadership",
    "other": "调研情况 调研内容 调研发现 摸排情况 摸排内容 摸排发现 摸底情况 摸底内容 摸底发现 调查发现 调查内容 发现 发现情况 发现问题 发现的问题 调查情况 主要问题 存在问题 存在的问题 问题 具体情况 基本情况 其他情况 其他 情况 "
    "findings survey_findings finding other problems",
    "tags": "标签 标记 tags labels",
    "note": "备注 备注说明 其他说明 说明 附注 备考 note notes remark remarks comment comments",
}
"""Field → what its column is called."""
