"""What the columns of a diary of visits 民情日记、走访记录 are called."""

from __future__ import annotations

from typing import Final

VISITS: Final = {
    "visited_on": "走访日期 走访时间 入户日期 入户时间 入户走访时间 家访日期 家访时间 访问日期 访问时间 下访时间 "
    "下访日期 慰问时间 慰问日期 联系时间 联系日期 记录日期 记录时间 日记日期 填写日期 日期 时间 年月日 "
    "visited_on visit_date date_of_visit visited date_visited date day 随访日期 随访时间 探访日期 探访时间 巡访日期 巡访时间 回访日期 回访时间",
    "household": "走访对象 走访户 走访农户 走访户主 走访户主姓名 走访户姓名 走访家庭 被走访人 被走访户 被访人 被访户 被访者 "
    "受访人 受访户 受访对象 走访群众 走访人员姓名 入户对象 入户姓名 联系户 联系对象 慰问对象 访问对象 谈话对象 谈心对象 "
    "走访单位 户主姓名 户主 农户 群众姓名 对象 姓名 户号 受访者 家访对象 被访农户 走访户名 访问户 household "
    "household_visited visited_household head_of_household household_head householder head household_id family beneficiary "
    "client patient whom name respondent person_visited family_visited 随访对象 探访对象 服务对象 服务对象姓名 居民姓名 住户姓名 老人姓名 家长姓名 家长 学生姓名 学生 患者姓名 病人姓名",
    "group": "组别 小组 村民小组 居民小组 村民组 组 组名 小组名称 所属小组 所在小组 生产队 生产小组 村组 网格 "
    "所属网格 work_group group group_name team production_team",
    "note": "民情记录 民情日记 民情内容 日记内容 走访内容 走访记录 走访情况 走访情况记录 走访纪实 走访详情 走访主要内容 "
    "入户情况 入户走访情况 入户记录 入户内容 家访内容 家访记录 慰问情况 谈话内容 谈话记录 谈话情况 交谈内容 交流内容 "
    "活动内容 工作内容 工作记录 主要内容 具体内容 内容 情况记录 记录内容 记录 了解情况 情况 备注 走访概况 走访反馈 "
    "走访日志 工作日志 日志内容 民情 note notes visit_notes visit_record record diary what_happened summary details "
    "remarks visit_summary notes_of_visit discussion discussed what_was_said what_they_said what_people_said points_raised issues_discussed what_was_discussed topics topics_discussed matters_discussed 随访内容 随访情况 随访记录 探访内容 探访情况 探访记录 巡访情况 巡访内容 服务内容 回访内容 回访情况 回访记录",
    "learned": "学到的 收获 走访收获 问题 困难 问题和困难 困难和问题 问题困难 存在困难和问题 心得 体会 心得体会 工作感悟 感悟 启示 反映问题 反映的问题 群众反映问题 主要问题 "
    "群众反映的问题 反映情况 群众反映 群众反映情况 发现问题 发现的问题 存在问题 存在的问题 存在困难 存在困难问题 "
    "困难问题 主要困难 困难诉求 群众诉求 诉求 民情诉求 意见建议 意见和建议 群众意见 群众意见建议 需求 群众需求 "
    "所需所盼 急难愁盼 急难愁盼问题 收集问题 收集的问题 问题收集 learned what_was_learned issues_raised problems_raised findings observations needs concerns 家长意见 家长建议 家长反映 居民反映 患者意见 患者意见或建议 患者建议",
    "promised": "处理意见 答应的事 答应事项 承诺 承诺事项 答复承诺 处理情况 处理办法 处理措施 处理结果 解决办法 "
    "解决措施 解决情况 办理情况 办理意见 拟办意见 帮办事项 帮办措施 拟帮办事项 帮扶措施 落实措施 工作措施 措施 "
    "下步打算 下一步打算 下步工作 下一步工作 下步措施 下一步措施 待办事项 后续跟进 跟进事项 办实事 办实事情况 "
    "promised promise promises agreed agreed_on agreement commitments action_points follow_up follow_up_needed follow_up_required follow_up_actions actions_agreed agreed_actions next_steps next_step actions",
    "companions": "同行人员 同行人 同行 同行干部 陪同人员 陪同人 陪同干部 一同走访人员 参加人员 参与人员 参加人 走访人 "
    "走访人员 走访干部 走访人姓名 入户人 入户干部 入户人员 家访人 访问人 联系人 联系干部 包户干部 包联干部 包保责任人 "
    "网格员 慰问人员 人员 记录人 记录人员 记录者 填写人 填报人 日记人 走访党员 走访领导 走访成员 访视员 访员 companions "
    "companion accompanied_by with who_visited visited_by visitor visitors recorded_by recorder field_worker caseworker cadre interviewer "
    "enumerator chw officer 随访医生 随访人员 随访者 家访教师 家访老师 探访员 探访人员 探访人 巡访人员 社工 社工姓名 回访人 回访人员 慰问人",
    "met": "见到 见到的人 在场人 在场人员 接待人 接访人 met met_with persons_met people_met "
    "present seen who_was_seen spoke_to spoken_to people_present persons_present who_was_there",
    "manner": "走访方式 走访形式 方式 访问方式 manner visit_type mode_of_visit",
    "explained": "三交 三交情况 三交内容 explained",
    "explained_tasks": "交任务 交中心任务 交中心工作 宣讲任务 explained_tasks",
    "explained_policies": "交政策 宣传政策 政策宣传 政策宣讲 宣讲政策 宣讲政策情况 explained_policies",
    "explained_methods": "交方法 交办法 传方法 教方法 explained_methods",
    "together": "四同 三同 四同情况 三同情况 四同内容 together",
    "together_meals": "同吃 together_meals",
    "together_lodging": "同住 together_lodging",
    "together_labour": "同劳动 同劳作 参加劳动 劳动情况 together_labour",
    "together_counsel": "同商量 同商议 同商 together_counsel",
    "alongside": "三边 三边情况 三边内容 alongside",
    "place": "地点 走访地点 家访地点 走访地址 走访位置 place location",
    "besides": "地址 住址 家庭住址 联系电话 电话 联系方式 手机号 天气 天气情况 星期 行政村 村 村名 村居 社区 乡镇 街道 所在村 "
    "单位 主题 走访主题 走访事由 事由 走访目的 目的 家庭情况 家庭基本情况 基本情况 家庭人口 人口 办结情况 完成情况 "
    "落实情况 办理结果 办结时间 完成时间 完成时限 责任人 满意度 群众满意度 领导批示 审阅意见 点评 联络电话 电话号码 温度 "
    "慰问品 慰问金 慰问金额 慰问标准 慰问物资 陪同领导 下次走访时间 下次走访日期 镇村意见 备注 备注说明 附注 besides address village weather phone purpose purpose_of_visit topic remarks remark comments next_visit next_visit_date 学生姓名 班级 年级 下次随访时间 下次随访日期 下次探访日期 困难情况 suburb follow_up_date",
}
"""Field → what its column is called. ``besides``: such a column is kept as a line of the visit's note."""

ONLY_VISITS: Final = (
    "走访日期 走访时间 入户日期 入户时间 入户走访时间 家访日期 家访时间 走访对象 走访户 走访农户 走访户主 "
    "走访户主姓名 走访户姓名 走访家庭 被走访人 被走访户 被访人 被访户 被访者 受访人 受访户 受访对象 走访群众 "
    "入户对象 入户姓名 慰问对象 谈心对象 谈话对象 访问对象 民情记录 民情日记 民情内容 日记内容 走访内容 走访记录 "
    "走访情况 走访情况记录 走访纪实 走访详情 走访主要内容 入户情况 入户走访情况 入户记录 入户内容 家访内容 家访记录 "
    "慰问情况 谈话内容 谈话记录 走访人 走访人员 走访人姓名 入户人 入户人员 家访人 同行人员 三交 四同 三同 三边 "
    "visitor visitors visited_on visit_date date_of_visit date_visited household_visited visited_household visit_notes "
    "visit_record visited_by persons_met person_visited family_visited purpose_of_visit "
    "accompanied_by 随访日期 随访时间 随访内容 随访情况 随访记录 随访对象 探访日期 探访时间 探访对象 探访内容 探访情况 巡访日期 巡访情况 "
    "家访教师 家访老师 回访内容 慰问日期 慰问时间 慰问人 慰问人员"
)
"""Headings that stand in a diary of visits and hardly in any other sheet."""
