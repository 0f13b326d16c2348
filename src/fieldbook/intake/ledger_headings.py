"""What the columns of a ledger 台账 are called. The first words of a row win over the later ones."""

from __future__ import annotations

from typing import Final

LEDGER: Final = {
    "title": "留言主题 留言标题 主题 标题 事由 信访事由 案由 问题 问题名称 问题标题 问题摘要 问题概述 反映问题 反映的问题 "
    "反映主要问题 反映的主要问题 反映事项 信访事项 事项 事项名称 诉求标题 诉求事项 问题事项 存在问题 存在的问题 "
    "存在主要问题 主要问题 具体问题 发现问题 发现的问题 查摆问题 查找问题 整改问题 问题清单 具体问题表现 民生实事 事项内容 "
    "陈情事由 陈情主旨 陈情案由 纠纷事由 隐患名称 微心愿 微心愿内容 心愿 心愿内容 心愿名称 实事项目 实事内容 title issue issue_title problem "
    "subject summary matter complaint complaint_title grievance grievance_title request_title request_type service_name "
    "request_details nature_of_complaint nature_of_grievance petition petition_title subject_of_petition request 议题 议题名称 议事事项 issue_raised issues_raised concern concern_raised concerns_raised matter_raised issue_reported problem_reported",
    "detail": "留言详情 留言内容 详情 详细内容 具体内容 内容 问题内容 问题描述 问题详情 问题情况 问题表现 具体表现 "
    "问题具体描述 诉求内容 诉求 主要诉求 群众诉求 反映内容 反映情况 反映的情况 反映主要内容 主要内容 信访内容 来访内容 "
    "登记内容 事件描述 事件内容 事件简述 事件概述 事件详情 事件经过 问题简述 情况简述 简述 诉求描述 诉求详情 诉求简述 事项描述 意见内容 意见建议 意见和建议 意见或建议 情况说明 情况描述 简要情况 基本情况 描述 "
    "陈情内容 纠纷简要情况 纠纷情况 纠纷内容 矛盾纠纷情况 矛盾纠纷内容 矛盾纠纷简要情况 纠纷基本情况 隐患内容 隐患描述 "
    "隐患情况 需求内容 报修内容 求助内容 咨询内容 detail details description description_of_complaint "
    "complaint_description grievance_description complaint_details grievance_details descriptor content text body "
    "narrative request_description issue_description problem_description content_of_complaint content_of_the_claim "
    "complaint_text grievance_text details_of_grievance details_of_complaint details_of_issue details_of_the_grievance "
    "details_of_the_complaint description_of_grievance description_of_issue description_of_problem 意见 建议 来信内容 来函内容",
    "code": "留言编号 问题编号 信访编号 信访件编号 工单编号 工单号 台账编号 诉求编号 受理编号 登记编号 登记号 事件编号 "
    "案件编号 案号 任务编号 受理单号 流水号 编号 件号 案卷编号 案件号 诉求单号 单号 受理号 收文号 code id issue_id "
    "issue_no issue_number ticket ticket_no ticket_id reference reference_no reference_number ref ref_no case_no case_id "
    "grievance_id grievance_no grievance_number grm_no grm_id complaint_id complaint_no complaint_number service_request_id "
    "service_request_number request_id request_no registration_no registration_number tracking_no tracking_id docket_no "
    "unique_key complaint_ref complaint_reference grievance_ref srnumber service_request_no service_request case_number",
    "found_on": "留言时间 留言日期 反映时间 反映日期 来访时间 来访日期 来信时间 来信日期 来电时间 来电日期 信访时间 信访日期 "
    "发现时间 发现日期 登记时间 登记日期 受理时间 受理日期 提出时间 提出日期 收到时间 收件时间 收集时间 收集日期 上报时间 "
    "上报日期 报告时间 报告日期 诉求时间 投诉时间 投诉日期 来件时间 接访时间 接访日期 走访时间 走访日期 交办时间 派单时间 "
    "申请日期 申请时间 接获日期 接获时间 接报日期 接报时间 日期 时间 陈情日期 陈情时间 收文日期 排查时间 排查日期 发生时间 发生日期 检查时间 检查日期 征集时间 征集日期 报修时间 "
    "报修日期 立案时间 立案日期 会议时间 会议日期 开会时间 meeting_date date_of_meeting found_on date_raised raised_on raised_date date_found reported_on reported_date "
    "date_reported received_on received_date date_received submitted_on submitted_date date_submitted submission_date "
    "created_date created_on created_at created date_created opened_on opened_date open_date complaint_date grievance_date "
    "date_of_complaint date_of_grievance date_filed filed_on registration_date registered_on found issue_date requested_on requested_date "
    "request_date date time date_of_receipt receipt_date date_claim_received date_complaint_received "
    "complaint_received_date grievance_received_date opened open_date_time opened_at date_opened received reported "
    "requested_datetime lodged lodged_on date_lodged logged date_logged",
    "raised_by": "留言用户 留言人 反映人 反映人姓名 反映群众 反映对象 来访人 来访人姓名 来信人 来电人 来访者 诉求人 诉求人姓名 "
    "提出人 投诉人 投诉人姓名 举报人 信访人 信访人姓名 上访人 申请人 申请人姓名 当事人 群众姓名 报告人 上报人 报修人 姓名 "
    "陈情人 患者姓名 患者 病人姓名 家属姓名 当事人姓名 心愿人 许愿人 需求人 求助人 检查人 检查人员 发现人 来电人姓名 raised_by reported_by reporter logged_by lodged_by "
    "requested_by requester requestor complainant complainant_name name_of_complainant petitioner applicant applicant_name "
    "citizen citizen_name submitted_by filed_by client name from who complainant_s_name petitioner_name caller patient_name name_of_patient patient 学生姓名 家长姓名 业主 业主姓名 住户姓名 个案姓名 求助人姓名 来函人",
    "household": "户主姓名 户主 农户 户名 所属户 涉及户 涉及农户 户号 household household_id householder "
    "head_of_household household_head head_name head",
    "group": "组别 小组 村民小组 居民小组 村民组 村小组 组 组名 小组名称 所属小组 所在小组 所属村民小组 生产队 "
    "生产小组 村组 网格 所属网格 网格名称 work_group group group_name team production_team",
    "kind": "类别 问题类别 问题分类 问题种类 事项类别 一级分类 一级标签 分类 类型 问题类型 二级分类 三级分类 二级标签 诉求类别 "
    "诉求类型 诉求分类 事件类别 事件类型 事件分类 信访类别 信访类型 内容分类 问题性质 纠纷类型 纠纷类别 矛盾类型 "
    "矛盾纠纷类型 隐患类别 隐患类型 陈情类别 案件类型 案件类别 事项类型 kind category sub_category subcategory class type "
    "complaint_type complaint_category grievance_type grievance_category issue_type issue_category request_type "
    "service_type topic nature sector 标签 tags",
    "reply": "答复意见 答复内容 答复情况 答复 回复 回复内容 回复意见 回复情况 处理结果 办理结果 处置结果 整改结果 调解结果 化解结果 调处结果 "
    "反馈情况 反馈意见 办理答复 reply reply_text answer response resolution resolution_description "
    "result outcome",
    "replied_on": "答复时间 答复日期 回复时间 回复日期 反馈时间 反馈日期 办理时间 处理时间 处理日期 "
    "replied_on reply_date answered_on date_answered response_date atr_date",
    "measure": "整改措施 拟办意见 处理意见 办理意见 办理措施 处理措施 处置措施 解决措施 具体措施 工作措施 整改具体措施 "
    "拟采取措施 采取措施 处理办法 解决办法 整改办法 整改方案 解决方案 处置方案 下一步措施 下步措施 下一步打算 下步打算 "
    "下一步工作打算 措施 整改举措 具体举措 化解措施 调处措施 measure measures action_plan planned_action proposed_action "
    "action_required corrective_action corrective_actions corrective_measures proposed_solution solution 讨论结果 讨论结论 决议 决议事项 议定事项",
    "handling": "处理情况 办理情况 处理状况 办理状况 处置情况 整改情况 落实情况 解决情况 进展情况 工作进展 整改进展 整改进展情况 办理进展 "
    "处置进展 处理进展 进展 处置过程 办理进展情况 办理过程 处理过程 办理情形 处理情形 化解情况 调处情况 调解情况 化解进展 整改成效 完成进展 办理经过 "
    "handling action_taken action_taken_report actions_taken steps_taken action follow_up_action 跟进情况 跟进进度 跟进进展 跟进 跟进行动 整改 atr",
    "status": "是否销号 是否办结 是否完成 是否解决 是否已销号 是否已办结 是否已完成 是否已解决 是否整改 是否整改到位 "
    "是否整改完成 是否完成整改 是否已整改 是否结案 是否消号 是否闭环 是否落实 是否落实到位 销号情况 销号状态 办结情况 "
    "办结状态 完成情况 完成状态 完成与否 整改完成情况 整改状态 整改进度 整改销号情况 办理状态 办理进度 处理状态 处理进度 "
    "处置状态 处置进度 完成进度 工单状态 事件状态 问题状态 案件状态 当前状态 目前状态 状态 进度 销号 办结 是否化解 "
    "是否化解成功 是否调解成功 化解状态 实现情况 是否实现 完成率 完成比例 status resolution_status current_status issue_status complaint_status "
    "grievance_status request_status case_status ticket_status status_of_complaint state progress is_closed is_resolved "
    "is_completed closed resolved completed done",
    "closed_on": "办结时间 办结日期 完成时间 完成日期 实际完成时间 实际完成日期 实际办结时间 整改完成时间 整改完成日期 "
    "办理完成时间 实现时间 实现日期 销号时间 销号日期 消号时间 消号日期 结案时间 结案日期 解决时间 解决日期 化解时间 化解日期 完成整改时间 "
    "closed_on closed_date date_closed closing_date closed_at resolved_on resolved_date resolution_date date_resolved "
    "resolved_at solved_on date_solved completed_on completed_date completion_date date_completed completed_at disposed_on "
    "disposal_date actual_completion_date date_of_closure closure_date date_of_disposal date_of_resolution fixed_on date_fixed closed_datetime",
    "responsible": "责任人 负责人 整改责任人 整改负责人 具体责任人 直接责任人 办理责任人 责任人员 承办人 承办人员 经办人 "
    "办理人 处理人 处置人 包保责任人 包案领导 责任领导 牵头领导 责任单位 整改责任单位 承办单位 办理单位 主办单位 责任部门 "
    "承办部门 办理部门 牵头单位 牵头部门 处置部门 调处责任人 调解员 调解人 调解人员 化解责任人 包案责任人 包案人 认领人 "
    "认领单位 处理单位 承办机关 主管机关 responsible responsible_person responsible_officer person_responsible owner "
    "assigned_to assigned assignee in_charge officer officer_in_charge handled_by handler responsible_department responsible_dept "
    "assigned_dept assigned_department department dept responsible_agency agency ministry agency_responsible 跟进部门 跟进单位 跟进人 跟进同事 负责部门 负责同事 responsible_team service_team 落实责任人 落实人 整改人 整改人员",
    "due_on": "期限 办理期限 办理时限 办结时限 办结期限 完成期限 完成时限 整改期限 整改时限 整改完成时限 计划完成时间 "
    "计划完成时限 拟完成时间 要求完成时间 解决时限 处理时限 时限 时限要求 截止日期 截止时间 到期时间 处置时限 处置期限 "
    "化解时限 办理期限要求 due_on due due_date deadline target_date expected_date target_completion_date "
    "eta expected_decision_date expected_completion_date expected_resolution_date resolve_by due_by target respond_by sla_date timeline timeframe time_frame by_when",
    "with_whom": "共同研究人 共同研究人员 共同研究 参与研究人员 研究人员 会商人员 商量人 共商人 with_whom studied_with "
    "discussed_with consulted_with people_consulted",
    "studied_on": "研究日期 研究时间 会商日期 会商时间 商议日期 studied_on date_studied discussed_on",
    "carried_by": "由谁办 谁来办 谁办 办理主体 carried_by carried_out_by",
    "steps": "步骤 办理步骤 工作步骤 实施步骤 具体步骤 整改步骤 steps next_steps implementation_steps",
    "referred_on": "向上反映日期 向上反映时间 提交支部日期 提交支部时间 referred_on referral_made_on referral_date date_referred "
    "escalated_on",
    "referred_to": "反映给 向谁反映 反映至 提交给 referred_to forwarded_to escalated_to",
    "answer": "反映答复 上级答复 上级答复意见 支部答复 referral_answer answer_to_referral",
    "answered_on": "反映答复日期 上级答复日期 上级答复时间 支部答复日期 referral_answered_on",
    "besides": "联系电话 电话 电话号码 手机号 手机 手机号码 联系方式 反映人电话 反映人联系方式 来访人电话 联系号码 住址 "
    "家庭住址 联系地址 反映人住址 地址 详细地址 地点 问题地点 发生地点 事发地点 事件地点 具体位置 位置 区域 属地 所属区域 "
    "所在村 行政村 村 村名 村居 社区 乡镇 街道 镇街 单位 所属单位 反映渠道 反映方式 诉求渠道 来信来访渠道 信访渠道 "
    "信访形式 受理渠道 渠道 来源 问题来源 来源渠道 信息来源 线索来源 工单来源 事件来源 整改目标 整改要求 工作目标 目标 "
    "完成目标 预期目标 责任单位 整改责任单位 承办单位 责任部门 承办部门 牵头单位 配合单位 协办单位 配合部门 责任领导 "
    "牵头领导 包案领导 督办领导 督办人 督办单位 验收人 销号人 登记人 记录人 受理人 接访人 接访领导 接待人 经手人 填报人 接待领导 "
    "紧急程度 重要程度 优先级 缓急程度 科室 涉及科室 被投诉科室 责任科室 投诉方式 投诉渠道 来访方式 涉及人数 涉及户数 原因分析 问题原因 产生原因 未完成原因 未解决原因 满意度 "
    "群众满意度 满意情况 是否满意 回访 回访情况 最近回访 此前反映 措施期限 撤销原因 撤销日期 开始研究 摘要 四抓 评价 联络电话 联络方式 来电号码 来电人电话 信访人电话 投诉人电话 报告人电话 "
    "当事人电话 责任人电话 被反映人 被投诉人 被检查单位 检查地点 隐患位置 隐患等级 排查人 排查单位 登记单位 受理单位 "
    "受理部门 交办单位 回复单位 答复单位 回复人 答复人 反馈情况 反馈时间 反馈人 审核人 核实人 核实情况 销号责任人 负责人 "
    "经办人 责任单位负责人 完成标准 整改标准 整改类型 涉及金额 涉及面积 坐落 承办人员 工作成效 besides last_follow_up follow_ups for_others focus measure_due_on studying_since referred_before dropped_on reason_for_dropping phone phone_number "
    "telephone tel mobile mobile_number contact contact_number contact_no address street_address location place area "
    "landmark street ward ward_id ward_no ward_name zone zone_name district village town township constituency "
    "neighborhood borough channel source mode medium department dept department_name assigned_dept priority urgency "
    "severity satisfaction feedback citizen_feedback rating mobile_no phone_no email incident_address agency_name city zip "
    "incident_zip block council_district status_notes officer handled_by mode_of_receipt received_by registered_by "
    "remarks_of_officer was_complainant_satisfied citizen_satisfaction estimated_cost 部位 屋邨 屋苑 大厦 楼座 里别 里 楼栋 单元 房号 领导批示 批示 批示意见 人数 复查人 复查时间 复查情况 验收情况 验收时间 班级 科别 suburb postcode estate 网格员 网格长 等级 级别 采纳情况 是否采纳 征集对象 跟进日期 巡查人 巡查人员 巡查地点 巡查区域 巡查河段 床号 分管领导意见 sub_location village_elder",
    "note": "备注 备注说明 其他说明 说明 附注 备考 note notes remark remarks comment comments",
}
"""Field → what its column is called.

``besides`` is whatever else a ledger says of an issue: each such column is kept as a line of its detail.
"""
