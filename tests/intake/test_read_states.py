"""Words for closed and not closed: the whole cell is read, in two languages; the rest closes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.intake.states import is_withdrawn, says_more, state_of, whole_state


def listed(words: str, between: str | None = None) -> list[str]:
    """The words of a table."""
    return words.split(between)


CLOSED = listed(
    "是 是的 √ ✓ ✔ ☑ ✅ 对 Y yes TRUE 1 100% １００％ 完成100% 办结率100% 完成 办结 销号 已完成 已办结 已解决"
    " 已销号 已整改 已维修 已修复 已处理 已办理 已落实 已结案 已更换 已补发 整改完成 整改完毕 整改到位 已整改到位"
    " 全部办结 均已办结 已全部完成 全部整改完成 办理完毕 处理完毕 维修完成 完成整改 已完成整改 整改工作已完成"
    " 已完成并销号 已整改并销号 已整改，已销号 已整改完成、已销号 问题已解决 该问题已解决 已经解决 解决了 修好了 按期完成"
    " 逾期办结 当场办结 同意销号 验收合格 已验收 已闭环 已于3月9日办结 已办结（3月9日） 2026年3月9日销号 是（已整改）"
    " 結案 已辦結 已銷號 已解決 處理完畢 ☑是□否 是☑否□ 已办结。 已办结，群众满意 已完成（满意） 办结归档 已结案归档 已归档 √已完成 完成✓"
    " 1.已完成 通过验收 已通过验收 整改完成并通过验收 验收通过 调解成功 化解成功 已办结并归档 已完成，经回访群众非常满意 圓滿解決"
)
CLOSED_ENGLISH = listed(
    "已 办 结|不属实，已结案|部分属实，已整改|已办结 未回访|Sorted|sorted out|closed|Closed|RESOLVED|done|completed|Fixed|solved|has been resolved|Fully resolved|closed out"
    "|case closed|Resolved on 2026-03-09|yes, resolved|work completed|disposed of"
    "|Closed - satisfied|Closed (verified)|Resolved - confirmed by caller|Settled amicably|Disposed off|Addressed|Redressal done"
    "|√ Done|resolved, complainant satisfied|已办结★|🟢 已完成|✔\ufe0f|☑\ufe0f 已完成",
    "|",
)
OPEN = listed(
    "否 不是 × ✗ ✘ x N no FALSE 0 0.8 80% ９９％ 99.5% 完成80% 50%左右 完成（80%） 未办结 未处理 未销号 未解决 尚未办结"
    " 还没修 没有完成 没完成 不能解决 无法解决 整改未完成 问题未解决 已整改未销号 已完成，未销号 逾期未办结 正在办理"
    " 正在处理 正在联系供电所 正办理中 在办 推进中 进行中 办理中 处理中 整改中 维修中 施工中 待办 待处理 待研究 待批复 持续推进"
    " 长期坚持 已受理 已转办 已上报 已安排 已交办 已立案 已派单 已反映 已启动 已受理，正在办理 已转办、待回复 已完成，待验收 部分"
    " 部分完成 部分解决 大部分完成 基本完成 阶段性完成 已办结（部分） 初步解决 完成一半 即将办结 预计3月底完成 承诺3月底前完成"
    " 申请销号 建议销号 计划整改 延期 暂缓 否（正在办理） 是/否 □是☑否 是□否☑ 辦理中 尚未解決 未辦結 預計月底完成 正在處理"
)
OPEN_ENGLISH = listed(
    "open|Open|PENDING|in progress|IN_PROGRESS|in-progress|not resolved|not yet|not started|not closed"
    "|partially resolved|partly done|unresolved|incomplete|reopened|new|assigned|acknowledged|on hold"
    "|under review|awaiting parts|almost done|work in progress|still open|to be done|nearly complete"
    "|进行中⏳|进行中●|进行中 🔄|未完成☆"
    "|resolved (pending confirmation)|90% complete|closed - not satisfied|not verified|√ not done|addressed in part, pending",
    "|",
)
UNCLEAR = listed(
    "立行立改 绿灯 A 3/5 2 办理 整改 处理 已答复 已回复 已取消 已撤销 重复 见附件 张榜公示 更换盖板6块 办结时间 完成时间 是否销号"
    " 同意 好 duplicate cancelled withdrawn rejected 不属实 不存在该问题 不予受理 NFA 已解决？ Resolved? □已完成 ★ ○ ●"
)
HOLD_BACK = listed(
    "未 尚未 没有 没 不能 无法 正在 待 拟 计划 即将 预计 争取 承诺 部分 大部分 基本 阶段性 初步 申请 建议"
)
"""What takes back, put off or halves the word that follows it."""


@pytest.mark.parametrize("word", [*CLOSED, *CLOSED_ENGLISH])
def test_a_word_that_closes(word: str) -> None:
    """Struck off, done, resolved, in whatever dress: closed, under any heading."""
    assert state_of(word) is True
    assert whole_state(word) is True


@pytest.mark.parametrize("word", [*OPEN, *OPEN_ENGLISH])
def test_a_word_that_does_not_close(word: str) -> None:
    """Denied, under way, handed on, put off, or done in part: not closed, and nothing is unclear."""
    assert state_of(word) is False
    assert whole_state(word) is not True


@pytest.mark.parametrize("word", UNCLEAR)
def test_a_word_nobody_can_be_sure_of(word: str) -> None:
    """Neither is guessed."""
    assert state_of(word) is None
    assert whole_state(word) is None


@pytest.mark.parametrize(
    "text", ["满意", "群众满意", "已回访", "satisfied", "verified", "满意，已公示"]
)
def test_what_stands_beside_a_state_is_none_itself(text: str) -> None:
    """That somebody is content closes nothing where nobody says that it is done."""
    assert state_of(text) is None
    assert whole_state(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "联系供电所维修", "正在联系供电所更换灯泡", "组织1组党员、群众义务清淤，更换盖板6块", "已更换灯泡3只，请群众监督",
        "call the electrician", "not our road; passed to the county", "",
    ],
)  # fmt: skip
def test_a_sentence_is_no_state(text: str) -> None:
    """Where anything may stand, only a cell that is a state and no more is one."""
    assert whole_state(text) is None


@given(st.sampled_from(CLOSED[18:]), st.sampled_from(HOLD_BACK))
def test_what_takes_a_closing_word_back_is_heard(word: str, before: str) -> None:
    """未办结, 即将办结, 部分办结: no word that closes does so behind one that takes it back."""
    assert state_of(before + word) is not True
    assert whole_state(before + word) is not True


# 3/5 alone is unclear: three of five, or a day. Beside a state it is the state's day. 不属实 beside
# a state changes nothing of it. A 1 before a day is a part of its number.
CLAUSES = [each for each in (*CLOSED, *OPEN, *UNCLEAR) if each not in ("3/5", "不属实", "1")]


@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4))
def test_every_clause_has_to_close(words: list[str]) -> None:
    """Of several clauses one that is open keeps all open, and one that is unclear closes nothing."""
    closes = all(each in CLOSED for each in words)
    assert (state_of("，".join(words)) is True) == closes
    if any(each in OPEN for each in words):
        assert state_of("，".join(words)) is False


@given(
    st.sampled_from(CLOSED[18:]),
    st.sampled_from(["吗", "前", "时间", "难", "率低", "待定", "了一半", "不了"]),
)
def test_a_word_that_goes_on_is_another(word: str, after: str) -> None:
    """办结前, 完成了一半: what follows a closing word is part of the cell, and it closes no more."""
    assert state_of(word + after) is not True


@pytest.mark.parametrize(
    ("printed", "state"),
    [
        ("☑ 已办结 □ 未办结", True), ("已解决 ☑ 未解决 □", True), ("√已解决（3月5日） □未解决", True), ("■完成○未完成", True),
        ("□ 已办结 ☑ 未办结", False), ("□完成 ☑正在办理 □未办理", False), ("□ done ☑ open", False),
        ("□已办结□未办结", None), ("☑镇里 □村里", None),
    ],
)  # fmt: skip
def test_of_printed_words_the_ticked_one_counts(printed: str, state: bool | None) -> None:
    """A form prints all its words with a box each; what nobody ticked says nothing."""
    assert state_of(printed) is state
    assert whole_state(printed) is state


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a cell is closed, not closed or unclear; a whole state says the same."""
    assert state_of(text) in (True, False, None)
    assert whole_state(text) in (state_of(text), None)


def test_what_says_more_than_yes_or_no() -> None:
    """A tick need not be kept; words that say how far it is are."""
    assert not any(map(says_more, ("是", "否", "×", "√", "No", "Open")))
    assert all(map(says_more, ("正在办理", "80%", "已转办")))


@pytest.mark.parametrize(
    "text",
    [
        "撤诉", "已撤诉", "撤回", "信访人撤回诉求", "作废", "撤销", "已撤回（3月9日）", "撤诉，已结案", "VOID", "Void - duplicate of #4", "Withdrawn",
        "withdrawn by the complainant", "Request cancelled", "Cancelled by the family", "withdrawn by Mrs Otieno", "Case withdrawn on 9 Mar 2026", "已取消",
    ],
)  # fmt: skip
def test_what_is_taken_back_is_withdrawn(text: str) -> None:
    """By whoever brought it, in whatever words; what else is said does not count."""
    assert is_withdrawn(text)


@pytest.mark.parametrize(
    "text",
    [
        "未撤诉", "申请撤诉", "拟撤回", "已撤回，办理中", "撤回工作组意见后重新办理", "取消，经研究改为修井", "not withdrawn", "in progress, void pipes",
        "cancelled by the bus company", "Withdrawn by the county council", "cancelled by the driver",
        "duplicate", "rejected", "已结案", "办理中", "不予受理", "",
    ],
)  # fmt: skip
def test_what_is_not_taken_back_is_not_withdrawn(text: str) -> None:
    """Asked for, denied, under way again, refused, or something else altogether."""
    assert not is_withdrawn(text)
