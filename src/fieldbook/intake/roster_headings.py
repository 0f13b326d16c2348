"""What the columns of a roster 花名册 are called. The first words of a row win over the later ones."""

from __future__ import annotations

from typing import Final

ROSTER: Final = {
    "surname": "姓 姓氏 户主姓 户主姓氏 surname last_name lastname family_name head_surname head_last_name "
    "surname_of_head hh_head_surname",
    "given_name": "名 名字 户主名 given_name given_names first_name first_names firstname forename forenames other_names "
    "middle_name head_first_name head_given_name first_name_of_head hh_head_first_name",
    "head": "户主姓名 户主名 户主名称 户主 户代表 户代表姓名 户主代表 农户姓名 农户 户名 家长姓名 家长 被联系户 联系户 帮扶户 "
    "联系户姓名 姓名 名字 户长 户长姓名 head_of_household household_head householder head head_name name_of_head hh_head "
    "household name hh_head_name name_of_hh_head household_head_s_name household_head_name head_of_hh name_of_household_head name_of_head_of_household "
    "head_of_family head_of_the_household head_of_the_family name_of_the_head family_head name_of_family_head "
    "tenant tenant_name occupier resident_name name_of_householder householder_name householder_s_name name_of_the_householder 联系户主 联系户户主 包联户主 包联户 结对户 结对户主 联户户主 帮扶户主 帮扶户姓名 lead_contact main_contact primary_contact lead_tenant main_applicant patient client beneficiary service_user "
    "surname_first_name surname_and_first_name surname_given_name surname_given_names surname_forename last_name_first_name "
    "last_first_name last_first family_name_given_name family_name_first_name name_surname_first name_last_first",
    "person": "成员姓名 成员 家庭成员 家庭成员姓名 人员姓名 人员 姓名 名字 member_name member person person_name name",
    "relation": "与户主关系 与户主的关系 和户主关系 同户主关系 与户主之关系 户主关系 家庭关系 关系 称谓 "
    "是否户主 relation_to_head relationship_to_head relation relationship is_head",
    "code": "户号 户编号 户编码 户籍编号 家庭编号 家庭编码 农户编号 农户编码 门户编号 户籍号 "
    "household_no household_number household_code household_id hh_id hhid hh_no family_id code "
    "household_ref household_reference hh_ref ref ref_no ref_number reference reference_no reference_number client_ref case_ref",
    "people": "人口 人数 家庭人口 家庭人数 家庭人口数 家庭成员数 家庭成员人数 人口数 户人口 户内人口 户籍人口 在册人口 "
    "在籍人口 常住人口 总人口 总人数 户内人数 家庭总人口 口数 people persons members no_of_members number_of_members "
    "num_members household_size hh_size family_size family_members size population no_of_people number_of_people "
    "total_members total_hh_members hh_members total_household_members household_members total_family_members no_of_persons number_of_persons persons_in_household people_in_household no_in_household "
    "no_in_hh number_in_hh in_hh no_of_people_in_hh no_of_members_in_hh no_of_hh_members "
    "no_in_family number_in_family occupants no_of_occupants no_of_family_members number_of_family_members no_of_household_members number_of_household_members no_of_people_in_household no_of_members_in_family no_of_members_in_household total_no_of_members total_no_of_family_members",
    "address": "家庭住址 家庭地址 住址 地址 详细地址 详细住址 居住地址 现住址 现居住地 现居住地址 常住地址 "
    "户籍地址 户籍地 居住地 住所 住处 房号 室号 房间号 室 门牌号 门牌 门牌号码 楼栋门牌 address home_address property_address "
    "residential_address house_no house_number door_no street_address flat flat_no unit_no apartment apartment_no apt",
    "building": "小区 小区名称 街 街巷 街路巷 路 路名 巷 弄 胡同 street street_name road road_name lane avenue 楼栋 楼栋号 楼号 栋 栋号 幢 幢号 座 座号 楼 单元 单元号 梯 block block_no building building_no tower staircase estate "
    "楼层 房号 室号 房间号 室 lot lot_no plot plot_no stand stand_no pitch floor storey room room_no flat flat_no "
    "unit_no unit_number apartment apartment_no apt",
    "visited_on": "上次走访 上次走访日期 上次走访时间 上次入户时间 上次入户日期 上次入户 最近走访 最近走访日期 最近走访时间 最近一次走访 "
    "最近一次走访日期 最近一次走访时间 最近入户时间 最近入户日期 最近一次入户时间 最近一次入户日期 最后走访时间 最后走访日期 末次走访时间 "
    "上次随访时间 上次随访日期 最近随访时间 最近随访日期 last_visited last_visited_on last_visit last_visit_date last_visit_on date_of_last_visit "
    "date_last_visited last_home_visit last_seen last_seen_on date_last_seen most_recent_visit previous_visit",
    "visited_note": "上次走访内容 上次走访情况 最近走访内容 最近走访情况 最近一次走访内容 最近一次走访情况 last_visit_notes last_visit_note "
    "notes_of_last_visit last_visit_summary",
    "phone": "联系电话 电话 电话号码 手机号 手机 手机号码 联系方式 联系号码 联系手机 户主电话 户主联系电话 户主手机 本人电话 "
    "移动电话 固定电话 家庭电话 联络电话 联络方式 行动电话 手机电话 备用电话 备用号码 备用手机 备用联系电话 其他电话 其他联系电话 第二电话 phone phone_number phone_no telephone tel mobile "
    "mobile_phone mobile_no mobile_number telephone_no telephone_number tel_no cell cell_phone contact_phone contact_number contact_no alternate_phone alternative_phone other_phone second_phone",
    "group": "组别 小组 村民小组 居民小组 村民组 村小组 自然组 组 组名 小组名称 小组名 所属小组 所在小组 所属村民小组 "
    "所在村民小组 所在组 所属组 村组 组队 生产队 生产小组 生产组 作业组 队 队别 自然村 网格 所属网格 网格名称 网格编号 "
    "网格号 邻 邻别 邻组 work_team team_name group_no name_of_group name_of_team name_of_work_group work_group group group_name team production_team hamlet cluster sub_village subvillage purok sitio",
    "brigade": "生产大队 大队 行政村 建制村 村 村名 村委会 村名称 村居 村社区 村庄 社区 社区名称 所在村 所属村 所属社区 "
    "所属行政村 里 里别 村里 brigade village village_name gram_panchayat community barangay kebele 村里别",
    "commune": "公社 人民公社 乡镇 乡 镇 街道 乡镇街道 乡镇名称 镇街 街镇 所在乡镇 所属乡镇 "
    "commune township town sub_county",
    "unit": "单位 所属单位 所在单位 unit ward",
    "contact": "联系人 包保责任人 包保干部 包保人 包保人员 包户干部 包户责任人 包户人 包户党员 包户领导 包联干部 包联责任人 "
    "包联人 包联人员 联户干部 联户党员 联户长 联系干部 联系领导 联系户干部 帮扶干部 帮扶责任人 帮扶联系人 帮扶人 结对干部 "
    "结对帮扶人 结对帮扶干部 结对人 驻户干部 驻村干部 包片干部 包村干部 包组干部 挂联干部 挂钩干部 走访干部 走访责任人 "
    "责任人 责任干部 网格员 网格长 专职网格员 网格责任人 联络人 联络员 包联党员 联系党员 结对党员 帮扶单位联系人 contact "
    "contact_person contact_member cadre assigned_to responsible responsible_person case_worker caseworker field_worker "
    "health_worker volunteer officer visited_by assigned_worker assigned_officer assigned_staff field_officer social_worker "
    " community_worker chw enumerator chv chp asha asha_worker community_health_worker community_health_volunteer 干部姓名 联系党员姓名 包联党员姓名 key_worker keyworker support_worker link_worker outreach_worker case_manager",
    "visit_every_days": "走访间隔 走访周期 走访频次 走访频率 走访要求 走访次数要求 联系频次 联系频率 走访天数 "
    "几天一访 访视频率 访视频次 访视周期 入户频率 入户频次 回访周期 visit_every_days visit_every visit_interval visit_frequency interval "
    "frequency",
    "tags": "标签 标记 tags labels",
    "note": "备注 备注说明 其他说明 说明 附注 备考 情况说明 家庭情况 基本情况 家庭基本情况 note notes remark "
    "remarks comment comments 现状 家庭现状 居住状况 居住情况 在家情况 在住情况 现居情况 status current_status situation present_situation",
}
"""Field → what its column is called. A surname and a given name are one name where both have a column."""
