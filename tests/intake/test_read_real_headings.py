"""The headings of real files, line by line as their offices write them, without ``--columns``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.codes import Holds
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("包保责任人", "contact"), ("包联干部", "contact"), ("网格员", "contact"), ("包户干部", "contact"),
        ("包戶幹部", "contact"), ("網格員", "contact"), ("联系干部", "contact"), ("Field worker", "contact"),
        ("走访频次", "visit_every_days"), ("走訪頻次", "visit_every_days"),
        ("Visit frequency", "visit_every_days"), ("户號", "code"), ("戶號", "code"), ("家庭人口", "people"),
        ("聯絡電話", "phone"), ("村民小组", "group"), ("生产队", "group"), ("备考", "note"),
        ("No. of HH members", "people"), ("No. in HH", "people"), ("In HH", "people"), ("Total number of persons in household", "people"), ("CHW responsible", "contact"),
        ("Property address", "address"), ("Housing officer", "contact"), ("Case worker", "contact"), ("Area housing manager", "contact"), ("包楼干部", "contact"),
        ("责任网格员", "contact"), ("楼栋长", "contact"), ("蹲点干部", "contact"), ("网格管理员姓名", "contact"),
        ("上次走访", "visited_on"), ("最近走访日期", "visited_on"), ("Last visited", "visited_on"), ("Lot", "building"),
        ("Assigned worker", "contact"), ("訪視頻率", "visit_every_days"), ("Household No.", "code"), ("Family size", "people"), ("Mobile no.", "phone"),
    ],
)  # fmt: skip
def test_a_roster_knows_the_heading(lay: Lay, heading: str, field: str) -> None:
    """Simplified, traditional and English: the column is read for its field."""
    head = "Head of household" if heading.isascii() else "户主姓名"
    sheet = read_sheet(lay(f"{head},{heading}\n周大海,3\n"), holds="households")
    assert sheet.columns == (("head", head), (field, heading))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Housing officer", "responsible"), ("Case worker", "responsible"), ("整改责任人", "responsible"), ("责任单位", "responsible"), ("責任單位", "responsible"),
        ("包保责任人", "responsible"), ("Responsible person", "responsible"), ("Owner", "responsible"),
        ("整改时限", "due_on"), ("完成时限", "due_on"), ("完成時限", "due_on"), ("Due date", "due_on"),
        ("联系电话", "besides"), ("聯絡電話", "besides"), ("Phone number", "besides"),
        ("报告人", "raised_by"), ("反映人", "raised_by"), ("陳情人", "raised_by"), ("Complainant", "raised_by"),
        ("整改措施", "measure"), ("处理情况", "handling"), ("办理情况", "handling"), ("是否销号", "status"),
        ("整改完成情况", "status"), ("Current status", "status"), ("办结时间", "closed_on"),
        ("销号时间", "closed_on"), ("Date closed", "closed_on"), ("问题编号", "code"), ("案號", "code"),
        ("台賬編號", "code"), ("糾紛內容", "detail"), ("反饋情況", "reply"), ("答復意見", "reply"), ("辦結時間", "closed_on"),
    ],
)  # fmt: skip
def test_a_ledger_knows_the_heading(lay: Lay, heading: str, field: str) -> None:
    """Who is to do it by when, who raised it, how far it is: the column is read for its field."""
    title = "Issue" if heading.isascii() else "问题"
    sheet = read_sheet(lay(f"{title},{heading}\n水渠漏水,甲乙\n"), holds="issues")
    assert sheet.columns == (("title", title), (field, heading))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("工单办理单位", "responsible"), ("群众反映问题发生地点", "besides"), ("来电登记时间", "found_on"),
        ("问题整改时限", "due_on"), ("信访事项编号", "code"), ("是否已经整改到位", "status"),
        ("目前办理进度", "status"), ("disposal_status", "status"), ("Final disposal status", "status"),
        ("petition_category", "kind"), ("Complaint assigned to", "responsible"), ("case closed on", "closed_on"),
    ],
)  # fmt: skip
def test_whose_a_heading_is_may_stand_before_it(lay: Lay, heading: str, field: str) -> None:
    """A ledger says 工单, 群众反映 or complaint before words that are known: those count."""
    title = "Issue" if heading.isascii() else "问题"
    sheet = read_sheet(lay(f"{title},{heading}\n水渠漏水,甲乙\n"), holds="issues")
    assert sheet.columns == (("title", title), (field, heading))


@pytest.mark.parametrize(
    "heading", ["是否满意", "是否按期办结", "群众人数", "marital_status", "final date", "case load"]
)
def test_a_heading_that_says_something_else_is_no_state_and_no_day(lay: Lay, heading: str) -> None:
    """What only resembles a known heading is kept as words, or told as unread."""
    title = "Issue" if heading.isascii() else "问题"
    sheet = read_sheet(lay(f"{title},{heading}\n水渠漏水,是\n"), holds="issues")
    assert dict(sheet.columns).keys() <= {"title", "besides"}


@pytest.mark.parametrize(
    ("headings", "holds", "fields"),
    [
        (
            "grievance_id, complainant, ward, category, department, description, date_raised, status, resolved_date",
            "issues",
            "code raised_by besides kind responsible detail found_on status closed_on",
        ),
        (
            "grievance_id, category, description, ward_id, assigned_dept, status, created_date, resolved_date",
            "issues",
            "code kind detail besides responsible status found_on closed_on",
        ),
        ("service_request_id, grievance", "issues", "code title"),
        ("complaint, department, location, date", "issues", "title responsible besides found_on"),
        (
            "Grievance No, Date of Receipt, Name of Petitioner, Village/Ward, Subject of Grievance, Dept., Date of Disposal",
            "issues",
            "code found_on raised_by besides title responsible closed_on",
        ),
        (
            "Case Ref, Resident Name, Details of the issue, Type of Request, Assigned Officer, Due by",
            "issues",
            "code raised_by detail kind responsible due_on",
        ),
        (
            "Request ID, Lodged, Customer, Suburb, Request, Outcome",
            "issues",
            "code found_on raised_by besides title reply",
        ),
        (
            "個案編號, 接獲日期, 求助人, 屋邨, 個案內容, 跟進部門, 跟進情況, 完成日期",
            "issues",
            "code found_on raised_by besides detail responsible handling closed_on",
        ),
        (
            "陳情日期, 里別, 陳情事由, 隐患部位, 复查人",
            "issues",
            "found_on besides title besides besides",
        ),
        (
            "随访日期, 姓名, 住址, 随访内容, 随访医生, 下次随访时间",
            "visits",
            "visited_on household besides note companions besides",
        ),
        (
            "家访日期, 学生姓名, 班级, 家长姓名, 家访教师, 家访内容, 家长意见",
            "visits",
            "visited_on besides besides household companions note learned",
        ),
        ("探訪日期, 探訪對象, 探訪情況, 社工", "visits", "visited_on household note companions"),
        ("HHID, Name of Household Head, CHW Name", "households", "code head contact"),
        (
            "联系户主, 联系电话, 户籍人口, 走访频次",
            "households",
            "head phone people visit_every_days",
        ),
        ("村里別, 鄰別, 戶長, 戶號, 戶內人口", "households", "brigade group head code people"),
        (
            "Name of Head of the Family, No. of Family Members, ASHA Name",
            "households",
            "head people contact",
        ),
        (
            "回访日期, 患者姓名, 回访内容, 患者意见或建议, 回访人",
            "visits",
            "visited_on household note learned companions",
        ),
        ("慰问日期, 困难群众姓名, 慰问人", "visits", "visited_on household companions"),
        (
            "来信日期, 来信人, 来信内容, 办理结果, 回复日期",
            "issues",
            "found_on raised_by detail reply replied_on",
        ),
        (
            "患者, 意见, 意见日期, 整改, 整改人",
            "issues",
            "raised_by detail found_on handling responsible",
        ),
        (
            "Ward, Issue Raised, Raised By, Response, Timeline, Status",
            "issues",
            "besides title raised_by reply due_on status",
        ),
        (
            "個案類別, 個案詳情, 求助人姓名, 跟進行動, 跟進日期, 結案日期",
            "issues",
            "kind detail raised_by handling besides closed_on",
        ),
        (
            "HH No, Address, Lead contact, Tel, Key worker",
            "households",
            "code address head phone contact",
        ),
        ("议题, 提出人, 讨论结果, 落实责任人", "issues", "title raised_by measure responsible"),
        ("household_id, head_name, members", "households", "code head people"),
        (
            "序号, 日期, 天气, 地点, 走访对象, 民情记录, 处理意见, 记录人",
            "visits",
            "visited_on besides place household note promised companions",
        ),
        (
            "序號, 日期, 地點, 走訪對象, 民情記錄, 處理意見, 記錄人",
            "visits",
            "visited_on place household note promised companions",
        ),
        (
            "乡镇, 村, 小组名称, 组长, 骨干, 核心小组, 核心形成时间, 摸底类型, 摸底时间, 摸底情况",
            "groups",
            "commune brigade name leader key_members core_members core_since type surveyed_on other",
        ),
        (
            "Township, Village, Group, Leader, Key members, Core group, Core since, Type, Survey date, Findings",
            "groups",
            "commune brigade name leader key_members core_members core_since type surveyed_on other",
        ),
        (
            "Visit date, Household visited, Visit notes, Next steps, Visited by",
            "visits",
            "visited_on household note promised companions",
        ),
    ],
)
def test_a_heading_row_is_read_whole(lay: Lay, headings: str, holds: Holds, fields: str) -> None:
    """What it holds and every column of it are known; only a running number is not read."""
    names = [each.strip() for each in headings.split(",")]
    days = ("日期", "时间", "date", "since")
    cells = [
        "2026-3-5" if any(day in name.casefold() for day in days) else "甲乙" for name in names
    ]
    sheet = read_sheet(lay(f"{','.join(names)}\n{','.join(cells)}\n"))
    assert sheet.holds == holds
    assert [field for field, _ in sheet.columns] == fields.split()
    assert sheet.unread == tuple(name for name in names if name in ("序号", "序號"))


@pytest.mark.parametrize(
    ("sheet", "holds", "heading", "field"),
    [
        ("走访日期,走访对象,{}\n2026-3-1,周大海,缺种子\n", "visits", "存在问题及建议", "learned"),
        ("visit date,household,{}\n2026-3-1,Reed,seed\n", "visits", "What was discussed", "note"),
        ("visit date,household,{}\n2026-3-1,Reed,seed\n", "visits", "Needs and wishes", "learned"),
        ("问题,{}\n渠漏,镇里\n", "issues", "整改措施及时间安排", "measure"),
        ("组名,组长,{}\n一组,周大海,二类\n", "groups", "调查类型", "type"),
        ("组名,组长,{}\n一组,周大海,账目不清\n", "groups", "调查发现", "other"),
    ],
)  # fmt: skip
def test_of_two_things_in_a_heading_the_first_counts(
    lay: Lay, sheet: str, holds: Holds, heading: str, field: str
) -> None:
    """存在问题及建议 is read as 存在问题; a survey's type and findings have names of their own."""
    found = read_sheet(lay(sheet.format(heading)), holds=holds)
    assert (field, heading) in found.columns


@pytest.mark.parametrize(
    ("heading", "holds"),
    [("Migrant worker", "households"), ("Farm worker", "households"), ("联系人", "issues")],
)
def test_who_works_somewhere_or_can_be_called_looks_after_nobody(
    lay: Lay, heading: str, holds: Holds
) -> None:
    """A trade is no contact; whom a ledger calls its contact may be either side, and is told as not read."""
    first = "Household head" if holds == "households" else "问题"
    assert read_sheet(lay(f"{first},{heading}\nAnn Hill,yes\n"), holds=holds).unread == (heading,)
